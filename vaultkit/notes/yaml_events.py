"""PyYAML's parser events, with marks that can be trusted. Loads yaml, so it is imported only when needed."""

import re
from collections.abc import Callable, Iterator
from typing import Protocol, TypeAlias

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import Event
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from vaultkit.errors import Problem
from vaultkit.notes.scalars import UNUSUAL

_ESCAPE = re.compile(r"\\U([0-9A-Fa-f]{8})")


class EventSource(Protocol):
    """A parser that has been given its text."""

    def get_event(self) -> Event | None:
        """The next event; None behind the last."""
        ...


ParserClass: TypeAlias = Callable[[str], EventSource]


class Unreadable(Exception):
    """Front matter that cannot be read at all; `problem` says where and why."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(line, message)


class PythonParser(Reader, Scanner, Parser):
    """The parser in plain Python, for where PyYAML came without libyaml."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def scan_to_next_token(self) -> None:
        """Skip blanks and comments; a tab that does not indent is a blank too, as for libyaml."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()


def fastest_parser() -> ParserClass:
    """PyYAML's parser in C if it is there, else the one in Python; both give the same events."""
    try:
        from yaml._yaml import CParser
    except ImportError:
        return PythonParser
    return CParser


def start_of(event: Event) -> int:
    """Where the event begins, as an offset into the text."""
    assert event.start_mark is not None
    return event.start_mark.index


def end_of(event: Event) -> int:
    """Where the event ends, as an offset into the text."""
    assert event.end_mark is not None
    return event.end_mark.index


def line_of(event: Event) -> int:
    """How many lines come before the one in which the event begins."""
    assert event.start_mark is not None
    return event.start_mark.line


def end_line_of(event: Event) -> int:
    """How many lines come before the one in which the event ends."""
    assert event.end_mark is not None
    return event.end_mark.line


def column_of(event: Event) -> int:
    """How many characters stand before the event in its line."""
    assert event.start_mark is not None
    return event.start_mark.column


class Disguise:
    """Swaps each unusual character for a private one that the text does not use, and back.

    A parser would take U+0085 or U+2028 for a line break and refuse NUL. One character stands for one, so marks
    stay right. A CR that is not before LF is unusual too: lines end at LF only.
    """

    def __init__(self, text: str) -> None:
        characters = sorted(set(UNUSUAL.findall(text.replace("\r\n", "\n"))))
        self._put_on: dict[int, str] = {}
        if characters:
            # An escape such as "\U000F0000" must not come out as one of ours either.
            used = {ord(c) for c in set(text)} | {int(digits, 16) for digits in _ESCAPE.findall(text)}
            spare = (n for n in range(0xF0000, 0xFFFFE) if n not in used)
            self._put_on = {ord(c): chr(n) for c, n in zip(characters, spare, strict=False)}
        self._take_off = {ord(private): chr(c) for c, private in self._put_on.items()}

    def on(self, text: str) -> str:
        """The text as the parser may see it."""
        if not self._put_on:
            return text
        carriage_return = self._put_on.get(ord("\r"))
        if carriage_return is None or "\r\n" not in text:
            return text.translate(self._put_on)
        return text.translate(self._put_on).replace(carriage_return + "\n", "\r\n")

    def off(self, text: str) -> str:
        """The text as it was written."""
        return text.translate(self._take_off) if self._take_off else text


def events(text: str, first_line: int, parser: ParserClass | None = None) -> Iterator[Event]:
    """The events of a text that has been disguised. Raises Unreadable with the line, counted from `first_line`."""
    try:
        source = (parser or fastest_parser())(text)
    except (YAMLError, ValueError) as error:
        raise Unreadable(first_line, _EXPECTED) from error
    while True:
        try:
            event = source.get_event()
        except MarkedYAMLError as error:
            raise _unreadable(error, text, first_line) from error
        except (YAMLError, ValueError, OverflowError) as error:
            raise Unreadable(first_line + getattr(source, "line", 0), _EXPECTED) from error
        if event is None:
            return
        yield event


_EXPECTED = (
    "this line cannot be read as a property; write “name: value”, and put text that has a sign such as : # [ @ in it "
    "between quotation marks"
)
_UNCLOSED = {
    "while scanning a quoted scalar": "the quotation mark that opens here is not closed properly; expected the same mark at the end of the text",
    "while parsing a flow sequence": "the list that opens here with [ is not closed properly; expected words with commas between them, then ]",
    "while parsing a flow mapping": "the group that opens here with { is not closed properly; expected “name: value” pairs with commas between them, then }",
}


def _unreadable(error: MarkedYAMLError, text: str, first_line: int) -> Unreadable:
    """The parser's complaint in plain words, at the line to mend."""
    context, mark = str(error.context or ""), error.problem_mark or error.context_mark
    message = _UNCLOSED.get(context, _EXPECTED)
    if error.context_mark and (context in _UNCLOSED or context == "while scanning a simple key"):
        mark = error.context_mark
    line = mark.line if mark else 0
    if mark and _line(text, mark.line).startswith("\t"):
        message = "this line is indented with a tab, which YAML does not allow; use spaces"
    return Unreadable(first_line + line, message)


def _line(text: str, number: int) -> str:
    lines = text.split("\n", number + 1)
    return lines[number] if number < len(lines) else ""
