"""What the sessions of one ladder show: which were full, what came true, how belief and comfort changed."""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultkit.workbook.ladder_steps import minutes_of
from vaultkit.workbook.records import Exposure, Ladder, folded, name_of

FULL = 0.8
"""The share of a step's length from which a session counts as full."""

COMFORTABLE = 4
"""The strongest that a session may become for its time to count as comfortable: one can carry on."""

_OUTCOMES = {"no": False, "partly": True, "yes": True}


class Feared(NamedTuple):
    """What was feared came true, wholly or partly, in `came_true` of the `known` sessions that say so or not."""

    came_true: int
    known: int


def sessions_in_order(ladder: Ladder, sessions: Iterable[Exposure], today: datetime.date) -> list[Exposure]:
    """The ladder's own sessions that took place up to `today`, by date and then by the name of their file."""
    name = folded(name_of(ladder.path))
    own = (one for one in sessions if folded(one.ladder) == name and one.took_place and one.date <= today)
    return sorted(own, key=lambda one: (one.date, name_of(one.path)))


def plans_in_order(ladder: Ladder, sessions: Iterable[Exposure]) -> list[Exposure]:
    """The ladder's own sessions of which nothing is noted yet but the plan, by date and then by the name of their file."""
    name = folded(name_of(ladder.path))
    own = (one for one in sessions if folded(one.ladder) == name and not one.took_place)
    return sorted(own, key=lambda one: (one.date, name_of(one.path)))


def current_step(ladder: Ladder) -> int:
    """The step one is on, from 1; a number beyond the last one is the last one. 0 if there are no steps."""
    return min(max(1, ladder.current), len(ladder.steps))


def minutes_spent(session: Exposure) -> int | None:
    """How long it was: as noted, or else as planned."""
    return session.planned if session.actual is None else session.actual


def is_full(session: Exposure, minutes: int | None) -> bool:
    """Whether it did not end early and was at least `FULL` of the step's `minutes`, where the step names a length."""
    if session.ended_early:
        return False
    if minutes is None:
        return True
    spent = minutes_spent(session)
    return spent is not None and spent >= FULL * minutes


def outcomes(sessions: Iterable[Exposure]) -> list[bool]:
    """Whether what was feared came true, of the sessions that say so or not; blank and unknown are skipped."""
    return [_OUTCOMES[one.came_true] for one in sessions if one.came_true in _OUTCOMES]


def feared(sessions: Iterable[Exposure]) -> Feared:
    """How often what was feared came true."""
    known = outcomes(sessions)
    return Feared(sum(known), len(known))


def longest_comfortable(sessions: Iterable[Exposure]) -> int | None:
    """The longest time in minutes that did not end early and was `COMFORTABLE` at its strongest; None so far."""
    times = [
        spent
        for one in sessions
        if not one.ended_early and one.peak is not None and one.peak <= COMFORTABLE
        if (spent := minutes_spent(one)) is not None
    ]
    return max(times, default=None)


def beliefs(sessions: Iterable[Exposure]) -> list[int]:
    """How sure one was beforehand that it would come true, in per cent, where that is noted."""
    return [one.believed for one in sessions if one.believed is not None]


def peaks(sessions: Iterable[Exposure]) -> list[int]:
    """How strong it was at its strongest, from 0 to 10, where that is noted."""
    return [one.peak for one in sessions if one.peak is not None]


def length_of(ladder: Ladder, step: int) -> int | None:
    """The minutes that step takes, where its words begin with a length."""
    steps: Sequence[str] = ladder.steps
    return minutes_of(steps[step - 1]) if 1 <= step <= len(steps) else None
