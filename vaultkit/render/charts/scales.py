"""Where numbers and days go in a chart, and which of them are written beside it."""

import datetime
import math
from typing import NamedTuple

from vaultkit.workbook.chart_data import Series, place_of, start_of
from vaultkit.workbook.days import MONTHS

_MOST_TICKS = 6
_ROOM = {"day": 66, "week": 66, "month": 90, "year": 60}
"""The room that words for a day, week … need from one to the next, in the drawing's own units."""


class Tick(NamedTuple):
    """A place on an axis, in the drawing's own units, and what is written there.

    `anchor` says which part of the words stands at the place, as SVG has it.
    """

    at: str
    words: str
    anchor: str = "middle"


class Scale(NamedTuple):
    """Puts the numbers from `low` to `high` between two places of the drawing."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where `value` lies; half way where there is one number alone."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.start + share * (self.end - self.start)


def plain(place: float) -> str:
    """A place in the drawing, to a tenth: the same place always has the same letters."""
    # Adding nothing takes the sign from a zero.
    return f"{round(place, 1) + 0:g}"


def round_numbers(low: float, high: float) -> list[float]:
    """A few round numbers that enclose `low` to `high`; around it where both are the same."""
    # Closer together than this, numbers of such a size can't be told apart.
    least = max(abs(low), abs(high), 1) * 1e-9
    if high - low < least:
        around = max(1.0, abs(low) / 10)
        low, high = low - around, high + around
    rough = (high - low) / (_MOST_TICKS - 2)
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * one for one in (1, 2, 5, 10) if size * one >= rough * 0.999999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    # Divided rather than multiplied, so that three tenths are 0.3.
    return [one / (1 / step) if step < 1 else one * step for one in range(first, last + 1)]


def amount(value: float) -> str:
    """A number as people write it: thousands apart, and no digits that come from reckoning."""
    letters = ".6g" if abs(value) < 10_000 else ",.0f" if value == int(value) else ",.2f"
    # A minus sign rather than a hyphen, which screen readers pass over.
    return format(value, letters).replace("-", "\u2212")


def day_ticks(series: Series, scale: Scale) -> list[Tick]:
    """A few days, weeks, months or years to write below the chart, evenly apart."""
    room = _ROOM[series.grain]
    step = max(1, math.ceil(series.places / max(1, (scale.end - scale.start) // room)))
    if series.grain == "day" and step > 2:
        step = math.ceil(step / 7) * 7
    first = place_of(series.since, series.grain)
    ticks = []
    for place in range(0, series.places, step):
        day = max(series.since, start_of(first + place, series.grain))
        at = scale.at(place)
        # Words at either end would stand out over the edge.
        anchor = "start" if at - scale.start < 1 else "end" if scale.end - at < room / 2 else "middle"
        ticks.append(Tick(plain(at), day_words(day, series.grain), anchor))
    return ticks


def day_words(day: datetime.date, grain: str = "day") -> str:
    """A day, short: `24 Nov`, `Nov 2026` or `2026`."""
    month = MONTHS[day.month - 1][:3]
    if grain == "year":
        return str(day.year)
    return f"{month} {day.year}" if grain == "month" else f"{day.day} {month}"
