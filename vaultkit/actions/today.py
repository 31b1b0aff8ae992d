"""The part that a journal page begins with, where there is something to say: written when the page is made, and then left alone."""

from datetime import date
from typing import TYPE_CHECKING

from vaultkit.vault.day_notes import day_notes

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


def todays_part(config: "Config", day: date) -> str:
    """The part for the page of `day`, ready with its marks; empty if there is nothing to say.

    It is made of one's own notes alone, and the same notes give the same bytes. Its words are not its reader's: a page
    that holds nothing else counts as untouched.
    """
    notes = day_notes(config, day)
    if not (notes.tools or notes.thoughts or notes.plans):
        return ""
    from vaultkit.workbook.today import today_lines, today_plan

    lines = today_lines(
        today_plan(
            day,
            notes.tools,
            notes.thoughts,
            notes.plans,
            notes.moments,
            notes.last_page,
            frozenset(notes.said),
        )
    )
    if not lines:
        return ""
    from vaultkit.notes.marks import marked

    return marked("today", "\n".join(lines))


def with_todays_part(config: "Config", day: date, text: str) -> str:
    """A daily note that has just become a page, with the part before the page's first heading; as it is without one."""
    from vaultkit.notes.blocks import find_blocks
    from vaultkit.notes.putting import put_block
    from vaultkit.notes.structure import heading_start

    place = "What happened"
    part = todays_part(config, day) if heading_start(text, place) is not None else ""
    if not part or any(block.name == "today" for block in find_blocks(text)):
        return text
    return put_block(text, "today", find_blocks(part)[0].content, heading=place)
