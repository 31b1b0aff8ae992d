"""The agenda of a weekly check-in: a pure function of the shared notes and the week.

Both partners' machines build it from the same Shared/ and get the same bytes, so nothing
of one machine comes in: no clock, no private note, no settings but those in Our workbook.
Rules: docs/agenda.md. Every text of a note leaves here quoted (`workbook.quoting`).
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultkit.workbook.agreements import ASK_AFTER, done_between, held_before, still_open
from vaultkit.workbook.days import WEEKDAYS, date_in_words, day_in_words, week_of, week_start, weeks_counted
from vaultkit.workbook.quoting import as_link, quoted
from vaultkit.workbook.records import CheckIn, Contribution, Goal, Ritual, Settings, name_of
from vaultkit.workbook.rituals import Balance, balance, coming, is_due, kept_between
from vaultkit.workbook.topics import Topic, in_turns, waiting

BOXES = (
    ("arrive", 3),
    ("thanks", 6),
    ("went well", 4),
    ("still open", 4),
    ("topic", 18),
    ("us", 6),
    ("close", 4),
)
"""The parts of the agenda and their minutes, 45 in all."""

AGREEMENT_MINUTES = 5
"""What the first ever check-in takes longer, for a working agreement."""

_LOOK_BACK = datetime.timedelta(weeks=4)
_TURN = datetime.timedelta(weeks=1)


class Shared(NamedTuple):
    """Everything in the shared folder that the agenda is made of."""

    settings: Settings = Settings()
    contributions: Sequence[Contribution] = ()
    checkins: Sequence[CheckIn] = ()
    rituals: Sequence[Ritual] = ()
    goals: Sequence[Goal] = ()


class Box(NamedTuple):
    """One part of the agenda and its minutes."""

    name: str
    minutes: int


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


class Turns(NamedTuple):
    """Minutes within the topic's box."""

    speak: int
    mirror: int
    swap: int
    choose: int


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
    ask_thanks: bool
    kept: tuple[Ritual, ...]
    done: tuple[str, ...]
    moved: tuple[Moved, ...]
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


def build_agenda(shared: Shared, week: str) -> Agenda:
    """The agenda for an ISO week such as `2026-W48`; ValueError if there is no such week."""
    settings = shared.settings
    this = next((one for one in shared.checkins if one.week == week), None)
    day = this.date if this else checkin_day(settings, week)
    names = people(shared)
    held = held_before(shared.checkins, week)
    since = max(held[-1].date, day - _LOOK_BACK) if held else day - _TURN
    brought = _brought_since(shared.contributions, held[-1].week if held else "", week)
    boxes = boxes_of(settings, this.minutes if this else None)
    topics = [_quoted_topic(one) for one in queue(shared, week)]
    thanks = _thanks(brought, names)
    time = this.time if this and this.time else settings.checkin_time
    rituals = sorted(shared.rituals, key=lambda one: name_of(one.path).casefold())
    return Agenda(
        week=week,
        date=day,
        time=time,
        minutes=sum(box.minutes for box in boxes) + (0 if held else AGREEMENT_MINUTES),
        names=tuple(quoted(name) for name in names),
        starts=quoted(next(iter(speaking_order(shared, week)), "")),
        boxes=boxes,
        turns=_turns(next((box.minutes for box in boxes if box.name == "topic"), 18)),
        first=not held,
        thanks=thanks,
        ask_thanks=len({one.by for one in thanks}) < max(2, len(names)),
        kept=tuple(_quoted_ritual(one) for one in rituals if kept_between(one, since, day)),
        done=tuple(quoted(task.text) for task in done_between(shared.checkins, since, day, week)),
        moved=_moved(shared.goals, since, day),
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
        time_apart=tuple(
            dict.fromkeys((quoted(one.author), quoted(line)) for one in brought for line in one.time_apart)
        ),
        goals=tuple(
            (as_link(name_of(goal.path)), _percent_on(goal, day))
            for goal in sorted(shared.goals, key=lambda one: name_of(one.path).casefold())
            if goal.status == "active"
        ),
        theme=weeks_counted(week_start(week)) % 3,
        next_day=day_in_words(checkin_day(settings, week_of(week_start(week) + _TURN))),
        next_time_of_day=settings.checkin_time,
    )


def checkin_day(settings: Settings, week: str) -> datetime.date:
    """The day of the week's check-in, by the weekday both agreed on."""
    return week_start(week) + datetime.timedelta(days=WEEKDAYS.index(settings.checkin_weekday))


