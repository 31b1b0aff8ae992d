"""Agreements of earlier check-ins: which are still open and for how long, and which were done."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from vaultkit.workbook.records import CheckIn, Task, folded

ASK_AFTER = 3
"""After how many carries the agenda asks whether to keep, change or let go."""

_LET_GO = "-"
_DONE = "xX"


class OpenTask(NamedTuple):
    """A task that is still open: where it stands (a check-in), and over how many check-ins it was carried."""

    task: Task
    checkin: CheckIn
    carried: int


def still_open(checkins: Iterable[CheckIn], week: str) -> list[OpenTask]:
    """The open tasks of check-ins held before `week`, newest check-in first, each once.

    Written down twice in the same words, a task stands where it was written last, and that
    place tells whether it is open; its age counts from the first.
    """
    held = held_before(checkins, week)
    weeks = sorted({checkin.week for checkin in held}, reverse=True)
    ages = {week: age for age, week in enumerate(weeks, 1)}
    last: dict[tuple[str, str], OpenTask] = {}
    for checkin in held:
        age = ages[checkin.week]
        for task in checkin.tasks:
            key = folded(task.text), folded(task.owner)
            if not key[0]:
                continue
            first = last.pop(key, None)
            carried = first.carried if first and _is_open(first.task) else age
            last[key] = OpenTask(task, checkin, carried)
    found = [one for one in last.values() if _is_open(one.task)]
    return sorted(found, key=lambda one: one.checkin.week, reverse=True)


def done_between(
    checkins: Iterable[CheckIn], after: datetime.date, until: datetime.date, week: str
) -> list[Task]:
    """Tasks of check-ins held before `week` that were done after one day and not later than the other.

    One ticked without its date counts while the check-in it stands in is the latest one.
    """
    held = held_before(checkins, week)
    found: dict[str, Task] = {}
    for checkin in held:
        for task in checkin.tasks:
            on = _as_date(task.done)
            in_time = after < on <= until if on else checkin is held[-1]
            if task.status in _DONE and task.text and in_time:
                found[folded(task.text)] = task
    return list(found.values())


def held_before(checkins: Iterable[CheckIn], week: str) -> list[CheckIn]:
    """The check-ins held before `week`, oldest first."""
    return sorted(
        (one for one in checkins if one.status == "held" and one.week < week),
        key=lambda one: (one.week, one.path),
    )


def left_planned(checkins: Iterable[CheckIn], week: str) -> str:
    """The latest week before `week` whose check-in still says planned and has words under its agreements, or empty."""
    return max(
        (one.week for one in checkins if one.status == "planned" and one.tasks and one.week < week),
        default="",
    )


def _is_open(task: Task) -> bool:
    return task.status not in _DONE and task.status != _LET_GO


def _as_date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None
