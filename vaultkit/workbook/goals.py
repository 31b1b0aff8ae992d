"""Goals: how far each has come, and in which order they are told."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from vaultkit.workbook.records import Goal, folded, name_of
from vaultkit.workbook.values import Move

STATUSES = ("active", "reached", "paused", "let go")
"""What a goal can be, in the order in which goals are listed."""


class Standing(NamedTuple):
    """A goal as it stands: `latest` is its newest move so far, None before the first one."""

    goal: Goal
    latest: Move | None


def standings(goals: Iterable[Goal], day: datetime.date) -> list[Standing]:
    """Where each goal stands on `day`: those still on their way first, and of these the one that is due first."""

    def order(goal: Goal) -> tuple[int, datetime.date, str, str]:
        due = goal.due or datetime.date.max
        return STATUSES.index(goal.status), due, folded(name_of(goal.path)), goal.path

    return [Standing(goal, latest_move(goal, day)) for goal in sorted(goals, key=order)]


def latest_move(goal: Goal, day: datetime.date) -> Move | None:
    """The newest move up to and with `day`; of several on one day the one noted last."""
    until = sorted((move for move in goal.moved if move.date <= day), key=lambda move: move.date)
    return until[-1] if until else None
