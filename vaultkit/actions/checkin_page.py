"""The week's agenda as a page of its own, to print or to look at on a telephone."""

from typing import TYPE_CHECKING

from vaultkit.actions.checkin import AGENDA, Prepared
from vaultkit.actions.own_files import OwnFile, write_own
from vaultkit.errors import UserError
from vaultkit.notes.blocks import find_blocks
from vaultkit.notes.files import read_text
from vaultkit.notes.structure import section_text
from vaultkit.notes.task_lines import tasks
from vaultkit.workbook.records import Task

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


def print_checkin(config: "Config", prepared: Prepared, *, dry_run: bool = False) -> OwnFile:
    """Write the agenda of a prepared check-in as a page into the progress folder, readable by its owner alone.

    One that was held or skipped has the agenda that stands in its note. Raises UserError where nothing can be written.
    """
    from vaultkit.render.page.agenda import agenda_page

    note = _note(prepared)
    agenda = prepared.text
    if prepared.status != "planned":
        agenda = next((one.content for one in find_blocks(note) if one.name == AGENDA), agenda)
    agreed = [
        Task(one.text, one.owner or "", one.status, one.due or "")
        for one in tasks(section_text(note, "Agreements") or "")
    ]
    page = agenda_page(prepared.date, agenda, [one for one in agreed if one.status != "-"])
    path = config.folder("progress") / f"Agenda {prepared.week}.html"
    return write_own(path, page, root=config.root, dry_run=dry_run)


def _note(prepared: Prepared) -> str:
    """The note's text; none in a dry run that would make it first."""
    try:
        return read_text(prepared.path)
    except UserError:
        return ""
