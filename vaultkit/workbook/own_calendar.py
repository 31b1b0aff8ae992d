"""What stands in one's own calendar: practice that one planned oneself, under a title that says nothing.

It is made of private notes, so it never shares a file with what stands in the calendar of both.
"""

import datetime
from collections.abc import Iterable, Iterator

from vaultkit.workbook.appointments import (
    Appointment,
    Every,
    first_day,
    titled,
    uid_of,
    within_reason,
)
from vaultkit.workbook.records import Exposure, Tool, name_of
from vaultkit.workbook.schedules import time_in, weekdays_in

NEUTRAL = "Time for myself"
"""The title of every entry, unless its owner asks for names."""

MINUTES = 15
"""How long practice takes that does not say."""


def own_appointments(
    tools: Iterable[Tool], sessions: Iterable[Exposure], vault_id: str, *, names: bool = False
) -> list[Appointment]:
    """Tools with days, then practice sessions that were written down and have not taken place.

    Nothing is planned here that its owner did not plan. With `names` the entries are titled with the tool's or the
    ladder's name.
    """
    return [*_tools(tools, vault_id, names), *_sessions(sessions, vault_id, names)]


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
