"""What the charts of a period show, as plain series: a day without a number is a gap, never a zero.

Over more than `MOST_PLACES` days the middle of each week stands for its days, then that of each
month and of each year, so that a line stays readable. Rules: docs/report.md.
"""

import datetime
import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultkit.workbook.progress import Progress, sessions_of
from vaultkit.workbook.records import Exposure, Ladder, Moment, PeriodNotes, name_of
from vaultkit.workbook.toolkit import ranking
from vaultkit.workbook.trends import median

MOST_PLACES = 120
"""How many days, weeks or months stand side by side."""

MOST_MOMENTS = 40
MOST_SESSIONS = 60
MOST_BARS = 8

GRAINS = ("day", "week", "month", "year")


class Dot(NamedTuple):
    """What was noted in one day, week, month or year: the middle, and the lowest and highest of `n`.

    `place` counts from 0, the first of the period.
    """

    place: int
    date: datetime.date
    low: float
    middle: float
    high: float
    n: int


class Series(NamedTuple):
    """How a number went over `places` days (or weeks …, see `grain`); `bounds` are those of ratings, None for others."""

    name: str
    since: datetime.date
    until: datetime.date
    grain: str
    places: int
    dots: tuple[Dot, ...]
    bounds: tuple[int, int] | None
    median: float
    low: float
    high: float
    n: int

    def runs(self) -> list[list[Dot]]:
        """The dots that stand next to each other, together; between two runs lies a gap."""
        found: list[list[Dot]] = []
        for dot in self.dots:
            if found and found[-1][-1].place + 1 == dot.place:
                found[-1].append(dot)
            else:
                found.append([dot])
        return found


class Soothed(NamedTuple):
    """One moment that was rated before and after."""

    date: datetime.date
    before: int
    after: int


class Soothings(NamedTuple):
    """Moments rated before and after, oldest first; `earlier` is how many more came before these."""

    moments: tuple[Soothed, ...]
    earlier: int


class Bar(NamedTuple):
    """One thing of several that are compared; `n` notes tell of it."""

    words: str
    value: float
    n: int


class Session(NamedTuple):
    """One practice session: on which step, and whether it ended early."""

    date: datetime.date
    step: int
    ended_early: bool


class Stairs(NamedTuple):
    """A ladder and its sessions, oldest first; `earlier` is how many more came before these."""

    name: str
    steps: tuple[str, ...]
    current: int
    sessions: tuple[Session, ...]
    earlier: int


class ChartData(NamedTuple):
    """Everything that is charted of a period; what has no notes is left out."""

    series: tuple[Series, ...]
    soothing: Soothings | None
    tools: tuple[Bar, ...]
    triggers: tuple[Bar, ...]
    ladders: tuple[Stairs, ...]


def chart_data(progress: Progress, notes: PeriodNotes) -> ChartData:
    """The series of a period's notes; `progress` is what they were summed up to."""
    days = notes.journals
    found = [
        series("distress", notes, [(one.date, one.distress) for one in days], (0, 10)),
        series("connection", notes, [(one.date, one.connection) for one in days], (0, 10)),
    ]
    found += [
        series(name, notes, [(one.date, dict(one.measures).get(name)) for one in days])
        for name in dict.fromkeys(name for one in days for name, _ in one.measures)
    ]
    tools = [Bar(one.words, one.drop, one.times) for one in ranking(notes.moments) if one.drop is not None]
    stairs = (_stairs(one, notes.exposures) for one in sorted(notes.ladders, key=lambda one: one.path))
    return ChartData(
        series=tuple(one for one in found if one),
        soothing=_soothings(notes.moments),
        tools=tuple(tools[:MOST_BARS]),
        triggers=tuple(Bar(one.words, one.times, one.times) for one in progress.triggers[:MOST_BARS]),
        ladders=tuple(one for one in stairs if one),
    )


def series(
    name: str,
    notes: PeriodNotes,
    numbers: Iterable[tuple[datetime.date, float | None]],
    bounds: tuple[int, int] | None = None,
) -> Series | None:
    """The numbers of days as a series; None if there are none. What is not finite is passed over."""
    grain = _grain(notes.since, notes.until)
    first, last = place_of(notes.since, grain), place_of(notes.until, grain)
    known = [(day, one) for day, one in numbers if one is not None and math.isfinite(one)]
    middle = median(one for _, one in known)
    if middle is None:
        return None
    by_place: dict[int, list[tuple[datetime.date, float]]] = {}
    for day, one in known:
        by_place.setdefault(place_of(day, grain) - first, []).append((day, one))
    everything = [one for _, one in known]
    return Series(
        name=name,
        since=notes.since,
        until=notes.until,
        grain=grain,
        places=last - first + 1,
        dots=tuple(_dot(place, by_place[place]) for place in sorted(by_place)),
        bounds=bounds,
        median=middle,
        low=min(everything),
        high=max(everything),
        n=len(everything),
    )


def place_of(day: datetime.date, grain: str) -> int:
    """The number of the day, ISO week, month or year that `day` is in, counted from the first there ever was."""
    if grain == "day":
        return day.toordinal()
    if grain == "week":
        return (day.toordinal() - 1) // 7
    return day.year * 12 + day.month if grain == "month" else day.year


def start_of(place: int, grain: str) -> datetime.date:
    """The first day of the place of that number, as `place_of` counts them."""
    if grain == "day":
        return datetime.date.fromordinal(place)
    if grain == "week":
        return datetime.date.fromordinal(place * 7 + 1)
    if grain == "month":
        return datetime.date((place - 1) // 12, (place - 1) % 12 + 1, 1)
    return datetime.date(place, 1, 1)


def _grain(since: datetime.date, until: datetime.date) -> str:
    """The finest that keeps the places few enough."""
    fits = (grain for grain in GRAINS if place_of(until, grain) - place_of(since, grain) < MOST_PLACES)
    return next(fits, GRAINS[-1])


def _dot(place: int, numbers: Sequence[tuple[datetime.date, float]]) -> Dot:
    values = [one for _, one in numbers]
    middle = median(values)
    assert middle is not None
    return Dot(place, min(day for day, _ in numbers), min(values), middle, max(values), len(values))


def _soothings(moments: Iterable[Moment]) -> Soothings | None:
    ordered = sorted(moments, key=lambda one: (one.date, one.time, one.path))
    pairs = [
        Soothed(one.date, one.before, one.after)
        for one in ordered
        if one.before is not None and one.after is not None
    ]
    return Soothings(tuple(pairs[-MOST_MOMENTS:]), len(pairs[:-MOST_MOMENTS])) if pairs else None


def _stairs(ladder: Ladder, exposures: Iterable[Exposure]) -> Stairs | None:
    """None where no step of the ladder was practised yet."""
    own = sorted(sessions_of(ladder, exposures), key=lambda one: (one.date, one.path))
    known = [
        Session(one.date, one.step, one.ended_early)
        for one in own
        if one.took_place and 1 <= one.step <= len(ladder.steps)
    ]
    if not known:
        return None
    return Stairs(
        name=name_of(ladder.path),
        steps=ladder.steps,
        current=max(1, min(ladder.current, len(ladder.steps))),
        sessions=tuple(known[-MOST_SESSIONS:]),
        earlier=len(known[:-MOST_SESSIONS]),
    )
