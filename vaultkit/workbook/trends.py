"""Whether ratings changed over a time, said only when it is more than the ups and downs of days.

The size is Theil and Sen's middle slope (Sen 1968), the test is Mann and Kendall's with ties (Kendall 1975);
both go by order, so that one very hard day does not turn them. Days that resemble the day before make a change
look surer than it is: the test's variance grows with that. Rule: docs/progress.md.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

FEWEST_RATINGS = 14
FEWEST_DAYS = 26
"""From the first rated day to the last, both counted."""

LEAST_CHANGE = 1
"""In points over the whole time."""

SURE_FROM = 1.96
LONGEST = 400
"""Up to how many rated days each counts by itself; over more, the middle of each seven days stands for them."""

_MOST_ALIKE = 0.8


class Change(NamedTuple):
    """How ratings moved from the first rated day to the last.

    `n` rated days in a time of `days`; `points` is the middle slope times that time, negative if they fell;
    `fell`, `rose` and `same` count pairs of days by how the later compares with the earlier. `alike` says how much
    a day resembles the rated day before it, from 0 to 0.8; `z` is the test's figure with that allowed for.
    `is_clear` is whether a change is said in words.
    """

    n: int
    days: int
    points: float
    fell: int
    rose: int
    same: int
    alike: float
    z: float
    is_clear: bool


def change(days: Sequence[int], ratings: Sequence[float]) -> Change | None:
    """How `ratings` changed over `days`, which are day numbers such as those of `date.toordinal`, in any order.

    Several ratings of one day count as their median. None if fewer than two days are rated.
    """
    if len(days) != len(ratings):
        raise ValueError(f"found {len(days)} days and {len(ratings)} ratings, expected as many of each")
    by_day = _by_day(days, ratings)
    n = len(by_day)
    if n < 2:
        return None
    if n > LONGEST:
        first = min(by_day)
        weeks = [first + (day - first) // 7 * 7 + 3 for day in by_day]
        by_day = _by_day(weeks, list(by_day.values()))
    at, values = list(by_day), list(by_day.values())
    span = max(days) - min(days)
    slope = middle_slope(at, values)
    rose, fell, same = _pairs(values)
    alike = _alike([value - slope * (day - at[0]) for day, value in zip(at, values, strict=True)])
    z = _test(rose - fell, variance(values) * (1 + alike) / (1 - alike))
    points = slope * span
    is_clear = (
        abs(z) > SURE_FROM and n >= FEWEST_RATINGS and span + 1 >= FEWEST_DAYS and abs(points) >= LEAST_CHANGE
    )
    return Change(n, span + 1, points, fell, rose, same, alike, z, is_clear)


def median(numbers: Iterable[float]) -> float | None:
    """The middle of the numbers, or half way between the two in the middle; None if there are none."""
    ordered = sorted(numbers)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[~middle]) / 2


def middle_slope(days: Sequence[float], values: Sequence[float]) -> float:
    """The median of the slopes between each two days, in points a day (Theil–Sen). No day may come twice."""
    slopes = [
        (later - value) / (after - day)
        for here, (day, value) in enumerate(zip(days, values, strict=True), 1)
        for after, later in zip(days[here:], values[here:], strict=True)
    ]
    return median(slopes) or 0.0


def variance(values: Sequence[float]) -> float:
    """The variance of rises less falls if order meant nothing, with ties allowed for (Mann–Kendall)."""
    groups = [len(values), *(-count for count in Counter(values).values())]
    return sum(math.copysign(abs(n) * (abs(n) - 1) * (2 * abs(n) + 5), n) for n in groups) / 18


def ranks(values: Sequence[float]) -> list[float]:
    """The place of each value in order, from 1; equal ones share the middle of their places."""
    first: dict[float, int] = {}
    counts = Counter(values)
    place = 1
    for value in sorted(counts):
        first[value] = place
        place += counts[value]
    return [first[value] + (counts[value] - 1) / 2 for value in values]


def _by_day(days: Sequence[int], ratings: Sequence[float]) -> dict[int, float]:
    found: dict[int, list[float]] = {}
    for day, rating in zip(days, ratings, strict=True):
        found.setdefault(day, []).append(rating)
    return {day: middle for day in sorted(found) if (middle := median(found[day])) is not None}


def _pairs(values: Sequence[float]) -> tuple[int, int, int]:
    """How often the later of two is higher, lower and the same."""
    rose = fell = 0
    for here, value in enumerate(values, 1):
        after = values[here:]
        rose += sum(later > value for later in after)
        fell += sum(later < value for later in after)
    return rose, fell, len(values) * (len(values) - 1) // 2 - rose - fell


def _alike(residuals: Sequence[float]) -> float:
    """How much each resembles the one before: the rank autocorrelation, raised by what few values hide of it."""
    n = len(residuals)
    # Rounded, because what is equal but for the last digit shares a rank.
    places = ranks([round(one, 9) for one in residuals])
    r = max(0.0, _correlation(places[:-1], places[1:]))
    return min(_MOST_ALIKE, r + (1 + 3 * r) / n)


def _correlation(some: Sequence[float], others: Sequence[float]) -> float:
    """From −1 to 1; 0 where either never varies."""
    here, there = sum(some) / len(some), sum(others) / len(others)
    spread = sum((one - here) ** 2 for one in some) * sum((one - there) ** 2 for one in others)
    together = sum((one - here) * (other - there) for one, other in zip(some, others, strict=True))
    return together / math.sqrt(spread) if spread else 0.0


def _test(score: int, spread: float) -> float:
    """The score in standard deviations, drawn one towards 0 because it moves in whole steps."""
    if score == 0 or spread <= 0:
        return 0.0
    return (score - math.copysign(1, score)) / math.sqrt(spread)
