"""How often the days of invented people are called a change, with none and with a real one.

python -m benchmarks.trends [SERIES]

Each person rates from 0 to 10 in whole numbers, leaves a quarter of the days blank, and differs from day to day by a
standard deviation of 1.7 points. What is left of one day in the next is 0 (each day by itself), 0.3, 0.5 or 0.7.
A change is what `vaultkit.workbook.trends.change` calls one, beside the same test without allowing for days that
resemble each other.
"""

import math
import sys
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from vaultkit.workbook.trends import (
    FEWEST_DAYS,
    FEWEST_RATINGS,
    LEAST_CHANGE,
    SURE_FROM,
    Change,
    change,
    variance,
)

SERIES = 4000
CARRIED_OVER = (0.0, 0.3, 0.5, 0.7)
NOISE_DAYS = (28, 56, 91)
FALL_DAYS = 56
FALLS = (2, 3)
MOST_FALSE = 0.1
"""The largest good share of noise that is called a change."""

_MIDDLE = 5.5
_SPREAD = 1.7
_BLANK = 0.25


class Shares(NamedTuple):
    """Of so many series, the share called a change by our rule, and by the test as it stands in books."""

    ours: float
    plain: float


def shares(carried: float, days: int, fall: float, series: int, seed: int = 1) -> Shares:
    """Series of so many days that fall by so many points; the same seed gives the same people."""
    pick = Random(f"{seed} {carried} {days} {fall}")
    ours = plain = 0
    for _ in range(series):
        at, ratings = _person(pick, carried, days, fall)
        found = change(at, ratings)
        ours += bool(found and found.is_clear)
        plain += bool(found and _plain(found, ratings))
    return Shares(ours / series, plain / series)


def _person(pick: Random, carried: float, days: int, fall: float) -> tuple[list[int], list[int]]:
    level = pick.gauss(0, 1)
    at, ratings = [], []
    for day in range(days):
        level = carried * level + math.sqrt(1 - carried**2) * pick.gauss(0, 1)
        rating = round(_MIDDLE + _SPREAD * level + fall * (0.5 - day / (days - 1)))
        if pick.random() >= _BLANK:
            at.append(day)
            ratings.append(min(10, max(0, rating)))
    return at, ratings


def _plain(found: Change, ratings: list[int]) -> bool:
    """Kendall's test with ties and the correction for whole steps, at the same levels, and no more."""
    score, spread = found.rose - found.fell, variance(ratings)
    sure = spread > 0 and (abs(score) - 1) / math.sqrt(spread) > SURE_FROM
    is_long = found.n >= FEWEST_RATINGS and found.days >= FEWEST_DAYS
    return sure and is_long and abs(found.points) >= LEAST_CHANGE


def _rows(series: int) -> Iterator[tuple[str, list[Shares]]]:
    for days in NOISE_DAYS:
        yield f"no change, {days} days", [shares(one, days, 0, series) for one in CARRIED_OVER]
    for fall in FALLS:
        yield (
            f"a fall of {fall} points, {FALL_DAYS} days",
            [shares(one, FALL_DAYS, fall, series) for one in CARRIED_OVER],
        )


def main(series: int) -> int:
    """Print the shares; 1 if noise is called a change too often."""
    print(
        f"{series} series each; per cent called a change (in brackets: without allowing for resemblance).\n"
    )
    print(f"{'left of a day in the next':<32}" + "".join(f"{one:>13.1f}" for one in CARRIED_OVER))
    worst = 0.0
    for what, found in _rows(series):
        cells = "".join(f"{one.ours * 100:>6.1f} ({one.plain * 100:4.1f})" for one in found)
        print(f"{what:<32}{cells}", flush=True)
        if what.startswith("no change"):
            worst = max(worst, *(one.ours for one in found))
    verdict = "holds" if worst <= MOST_FALSE else "SHORT"
    print(
        f"\nNoise called a change: at most {worst * 100:.1f} %   limit {MOST_FALSE * 100:.0f} %   {verdict}"
    )
    return 0 if verdict == "holds" else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else SERIES))
