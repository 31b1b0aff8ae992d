"""A note's body cut into pieces that are moved, kept or dropped as one: a heading, a list item, a line, a fence."""

import re
from collections import Counter
from itertools import pairwise

from vaultkit.notes.blocks import find_blocks
from vaultkit.notes.hidden import hidden
from vaultkit.sync.words import count_words

_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s|$)")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[^\n]\](?:[ \t]+|$))?|$)")
_QUOTE = re.compile(r"[ \t]*>")
_ROW = re.compile(r"[ \t]*\|")
_SEPARATOR = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*)$")
_DEFINITION = re.compile(r" {0,3}\[\^?[^\]\n]+\]:")
_AS_ONE = ("fence", "comment", "formula", "front matter")

_OPENERS = ("```", "~~~", "%%", "<", "$$", "|", ":::")

WHOLE = frozenset((*_AS_ONE, "quote", "generated", "table"))
"""Kinds of piece that may have several lines."""


class Piece:
    """Some lines that stay together, without their last line end.

    `blanks` are the blank lines before it, each with its line end. `first` is the number of its first line, from 0.
    `depth` is a heading's level, or the columns that a line is indented. Pieces with one `key` are the same but for
    spacing, a tick and the sign of the list. `above` and `below` are its neighbours in the same text.
    """

    __slots__ = ("_bag", "above", "below", "blanks", "depth", "first", "key", "kind", "last", "text")

    def __init__(self, kind: str, text: str, blanks: str, first: int, last: int) -> None:
        self.kind = kind
        self.text = text
        self.blanks = blanks
        self.first = first
        self.last = last
        self.depth = 0
        self.above: Piece | None = None
        self.below: Piece | None = None
        self._bag: Counter[str] | None = None
        if kind == "item":
            item = _ITEM.match(text)
            end = item.end() if item else 0
            self.key = "- " + " ".join(text[end:].split())
        else:
            self.key = " ".join(text.split())
        if kind == "heading":
            self.depth = len(text.lstrip(" ")) - len(text.lstrip(" #"))
            self.depth = text.lstrip(" ").split(None, 1)[0].count("#")
        elif text[:1] in (" ", "\t"):
            line = text.partition("\n")[0].expandtabs(4)
            self.depth = len(line) - len(line.lstrip(" "))

    @property
    def bag(self) -> Counter[str]:
        """Its words, counted."""
        if self._bag is None:
            self._bag = count_words(self.text)
        return self._bag

    @property
    def plain(self) -> str:
        """Its text but for spacing."""
        return " ".join(self.text.split())

    def __repr__(self) -> str:
        return f"<{self.kind} {self.text[:30]!r}>"


def cut(body: str) -> list[Piece]:
    """The pieces of a body whose last line has a line end; the first is its start, the last its end.

    Blank lines belong to the piece after them.
    """
    lines = body.split("\n")
    lines.pop()
    wholes = _whole_parts(body)
    pieces = [Piece("start", "", "", -1, 0)]
    blanks: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        end = number + 1
        if number in wholes:
            kind, end = wholes[number]
        elif not line or line.isspace():
            blanks.append(line + "\n")
            number += 1
            continue
        else:
            kind = _kind(line)
            following = lines[end] if end < len(lines) else ""
            if kind == "quote":
                while end < len(lines) and end not in wholes and _QUOTE.match(lines[end]):
                    end += 1
            elif "|" in line and end not in wholes and _is_header(line, following, pieces, blanks):
                kind, end = "table", end + 1
            elif kind == "prose" and not blanks and "|" in line and pieces[-1].kind in ("row", "table"):
                kind = "row"
        pieces.append(Piece(kind, "\n".join(lines[number:end]), "".join(blanks), number, end))
        blanks = []
        number = end
    pieces.append(Piece("end", "", "".join(blanks), len(lines), len(lines)))
    for above, below in pairwise(pieces):
        above.below, below.above = below, above
    return pieces


def cut_lines(text: str) -> list[Piece]:
    """Each line of a text as a piece of its own, for what is one piece in a note."""
    pieces = [Piece("start", "", "", -1, 0)]
    blanks: list[str] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not line or line.isspace():
            blanks.append(line + "\n")
        else:
            pieces.append(Piece("line", line, "".join(blanks), number, number + 1))
            blanks = []
    pieces.append(Piece("end", "", "".join(blanks), len(lines), len(lines)))
    for above, below in pairwise(pieces):
        above.below, below.above = below, above
    return pieces


def is_prose(line: str) -> bool:
    """Whether a line, looked at by itself, is plain text and not blank."""
    return (
        not line.isspace()
        and bool(line)
        and _kind(line) == "prose"
        and not line.lstrip(" \t").startswith(_OPENERS)
    )


def _kind(line: str) -> str:
    start = line.lstrip(" \t")[:1]
    if start == "#":
        return "heading" if _HEADING.match(line) else "prose"
    if start == ">":
        return "quote"
    if start == "|":
        return "row"
    if start in "-*_=" and _RULE.match(line):
        return "rule"
    if (start in "-*+" or start.isdigit()) and _ITEM.match(line):
        return "item"
    if start == "[" and _DEFINITION.match(line):
        return "definition"
    return "prose"


def _is_header(line: str, following: str, pieces: list[Piece], blanks: list[str]) -> bool:
    if "|" not in following or not _SEPARATOR.match(following) or _SEPARATOR.match(line):
        return False
    return bool(blanks) or pieces[-1].kind not in ("row", "table")


def _whole_parts(body: str) -> dict[int, tuple[str, int]]:
    """Parts of several lines that are one piece each: number of the first line → kind, number after the last."""
    spans = [(block.start, block.end, "generated") for block in find_blocks(body)]
    spans += [
        (part.start, part.end, part.kind)
        for part in hidden(body)
        if part.kind in _AS_ONE and body.find("\n", part.start, part.end - 1) >= 0
    ]
    wholes: dict[int, tuple[str, int]] = {}
    counted = line = reached = 0
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        first = line + body.count("\n", counted, start)
        last = first + body.count("\n", start, end - 1) + 1
        counted, line = start, first
        if first >= reached:
            wholes[first] = (kind, last)
            reached = last
    return wholes
