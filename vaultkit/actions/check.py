"""Reading every note and saying what could not be read as meant."""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.exercises import all_exercises
from vaultkit.actions.gentle import gentle_look
from vaultkit.errors import Problem, UserError
from vaultkit.notes.files import read_text
from vaultkit.notes.writing import left_behind
from vaultkit.vault.config import SETTINGS_NAME
from vaultkit.vault.heads import as_problem
from vaultkit.vault.reading import fresh_index
from vaultkit.vault.shared_folder import PARTS, in_its_part, shared_place
from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.schedules import unread_days
from vaultkit.workbook.slips import ReadNote, Slip, ladder_slips, meant, steps_without_length
from vaultkit.workbook.spellings import after_without_before, tools_spelled_two_ways
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
    """How many notes belong to vaultkit, what is wrong with them, and what may be worth a look.

    `gentle` are hints about the words of one's own open requests, and `harm` says that one of them tells of harm.
    These two are for the eyes of whoever wrote them, and go into no file and no JSON.
    """

    notes: int
    problems: tuple[Found, ...]
    hints: tuple[Found, ...]
    gentle: tuple[Found, ...] = ()
    harm: bool = False


def check(config: "Config", today: date) -> Checked:
    """Every problem of every note and every exercise of one's own, by path and line. Nothing is changed."""
    with fresh_index(config) as index:
        notes = index.notes(list(KINDS))
        problems = [Found(path, problem) for path, problem in index.problems()]
    hints: list[Found] = []
    read: dict[str, ReadNote] = {}
    for note in notes:
        problems += _unreadable(config, note)
        values, wrong = read_values(note.type, note.properties)
        read[note.path] = ReadNote(note.path, note.type, values)
        hints += _nearly_ours(config, note)
        # A note whose properties could not be read at all has said so already.
        if note.properties or not note.problems:
            problems += [Found(note.path, Problem(_line(note, one.field), str(one))) for one in wrong]
        day = values.get("date")
        if isinstance(day, date) and day > today and note.type not in _AHEAD:
            hints.append(Found(note.path, Problem(_line(note, "date"), f"date: {day} is still to come")))
    lines = {note.path: note.lines for note in notes}

    def found(slip: Slip) -> Found:
        return Found(slip.path, Problem(lines[slip.path].get(slip.problem.field, 1), str(slip.problem)))

    problems += map(found, ladder_slips(read.values()))
    hints += map(found, steps_without_length(read.values()))
    hints += map(found, after_without_before(read.values()))
    for tool in tools_spelled_two_ways(read.values()):
        question = f"{tool.field}: {one_line(tool.found)}: did you mean {one_line(tool.meant)}?"
        hints.append(Found(tool.path, Problem(lines[tool.path].get(tool.field, 1), question)))
    hints += map(found, unread_days(read.values()))
    problems += _out_of_place(config, notes, read)
    problems += (Found(*unread) for unread in all_exercises(config).problems)
    hints += _cut_off(config, notes)
    looked = [gentle_look(config, note) for note in notes if note.type == "request"]
    gentle = [Found(one.path, problem) for one in looked for problem in one.hints]
    return Checked(
        len(notes),
        tuple(sorted(set(problems))),
        tuple(sorted(set(hints))),
        tuple(sorted(gentle)),
        any(one.harm for one in looked),
    )


def _nearly_ours(config: "Config", note: "NoteRecord") -> Iterator[Found]:
    """Properties that may be one of ours, misspelled: not one's own numbers, nor beside the one they are like."""
    filled = [name for name, value in note.properties.items() if value not in (None, "", [])]
    for name in filled:
        if name not in config.measures and (ours := meant(name, note.type, filled)):
            yield Found(note.path, Problem(_line(note, name), f"{one_line(name)}: did you mean {ours}?"))


def _out_of_place(
    config: "Config", notes: "Sequence[NoteRecord]", read: "Mapping[str, ReadNote]"
) -> Iterator[Found]:
    """Shared notes that the agenda leaves out, because they lie where their kind does not belong."""
    try:
        inside = shared_place(config)
    except UserError as error:
        yield Found(config.shared, as_problem(error, config.root / config.shared))
        return
    for note in notes:
        if not KINDS[note.type].shared:
            continue
        path, author = inside(note.path), str(read[note.path].values.get("author", ""))
        if path is None or not in_its_part(note.type, path, author):
            part = (
                SETTINGS_NAME if note.type == "settings" else PARTS.get(note.type) or f"{one_line(author)}/"
            )
            message = f"type: found a {note.type} here, expected it in {config.shared}/{part}; it is left out"
            yield Found(note.path, Problem(_line(note, "type"), message))


def _unreadable(config: "Config", note: "NoteRecord") -> list[Found]:
    """What keeps the whole text from being read; the index has looked at its beginning only."""
    path = config.root / note.path
    try:
        read_text(path)
    except UserError as error:
        return [Found(note.path, as_problem(error, path))] if path.exists() else []
    return []


def _cut_off(config: "Config", notes: "Sequence[NoteRecord]") -> Iterator[Found]:
    """Edits that were cut off and left the note as it was, or as it was to be, in a hidden file beside it."""
    for folder in sorted({note.path.rpartition("/")[0] for note in notes}):
        for file in left_behind(config.root / folder):
            message = "an edit was cut off here; compare it with the notes beside it, then delete it"
            yield Found(os.path.relpath(file, config.root).replace(os.sep, "/"), Problem(0, message))


def _line(note: "NoteRecord", field: str) -> int:
    return note.lines.get(field, 1)
