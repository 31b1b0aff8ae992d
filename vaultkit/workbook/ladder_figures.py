"""The figures that the advice on a ladder looks at, for those who want to see for themselves."""

import datetime
from typing import NamedTuple

from vaultkit.workbook.ladder_rules import LOOKS_BACK, Seen
from vaultkit.workbook.ladder_sessions import beliefs, is_full, longest_comfortable, outcomes, peaks


class Figures(NamedTuple):
    """Counts of sessions, minutes, per cent for belief and 0 to 10 for peaks; None where nothing is noted.

    *Here* is the current step. `days_since` are days since the last session of all, `gap_before` those between it and
    the one before. `full_in_a_row` and `early_in_a_row` count back from the latest one here.
    """

    sessions: int
    here: int
    last: datetime.date | None
    days_since: int | None
    gap_before: int | None
    full_in_a_row: int
    early_in_a_row: int
    came_true: int
    known: int
    came_true_of_last: int
    last_known: int
    came_true_here: int
    known_here: int
    believed_first: int | None
    believed_latest: int | None
    peak_first: int | None
    peak_latest: int | None
    longest_comfortable: int | None


def figures_of(seen: Seen) -> Figures:
    """The figures of a ladder on its day."""
    own, here, gaps = seen.own, seen.here, seen.gaps
    known, known_here = outcomes(own), outcomes(here)
    lately = known[-LOOKS_BACK:]
    believed, strongest = beliefs(here), peaks(here)
    return Figures(
        sessions=len(own),
        here=len(here),
        last=own[-1].date if own else None,
        days_since=gaps[-1] if gaps else None,
        gap_before=gaps[-2] if len(gaps) > 1 else None,
        full_in_a_row=_in_a_row([is_full(one, seen.minutes) for one in here]),
        early_in_a_row=_in_a_row([one.ended_early for one in here]),
        came_true=sum(known),
        known=len(known),
        came_true_of_last=sum(lately),
        last_known=len(lately),
        came_true_here=sum(known_here),
        known_here=len(known_here),
        believed_first=believed[0] if believed else None,
        believed_latest=believed[-1] if believed else None,
        peak_first=strongest[0] if strongest else None,
        peak_latest=strongest[-1] if strongest else None,
        longest_comfortable=longest_comfortable(own),
    )


def _in_a_row(answers: list[bool]) -> int:
    """How many of the answers at the end are yes."""
    count = 0
    while count < len(answers) and answers[-1 - count]:
        count += 1
    return count
