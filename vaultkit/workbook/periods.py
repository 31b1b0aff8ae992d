"""Periods a summary can be about: a week, a month, a season, or from one day to another."""

import datetime
from typing import NamedTuple

from vaultkit.workbook.days import MONTHS, date_in_words, months, season_of, week_of, week_start

USUAL_DAYS = 28
"""The days up to and with today that a summary is about when nothing else is asked for."""


class Period(NamedTuple):
    """From one day to another, both counted. `name` is how a note about it is called."""

    name: str
    since: datetime.date
    until: datetime.date

    @property
    def words(self) -> str:
        """Such as `26 October to 24 November 2026`, with both years where they differ; one day is named once."""
        if self.since == self.until:
            return f"{date_in_words(self.since)} {self.since.year}"
        if self.since.year == self.until.year:
            return f"{date_in_words(self.since)} to {date_in_words(self.until)} {self.until.year}"
        return (
            f"{date_in_words(self.since)} {self.since.year} to {date_in_words(self.until)} {self.until.year}"
        )


def recent(today: datetime.date) -> Period:
    """The last four weeks."""
    return Period("last four weeks", today - datetime.timedelta(days=USUAL_DAYS - 1), today)


def between(since: datetime.date, until: datetime.date) -> Period:
    """Any range; ValueError if it ends before it begins."""
    if until < since:
        raise ValueError(f"{until} is before {since}")
    return Period(f"{since} to {until}", since, until)


def week(day: datetime.date) -> Period:
    """The ISO week that `day` is in."""
    monday = week_start(week_of(day))
    return Period(week_of(day), monday, monday + datetime.timedelta(days=6))


def month(day: datetime.date) -> Period:
    """The month that `day` is in."""
    return Period(f"{MONTHS[day.month - 1]} {day.year}", *months(day.year, day.month, 1))


def season(day: datetime.date, hemisphere: str) -> Period:
    """The season that `day` is in; winter in the north has the year in which it ends."""
    name, first = season_of(day.month, hemisphere)
    since, until = months(day.year - (day.month < first), first, 3)
    return Period(f"{name} {until.year}", since, until)


def before(period: Period, today: datetime.date) -> Period:
    """The period to compare with: the months before whole months, else as many days just before.

    While a period is not over on the day `today`, it is the same part of the one before.
    """
    until = period.since - datetime.timedelta(days=1)
    first, past_end = period.since, period.until + datetime.timedelta(days=1)
    if first.day == past_end.day == 1:
        count = (past_end.year - first.year) * 12 + past_end.month - first.month
        year, month = divmod(first.year * 12 + first.month - 1 - count, 12)
        since = months(year, month + 1, 1)[0]
    else:
        since = period.since - (past_end - first)
    if period.since <= today < period.until:
        until = min(until, since + (today - period.since))
    return between(since, until)
