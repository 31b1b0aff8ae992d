"""The agenda of a weekly check-in: a pure function of the shared notes and the week.

Both partners' machines build it from the same Shared/ and get the same bytes, so nothing
of one machine comes in: no clock, no private note, no settings but those in Our workbook.
Rules: docs/agenda.md. Every text of a note leaves here quoted (`workbook.quoting`).
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from vaultkit.workbook.agreements import ASK_AFTER, done_between, held_before, still_open
from vaultkit.workbook.boxes import AGREEMENT_MINUTES, Box, Turns, boxes_of, turns_in
from vaultkit.workbook.days import WEEKDAYS, date_in_words, day_in_words, week_of, week_start, weeks_counted
from vaultkit.workbook.goals import latest_move
from vaultkit.workbook.people import brought_by, checkin_of, people, queue, speaking_order
from vaultkit.workbook.quoting import as_link, quoted
from vaultkit.workbook.records import CheckIn, Contribution, Goal, Ritual, Settings, Shared, folded, name_of
from vaultkit.workbook.rituals import Balance, balance, coming, is_due, kept_between
from vaultkit.workbook.topics import Topic

_LOOK_BACK = datetime.timedelta(weeks=4)
_TURN = datetime.timedelta(weeks=1)
_TIMES = (
    "once",
    "twice",
    *(f"{count} times" for count in ["three", "four", "five", "six", "seven", "eight", "nine", "ten"]),
)


class Thanks(NamedTuple):
    """What one person noticed about the other."""

    to: str
    by: str
    lines: tuple[str, ...]


class Carried(NamedTuple):
    """A task still open. `times` says how often it was carried, `ask` whether to keep, change or let go."""

    text: str
    owner: str
    due: str
    times: str
    ask: bool
    link: str


class Moved(NamedTuple):
    """A goal that moved, in per cent of the way; `before` is None on its first move."""

    link: str
    before: int | None
    now: int


class Agenda(NamedTuple):
    """What the agenda says, ready to be laid out by its template."""

    week: str
    date: datetime.date
    time: str
    minutes: int
    names: tuple[str, ...]
    starts: str
    boxes: tuple[Box, ...]
    turns: Turns
    first: bool
    thanks: tuple[Thanks, ...]
    kept: tuple[Ritual, ...]
    done: tuple[str, ...]
    moved: tuple[Moved, ...]
    went_well: tuple[tuple[str, str], ...]
    open: tuple[Carried, ...]
    topics: tuple[Topic, ...]
    next_time: tuple[Topic, ...]
    prompt: int
    due: tuple[Ritual, ...]
    coming: tuple[tuple[Ritual, str, str], ...]
    balance: Balance
    time_apart: tuple[tuple[str, str], ...]
    goals: tuple[tuple[str, int | None], ...]
    theme: int
    next_day: str
    next_time_of_day: str

    @property
    def alone(self) -> bool:
        """Whether it is for one person: Our workbook names no second one, and no one else brought anything."""
        return len(self.names) < 2


def build_agenda(shared: Shared, week: str) -> Agenda:
    """The agenda for an ISO week such as `2026-W48`; ValueError if there is no such week."""
    settings = shared.settings
    this = checkin_of(shared, week)
    day = met_on(settings, this) if this else checkin_day(settings, week)
    held = held_before(shared.checkins, week)
    since = max(met_on(settings, held[-1]), day - _LOOK_BACK) if held else day - _TURN
    brought = _brought_since(brought_by(shared), held[-1].week if held else "", week)
    agreement = 0 if held else AGREEMENT_MINUTES
    boxes = boxes_of(settings, this.minutes - agreement if this and this.minutes else None)
    names, order = people(shared, week), speaking_order(shared, week)
    topics = [Topic(one.author, quoted(one.words), one.is_wish) for one in queue(shared, week)]
    rituals = sorted(shared.rituals, key=_by_place)
    goals = sorted(shared.goals, key=_by_place)
    next_day, next_time = _next(shared, week)
    return Agenda(
        week=week,
        date=day,
        time=this.time if this and this.time else settings.checkin_time,
        minutes=sum(box.minutes for box in boxes) + agreement,
        names=names,
        starts=order[0] if order else "",
        boxes=boxes,
        turns=turns_in(boxes),
        first=not held,
        thanks=tuple(_thanks(brought, names)),
        kept=tuple(_quoted_ritual(one) for one in rituals if kept_between(one, since, day)),
        done=tuple(quoted(task.text) for task in done_between(shared.checkins, since, day, week)),
        moved=tuple(_moved(goals, since, day)),
        went_well=_lines_of(brought, "went_well"),
        open=tuple(_carried(shared.checkins, week)),
        topics=tuple(topics[:2]),
        next_time=tuple(topics[2:]),
        prompt=weeks_counted(week_start(week)) % 12,
        due=tuple(_quoted_ritual(one) for one in rituals if is_due(one, day, settings.hemisphere)),
        coming=tuple(
            (_quoted_ritual(one.ritual), one.season, date_in_words(one.starts))
            for one in coming(rituals, day, settings.hemisphere)
        ),
        balance=balance(rituals, day),
        time_apart=_lines_of(brought, "time_apart"),
        goals=tuple(
            (as_link(name_of(goal.path)), _percent_on(goal, day)) for goal in goals if goal.status == "active"
        ),
        theme=weeks_counted(week_start(week)) % 3,
        next_day=day_in_words(next_day),
        next_time_of_day=next_time,
    )


def checkin_day(settings: Settings, week: str) -> datetime.date:
    """The day of the week's check-in, by the weekday both agreed on."""
    return week_start(week) + datetime.timedelta(days=WEEKDAYS.index(settings.checkin_weekday))


