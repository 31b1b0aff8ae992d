"""Reads properties from any YAML 1.2 a person may write, within limits and without surprises."""

from collections.abc import Callable
from typing import NamedTuple

from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from vaultkit.errors import Problem
from vaultkit.notes.quoting import quoted
from vaultkit.notes.scalars import Scalar, Value, doubt, resolve
from vaultkit.notes.yaml_events import (
    Disguise,
    ParserClass,
    Unreadable,
    column_of,
    end_line_of,
    events,
    line_of,
)

MAX_CHARACTERS = 500_000
MAX_DEPTH = 32
MAX_VALUES = 10_000


class Reading(NamedTuple):
    """Properties, the line each of them starts in, and what could not be read as meant."""

    properties: dict[str, Value]
    lines: dict[str, int]
    problems: tuple[Problem, ...]


def read_yaml(text: str, first_line: int = 1, parser: ParserClass | None = None) -> Reading:
    """Read the text between the fences, whose first line is `first_line` of the file.

    Text that cannot be read gives no properties and one problem. Of a duplicate key the first stays, and the
    other is reported. Tags build nothing. `parser` is a PyYAML parser class; the fastest there is by default.
    """
    try:
        return read_strictly(text, first_line, parser)
    except Unreadable as unreadable:
        return Reading({}, {}, (unreadable.problem,))


def read_strictly(text: str, first_line: int = 1, parser: ParserClass | None = None) -> Reading:
    """As `read_yaml`, but raises Unreadable for text that cannot be read."""
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(
            first_line,
            f"the properties are longer than {MAX_CHARACTERS:,} characters; move text into the body",
        )
    disguise = Disguise(text)
    builder = _Builder(text, first_line, disguise.off)
    for event in events(disguise.on(text), first_line, parser):
        builder.take(event)
    return Reading(builder.properties, builder.lines, tuple(builder.problems))


class _Open:
    """A list or a map that is being filled; `key` is the name that waits for its value.

    `column` is what the lines of its values must be indented beyond, or -1 between the brackets of all properties.
    """

    __slots__ = ("column", "event", "key", "values")

    def __init__(
        self, event: CollectionStartEvent, values: list[Value] | dict[str, Value], column: int
    ) -> None:
        self.event = event
        self.values = values
        self.column = column
        self.key: str | None = None