def people(shared: Shared) -> tuple[str, ...]:
    """The names in Our workbook, then anyone else who contributed, by name."""
    known = list(dict.fromkeys(shared.settings.names))
    others = sorted({one.author for one in shared.contributions} - set(known))
    return (*known, *others)


def speaking_order(shared: Shared, week: str) -> list[str]:
    """Who speaks first, then the others: the names take turns by week, unless the check-in's `starts` says otherwise."""
    names = people(shared)
    chosen = next((one.starts for one in shared.checkins if one.week == week), "")
    at = names.index(chosen) if chosen in names else weeks_counted(week_start(week)) % max(len(names), 1)
    return [*names[at:], *names[:at]]


def queue(shared: Shared, week: str) -> list[Topic]:
    """Every topic and wish that waits in that week, in turns and in its author's own words."""
    return in_turns(waiting(shared.contributions, shared.checkins, week), speaking_order(shared, week))


def boxes_of(settings: Settings, minutes: int | None = None) -> tuple[Box, ...]:
    """The parts of the agenda as Our workbook has them, or as usual.

    As usual, the topic takes what `minutes` (or the settings' minutes) leaves, at least 6. A part that is
    named twice or not known is passed over; minutes run from 1 to 120.
    """
    known = dict(BOXES)
    chosen: dict[str, int] = {}
    for entry in settings.boxes:
        name, _, number = " ".join(entry.split()).rpartition(" ")
        if not number.isdecimal():
            name, number = f"{name} {number}".strip(), ""
        name = name.lower()
        if name in known and name not in chosen:
            chosen[name] = min(max(int(number[:4]), 1), 120) if number else known[name]
    if chosen:
        return tuple(Box(name, length) for name, length in chosen.items())
    spare = (minutes or settings.checkin_minutes) - sum(known.values())
    return tuple(Box(name, max(6, length + spare) if name == "topic" else length) for name, length in BOXES)


def _brought_since(contributions: Iterable[Contribution], last_held: str, week: str) -> list[Contribution]:
    """What was brought after the last check-in that was held, at most four weeks back, oldest first."""
    earliest = week_of(week_start(week) - _LOOK_BACK)
    found = (one for one in contributions if max(last_held, earliest) < one.week <= week)
    return sorted(found, key=lambda one: (one.week, one.path))


def _thanks(brought: Sequence[Contribution], names: Sequence[str]) -> tuple[Thanks, ...]:
    found = []
    for name in names:
        lines = tuple(
            dict.fromkeys(quoted(line) for one in brought if one.author == name for line in one.thanks)
        )
        others = [other for other in names if other != name]
        if lines:
            found.append(Thanks(quoted(" and ".join(others)), quoted(name), lines))
    return tuple(found)


def _carried(checkins: Iterable[CheckIn], week: str) -> Iterable[Carried]:
    for task, checkin, carried in still_open(checkins, week):
        times = {1: "once", 2: "twice", 3: "three times"}.get(carried, f"{carried} times")
        link = as_link(name_of(checkin.path), "tick it there", "Agreements")
        yield Carried(
            quoted(task.text), quoted(task.owner), _due(task.due), times, carried >= ASK_AFTER, link
        )


def _due(iso: str) -> str:
    try:
        return date_in_words(datetime.date.fromisoformat(iso))
    except ValueError:
        return ""


def _moved(goals: Iterable[Goal], since: datetime.date, day: datetime.date) -> tuple[Moved, ...]:
    found = []
    for goal in sorted(goals, key=lambda one: name_of(one.path).casefold()):
        before, now = _percent_on(goal, since), _percent_on(goal, day)
        if now is not None and now != before:
            found.append(Moved(as_link(name_of(goal.path)), before, now))
    return tuple(found)


def _percent_on(goal: Goal, day: datetime.date) -> int | None:
    until = [move for move in goal.moved if move.date <= day]
    return max(until, key=lambda move: move.date).percent if until else None


def _quoted_topic(topic: Topic) -> Topic:
    return Topic(quoted(topic.author), quoted(topic.words), topic.is_wish)


def _quoted_ritual(ritual: Ritual) -> Ritual:
    return ritual._replace(path=quoted(name_of(ritual.path)))


def _turns(minutes: int) -> Turns:
    """18 minutes are 5, 3, 8 and 2; other lengths keep about that shape."""
    speak, mirror = max(1, round(minutes * 5 / 18)), max(1, round(minutes * 3 / 18))
    return Turns(speak, mirror, speak + mirror, max(1, minutes - 2 * (speak + mirror)))
