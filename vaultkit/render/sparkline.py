"""A row of ratings as a small line of bars: one for each day, and nothing for a day without a note."""

from collections.abc import Sequence
from typing import NamedTuple

from vaultkit.workbook.trends import median

_BARS = "▁▂▃▄▅▆▇█"
_SPANS = ((1, "day"), (7, "week"), (28, "four weeks"), (364, "year"))


class Sparkline(NamedTuple):
    """The bars, and what each of them stands for: `day`, `week`, `four weeks` or `year`."""

    bars: str
    each: str


def sparkline(
    by_day: Sequence[float | None], room: int, bounds: tuple[float, float] | None = None
) -> Sparkline | None:
    """`by_day` in at most `room` columns; None if there would be fewer than two bars, or no room.

    Where days are too many, a bar is the median of a week, or of more. `bounds` are the lowest and highest there
    can be; without them the lowest and highest there are.
    """
    given = [one for one in by_day if one is not None]
    if not given:
        return None
    low, high = bounds or (min(given), max(given))
    for days, each in _SPANS:
        parts = [by_day[first : first + days] for first in range(0, len(by_day), days)]
        if len(parts) <= room:
            middles = [median(one for one in part if one is not None) for part in parts]
            if sum(one is not None for one in middles) < 2:
                return None
            return Sparkline("".join(_bar(one, low, high) for one in middles).rstrip(), each)
    return None


def _bar(value: float | None, low: float, high: float) -> str:
    if value is None:
        return " "
    share = (value - low) / (high - low) if high > low else 0.5
    return _BARS[round(min(1, max(0, share)) * (len(_BARS) - 1))]
