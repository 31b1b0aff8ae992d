"""Days and ISO weeks: where a day begins, which week it is in, and how it is said."""

import datetime

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
YEARS = range(1900, 3000)
"""The years a note may speak of. Days at the very end of the calendar leave no room to reckon in."""

_FIRST_MONDAY = datetime.date(1970, 1, 5)


def day_at(now: datetime.datetime, rollover: datetime.time) -> datetime.date:
    """The day that `now` belongs to: before `rollover` it is still yesterday.

    Both are local time. An hour after midnight belongs to the evening before it.
    """
    day = now.date()
    if now.time() < rollover and day > datetime.date.min:
        day -= datetime.timedelta(days=1)
    return day


def week_of(day: datetime.date) -> str:
    """The ISO week, as `2026-W48`. Around New Year it can belong to the other year."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def week_start(week: str) -> datetime.date:
    """The Monday of an ISO week such as `2026-W48`.

    ValueError if it is not of that form, the year has no such week, or it is not one of `YEARS`.
    """
    year, separator, number = week.partition("-W")
    if not (
        separator
        and len(year) == 4
        and len(number) == 2
        and (year + number).isascii()
        and (year + number).isdigit()
        and int(year) in YEARS
    ):
        raise ValueError(week)
    return datetime.date.fromisocalendar(int(year), int(number), 1)


def weeks_counted(day: datetime.date) -> int:
    """Whole weeks since Monday 5 January 1970: what alternates or rotates by week follows it."""
    return (day - _FIRST_MONDAY).days // 7


def day_in_words(day: datetime.date) -> str:
    """Such as `Tuesday 24 November`."""
    return f"{WEEKDAYS[day.weekday()]} {date_in_words(day)}"


def date_in_words(day: datetime.date) -> str:
    """Such as `24 November`."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def months(year: int, first: int, count: int) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of `count` months, the first of which is `first` (1 to 12)."""
    after = datetime.date(year + (first + count - 1) // 12, (first + count - 1) % 12 + 1, 1)
    return datetime.date(year, first, 1), after - datetime.timedelta(days=1)


def season_of(month: int, hemisphere: str) -> tuple[str, int]:
    """The season a month belongs to, and the month that season begins in (1 to 12).

    `hemisphere` is `north` or `south`; seasons begin in December, March, June and September.
    """
    turn = month % 12 // 3
    names = ("winter", "spring", "summer", "autumn")
    return names[(turn + 2 * (hemisphere == "south")) % 4], (turn * 3 - 1) % 12 + 1
