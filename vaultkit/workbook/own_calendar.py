"""What stands in one's own calendar: practice that one planned oneself, under a title that says nothing.

It is made of private notes, so it never shares a file with what stands in the calendar of both.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

from vaultkit.workbook.appointments import (
    Appointment,
    Every,
    first_day,
    titled,
    uid_of,
    within_reason,
)
from vaultkit.workbook.days import WEEKDAYS
from vaultkit.workbook.records import Exposure, Tool, folded, name_of

NEUTRAL = "Time for myself"
"""The title of every entry, unless its owner asks for names."""

MINUTES = 15
"""How long practice takes that does not say."""

HOURS = {
    "morning": "08:00",
    "noon": "12:30",
    "midday": "12:30",
    "afternoon": "16:00",
    "evening": "20:00",
    "night": "22:00",
    "bedtime": "22:00",
}
"""The hour that a word in `when` stands for."""

_TIME = re.compile(r"(?<![0-9:])([01]?[0-9]|2[0-3]):([0-5][0-9])(?![0-9:])")
_SEVERAL = {"weekday": range(5), "workday": range(5), "weekend": range(5, 7)}
_ALL = ("daily", "every day", "each day", "everyday")


def own_appointments(
    tools: Iterable[Tool], sessions: Iterable[Exposure], vault_id: str, *, names: bool = False
) -> list[Appointment]:
    """Tools with days, then practice sessions that were written down and have not taken place.

    Nothing is planned here that its owner did not plan. With `names` the entries are titled with the tool's or the
    ladder's name.
    """
    return [*_tools(tools, vault_id, names), *_sessions(sessions, vault_id, names)]


def weekdays_in(days: Sequence[str]) -> tuple[int, ...]:
    """The days of the week that are meant, from Monday, 0; what means none is passed over."""
    found: set[int] = set()
    for words in days:
        key = folded(words)[:40].rstrip(".")
        single = key.removesuffix("s")
        found |= set(range(7) if key in _ALL else _SEVERAL.get(single, ()))
        for number, day in enumerate(map(str.casefold, WEEKDAYS)):
            if single == day or (len(key) >= 2 and day.startswith(key)):
                found.add(number)
    return tuple(sorted(found))


def time_in(when: str) -> str:
    """The time of day that `when` names, or its word stands for, as `HH:MM`; empty if neither."""
    words = when[:200]
    if found := _TIME.search(words):
        return f"{int(found[1]):02}:{found[2]}"
    return next((HOURS[word] for word in re.findall(r"\w+", words.casefold()) if word in HOURS), "")


def _tools(tools: Iterable[Tool], vault_id: str, names: bool) -> Iterator[Appointment]:
    for tool in sorted(tools, key=lambda one: one.path):
        weekdays = weekdays_in(tool.days)
        if weekdays:
            every, since = Every(weekdays), within_reason(tool.date)
            yield Appointment(
                uid=uid_of("tool", tool.path, within=vault_id),
                title=titled(name_of(tool.path), NEUTRAL) if names else NEUTRAL,
                day=first_day(every, since),
                since=since,
                time=time_in(tool.when),
                minutes=tool.minutes or MINUTES,
                every=every,
            )


def _sessions(sessions: Iterable[Exposure], vault_id: str, names: bool) -> Iterator[Appointment]:
    for session in sorted(sessions, key=lambda one: (one.date, one.path)):
        day: datetime.date = session.date
        if not session.took_place and within_reason(day) == day:
            yield Appointment(
                uid=uid_of("session", session.path, within=vault_id),
                title=titled(session.ladder, NEUTRAL) if names else NEUTRAL,
                day=day,
                since=day,
            )
