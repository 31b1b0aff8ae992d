"""A note as data: its properties, its body, and edits that leave the rest alone."""

from typing import NamedTuple

from vaultkit.errors import Problem
from vaultkit.notes.front_matter import FrontMatter, find_front_matter
from vaultkit.notes.properties import read_between
from vaultkit.notes.scalars import Value


class Note(NamedTuple):
    """One note, as it stands in its file. Make one with `parse_note`.

    `text` is all of it, `body` what follows the front matter. `lines` gives the line, counted from 1, in which a
    property starts. `problems` are what could not be read as meant.
    """

    text: str
    properties: dict[str, Value]
    body: str
    problems: tuple[Problem, ...]
    lines: dict[str, int]

    def with_properties(self, /, **changes: object) -> "Note":
        """The note with these properties changed, added, or (given REMOVE) removed.

        Only the lines of these properties differ. A value is text, a number, true or false, None, a date, or a
        list of these. Raises UserError, naming the line, where that cannot be done without touching more.
        """
        from vaultkit.notes.edit import edit_properties

        text = edit_properties(self.text, changes)
        return self if text == self.text else parse_note(text)


def parse_note(text: str) -> Note:
    """Read a note. Never fails: what cannot be read is in `problems`, and `text` stays what it was."""
    front = find_front_matter(text)
    if not isinstance(front, FrontMatter):
        return Note(text, {}, text, (front,) if front else (), {})
    properties, lines, problems = read_between(text[front.start : front.end])
    return Note(text, properties, text[front.body :], problems, lines)
