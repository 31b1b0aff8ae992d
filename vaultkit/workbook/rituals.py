"""Rituals: which are due, which are coming up, which were kept, and how together and apart balance."""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultkit.workbook.days import months, season_of
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

    With a month, a seasonal one waits from the first of it until the season ends, and a yearly one
    in that month alone; kept up to `LOOK_AHEAD` before, it was kept for this time.
    """
    span = _span(ritual, day, hemisphere)
    if ritual.status != "active" or span is None:
        return False
    early = LOOK_AHEAD if _begins_in_its_month(ritual) else datetime.timedelta(0)
    return not any(span[0] - early <= kept <= span[1] for kept in ritual.done)


def coming(rituals: Iterable[Ritual], day: datetime.date, hemisphere: str = "north") -> list[Coming]:
    """Seasonal and yearly rituals whose time begins within `LOOK_AHEAD` after `day` and that wait for it."""
    first = months(day.year, day.month, 1)[1] + datetime.timedelta(days=1)
    if first > day + LOOK_AHEAD:
        return []
    season = season_of(first.month, hemisphere)[0]
    return [
        Coming(ritual, season if ritual.cadence == "seasonal" else "", first)
        for ritual in sorted(rituals, key=lambda one: one.path)
        if ritual.status == "active"
        and _begins(ritual, first, hemisphere)
        and is_due(ritual, first, hemisphere)
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


def leaning(found: Balance) -> str:
    """The kind that the other has all but crowded out, `together` or `apart`; empty if neither has."""
    if found.together >= 3 and found.together >= 3 * found.apart:
        return "apart"
    if found.apart >= 3 and found.apart >= 3 * found.together:
        return "together"
    return ""


def last_day(ritual: Ritual, day: datetime.date, hemisphere: str = "north") -> datetime.date | None:
    """The last day of the week, month, season or year in which it may be kept on `day`; None outside of its time."""
    span = _span(ritual, day, hemisphere)
    return span[1] if span else None


def _span(ritual: Ritual, day: datetime.date, hemisphere: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of the time in which `day` lies and one keeping is enough; None outside of it."""
    if ritual.cadence == "weekly":
        monday = day - datetime.timedelta(days=day.weekday())
        return monday, monday + datetime.timedelta(days=6)
    if ritual.cadence == "monthly":
        return months(day.year, day.month, 1)
    if ritual.cadence == "yearly" and ritual.month is None:
        return months(day.year, 1, 12)
    if ritual.cadence == "yearly":
        return months(day.year, day.month, 1) if ritual.month == day.month else None
    first_month = season_of(day.month, hemisphere)[1]
    into = (day.month - first_month) % 12
    begins = 0 if ritual.month is None else (ritual.month - first_month) % 12
    if begins > into or begins > 2:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 - into + begins, 12)
    return months(year, month + 1, 3 - begins)


def _begins_in_its_month(ritual: Ritual) -> bool:
    return ritual.month is not None and ritual.cadence in ("seasonal", "yearly")


def _begins(ritual: Ritual, first: datetime.date, hemisphere: str) -> bool:
    if _begins_in_its_month(ritual):
        return first.month == ritual.month
    return ritual.cadence == "seasonal" and season_of(first.month, hemisphere)[1] == first.month
