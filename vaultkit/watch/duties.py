"""What the clock asks of the watcher: pure, so that a day, a sleep or a jump of the clock can be played through."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from vaultkit.workbook.days import week_of, week_start

_REMEMBERED = 30


class Done(NamedTuple):
    """What was done already, so that it is done once, however often the machine sleeps or its clock jumps.

    `pages` are days whose page was made, `weeks` those whose check-in was prepared, `seasons` those that were looked
    ahead to, `day` the last day that everything was written for ("" if none). `summary` says that the note on the last
    four weeks was made.
    """

    pages: tuple[str, ...] = ()
    weeks: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    day: str = ""
    summary: bool = False


class Due(NamedTuple):
    """What is due: today's page, a new day's look at everything that depends on the day, check-ins, a season ahead."""

    page: bool = False
    new_day: bool = False
    weeks: tuple[str, ...] = ()
    season: str = ""


def due(
    today: date,
    done: Done,
    checkins: Mapping[str, date],
    prepare_days: int,
    season: tuple[str, date],
    *,
    pages: bool,
) -> Due:
    """What is due on a day.

    `checkins` gives the day of each week's check-in, for `weeks_near`. `season` is the next one with its first day;
    it is looked ahead to in the three weeks before. `pages` says whether pages are made at all.
    """
    return Due(
        page=pages and str(today) not in done.pages,
        new_day=done.day != str(today),
        weeks=tuple(
            week
            for week, day in checkins.items()
            if week not in done.weeks and day - timedelta(days=prepare_days) <= today <= _end_of(week)
        ),
        season=name
        if (name := f"{season[0]} {season[1].year}") not in done.seasons
        and timedelta() < season[1] - today <= timedelta(weeks=3)
        else "",
    )


def weeks_near(today: date) -> tuple[str, str]:
    """The weeks whose check-in may be near: this one and the next."""
    return week_of(today), week_of(today + timedelta(weeks=1))


def did(done: Done, today: date, what: Due) -> Done:
    """The account once everything that was due is done."""
    return done._replace(
        pages=_with(done.pages, str(today) if what.page else ""),
        weeks=_with(done.weeks, *what.weeks),
        seasons=_with(done.seasons, what.season),
        day=str(today),
    )


def as_done(found: object) -> Done:
    """What was kept, or nothing where it cannot be read."""
    if not isinstance(found, dict):
        return Done()
    lists = {
        name: tuple(map(str, found[name]))
        for name in ("pages", "weeks", "seasons")
        if isinstance(found.get(name), list)
    }
    return Done(**lists, day=str(found.get("day", "")), summary=found.get("summary") is True)


def _with(there: tuple[str, ...], *more: str) -> tuple[str, ...]:
    return (*there, *(one for one in more if one and one not in there))[-_REMEMBERED:]


def _end_of(week: str) -> date:
    return week_start(week) + timedelta(days=6)
