"""Where the properties of a note stand in its text."""

import re
from typing import NamedTuple

from vaultkit.errors import Problem

UNCLOSED = Problem(
    1, "the properties that start here never end; put --- on a line of its own after the last one"
)
ONLY_CR = Problem(
    1, "every line ends in a bare CR, so nothing can be told apart; save the file with LF or CRLF line ends"
)

_OPENING = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSING = re.compile(r"---[ \t]*\r?(?:\n|\Z)")
_CLOSING_LINE = re.compile(r"---[ \t]*\r?\n")


class FrontMatter(NamedTuple):
    """Offsets into the text: the properties are `text[start:end]`, the body is `text[body:]`.

    `start` is the beginning of line 2, `end` that of the closing fence's line.
    """

    start: int
    end: int
    body: int


def find_front_matter(text: str, *, whole: bool = True) -> FrontMatter | Problem | None:
    """Find the front matter; None if there is none, a problem if where it ends cannot be told.

    Lines end at LF only (a CR before it belongs to the line end); a byte order mark may come first. A fence is
    `---` and nothing else but blanks. `whole=False` says that the text may go on: the last line is then no fence
    unless it is complete.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return ONLY_CR if "\r" in text and "\n" not in text else None
    closing = _CLOSING if whole else _CLOSING_LINE
    start = opening.end()
    at = start - 1
    while (at := text.find("\n---", at)) >= 0:
        if fence := closing.match(text, at + 1):
            return FrontMatter(start, at + 1, fence.end())
        at += 4
    return UNCLOSED
