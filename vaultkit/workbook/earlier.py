"""What one has already managed, in one's own words, to be reminded of when a moment starts high."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from vaultkit.workbook.records import Journal, Moment

HIGH = 7
"""From which rating on a moment starts high."""

_EASED_BY = 2
_RECENT = 5


class Earlier(NamedTuple):
    """One earlier success: the words, and the day they are about. Ratings are None where it was not a moment."""

    words: str
    date: datetime.date
    before: int | None = None
    after: int | None = None


def earlier_success(
    journals: Iterable[Journal], moments: Iterable[Moment], today: datetime.date
) -> Earlier | None:
    """One of the latest: a high moment that eased after what one chose to do, else a strength; None if there is none.

    Which of them it is changes with the day.
    """
    found = [
        Earlier(one.chose.strip(), one.date, one.before, one.after)
        for one in moments
        if one.chose.strip()
        and one.date <= today
        and one.before is not None
        and one.after is not None
        and one.before >= HIGH
        and one.before - one.after >= _EASED_BY
    ]
    if not found:
        found = [
            Earlier(one.strength.strip(), one.date)
            for one in journals
            if one.strength.strip() and one.date <= today
        ]
    latest = sorted(found, key=lambda one: one.date, reverse=True)[:_RECENT]
    return latest[today.toordinal() % len(latest)] if latest else None


def latest_affirmation(journals: Iterable[Journal]) -> str:
    """The newest kind sentence that one wrote for tomorrow; "" if there is none."""
    written = [one for one in journals if one.affirmation.strip()]
    return max(written, key=lambda one: one.date).affirmation.strip() if written else ""
