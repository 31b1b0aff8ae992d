"""Reading every note and saying what could not be read as meant."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.errors import Problem, UserError
from vaultkit.notes.files import read_text
from vaultkit.vault.heads import as_problem
from vaultkit.vault.reading import fresh_index
from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.values import read_values

if TYPE_CHECKING:
    from vaultkit.vault.config import Config
    from vaultkit.vault.index import NoteRecord

# These may well lie ahead: a check-in is planned, a goal is due.
_AHEAD = ("checkin", "contribution", "goal", "ritual", "settings", "progress")


class Found(NamedTuple):
    """A problem or a hint in one note; `path` is relative to the vault."""

    path: str
    problem: Problem

    def __str__(self) -> str:
        return self.problem.at(self.path)


class Checked(NamedTuple):
    """How many notes belong to vaultkit, what is wrong with them, and what may be worth a look."""

    notes: int
    problems: tuple[Found, ...]
    hints: tuple[Found, ...]


def check(config: "Config", today: date) -> Checked:
    """Every problem of every note, by path and line. Nothing is changed."""
    with fresh_index(config) as index:
        notes = index.notes(list(KINDS))
        problems = [Found(path, problem) for path, problem in index.problems()]
    hints: list[Found] = []
    for note in notes:
        problems += _unreadable(config, note)
        values, wrong = read_values(note.type, note.properties)
        # A note whose properties could not be read at all has said so already.
        if note.properties or not note.problems:
            problems += [Found(note.path, Problem(_line(note, one.field), str(one))) for one in wrong]
        day = values.get("date")
        if isinstance(day, date) and day > today and note.type not in _AHEAD:
            hints.append(Found(note.path, Problem(_line(note, "date"), f"date: {day} is still to come")))
    return Checked(len(notes), tuple(sorted(set(problems))), tuple(sorted(hints)))


def _unreadable(config: "Config", note: "NoteRecord") -> list[Found]:
    """What keeps the whole text from being read; the index has looked at its beginning only."""
    path = config.root / note.path
    try:
        read_text(path)
    except UserError as error:
        return [Found(note.path, as_problem(error, path))] if path.exists() else []
    return []


def _line(note: "NoteRecord", field: str) -> int:
    return note.lines.get(field, 1)
