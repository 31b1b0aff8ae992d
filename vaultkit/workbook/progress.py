"""What the notes of a period say so far: medians and ranges, never scores, and always from how many notes.

Rules: docs/progress.md. A day without a note is a gap and counts as nothing.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultkit.workbook.records import Exposure, Journal, Ladder, Moment, folded, name_of

EASED_BY = 2
"""By how many points a moment has to fall to count as eased."""

KNOWN_OUTCOMES = ("no", "partly", "yes")
CAME_TRUE = ("partly", "yes")


class Figure(NamedTuple):
    """Median and range of `n` numbers: ratings from 0 to 10, or one's own."""

    median: float
    low: float
    high: float
    n: int


class Measure(NamedTuple):
    """A figure of one's own, by the property it comes from."""

    name: str
    figure: Figure


class Soothing(NamedTuple):
    """Moments rated before and after: medians, how many eased by `EASED_BY` or more, of how many."""

    before: float
    after: float
    eased: int
    n: int


class Trigger(NamedTuple):
    """How often something set a moment off, the median rating before (if any), and what was used most."""

    words: str
    times: int
    before: float | None
    tools: tuple[str, ...]


class LadderState(NamedTuple):
    """Where a ladder stands: `step` of `steps`; sessions and longest time in minutes over its whole life."""

    path: str
    step: int
    steps: int
    words: str
    status: str
    sessions: int
    sessions_in_period: int
    longest: int | None
    came_true: int
    known: int


class Quote(NamedTuple):
    """One's own words and where they stand."""

    words: str
    date: datetime.date
    path: str


class Progress(NamedTuple):
    """A summary of the days from `since` to `until`, both counted, none of which is still to come."""

    since: datetime.date
    until: datetime.date
    days: int
    days_with_note: int
    practice_days: int
    distress: Figure | None
    connection: Figure | None
    measures: tuple[Measure, ...]
    moments: int
    soothing: Soothing | None
    triggers: tuple[Trigger, ...]
    ladders: tuple[LadderState, ...]
    strengths: tuple[Quote, ...]
    gratitude: tuple[Quote, ...]


def summarise(
    since: datetime.date,
    until: datetime.date,
    journals: Iterable[Journal],
    moments: Iterable[Moment],
    ladders: Iterable[Ladder],
    exposures: Iterable[Exposure],
    *,
    today: datetime.date,
) -> Progress:
    """The summary of a period, of which the days up to `today` count, unless all of it is still to come.

    Ladders are told over their whole life, all else within the period.
    """
    until = min(until, today) if since <= today else until
    days = [one for one in journals if since <= one.date <= until]
    hard = [one for one in moments if since <= one.date <= until]
    sessions = list(exposures)
    practised = {one.date for one in days if one.practised} | {one.date for one in hard if one.tools}
    practised |= {one.date for one in sessions if one.took_place and since <= one.date <= until}
    return Progress(
        since=since,
        until=until,
        days=(until - since).days + 1,
        days_with_note=len({one.date for one in days}),
        practice_days=len(practised),
        distress=_figure(one.distress for one in days),
        connection=_figure(one.connection for one in days),
        measures=_measures(days),
        moments=len(hard),
        soothing=_soothing(hard),
        triggers=_triggers(hard),
        ladders=tuple(
            ladder_state(one, sessions, since, until) for one in sorted(ladders, key=lambda one: one.path)
        ),
        strengths=_quotes((one.strength, one) for one in days),
        gratitude=_quotes((line, one) for one in days for line in one.gratitude),
    )


def median(numbers: Iterable[float]) -> float | None:
    """The middle of the numbers, or half way between the two in the middle; None if there are none."""
    ordered = sorted(numbers)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[~middle]) / 2


def _measures(days: Sequence[Journal]) -> tuple[Measure, ...]:
    """One figure for each of one's own numbers, in the order in which they come."""
    numbers: dict[str, list[float]] = {}
    for day in days:
        for name, number in day.measures:
            numbers.setdefault(name, []).append(number)
    return tuple(Measure(name, figure) for name, given in numbers.items() if (figure := _figure(given)))


def _figure(ratings: Iterable[float | None]) -> Figure | None:
    given = [one for one in ratings if one is not None]
    middle = median(given)
    return None if middle is None else Figure(middle, min(given), max(given), len(given))


def _soothing(moments: Iterable[Moment]) -> Soothing | None:
    pairs = [(one.before, one.after) for one in moments if one.before is not None and one.after is not None]
    before, after = median(first for first, _ in pairs), median(last for _, last in pairs)
    if before is None or after is None:
        return None
    return Soothing(before, after, sum(first - last >= EASED_BY for first, last in pairs), len(pairs))


def _triggers(moments: Sequence[Moment]) -> tuple[Trigger, ...]:
    """Most frequent first; the same words in another case are the same trigger."""
    by_trigger: dict[str, list[Moment]] = {}
    shown: dict[str, str] = {}
    for moment in moments:
        for key, words in {
            folded(words): words.strip() for words in moment.triggers if words.strip()
        }.items():
            by_trigger.setdefault(key, []).append(moment)
            shown.setdefault(key, words)
        for tool in moment.tools:
            shown.setdefault(folded(tool), tool.strip())
    found = []
    for key, hard in by_trigger.items():
        tools = Counter(key for one in hard for key in {folded(tool) for tool in one.tools} - {""})
        before = median(one.before for one in hard if one.before is not None)
        most_used = sorted(tools, key=lambda tool: (-tools[tool], tool))[:2]
        found.append(Trigger(shown[key], len(hard), before, tuple(shown[tool] for tool in most_used)))
    return tuple(sorted(found, key=lambda one: (-one.times, one.words)))


def ladder_state(
    ladder: Ladder, sessions: Iterable[Exposure], since: datetime.date, until: datetime.date
) -> LadderState:
    """Where a ladder stands on the day `until`; sessions from `since` on are counted apart."""
    own = [one for one in sessions_of(ladder, sessions) if one.date <= until]
    known = [one for one in own if one.came_true in KNOWN_OUTCOMES]
    step = min(ladder.current, len(ladder.steps))
    return LadderState(
        path=ladder.path,
        step=step,
        steps=len(ladder.steps),
        words=ladder.steps[step - 1] if step else "",
        status=ladder.status,
        sessions=len(own),
        sessions_in_period=sum(one.date >= since for one in own),
        longest=max((one.actual for one in own if one.actual is not None), default=None),
        came_true=sum(one.came_true in CAME_TRUE for one in known),
        known=len(known),
    )


def sessions_of(ladder: Ladder, sessions: Iterable[Exposure]) -> list[Exposure]:
    """The sessions that name this ladder, however they spell it, in the order given."""
    name = folded(name_of(ladder.path))
    return [one for one in sessions if folded(one.ladder) == name]


def _quotes(lines: Iterable[tuple[str, Journal]]) -> tuple[Quote, ...]:
    """Newest first."""
    found = [Quote(words.strip(), day.date, day.path) for words, day in lines if words.strip()]
    return tuple(sorted(found, key=lambda one: one.date, reverse=True))
