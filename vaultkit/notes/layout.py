"""Where each property stands in the text of the front matter, so that an edit can touch it alone."""

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    NodeEvent,
    ScalarEvent,
)

from vaultkit.notes.quoting import quoted
from vaultkit.notes.yaml_events import Disguise, Unreadable, end_of, events, line_of, start_of

_COMMENT = re.compile(r"#[^\r\n]*")
_COLON = re.compile(r"[ \t]*:")


class Piece(NamedTuple):
    """A value in the text, from `start` to `end`. A list or map has the pieces in it."""

    event: NodeEvent
    start: int
    end: int
    children: "tuple[Piece, ...]" = ()

    @property
    def is_flow(self) -> bool:
        """Whether it is written between brackets."""
        return bool(getattr(self.event, "flow_style", False))


class Entry(NamedTuple):
    """A property: its lines begin at `start` and end at `end`, its colon ends at `colon`. `line` is for people."""

    key: str
    start: int
    colon: int
    value: Piece
    end: int
    line: int


class Layout(NamedTuple):
    """The properties of `text` in order, and the blanks they are indented with.

    `leaves` are the single values, among which comments stand; `anchored` what has an anchor or is an alias.
    """

    text: str
    entries: dict[str, Entry]
    indent: str
    leaves: list[Piece]
    anchored: list[NodeEvent]

    def comments(self, start: int, end: int) -> list[str]:
        """The comments between two offsets. A # inside a value is none."""
        found: list[str] = []
        first = bisect_right(self.leaves, start, key=lambda leaf: leaf.end)
        for number in range(first, len(self.leaves)):
            leaf = self.leaves[number]
            found += _COMMENT.findall(self.text, start, min(self._words_begin(leaf), end))
            start = max(start, leaf.end)
            if start >= end:
                return found
        return found + _COMMENT.findall(self.text, start, end)

    def _words_begin(self, leaf: Piece) -> int:
        # Behind the | or > of a block scalar a comment may stand.
        return self.text.find("\n", leaf.start) if _is_block(leaf.event) else leaf.start

    def shares_anchor(self, entry: Entry) -> str | None:
        """The name of an anchor in this property that another one uses, if there is one."""
        used = {
            event.anchor
            for event in self.anchored
            if isinstance(event, AliasEvent) and not _within(event, entry)
        }
        defined = (
            event.anchor
            for event in self.anchored
            if not isinstance(event, AliasEvent) and _within(event, entry)
        )
        return next((anchor for anchor in defined if anchor in used), None)


def layout(text: str, first_line: int = 1) -> Layout:
    """Find every property of the text between the fences.

    Raises Unreadable, with the line, where a property has no lines of its own: in a flow mapping, as a
    duplicate, or with a `?` before its name.
    """
    disguise = Disguise(text)
    top: list[Piece] = []
    leaves: list[Piece] = []
    anchored: list[NodeEvent] = []
    outer: list[tuple[CollectionStartEvent, list[Piece]]] = []
    siblings = top
    shown = disguise.on(text)
    for event in events(shown, first_line):
        if isinstance(event, NodeEvent) and event.anchor:
            anchored.append(event)
        if isinstance(event, CollectionStartEvent):
            outer.append((event, siblings))
            siblings = []
        elif isinstance(event, CollectionEndEvent):
            start, around = outer.pop()
            around.append(_collection(start, event, siblings))
            siblings = around
        elif isinstance(event, NodeEvent):
            leaf = _leaf(event, shown)
            leaves.append(leaf)
            siblings.append(leaf)
    entries = _entries(top, text, first_line, disguise.off)
    first = next(iter(entries.values()), None)
    indent = _blanks(text, first.start) if first else ""
    return Layout(text, entries, indent, leaves, anchored)


def _leaf(event: NodeEvent, shown: str) -> Piece:
    start, end = start_of(event), end_of(event)
    if _is_block(event):
        # The parser's mark stands behind the blank lines that follow.
        end = start + len(shown[start:end].rstrip(" \t\r\n"))
    return Piece(event, start, end)


def _collection(start: CollectionStartEvent, end: CollectionEndEvent, children: list[Piece]) -> Piece:
    begin = start_of(start)
    # A block's own end mark is where the next property begins.
    last = end_of(end) if start.flow_style else children[-1].end if children else begin
    return Piece(start, begin, last, tuple(children))


def _entries(top: list[Piece], text: str, first_line: int, off: Callable[[str], str]) -> dict[str, Entry]:
    if not top:
        return {}
    if top[0].is_flow:
        raise Unreadable(
            first_line + line_of(top[0].event),
            "the properties stand between { and }, where they cannot be changed one by one; write each on a line of its own",
        )
    entries: dict[str, Entry] = {}
    pieces = iter(top[0].children)
    for name, value in zip(pieces, pieces, strict=True):
        line = first_line + line_of(name.event)
        start = text.rfind("\n", 0, name.start) + 1
        colon = _COLON.match(text, name.end)
        if not isinstance(name.event, ScalarEvent) or text[start : name.start].strip(" ") or colon is None:
            raise Unreadable(
                line, "this property is not written as “name: value”, so it cannot be changed here"
            )
        key = off(name.event.value)
        if key in entries:
            raise Unreadable(
                line,
                f"{quoted(key)} stands here a second time (first in line {entries[key].line}); keep one of them",
            )
        end = text.find("\n", max(value.end, colon.end())) + 1
        entries[key] = Entry(key, start, colon.end(), value, end or len(text), line)
    return entries


def _is_block(event: NodeEvent) -> bool:
    return isinstance(event, ScalarEvent) and event.style in ("|", ">")


def _blanks(text: str, start: int) -> str:
    end = start
    while text[end] == " ":
        end += 1
    return text[start:end]


def _within(event: NodeEvent, entry: Entry) -> bool:
    return bool(entry.start <= start_of(event) < entry.end)
