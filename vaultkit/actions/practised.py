"""Listing a tool under what was practised on a day."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.filling import as_list
from vaultkit.actions.journal import Made, open_journal
from vaultkit.actions.making import change
from vaultkit.errors import UserError
from vaultkit.workbook.records import folded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from vaultkit.vault.config import Config


class Listed(NamedTuple):
    """The journal page, and whether a tool was added to its `practised` (or, in a dry run, would have been)."""

    path: "Path"
    created: bool
    changed: bool


def add_practised(config: "Config", day: date, tools: "Sequence[str]", *, dry_run: bool = False) -> Listed:
    """List `tools` under `practised` on the journal page of `day`, which is made if it is not there.

    One that stands there already, however it is spelled, is not listed twice, and nothing else on the page changes.
    Raises UserError if the page can't be made or edited, or another program has to begin it.
    """
    # In a daily note the properties have to be there, or nothing on the page would count.
    complete = True if config.journal.into == "daily" else None
    page: Made = open_journal(config, day, complete=complete, dry_run=dry_run)
    if page.left_to:
        raise UserError(
            f"{page.path}: this page is begun by Templater from {page.left_to}; "
            f"begin it in Obsidian, and then list {', '.join(tools)} under practised"
        )
    if page.created and dry_run:
        return Listed(page.path, created=True, changed=True)
    changed = change(config, page.path, lambda text: _with_tools(text, tools), dry_run=dry_run)
    return Listed(page.path, page.created, changed)


def _with_tools(text: str, tools: "Sequence[str]") -> str:
    from vaultkit.notes import parse_note

    note = parse_note(text)
    there = as_list(note.properties.get("practised"))
    known = {folded(str(one)) for one in there}
    more = [tool for tool in dict.fromkeys(tools) if folded(tool) not in known]
    return note.with_properties(practised=[*there, *more]).text if more else text
