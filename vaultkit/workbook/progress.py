"""What the notes of a period say so far: medians and ranges, never scores, and always from how many notes.

Rules: docs/progress.md. A day without a note is a gap and counts as nothing.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultkit.workbook.figures import (
    Course,
    Figure,
    RatedDay,
    Soothing,
    by_day,
    course_of,
    figure_of,
    soothing_of,
)
from vaultkit.workbook.ladder_advice import Advice, advise
from vaultkit.workbook.records import Exposure, Journal, Ladder, Moment, PeriodNotes, Plan, folded, name_of
from vaultkit.workbook.toolkit import ToolEffect, ranking
from vaultkit.workbook.trends import median as median
from vaultkit.workbook.trigger_review import Trigger, trigger_review

KNOWN_OUTCOMES = ("no", "partly", "yes")
CAME_TRUE = ("partly", "yes")


class Measure(NamedTuple):
    """A figure of one's own, by the property it comes from, and how it went by day (None for a gap)."""

    name: str
    figure: Figure
    by_day: tuple[float | None, ...] = ()


class LadderState(NamedTuple):
    """Where a ladder stands: `step` of `steps`; sessions and longest time in minutes over its whole life.

    `advice` is what to try next, as of the period's last day, and None where that day is not today
    or where it would point to support.
    """

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
    advice: Advice | None = None


class Quote(NamedTuple):
    """One's own words and where they stand."""

    words: str
    date: datetime.date
    path: str


class Earlier(NamedTuple):
    """The same figures for the time before, to stand beside."""

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


class Progress(NamedTuple):
    """A summary of the days from `since` to `until`, both counted, none of which is still to come.

    `toolkit` is what one usually felt lower after, `fading` are triggers that hardly came any more. `earlier` is the
    time before, None where nothing was noted then.
    """

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
    distress_course: Course | None = None
    connection_course: Course | None = None
    toolkit: tuple[ToolEffect, ...] = ()
    fading: tuple[Trigger, ...] = ()
    earlier: Earlier | None = None


def summarise(
    since: datetime.date,
    until: datetime.date,
    journals: Iterable[Journal],
    moments: Iterable[Moment],
    ladders: Iterable[Ladder],
    exposures: Iterable[Exposure],
    *,
    today: datetime.date,
    plans: Iterable[Plan] = (),
    earlier: PeriodNotes | None = None,
) -> Progress:
    """The summary of a period, of which the days up to `today` count, unless all of it is still to come.

    Ladders are told over their whole life, all else within the period. `earlier` are the notes of the time to
    compare with.
    """
    until = min(until, today) if since <= today else until
    sessions = list(exposures)
    notes = _within(since, until, journals, moments, sessions)
    then = (
        _within(earlier.since, earlier.until, earlier.journals, earlier.moments, sessions)
        if earlier
        else None
    )
    was_noted = then is not None and (then.journals or then.moments)
    figures = _figures(notes)
    triggers = trigger_review(notes.moments, then.moments if then and was_noted else None, plans)
    return Progress(
        **figures._asdict(),
        triggers=tuple(one for one in triggers if one.times),
        ladders=tuple(
            ladder_state(one, sessions, since, until)._replace(
                advice=_advice(one, sessions, until) if until == today else None
            )
            for one in sorted(ladders, key=lambda one: one.path)
        ),
        strengths=_quotes((one.strength, one) for one in notes.journals),
        gratitude=_quotes((line, one) for one in notes.journals for line in one.gratitude),
        distress_course=course_of(since, until, _rated((one, one.distress) for one in notes.journals)),
        connection_course=course_of(since, until, _rated((one, one.connection) for one in notes.journals)),
        toolkit=ranking(notes.moments),
        fading=tuple(one for one in triggers if one.standing == "fading"),
        earlier=_figures(then) if then and (was_noted or then.exposures) else None,
    )


def _advice(ladder: Ladder, sessions: Sequence[Exposure], today: datetime.date) -> Advice | None:
    """What to try next; what points to support is said at the terminal alone, so it is none here."""
    advice = advise(ladder, sessions, today)
    return None if advice.kind == "support" else advice


def _within(
    since: datetime.date,
    until: datetime.date,
    journals: Iterable[Journal],
    moments: Iterable[Moment],
    sessions: Iterable[Exposure],
) -> PeriodNotes:
    """The notes of these days, and the sessions that took place in them."""
    return PeriodNotes(
        since,
        until,
        tuple(one for one in journals if since <= one.date <= until),
        tuple(one for one in moments if since <= one.date <= until),
        exposures=tuple(one for one in sessions if one.took_place and since <= one.date <= until),
    )


def _figures(notes: PeriodNotes) -> Earlier:
    practised = {one.date for one in notes.journals if one.practised}
    practised |= {one.date for one in notes.moments if one.tools}
    practised |= {one.date for one in notes.exposures}
    return Earlier(
        since=notes.since,
        until=notes.until,
        days=(notes.until - notes.since).days + 1,
        days_with_note=len({one.date for one in notes.journals}),
        practice_days=len(practised),
        distress=figure_of(one.distress for one in notes.journals),
        connection=figure_of(one.connection for one in notes.journals),
        measures=_measures(notes),
        moments=len(notes.moments),
        soothing=soothing_of(notes.moments),
    )


def _rated(days: Iterable[tuple[Journal, int | None]]) -> list[RatedDay]:
    return [RatedDay(rating, one.date, one.path) for one, rating in days if rating is not None]


def _measures(notes: PeriodNotes) -> tuple[Measure, ...]:
    """One figure for each of one's own numbers, in the order in which they come."""
    numbers: dict[str, list[tuple[datetime.date, float]]] = {}
    for day in notes.journals:
        for name, number in day.measures:
            numbers.setdefault(name, []).append((day.date, number))
    return tuple(
        Measure(name, figure, by_day(notes.since, notes.until, given))
        for name, given in numbers.items()
        if (figure := figure_of(number for _, number in given))
    )


def ladder_state(
    ladder: Ladder, sessions: Iterable[Exposure], since: datetime.date, until: datetime.date
) -> LadderState:
    """Where a ladder stands on the day `until`; sessions from `since` on are counted apart."""
    own = [one for one in sessions_of(ladder, sessions) if one.took_place and one.date <= until]
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
