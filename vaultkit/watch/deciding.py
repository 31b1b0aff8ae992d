"""What has to be written again after notes changed: a pure function of the changes and of what is kept up to date."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from vaultkit.vault.names import name_key
from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.periods import Period, before, between, month, recent, season, week

_TIMED = ("journal", "moment", "exposure")
# Our workbook says which months a season has.
_TIMELESS = ("ladder", "plan", "settings")


class Change(NamedTuple):
    """A note's type and date as they were before and as they are now; None where it is none of vaultkit's."""

    path: str
    before: tuple[str, str] | None
    after: tuple[str, str] | None


class Kept(NamedTuple):
    """What is kept up to date, each by the path of its note: summaries, ladders, and the agendas of open weeks."""

    summaries: Mapping[str, Period]
    ladders: tuple[str, ...]
    agendas: Mapping[str, str]


class Job(NamedTuple):
    """One thing to write again: `kind` is summary, ladder or agenda; `what` the period's name, the path, or the week."""

    kind: str
    what: str


class Work(NamedTuple):
    """What follows from some changes.

    `inputs` are jobs whose notes changed, `itself` those whose own note someone changed. `shared` says that the
    shared folder changed, `private` that a note of one's own did, `dates` that the days of check-ins may have.
    """

    inputs: frozenset[Job]
    itself: frozenset[Job]
    shared: bool
    private: bool
    dates: bool


def decide(changes: Iterable[Change], kept: Kept, today: date, shared: str, *, renamed: bool = False) -> Work:
    """What the changes call for. `shared` is the shared folder; `renamed` says that links may read differently now."""
    inside = f"{name_key(shared)}/"
    inputs: set[Job] = set()
    itself: set[Job] = set()
    any_shared = private = dates = False
    for change in changes:
        if name_key(change.path).startswith(inside):
            any_shared = True
            inputs.update(Job("agenda", one) for one in kept.agendas.values())
        for kind, day in filter(None, (change.before, change.after)):
            private = private or not KINDS[kind].shared
            dates = dates or kind in ("settings", "checkin")
            inputs.update(_touched(kind, day, kept, today))
        if change.path in kept.summaries:
            itself.add(Job("summary", kept.summaries[change.path].name))
        if change.path in kept.agendas:
            itself.add(Job("agenda", kept.agendas[change.path]))
        if change.path in kept.ladders:
            itself.add(Job("ladder", change.path))
    if renamed:
        inputs.update(Job("summary", period.name) for period in kept.summaries.values())
    return Work(frozenset(inputs), frozenset(itself - inputs), any_shared, private, dates)


def _touched(kind: str, day: str, kept: Kept, today: date) -> Iterable[Job]:
    for period in kept.summaries.values():
        if kind in _TIMELESS or (kind in _TIMED and _looked_at(period, today, kind, day)):
            yield Job("summary", period.name)
    if kind in ("ladder", "exposure"):
        yield from (Job("ladder", path) for path in kept.ladders)


def _looked_at(period: Period, today: date, kind: str, day: str) -> bool:
    """Whether a summary of the period looks at a note of that day: it counts in it, or in what it is compared with."""
    since = "" if kind == "exposure" else str(before(period, today).since)
    return not day or since <= day <= str(period.until)


def period_of(properties: Mapping[str, object], today: date) -> Period | None:
    """The period that a progress note is about, by its properties; None if it is none that vaultkit writes."""
    name, since, until = (str(properties.get(key, "")) for key in ("period", "from", "to"))
    if name == recent(today).name:
        return recent(today)
    try:
        first, last = date.fromisoformat(since), date.fromisoformat(until)
        known = [
            week(first),
            month(first),
            season(first, "north"),
            season(first, "south"),
            between(first, last),
        ]
    except (ValueError, OverflowError):
        return None
    return next((one for one in known if one.name == name and one.since == first), None)


def needs_today(period: Period, last: date) -> bool:
    """Whether a summary may read differently because another day has begun.

    `last` is the day it was written for, or today if the clock was set back to before that.
    """
    return last == date.min or period.until >= last - timedelta(days=1)
