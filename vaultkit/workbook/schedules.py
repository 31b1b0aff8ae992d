"""The days on which someone plans to practise, as they wrote them: `Monday`, `weekdays`, `Mon-Fri`, `daily`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from vaultkit.workbook.days import WEEKDAYS
from vaultkit.workbook.records import folded

if TYPE_CHECKING:
    from vaultkit.workbook.slips import ReadNote, Slip

HOURS = {
    "waking": "07:00",
    "breakfast": "07:30",
    "morning": "08:00",
    "noon": "12:30",
    "midday": "12:30",
    "lunch": "12:30",
    "afternoon": "16:00",
    "work": "18:00",
    "dinner": "19:00",
    "supper": "19:00",
    "evening": "20:00",
    "tonight": "20:00",
    "night": "22:00",
    "bed": "22:00",
    "bedtime": "22:00",
}
"""The hour that a word in `when` stands for, near enough to put a day in order."""

EXPECTED = "days such as Monday, Mon-Fri, weekdays, weekends or daily"

_LONGEST = 200
_TIME = re.compile(r"(?<![0-9:])([01]?[0-9]|2[0-3]):([0-5][0-9])(?![0-9:])")
_SEVERAL = {
    "weekday": range(5),
    "workday": range(5),
    "weekend": range(5, 7),
    "daily": range(7),
    "everyday": range(7),
    "day": range(7),
}
_EVERY = ("every", "each")
_BESIDE = ("on", "in", "and", "the", "all", *_EVERY)
_WORD = re.compile(r"[^\W\d_]+\.?|[-–—]|\S")


def weekdays_in(days: Sequence[str]) -> tuple[int, ...]:
    """The days of the week that are meant, from Monday, 0; what means none is passed over."""
    return tuple(sorted({day for words in days for day in _read(words) or ()}))


def unread_days(notes: "Iterable[ReadNote]") -> "Iterator[Slip]":
    """Days in the schedule of a tool that mean none, so that the tool would never be planned on them."""
    from vaultkit.workbook.slips import Slip
    from vaultkit.workbook.values import FieldProblem

    for note in notes:
        days = note.values.get("days") if note.kind == "tool" else None
        for words in days if isinstance(days, tuple) else ():
            if _read(str(words)) is None:
                yield Slip(note.path, FieldProblem("days", str(words), EXPECTED))


def time_in(when: str) -> str:
    """The time of day that `when` names, or its word stands for, as `HH:MM`; empty if neither."""
    words = when[:_LONGEST]
    if found := _TIME.search(words):
        return f"{int(found[1]):02}:{found[2]}"
    return next((HOURS[word] for word in re.findall(r"\w+", words.casefold()) if word in HOURS), "")


def weekday_of(word: str) -> int | None:
    """The day of the week that a word names, from Monday, 0: `Monday`, `mondays`, `Mon`, `mo.`; None for any other."""
    key = word.casefold().removesuffix(".")
    for number, day in enumerate(WEEKDAYS):
        name = day.casefold()
        if key in (name, f"{name}s", name[:2], name[:3], f"{name[:3]}s") or key in _LONGER.get(number, ()):
            return number
    return None


_LONGER = {1: ("tues",), 2: ("weds",), 3: ("thur", "thurs")}


def _read(words: str) -> set[int] | None:
    """The days that one entry means; None if any word in it is no day."""
    found: set[int] = set()
    last: int | None = None
    range_from: int | None = None
    every = at_a_time = False
    for word in _WORD.findall(folded(words[:_LONGEST])):
        if word in ",;&/+" or word in _BESIDE:
            every = every or word in _EVERY
            continue
        if word.removesuffix("s") in HOURS and range_from is None:
            # "Monday evenings" are Mondays, "every morning" is every day.
            at_a_time = True
            continue
        if word in ("-", "–", "—", "to", "till", "until") and last is not None:
            range_from = last
            continue
        several = _SEVERAL.get(word.removesuffix(".").removesuffix("s"), _SEVERAL.get(word))
        day = weekday_of(word)
        if day is not None and range_from is not None:
            found |= {number % 7 for number in range(range_from, range_from + (day - range_from) % 7 + 1)}
        elif day is not None:
            found.add(day)
        elif several is not None and range_from is None:
            found |= set(several)
        else:
            return None
        last, range_from = day, None
    if not found and every and at_a_time:
        return set(range(7))
    return found if found and range_from is None else None
