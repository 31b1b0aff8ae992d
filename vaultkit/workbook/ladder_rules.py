"""The conditions that the advice on a ladder is made of, each a question with yes or no for an answer."""

import datetime
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from vaultkit.workbook.ladder_sessions import beliefs, is_full, outcomes, peaks
from vaultkit.workbook.records import Exposure, Ladder

LOOKS_BACK = 5
"""So many of the last known outcomes are looked at before anyone goes up."""

_TOO_STRONG, _TOO_STRONG_DAYS = 9, 14
_CAME_TRUE_TWICE = 2
_READY_OUTCOMES = 3
_READY_BELIEF, _READY_PEAK, _READY_REASSURANCE = 20, 3, 1

Sessions = Sequence[Exposure]


class Seen(NamedTuple):
    """A ladder on the day `today`: its `own` sessions in order, those `here` on the current `step`, its `minutes`."""

    ladder: Ladder
    today: datetime.date
    own: tuple[Exposure, ...]
    here: tuple[Exposure, ...]
    step: int
    minutes: int | None

    @property
    def last_planned(self) -> int | None:
        """The minutes last planned on this step, where noted; else the step's."""
        planned = self.here[-1].planned if self.here else None
        return planned or self.minutes

    @property
    def next_length(self) -> int | None:
        """Half as much again as last planned here, unless that ended early; the step's length at most."""
        planned = self.here[-1].planned if self.here else None
        if not planned:
            return self.minutes
        longer = planned if self.here[-1].ended_early else planned * 3 // 2
        return min(longer, self.minutes) if self.minutes else planned

    @property
    def gaps(self) -> tuple[int, ...]:
        """Days from each session to the one after it, and from the last one to today."""
        days = [one.date for one in self.own] + [self.today]
        return tuple((later - earlier).days for earlier, later in pairwise(days))


def was_too_much(own: Sessions, today: datetime.date) -> bool:
    """Whether two of the last three peaked at 9 or more and ended early, the last of them in the last 14 days."""
    hard = [one for one in own[-3:] if one.ended_early and (one.peak or 0) >= _TOO_STRONG]
    return len(hard) >= 2 and (today - hard[-1].date).days <= _TOO_STRONG_DAYS


def looks_again(own: Sessions) -> bool:
    """Whether what was feared came true in two or more of the ladder's last five known outcomes."""
    return sum(outcomes(own)[-LOOKS_BACK:]) >= _CAME_TRUE_TWICE


def ended_early_twice(here: Sessions) -> bool:
    """Whether the last two on this step ended early."""
    return len(here) >= 2 and all(one.ended_early for one in here[-2:])


def last_are_full(here: Sessions, minutes: int | None, count: int) -> bool:
    """Whether the last `count` on this step are full."""
    return len(here) >= count and all(is_full(one, minutes) for one in here[-count:])


def is_ready(here: Sessions, minutes: int | None) -> bool:
    """Whether the sessions on a step, in order, speak for going on to the one above it.

    The last two are full and on different days; none of the last three known outcomes here came true, and there is
    one; and either the last three are full, or there was little asking again and belief or distress has come down.
    """
    if not last_are_full(here, minutes, 2) or here[-1].date == here[-2].date:
        return False
    known = outcomes(here)[-_READY_OUTCOMES:]
    if not known or any(known):
        return False
    return last_are_full(here, minutes, 3) or (
        asked_little(here) and (believes_less(here) or is_easier(here))
    )


def asked_little(here: Sessions) -> bool:
    """Whether there was at most one asking again or checking in each of the last two; blank passes."""
    return all((one.reassurance or 0) <= _READY_REASSURANCE for one in here[-2:])


def believes_less(here: Sessions) -> bool:
    """Whether the latest belief here is at most 20 per cent, or at most half of the first one of two or more."""
    given = beliefs(here)
    return bool(given) and (given[-1] <= _READY_BELIEF or (len(given) > 1 and 2 * given[-1] <= given[0]))


def is_easier(here: Sessions) -> bool:
    """Whether each of the last two peaks here is at most 3, or at most half of the first one here."""
    last = peaks(here[-2:])
    return len(last) == 2 and all(one <= _READY_PEAK or 2 * one <= peaks(here)[0] for one in last)
