"""Writing down where a mistake of ours happened, without a word of anyone's notes."""

import os
import traceback
from datetime import date
from pathlib import Path


def log(error: Exception) -> Path | None:
    """The file that the place of `error` was added to; None if it could not be written.

    The error's own text is left out: it can hold what stands in a note.
    """
    from platformdirs import user_state_path

    lines = [f"{date.today()} {type(error).__name__}\n", *traceback.format_tb(error.__traceback__), "\n"]
    folder = user_state_path("vaultkit")
    path = folder / "mistakes.log"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(
            path, "a", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)
        ) as file:
            file.writelines(lines)
    except OSError:
        return None
    return path
