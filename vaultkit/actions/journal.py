"""Today's journal page: a note of its own, or a part of the vault's daily note."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.errors import UserError
from vaultkit.vault.journal_place import page_path

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


class Made(NamedTuple):
    """A note, and whether this call made it (or, in a dry run, would have).

    `completed` says that this call added to a note that was there. `left_to` names the template by which another
    program begins the note: then it is not there yet. "" otherwise.
    """

    path: Path
    created: bool
    completed: bool = False
    left_to: str = ""


def open_journal(config: "Config", day: date, *, complete: bool | None = None, dry_run: bool = False) -> Made:
    """The journal page of `day`: made from its template if it is not there, else left as it is.

    With `complete`, or where it is left out and the settings say so, a page that is there gets the properties and
    headings it lacks. A template with commands for Templater is not carried out: see `Made.left_to`. Raises UserError
    if the template can't be used, the note can't be written, or `complete` is asked for while such commands stand in it.
    """
    path = page_path(config, day)
    if not os.path.lexists(path):
        path = _as_it_is_spelt(config.root, path)
    if os.path.lexists(path):
        if complete if complete is not None else config.journal.complete:
            from vaultkit.actions.daily import complete_page, waits_for_templater

            completed = complete_page(config, path, day, dry_run=dry_run)
            if complete and not completed and waits_for_templater(path):
                raise UserError(
                    f"{path}: commands for Templater still stand in this note, and it may write over what is added; "
                    "let it finish in Obsidian first"
                )
            return Made(path, created=False, completed=completed)
        return Made(path, created=False)
    if config.journal.into == "daily" and config.journal.template:
        from vaultkit.actions.daily import make_daily_note

        begun = make_daily_note(config, path, day, dry_run=dry_run)
        left_to = config.journal.template if begun is None else ""
        return Made(path, created=bool(begun), left_to=left_to)
    from vaultkit.actions.making import make
    from vaultkit.actions.today import todays_part
    from vaultkit.vault.clock import day_begins

    values = {"today": todays_part(config, day)}
    made = make(
        config, "journal", path, day, values=values, modified=day_begins(config, day), dry_run=dry_run
    )
    return Made(path, created=made)


def _as_it_is_spelt(root: Path, path: Path) -> Path:
    """The path with each folder and the page itself under the name it has already, in other case or with other accents."""
    from vaultkit.notes.twins import existing_twin

    place = root
    for part in path.relative_to(root).parts:
        place = Path(existing_twin(place / part) or place / part)
    return place
