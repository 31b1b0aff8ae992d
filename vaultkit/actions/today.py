"""The part that a journal page begins with, where there is something to say: written when the page is made, and then left alone."""

from datetime import date
from typing import TYPE_CHECKING

from vaultkit.vault.day_notes import day_notes, page_before

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


def todays_part(config: "Config", day: date) -> str:
    """The part for the page of `day`, ready with its marks; empty if there is nothing to say.

    It is made of one's own notes alone, and the same notes give the same bytes. Its words are not its reader's: a page
    that holds nothing else counts as untouched.
    """
    parts = ["\n".join(_lines(config, day)), _prompt(config, day)]
    if not any(parts):
        return ""
    from vaultkit.notes.marks import marked

    return marked("today", "\n\n".join(part for part in parts if part))


def _lines(config: "Config", day: date) -> list[str]:
    notes = day_notes(config, day)
    if not (notes.tools or notes.thoughts or notes.plans):
        return []
    from vaultkit.workbook.today import today_lines, today_plan

    asked = frozenset(notes.said)
    found = today_plan(day, notes.tools, notes.thoughts, notes.plans, notes.moments, notes.last_page, asked)
    return today_lines(found)


def _prompt(config: "Config", day: date) -> str:
    """The week's question, on its first page, for those who want one."""
    if not config.journal.prompts:
        return ""
    from vaultkit.workbook.prompts import prompt_for
    from vaultkit.workbook.today import days_before

    is_first = page_before(config, day, days_before(day, day.weekday())) is None
    return f"*If you like, a question for this week: {prompt_for(day)}*" if is_first else ""


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
