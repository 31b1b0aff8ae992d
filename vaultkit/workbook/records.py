"""Notes as the domain sees them: plain values, with None or nothing where a line was left blank."""

import datetime
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from vaultkit.workbook.values import Move

Record = TypeVar("Record", bound=tuple[Any, ...])
Texts = tuple[str, ...]
Date = datetime.date


class Journal(NamedTuple):
    """A day. Ratings run from 0 to 10; `measures` are one's own numbers, by name."""

    path: str
    date: Date
    distress: int | None = None
    connection: int | None = None
    feeling: str = ""
    slept: bool | None = None
    practised: Texts = ()
    gratitude: Texts = ()
    strength: str = ""
    affirmation: str = ""
    need_support: bool = False
    measures: tuple[tuple[str, float], ...] = ()


class Moment(NamedTuple):
    """A hard moment and what one did with it. Ratings run from 0 to 10."""

    path: str
    date: Date
    time: str = ""
    feeling: str = ""
    triggers: Texts = ()
    body: Texts = ()
    chose: str = ""
    before: int | None = None
    after: int | None = None
    tools: Texts = ()
    minutes: int | None = None
    need_support: bool = False


class Thought(NamedTuple):
    """A thought looked at. Ratings run from 0 to 10, beliefs are per cent; `action_when` is as it was written."""

    path: str
    date: Date
    feeling: str = ""
    before: int | None = None
    after: int | None = None
    belief_before: int | None = None
    belief_after: int | None = None
    action: str = ""
    action_when: str = ""


class Tool(NamedTuple):
    """Something that may soothe. `exercise` names a guided one; `days` and `when` are its plan, as written."""

    path: str
    exercise: str = ""
    minutes: int | None = None
    when: str = ""
    days: Texts = ()
    fits: Texts = ()
    date: Date | None = None


class Request(NamedTuple):
    """A wish, in the four parts of its sentence."""

    path: str
    date: Date
    feel: str = ""
    when: str = ""
    because: str = ""
    would_like: str = ""
    status: str = "draft"


class Plan(NamedTuple):
    """An if–then plan: when `trigger` happens, then this, in one's own words."""

    path: str
    trigger: str = ""
    then: str = ""
    date: Date | None = None


class Ladder(NamedTuple):
    """Steps of planned time apart, easiest first; `current` counts from 1."""

    path: str
    goal: str = ""
    steps: Texts = ()
    needs_partner: tuple[int, ...] = ()
    current: int = 1
    status: str = "active"
    agreed_with_partner: bool = False


class Exposure(NamedTuple):
    """One practice session of a ladder, planned or done. Durations are minutes, beliefs per cent."""

    path: str
    date: Date
    ladder: str = ""
    step: int = 1
    planned: int | None = None
    actual: int | None = None
    before: int | None = None
    peak: int | None = None
    after: int | None = None
    feared: str = ""
    believed: int | None = None
    came_true: str = ""
    believed_after: int | None = None
    learned: str = ""
    tools: Texts = ()
    varied: str = ""
    reassurance: int | None = None
    ended_early: bool = False

    @property
    def took_place(self) -> bool:
        """Whether anything of the practice itself is noted; without that it is a plan."""
        noted = (
            self.actual,
            self.before,
            self.peak,
            self.after,
            self.learned or None,
            self.came_true or None,
        )
        return self.ended_early or any(one is not None for one in noted)


class PeriodNotes(NamedTuple):
    """One's own notes of a period, by date and path; days from `since` to `until`, both counted.

    Journals and moments are those of these days. Of ladders and plans there are all, and sessions up to `until`,
    because a ladder is told over its whole life. `earlier` are the notes of the period before.
    """

    since: Date
    until: Date
    journals: tuple[Journal, ...] = ()
    moments: tuple[Moment, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    plans: tuple[Plan, ...] = ()
    earlier: "PeriodNotes | None" = None


class Task(NamedTuple):
    """A task under a check-in's agreements. `status` is the character in its box; dates are ISO or empty."""

    text: str
    owner: str = ""
    status: str = " "
    due: str = ""
    done: str = ""


class CheckIn(NamedTuple):
    """A weekly check-in. `date` is the day you meet, `talked` and `answers` as docs/note-formats.md has them."""

    path: str
    week: str
    date: Date
    time: str = ""
    minutes: int | None = None
    starts: str = ""
    status: str = "planned"
    talked: Texts = ()
    answers: Texts = ()
    tasks: tuple[Task, ...] = ()


class Contribution(NamedTuple):
    """What one partner chose to bring to a week's check-in."""

    path: str
    author: str
    week: str
    thanks: Texts = ()
    topics: Texts = ()
    wishes: Texts = ()
    time_apart: Texts = ()
    went_well: Texts = ()


class Ritual(NamedTuple):
    """Something done again and again. `month` (1 to 12) is where a seasonal or yearly one begins.

    `date` is the day its note was made, if it says so.
    """

    path: str
    cadence: str
    weekday: str = ""
    month: int | None = None
    balance: str = ""
    minutes: int | None = None
    done: tuple[Date, ...] = ()
    status: str = "active"
    date: Date | None = None


class Goal(NamedTuple):
    """Something both want. `moved` is how far it was, on which day."""

    path: str
    target: str = ""
    due: Date | None = None
    moved: tuple[Move, ...] = ()
    status: str = "active"


class Settings(NamedTuple):
    """What both partners read alike."""

    names: Texts = ()
    checkin_weekday: str = "Sunday"
    checkin_time: str = "19:30"
    checkin_minutes: int = 45
    boxes: Texts = ()
    hemisphere: str = "north"
    time_zone: str = ""
    date: Date | None = None


class Shared(NamedTuple):
    """Everything in the shared folder that the agenda is made of."""

    settings: Settings = Settings()
    contributions: Sequence[Contribution] = ()
    checkins: Sequence[CheckIn] = ()
    rituals: Sequence[Ritual] = ()
    goals: Sequence[Goal] = ()


def name_of(path: str) -> str:
    """A note's name as links use it: the file's name without its ending."""
    return path.rpartition("/")[2].removesuffix(".md")


def folded(text: str) -> str:
    """What two spellings of one name or line share: case, white space and the form of accents make no difference."""
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()


def as_record(kind: type[Record], values: Mapping[str, object], **more: object) -> Record:
    """A record of `kind` from the values of a note; what the record does not know is passed over."""
    fields: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
    return kind(**{name: value for name, value in values.items() if name in fields}, **more)
