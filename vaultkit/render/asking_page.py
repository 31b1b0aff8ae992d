"""A question on a whole screen: what to know, the words to choose from, and a line to type on."""

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from vaultkit.render.pacer import Look, fitted

_WIDEST = 66


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
    width = max(1, min(_WIDEST, look.width - 2))
    indent = " " * (min(4, (look.width - width) // 2) if look.width > 40 else 1)
    asked = _wrapped([question], width)
    below = ["", *_in_columns(offered, width)] if offered else []
    below += ["", *_wrapped(hints, width)] if hints else []
    above = [*_wrapped(notes, width), ""] if notes else []
    line = [] if typed is None else ["", "> " + _end_of(typed, width - 3)]
    room = look.height - 2
    blocks = [above, asked, below, line]
    while sum(map(len, blocks)) > room and (blocks[0] or blocks[2]):
        (blocks[2] or blocks[0]).pop()
    lines = [text for block in blocks for text in block][-max(1, room) :]
    top = 1 if look.height > len(lines) + 2 else 0
    drawn = [""] * top + [f"{indent}{text}" for text in lines]
    row = len(drawn) - 1
    drawn += [""] * (look.height - 1 - len(drawn))
    drawn.append(next((one for one in foot if len(one) + 2 <= look.width), "q").center(look.width).rstrip())
    cursor = None if typed is None else (row, min(look.width - 1, len(drawn[row])))
    return Page(fitted(drawn, look), cursor)


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
