"""Figures of a period: medians and ranges, how a rating went by day, and what eased. A gap is a gap.

Rules: docs/progress.md.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultkit.workbook.records import Moment
from vaultkit.workbook.trends import Change, change, median
from vaultkit.workbook.trigger_review import has_eased


class Figure(NamedTuple):
    """Median and range of `n` numbers: ratings from 0 to 10, or one's own."""

    median: float
    low: float
    high: float
    n: int


class RatedDay(NamedTuple):
    """A rating, and the note of that day with the words behind it."""

    rating: float
    date: datetime.date
    path: str


class Course(NamedTuple):
    """How a rating went: one for each day of the period, None for a gap, and the median where a day has several.

    `highest` and `lowest` are the latest such days, None if all days are alike.
    """

    by_day: tuple[float | None, ...]
    change: Change | None = None
    highest: RatedDay | None = None
    lowest: RatedDay | None = None


class Soothing(NamedTuple):
    """Moments rated before and after: medians, how many eased by `EASED_BY` or more of `n`, and the median drop."""

    before: float
    after: float
    eased: int
    n: int
    drop: float


def figure_of(ratings: Iterable[float | None]) -> Figure | None:
    """None if there is no rating."""
    given = [one for one in ratings if one is not None]
    middle = median(given)
    return None if middle is None else Figure(middle, min(given), max(given), len(given))


def by_day(
    since: datetime.date, until: datetime.date, ratings: Iterable[tuple[datetime.date, float]]
) -> tuple[float | None, ...]:
    """One for each day from `since` to `until`; empty if there is no rating at all."""
    found: dict[datetime.date, list[float]] = {}
    for day, rating in ratings:
        found.setdefault(day, []).append(rating)
    if not found:
        return ()
    days = (since + datetime.timedelta(days=number) for number in range((until - since).days + 1))
    return tuple(median(found.get(day, ())) for day in days)


def course_of(since: datetime.date, until: datetime.date, days: Sequence[RatedDay]) -> Course | None:
    """How a rating from 0 to 10 went; None if there is none."""
    if not days:
        return None
    ordered = sorted(days, key=lambda one: (one.date, one.path), reverse=True)
    highest = max(ordered, key=lambda one: one.rating)
    lowest = min(ordered, key=lambda one: one.rating)
    is_flat = highest.rating == lowest.rating
    return Course(
        by_day=by_day(since, until, ((one.date, one.rating) for one in days)),
        change=change([one.date.toordinal() for one in days], [one.rating for one in days]),
        highest=None if is_flat else highest,
        lowest=None if is_flat else lowest,
    )


def soothing_of(moments: Iterable[Moment]) -> Soothing | None:
    """None if no moment is rated before and after."""
    moments = list(moments)
    pairs = [(one.before, one.after) for one in moments if one.before is not None and one.after is not None]
    before, after = median(first for first, _ in pairs), median(last for _, last in pairs)
    drop = median(first - last for first, last in pairs)
    if before is None or after is None or drop is None:
        return None
    return Soothing(before, after, sum(bool(has_eased(one)) for one in moments), len(pairs), drop)
