"""Where a ladder stands, as Markdown for the generated part of its note."""

import datetime
from collections.abc import Iterable, Iterator

from vaultkit.render.ladder_words import figure_lines, step_words
from vaultkit.workbook.ladder_advice import Advice
from vaultkit.workbook.ladder_sessions import sessions_in_order
from vaultkit.workbook.quoting import quoted
from vaultkit.workbook.records import Exposure, Ladder


def standing(ladder: Ladder, sessions: Iterable[Exposure], advice: Advice, today: datetime.date) -> str:
    """The steps with where one stands, the figures and what to try next; ends in a newline.

    `advice` must be one that knows of no sign-post, since this stays in a note.
    """
    return "\n".join(_lines(ladder, sessions_in_order(ladder, sessions, today), advice)) + "\n"


def _lines(ladder: Ladder, own: list[Exposure], advice: Advice) -> Iterator[str]:
    current = min(ladder.current, len(ladder.steps))
    status = "" if ladder.status == "active" else f" ({ladder.status})"
    yield f"*Step {current} of {len(ladder.steps)}{status}*"
    yield ""
    for number, step in enumerate(ladder.steps, 1):
        words = quoted(step)
        words = f"**{words}**, you are here" if number == current else words
        told = step_words(own, number)
        yield f"{number}. {words}" + (f" ({told})" if told else "")
    yield ""
    yield from (f"- {line}" for line in figure_lines(own, advice))
    yield f"- Next: {advice.words} {advice.reason}"