class _Builder:
    """Takes events one by one, on a stack of its own: nesting costs no recursion."""

    def __init__(self, text: str, first_line: int, off: Callable[[str], str]) -> None:
        self.properties: dict[str, Value] = {}
        self.lines: dict[str, int] = {}
        self.problems: list[Problem] = []
        self._text = text
        self._lines: list[str] | None = None
        self._first_line = first_line
        self._off = off
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[str, Scalar] | None] = {}
        self._documents = 0
        self._values = 0
        self._repeated = 0

    def take(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self._open(event)
        elif isinstance(event, CollectionEndEvent):
            closed = self._stack.pop()
            if closed.event.flow_style and self._stack and not self._stack[-1].event.flow_style:
                self._check_indent(line_of(closed.event), end_line_of(event), "list or group")
        elif isinstance(event, AliasEvent):
            self._take_alias(event)
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._refusal(event, "a second set of properties starts here; expected only one")

    def _line(self, event: Event) -> int:
        return self._first_line + line_of(event)

    def _report(self, event: Event, message: str) -> None:
        self.problems.append(Problem(self._line(event), message))

    def _refusal(self, event: Event, message: str) -> Unreadable:
        return Unreadable(self._line(event), message)

    def _take_scalar(self, event: ScalarEvent) -> None:
        text = self._off(event.value)
        value: Scalar = text
        if not event.style and event.tag is None:
            value = resolve(text)
            if odd := doubt(text, value):
                self._report(event, odd)
        elif event.tag not in (None, "!", "tag:yaml.org,2002:str"):
            self._report_tag(event)
        if event.style == '"' and _lone_surrogate(event.value):
            raise self._refusal(event, "this text has an escape that stands for no character")
        if event.style in ("'", '"') and self._stack and not self._stack[-1].event.flow_style:
            self._check_indent(line_of(event), end_line_of(event), "text")
        if event.style in ("|", ">") and self._stack and column_of(event) <= self._stack[-1].column:
            self._report(event, f"Obsidian cannot read {event.style} here; put it in the line above")
        if event.anchor:
            self._anchors[event.anchor] = (text, value)
        self._place(event, text, value)

    def _check_indent(self, first: int, last: int, what: str) -> None:
        """Report lines of a value that PyYAML puts up with, but Obsidian does not."""
        if first == last:
            return
        if self._lines is None:
            self._lines = self._text.split("\n")
        column = self._stack[-1].column
        for number in range(first + 1, last + 1):
            line = self._lines[number].rstrip()
            words = line.lstrip(" ")
            if not words or len(line) - len(words) > column:
                continue
            if what == "text" or not (words[0] == "#" or (number == last and words[0] in "]}")):
                self.problems.append(
                    Problem(
                        self._first_line + number,
                        f"this line goes on with the {what} above, and Obsidian cannot read it here; "
                        f"indent it by {column + 1} or more",
                    )
                )
                return

    def _take_alias(self, event: AliasEvent) -> None:
        anchor = str(event.anchor)
        known = self._anchors.get(anchor)
        if known is None:
            why = "a list or group" if anchor in self._anchors else "a name that is not defined before"
            raise self._refusal(event, f"*{quoted(anchor)} points to {why}; write the value out instead")
        self._repeated += len(known[0])
        if self._repeated > MAX_CHARACTERS:
            raise self._refusal(event, f"*{quoted(anchor)} repeats too much text; write it once in the body")
        self._place(event, *known)

    def _open(self, event: CollectionStartEvent) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise self._refusal(
                event, f"values are nested more than {MAX_DEPTH} deep; expected text or a list"
            )
        if event.tag:
            self._report_tag(event)
        if event.anchor:
            self._anchors[event.anchor] = None
        values: list[Value] | dict[str, Value] = {} if isinstance(event, MappingStartEvent) else []
        self._place(event, None, values)
        column = self._stack[-1].column if self._stack and event.flow_style else column_of(event)
        self._stack.append(_Open(event, values, column))

    def _place(self, event: NodeEvent, name: str | None, value: Value) -> None:
        """Put a value where it belongs: `name` is its text, should it turn out to be a key."""
        self._values += 1
        if self._values > MAX_VALUES:
            raise self._refusal(event, f"there are more than {MAX_VALUES:,} values; move some into the body")
        if not self._stack:
            self._place_top(event, value)
            return
        parent = self._stack[-1]
        if isinstance(parent.values, list):
            parent.values.append(value)
        elif parent.key is None:
            self._name(event, name, parent)
        else:
            # Of two equal keys the first keeps its value.
            parent.values.setdefault(parent.key, value)
            parent.key = None

    def _place_top(self, event: NodeEvent, value: Value) -> None:
        if not isinstance(value, dict):
            found = "a list" if isinstance(value, list) else "a single text"
            raise self._refusal(event, f"expected properties such as “feeling: calm”, found {found}")
        self.properties = value

    def _name(self, event: NodeEvent, name: str | None, parent: _Open) -> None:
        if name is None:
            raise self._refusal(event, "a list or group cannot be a name; put it in quotation marks")
        if name in parent.values:
            self._report(
                event,
                f"{quoted(name)} stands here a second time; only the first is read, so keep one of them",
            )
        elif len(self._stack) == 1:
            self.lines[name] = self._line(event)
        parent.key = name

    def _report_tag(self, event: ScalarEvent | CollectionStartEvent) -> None:
        tag = self._off(str(event.tag).replace("tag:yaml.org,2002:", "!!"))
        self._report(
            event, f"the tag {quoted(tag)} means nothing in a note; leave it out, or use quotation marks"
        )


def _lone_surrogate(text: str) -> bool:
    # libyaml refuses an escape for half a character, the parser in Python does not.
    return not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text)
