"""Today's journal note."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


class Made(NamedTuple):
    """A note that is there now, and whether this call made it (or, in a dry run, would have)."""

    path: Path
    created: bool


def open_journal(config: "Config", day: date, *, dry_run: bool = False) -> Made:
    """The journal note of `day`: made from its template if it is not there, else left as it is.

    Raises UserError if the template can't be used or the note can't be written.
    """
    path = config.folder("journal") / f"{day}.md"
    if os.path.lexists(path):
        return Made(path, created=False)
    from vaultkit.actions.making import make

    return Made(path, created=make(config, "journal", path, day, dry_run=dry_run))
