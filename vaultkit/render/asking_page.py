"""A question on a whole screen: what to know, the words to choose from, and a line to type on."""

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from vaultkit.render.pacer import Look, fitted

_WIDEST = 66
_FEWEST_CHOICES = 5
"""Lines of words to choose from that stay as long as anything else can go."""


class Page(NamedTuple):
    """The lines of a screen, and the row and column from 0 at which to type; None where nothing is typed."""

    lines: list[str]
    cursor: tuple[int, int] | None


def asking_page(
    look: Look,
    notes: Sequence[str],
    question: str,
    offered: Sequence[str] = (),
    hints: Sequence[str] = (),
    typed: str | None = "",
    foot: Sequence[str] = ("Esc or q leaves",),
) -> Page:
    """The page. The question and what is typed always have room; of the rest what fits.

    `foot` are ways to say how to leave, the longest first. Without `typed` there is no line to type on.
    """
    width, indent = _width(look), _indent(look)
    above = [*_wrapped(notes, width), ""] if notes else []
    asked = _wrapped([question], width)
    choices = ["", *_in_columns(offered, width)] if offered else []
    said = ["", *_wrapped(hints, width)] if hints else []
    line = [] if typed is None else ["", "> " + _end_of(typed, width - 3)]
    room = max(1, look.height - 2)

    def too_many() -> bool:
        return len(above) + len(asked) + len(choices) + len(said) + len(line) > room

    if too_many():
        said = []
    while too_many() and len(choices) > _FEWEST_CHOICES:
        choices.pop()
    if too_many():
        above = []
    while too_many() and choices:
        choices.pop()
    lines = [*above, *asked, *choices, *said, *line][-room:]
    top = 1 if look.height > len(lines) + 2 else 0
    drawn = [""] * top + [f"{indent}{text}" for text in lines]
    row = len(drawn) - 1
    cursor = None if typed is None else (row, min(look.width - 1, len(drawn[row])))
    return Page(fitted(_with_foot(drawn, foot, look), look), cursor)


def reading_pages(look: Look, lines: Sequence[str], foot: Sequence[str]) -> list[list[str]]:
    """A text on as many screens as it needs, at least one."""
    width, indent = _width(look), _indent(look)
    wrapped = [f"{indent}{line}" for line in _wrapped(lines, width)]
    room = max(1, look.height - 2)
    parts = [wrapped[start : start + room] for start in range(0, len(wrapped), room)] or [[]]
    top = [""] if look.height > room else []
    return [fitted(_with_foot([*top, *part], foot, look), look) for part in parts]


def _with_foot(drawn: list[str], foot: Sequence[str], look: Look) -> list[str]:
    """The lines with the first of `foot` that has room in the last row."""
    last = next((one for one in foot if len(one) + 2 <= look.width), "q").center(look.width).rstrip()
    return [*drawn, *[""] * (look.height - 1 - len(drawn)), last]


def _width(look: Look) -> int:
    return max(1, min(_WIDEST, look.width - 2))


def _indent(look: Look) -> str:
    return " " * (min(4, (look.width - _width(look)) // 2) if look.width > 40 else 1)


def _wrapped(lines: Sequence[str], width: int) -> list[str]:
    return [part for line in lines for part in (wrap(line, width, break_on_hyphens=False) or [""])]


def _in_columns(words: Sequence[str], width: int) -> list[str]:
    """The words with their numbers, in as many columns as there is room for."""
    cells = [f"{number:>2} {one}" for number, one in enumerate(words, 1)]
    wide = max(map(len, cells)) + 3
    columns = max(1, min(3, width // wide))
    if columns == 1:
        return [part for cell in cells for part in wrap(cell, width, subsequent_indent="   ")]
    rows = -(-len(cells) // columns)
    return ["".join(cell.ljust(wide) for cell in cells[row::rows]).rstrip() for row in range(rows)]


def _end_of(typed: str, width: int) -> str:
    """What is typed, or as much of its end as there is room for."""
    return typed if len(typed) <= width else "…" + typed[-max(1, width - 1) :]