def met_on(settings: Settings, checkin: CheckIn) -> datetime.date:
    """The day in its note, unless that is so far from its week that it can only be a slip of the pen."""
    usual = checkin_day(settings, checkin.week)
    return checkin.date if abs(checkin.date - usual) <= _LOOK_BACK else usual


def _next(shared: Shared, week: str) -> tuple[datetime.date, str]:
    """Day and time of the check-in after that week's: as its own note has it, or as usual."""
    settings = shared.settings
    day = checkin_day(settings, week) + _TURN
    planned = checkin_of(shared, week_of(day))
    if planned and planned.status != "skipped":
        return met_on(settings, planned), planned.time or settings.checkin_time
    return day, settings.checkin_time


def _by_place(one: Ritual | Goal) -> tuple[str, str]:
    return folded(name_of(one.path)), one.path


def _brought_since(brought: Iterable[Contribution], last_held: str, week: str) -> list[Contribution]:
    """What was brought after the last check-in that was held, at most four weeks back, oldest first."""
    earliest = week_of(week_start(week) - _LOOK_BACK)
    found = (one for one in brought if max(last_held, earliest) < one.week <= week)
    return sorted(found, key=lambda one: (one.week, one.path))


def _thanks(brought: Sequence[Contribution], names: Sequence[str]) -> Iterator[Thanks]:
    for name in names:
        lines = dict.fromkeys(quoted(line) for one in brought if one.author == name for line in one.thanks)
        if lines:
            yield Thanks(next((other for other in names if other != name), ""), name, tuple(lines))


def _lines_of(brought: Iterable[Contribution], part: str) -> tuple[tuple[str, str], ...]:
    """Author and line of one part of what was brought, each once."""
    return tuple(dict.fromkeys((one.author, quoted(line)) for one in brought for line in getattr(one, part)))


def _carried(checkins: Iterable[CheckIn], week: str) -> Iterator[Carried]:
    for task, checkin, carried in still_open(checkins, week):
        times = _TIMES[carried - 1] if carried <= len(_TIMES) else f"{carried} times"
        link = as_link(name_of(checkin.path), "tick it there", "Agreements")
        ask = carried >= ASK_AFTER
        yield Carried(quoted(task.text), quoted(task.owner), _due(task.due), times, ask, link)


def _due(iso: str) -> str:
    try:
        return date_in_words(datetime.date.fromisoformat(iso))
    except ValueError:
        return ""


def _moved(goals: Iterable[Goal], since: datetime.date, day: datetime.date) -> Iterator[Moved]:
    """Goals that came nearer; one that slipped back or was let go is no one's business here."""
    for goal in goals:
        before, now = _percent_on(goal, since), _percent_on(goal, day)
        if goal.status in ("active", "reached") and (now or 0) > (before or 0):
            yield Moved(as_link(name_of(goal.path)), before, now or 0)


def _percent_on(goal: Goal, day: datetime.date) -> int | None:
    latest = latest_move(goal, day)
    return latest.percent if latest else None


def _quoted_ritual(ritual: Ritual) -> Ritual:
    return ritual._replace(path=quoted(name_of(ritual.path)))
