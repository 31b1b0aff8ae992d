"""What two people did together in a time, from shared notes alone, as theirs: nothing is counted for each.

Rule: docs/progress.md.
"""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from vaultkit.workbook.goals import latest_move
from vaultkit.workbook.records import CheckIn, Goal, Shared, folded


class Kept(NamedTuple):
    """A ritual, and on how many days it was kept."""

    path: str
    times: int


class Moved(NamedTuple):
    """A goal that moved: per cent of the way before these days (None if it had not moved yet) and now."""

    path: str
    before: int | None
    now: int


class Together(NamedTuple):
    """The days from `since` to `until`, both counted: check-ins held, rituals kept, agreements done, goals."""

    since: datetime.date
    until: datetime.date
    checkins: int
    rituals: tuple[Kept, ...]
    agreements: tuple[str, ...]
    moved: tuple[Moved, ...]
    reached: tuple[str, ...]


def together(since: datetime.date, until: datetime.date, today: datetime.date, shared: Shared) -> Together:
    """What shared notes say of these days, of which those up to `today` count, unless all are still to come.

    `reached` are the paths of goals that moved in these days and say that they are reached.
    """
    until = min(until, today) if since <= today else until
    held = [one for one in shared.checkins if one.status == "held" and one.date <= today]
    kept = [
        Kept(one.path, len({day for day in one.done if since <= day <= until}))
        for one in sorted(shared.rituals, key=lambda one: one.path)
    ]
    moved = [(goal, found) for goal in shared.goals if (found := _moved(goal, since, until))]
    return Together(
        since=since,
        until=until,
        checkins=len({one.week for one in held if since <= one.date <= until}),
        rituals=tuple(sorted((one for one in kept if one.times), key=lambda one: -one.times)),
        agreements=tuple(_done(held, since, until)),
        moved=tuple(found for _, found in moved),
        reached=tuple(goal.path for goal, _ in moved if goal.status == "reached"),
    )


def _done(held: Iterable[CheckIn], since: datetime.date, until: datetime.date) -> list[str]:
    """Agreements ticked in these days, each once; one without a date of its own goes by the check-in it stands in."""
    found: dict[str, str] = {}
    for checkin in sorted(held, key=lambda one: (one.week, one.path)):
        for task in checkin.tasks:
            day = _as_date(task.done) or checkin.date
            if task.status in ("x", "X") and task.text.strip() and since <= day <= until:
                found.setdefault(folded(task.text), task.text.strip())
    return list(found.values())


def _moved(goal: Goal, since: datetime.date, until: datetime.date) -> Moved | None:
    now = latest_move(goal, until)
    if now is None or now.date < since:
        return None
    before = latest_move(goal, since - datetime.timedelta(days=1))
    return Moved(goal.path, before.percent if before else None, now.percent)


def _as_date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None
