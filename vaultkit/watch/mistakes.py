"""Writing down where a mistake of ours happened, so that the watch goes on without it."""

import os
import traceback
from contextlib import suppress
from datetime import date

from vaultkit.errors import UserError

WORDS = "a mistake in vaultkit, not in your notes; it is tried again later"


def write_down(error: Exception) -> None:
    """Add the place of `error` to the log of mistakes; its own text is left out, since it can hold what a note says."""
    from platformdirs import user_state_path

    lines = [f"{date.today()} {type(error).__name__}\n", *traceback.format_tb(error.__traceback__), "\n"]
    with suppress(OSError):
        folder = user_state_path("vaultkit", appauthor=False)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / "mistakes.log"
        with open(
            path, "a", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)
        ) as file:
            file.writelines(lines)


def reason(error: Exception) -> str:
    """What kept something from being done, for the person; a mistake of ours is written down as well."""
    if isinstance(error, UserError):
        return error.problems[0]
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'}: {error.strerror or error}"
    write_down(error)
    return WORDS
