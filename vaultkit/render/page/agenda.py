"""A check-in's agenda as a page, for a telephone or the fridge."""

import re
from collections.abc import Sequence
from datetime import date

from vaultkit.render.page.layout import laid_out
from vaultkit.render.page.markdown import html
from vaultkit.workbook.days import date_in_words, day_in_words
from vaultkit.workbook.records import Task

_HEADING = re.compile(r"^#{3,6}(?= )", re.MULTILINE)


def agenda_page(day: date, agenda: str, tasks: Sequence[Task]) -> str:
    """The page of the check-in on `day`: its agenda, which is Markdown, what is agreed so far, and room to write."""
    from markupsafe import Markup

    return laid_out(
        "agenda.html",
        {
            "title": f"Our check-in, {day_in_words(day)} {day.year}",
            # The page's own title stands above; a level left out would trip up a screen reader.
            "agenda": Markup(html(_HEADING.sub("##", agenda))),
            "tasks": [_line(task) for task in tasks if task.text.strip()],
        },
    )


def _line(task: Task) -> str:
    owner = f" ({task.owner})" if task.owner else ""
    return f"{task.text}{owner}{_due(task.due)}"


def _due(iso: str) -> str:
    try:
        return f", for {date_in_words(date.fromisoformat(iso))}" if iso else ""
    except ValueError:
        return ""
