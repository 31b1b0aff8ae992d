"""Coming back to a ladder after its last step: two, four and eight weeks later."""

import datetime
from collections.abc import Sequence

from vaultkit.workbook.ladder_rules import Seen, is_ready, looks_again
from vaultkit.workbook.records import Exposure

WEEKS = (2, 4, 8)

_EARLY = 7
"""So many days before its day, a session already counts as that booster."""


def finished_on(seen: Seen) -> datetime.date | None:
    """The day of the session after which one could have gone on, had there been a step above the last one.

    Of a ladder that is called done all the same, the first day on its last step, or else the last day of all.
    """
    if seen.step == len(seen.ladder.steps):
        for number in range(2, len(seen.here) + 1):
            until = seen.own[: seen.own.index(seen.here[number - 1]) + 1]
            if is_ready(seen.here[:number], seen.minutes) and not looks_again(until):
                return seen.here[number - 1].date
    if seen.ladder.status == "done" and seen.own:
        return (seen.here or seen.own[-1:])[0].date
    return None


def next_booster(finished: datetime.date, own: Sequence[Exposure]) -> datetime.date | None:
    """The day of the next booster; None when all are behind one. A later booster stands in for an earlier one."""
    last = max((one.date for one in own), default=finished)
    days = (finished + datetime.timedelta(weeks=weeks) for weeks in WEEKS)
    return next((day for day in days if last < day - datetime.timedelta(days=_EARLY)), None)
