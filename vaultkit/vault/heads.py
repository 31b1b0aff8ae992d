"""The properties of one note, read from as little of its file as they take."""

import os
from typing import NamedTuple

from vaultkit.errors import Problem, UserError
from vaultkit.notes.fast_reader import read_plain
from vaultkit.notes.front_matter import UNCLOSED, FrontMatter, find_front_matter
from vaultkit.notes.properties import read_properties
from vaultkit.notes.reading import OPEN_TO_READ, read_head
from vaultkit.notes.scalars import Value

_FIRST = 4096


class Head(NamedTuple):
    """What stands at the start of a note. `readable` is false where the file itself could not be read.

    `plain` is what the quick reader made the properties of, and would again; empty where it took the full one.
    """

    properties: dict[str, Value]
    lines: dict[str, int]
    problems: tuple[Problem, ...]
    readable: bool = True
    plain: str = ""


def note_head(file: str) -> Head | None:
    """The properties of the note in `file`, a regular file; None if it is gone. Never fails."""
    # Nearly every note takes this short way: a third of the time of the careful one, which has the words for the rest.
    try:
        descriptor = os.open(file, OPEN_TO_READ)
        try:
            data = os.read(descriptor, _FIRST)
        finally:
            os.close(descriptor)
        text = data.decode()
    except (OSError, UnicodeDecodeError):
        return _careful_head(file)
    whole = len(data) < _FIRST
    front = find_front_matter(text, whole=whole)
    if isinstance(front, FrontMatter) and "\0" not in text:
        between = text[front.start : front.end]
        if plain := read_plain(between):
            return Head(*plain, (), plain=between)
    properties, lines, problems = read_properties(text, whole=whole)
    if problems or "\0" in text:
        return _careful_head(file)
    return Head(properties, lines, problems)


def _careful_head(file: str) -> Head | None:
    size = _FIRST
    while True:
        try:
            text, _, whole = read_head(file, size)
        except UserError as error:
            return _unreadable(file, error) if os.path.lexists(file) else None
        properties, lines, problems = read_properties(text, whole=whole)
        if whole or problems != (UNCLOSED,):
            return Head(properties, lines, problems)
        size *= 16


def _unreadable(file: str, error: UserError) -> Head:
    return Head({}, {}, (as_problem(error, file),), readable=False)


def as_problem(error: UserError, file: str | os.PathLike[str]) -> Problem:
    """What kept a note from being read, without its path, which the caller knows."""
    message = error.problems[0].removeprefix(f"{os.fspath(file)}:")
    line, colon, rest = message.partition(":")
    return Problem(int(line), rest.strip()) if colon and line.isdigit() else Problem(0, message.strip())
