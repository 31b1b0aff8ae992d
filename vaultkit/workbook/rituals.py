"""Rituals: which are due, which are coming up, which were kept, and how together and apart balance."""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultkit.workbook.days import season_of
from vaultkit.workbook.records import Ritual

LOOK_AHEAD = datetime.timedelta(weeks=3)
"""How early a seasonal or yearly ritual is mentioned."""

BALANCE_DAYS = 28
"""The days, up to and with the day asked about, that the balance looks at."""


class Balance(NamedTuple):
    """How often rituals were kept together and apart in the last `BALANCE_DAYS` days."""

    together: int
    apart: int


class Coming(NamedTuple):
    """A ritual whose time begins soon: `starts` is its first day, `season` its season or empty."""

    ritual: Ritual
    season: str
    starts: datetime.date


def is_due(ritual: Ritual, day: datetime.date, hemisphere: str = "north") -> bool:
    """Whether an active ritual still waits in the week, month, season or year that `day` is in.

    A seasonal ritual with a month, and a yearly one, waits from the first of that month: the
    seasonal one until its season ends, the yearly one until its month ends.
    """
    span = _span(ritual, day, hemisphere)
    return (
        ritual.status == "active"
        and span is not None
        and not any(span[0] <= kept <= span[1] for kept in ritual.done)
    )


def coming(rituals: Iterable[Ritual], day: datetime.date, hemisphere: str = "north") -> list[Coming]:
    """Seasonal and yearly rituals whose time begins within `LOOK_AHEAD` after `day`."""
    first = _months(day.year, day.month, 1)[1] + datetime.timedelta(days=1)
    if first > day + LOOK_AHEAD:
        return []
    season = season_of(first.month, hemisphere)[0]
    return [
        Coming(ritual, season if ritual.cadence == "seasonal" else "", first)
        for ritual in sorted(rituals, key=lambda one: one.path)
        if ritual.status == "active"
        and _begins(ritual, first, hemisphere)
        and not is_due(ritual, day, hemisphere)
    ]


def kept_between(ritual: Ritual, after: datetime.date, until: datetime.date) -> bool:
    """Whether it was kept after the day `after`, and not later than `until`."""
    return any(after < day <= until for day in ritual.done)


def balance(rituals: Sequence[Ritual], day: datetime.date) -> Balance:
    """How the last four weeks balance. A ritual kept twice counts twice."""
    after = day - datetime.timedelta(days=BALANCE_DAYS)

    def times(kind: str) -> int:
        return sum(
            after < kept <= day for ritual in rituals if ritual.balance == kind for kept in set(ritual.done)
        )

    return Balance(times("together"), times("apart"))


def _span(ritual: Ritual, day: datetime.date, hemisphere: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of the time in which `day` lies and one keeping is enough; None outside of it."""
    if ritual.cadence == "weekly":
        monday = day - datetime.timedelta(days=day.weekday())
        return monday, monday + datetime.timedelta(days=6)
    if ritual.cadence == "monthly":
        return _months(day.year, day.month, 1)
    if ritual.cadence == "yearly":
        return _months(day.year, day.month, 1) if ritual.month in (None, day.month) else None
    first_month = season_of(day.month, hemisphere)[1]
    into = (day.month - first_month) % 12
    begins = 0 if ritual.month is None else (ritual.month - first_month) % 12
    if begins > into or begins > 2:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 - into + begins, 12)
    return _months(year, month + 1, 3 - begins)


def _months(year: int, month: int, count: int) -> tuple[datetime.date, datetime.date]:
    after = datetime.date(year + (month + count - 1) // 12, (month + count - 1) % 12 + 1, 1)
    return datetime.date(year, month, 1), after - datetime.timedelta(days=1)


def _begins(ritual: Ritual, first: datetime.date, hemisphere: str) -> bool:
    if ritual.month is not None and ritual.cadence in ("seasonal", "yearly"):
        return first.month == ritual.month
    return ritual.cadence == "seasonal" and season_of(first.month, hemisphere)[1] == first.month
