"""The steps of a ladder: how long each takes, read out of its words, and where one is much longer than the one before."""

import re
from collections.abc import Sequence
from typing import NamedTuple

HOUR, DAY = 60, 24 * 60
LONGEST = 7 * DAY
"""The most minutes that a session can note down: a week."""

_PART = r"([0-9]{1,6}(?:[.,][0-9]{1,6})?)\s*(minutes?|mins?|m|hours?|h|days?|d|weeks?)\.?"
_STEP = re.compile(rf"\s*{_PART}(?:\s+(?:and\s+)?{_PART})?\s*:(.*)", re.IGNORECASE | re.DOTALL)
_UNITS = {"m": 1, "h": HOUR, "d": DAY, "w": LONGEST}


class Jump(NamedTuple):
    """Step `number` (from 1) takes `minutes`, which is more than double the `before` of the step below it."""

    number: int
    before: int
    minutes: int


def minutes_of(step: str) -> int | None:
    """The length that a step begins with, in minutes from 1 to `LONGEST`; None if it begins with none.

    Such as `20 min: …`, `2.5 h: …`, `1 h 30 min: …` or `1 day: …`.
    """
    found = _STEP.fullmatch(step)
    if not found:
        return None
    first, unit, second, smaller, _ = found.groups()
    minutes = _minutes(first, unit) + (_minutes(second, smaller) if second else 0)
    return min(max(1, round(minutes)), LONGEST) if minutes else None


def words_of(step: str) -> str:
    """What a step is, without its length."""
    found = _STEP.fullmatch(step)
    return (found[5] if found else step).strip()


def length(minutes: int) -> str:
    """Minutes as a person says them: `90 min`, `2.5 h`, `2 h 10 min`, `1 day`."""
    if minutes >= DAY and minutes % DAY == 0:
        return "1 day" if minutes == DAY else f"{minutes // DAY} days"
    if minutes < 2 * HOUR:
        return f"{minutes} min"
    if minutes % (HOUR // 2) == 0:
        return f"{minutes / HOUR:g} h"
    return f"{minutes // HOUR} h {minutes % HOUR} min"


def jumps(steps: Sequence[str]) -> list[Jump]:
    """Where a step is more than double the one before; steps without a length are passed over."""
    found = []
    before: int | None = None
    for number, step in enumerate(steps, 1):
        minutes = minutes_of(step)
        if minutes and before and minutes > 2 * before:
            found.append(Jump(number, before, minutes))
        before = minutes or before
    return found


def _minutes(number: str, unit: str) -> float:
    return float(number.replace(",", ".")) * _UNITS[unit[0].lower()]
