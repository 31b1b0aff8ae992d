"""Slips that no single value shows: what one note says of another, and names that are nearly ours."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.ladder_steps import minutes_of
from vaultkit.workbook.records import folded, name_of
from vaultkit.workbook.values import FieldProblem

_ALIKE = 0.8
"""From 0 to 1: how alike two names are before one is taken for a slip of the other."""


class ReadNote(NamedTuple):
    """A note's path and kind, and the values that could be read of it."""

    path: str
    kind: str
    values: Mapping[str, object]


class Slip(NamedTuple):
    """What is wrong in the note at `path`."""

    path: str
    problem: FieldProblem


def ladder_slips(notes: Iterable[ReadNote]) -> Iterator[Slip]:
    """Sessions whose ladder or step is not there, and ladders that speak of a step they don't have."""
    known = list(notes)
    ladders: dict[str, list[ReadNote]] = {}
    for note in known:
        if note.kind == "ladder":
            ladders.setdefault(folded(name_of(note.path)), []).append(note)
            for field in ("current", "needs_partner"):
                for step in _numbers(note, field):
                    if (steps := len(_steps(note))) and step > steps:
                        found = FieldProblem(field, str(step), f"a step of this ladder, from 1 to {steps}")
                        yield Slip(note.path, found)
    for note in known:
        name = note.values.get("ladder")
        if note.kind != "exposure" or not isinstance(name, str):
            continue
        named = ladders.get(folded(name))
        if not named:
            yield Slip(note.path, FieldProblem("ladder", name, "the name of one of your ladders"))
            continue
        steps = max(len(_steps(ladder)) for ladder in named)
        for step in _numbers(note, "step"):
            # A ladder whose steps cannot be read has said so already.
            if steps and step > steps:
                yield Slip(note.path, FieldProblem("step", str(step), f"a step of {name}, from 1 to {steps}"))


def steps_without_length(notes: Iterable[ReadNote]) -> Iterator[Slip]:
    """Steps of ladders that do not begin with how long they take."""
    for note in notes:
        for step in _steps(note) if note.kind == "ladder" else ():
            if minutes_of(step) is None:
                expected = "its length first, such as 20 min: …, 2.5 h: … or 1 day: …"
                yield Slip(note.path, FieldProblem("steps", step, expected))


def meant(name: str, kind: str, taken: Iterable[str]) -> str:
    """The property of a kind that `name` is very like, or empty; `taken` are those it can't be a slip of."""
    from difflib import get_close_matches

    ours = [field.name for field in KINDS[kind].fields]
    if name in ours:
        return ""
    free = set(ours) - set(taken)
    return next(iter(get_close_matches(name.strip().lower(), sorted(free), 1, _ALIKE)), "")


def _steps(ladder: ReadNote) -> tuple[str, ...]:
    steps = ladder.values.get("steps")
    return steps if isinstance(steps, tuple) else ()


def _numbers(note: ReadNote, field: str) -> tuple[int, ...]:
    found = note.values.get(field, ())
    return found if isinstance(found, tuple) else (found,) if isinstance(found, int) else ()
