"""What stands in a calendar: entries that come round, and how they stay the same entry when they change.

An entry keeps its `uid`, so that a calendar that is read in again changes it and does not double it. Rules:
docs/calendar.md.
"""

import datetime
import hashlib
import uuid
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from vaultkit.workbook.quoting import one_line

EARLIEST, LATEST = datetime.date(2020, 1, 1), datetime.date(2199, 12, 31)
"""The days an entry may begin on: a slip such as the year 1900 must not fill a calendar with centuries."""

WITHOUT_A_DAY = datetime.date(2026, 1, 1)
"""Where a series begins whose notes name no day at all: the same on every machine, so no one's own today."""

LONGEST_TITLE = 200
"""Characters."""

MOST_REMEMBERED = 5_000
"""How many entries are remembered that are gone from the notes, since they may come back."""

_OURS = uuid.UUID("6c0f2a4e-8f1d-5b7c-9a53-0d1e7b4c2f68")


class Every(NamedTuple):
    """How an entry comes round: each week, or in some months (1 to 12) of each year on one day.

    `weekdays` count from Monday, 0. In months without one it is their first day, with one the first such day.
    """

    weekdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()

    @property
    def is_weekly(self) -> bool:
        """Whether it comes round each week."""
        return not self.months


class Elsewhen(NamedTuple):
    """One time of a series that is on another day, at another hour, or of another length."""

    usual: datetime.date
    day: datetime.date
    time: str
    minutes: int


class Appointment(NamedTuple):
    """One entry, or a series of them if it has `every`; `day` is then its first, none of it before `since`.

    `time` is `HH:MM` by the clock on the wall, or empty for the whole day; `minutes` count for a time alone.
    """

    uid: str
    title: str
    day: datetime.date
    since: datetime.date
    time: str = ""
    minutes: int = 0
    about: str = ""
    every: Every | None = None
    left_out: tuple[datetime.date, ...] = ()
    elsewhen: tuple[Elsewhen, ...] = ()


class Stamp(NamedTuple):
    """How often an entry changed since it was first written, and the day of the latest change."""

    sequence: int
    day: datetime.date


def uid_of(*what: str, within: str = "") -> str:
    """The lasting name of an entry. It can't be read back; `within` sets it apart from other people's."""
    space = uuid.uuid5(_OURS, within) if within else _OURS
    return str(uuid.uuid5(space, "\0".join(what).encode("utf-8", "replace").decode()))


def titled(words: str, instead: str) -> str:
    """Someone's words as a title: on one line, of bounded length, with nothing that a program acts on."""
    line = one_line(words)
    return (line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…") or instead


def first_day(every: Every, since: datetime.date) -> datetime.date:
    """The first day of a series that is not before `since`."""
    if every.is_weekly:
        return min(since + datetime.timedelta(days=(day - since.weekday()) % 7) for day in every.weekdays)
    for ahead in range(14):
        year, month = divmod(since.year * 12 + since.month - 1 + ahead, 12)
        if month + 1 in every.months:
            day = datetime.date(year, month + 1, 1)
            if every.weekdays:
                day += datetime.timedelta(days=(every.weekdays[0] - day.weekday()) % 7)
            if day >= since:
                return day
    raise ValueError(every)


def within_reason(day: datetime.date | None) -> datetime.date:
    """The day a series may begin on: that day, or the nearest of those that make sense."""
    return min(max(day, EARLIEST), LATEST) if day else WITHOUT_A_DAY


def stamped(
    appointments: Iterable[Appointment], zone: str, known: Mapping[str, object], today: datetime.date
) -> tuple[dict[str, Stamp], dict[str, object]]:
    """The stamp of each entry by its `uid`, and what to remember for the next time, with what is `known` still in it.

    An entry that is as it was keeps its stamp, so that unchanged notes give the same bytes on any day. A new one
    has the day that its notes begin with.
    """
    stamps: dict[str, Stamp] = {}
    remembered = dict(known) if len(known) <= MOST_REMEMBERED else {}
    for one in appointments:
        mark = hashlib.sha256(repr((one, zone)).encode("utf-8", "replace")).hexdigest()[:32]
        before = _remembered(known.get(one.uid))
        stamp = before[1] if before else Stamp(0, one.since)
        if before and before[0] != mark:
            stamp = Stamp(stamp.sequence + 1, max(today, stamp.day))
        stamps[one.uid] = stamp
        remembered[one.uid] = [mark, stamp.sequence, str(stamp.day)]
    return stamps, remembered


def _remembered(entry: object) -> tuple[str, Stamp] | None:
    if isinstance(entry, list) and len(entry) == 3:
        mark, sequence, day = entry
        if isinstance(mark, str) and type(sequence) is int and 0 <= sequence < 2**31 - 1:
            try:
                return mark, Stamp(sequence, datetime.date.fromisoformat(str(day)))
            except ValueError:
                pass
    return None
