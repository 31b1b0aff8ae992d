"""The kinds of note and their fields, as data. Described for people in docs/note-formats.md."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Field(NamedTuple):
    """One property of a note. `form` names an entry of `workbook.values.FORMS`."""

    name: str
    form: str
    choices: tuple[str, ...] = ()
    required: bool = False


class Kind(NamedTuple):
    """One kind of note. `folder` is where it lives unless the settings say otherwise."""

    name: str
    folder: str
    fields: tuple[Field, ...]
    shared: bool = False


def _fields(*fields: Field, author: bool = True, required: str = "date") -> tuple[Field, ...]:
    """The fields every kind has, then its own."""
    common = [Field("type", "text", required=True), Field("date", "date")]
    if author:
        common.append(Field("author", "text"))
    common.append(Field("tags", "texts"))
    needed = required.split()
    return tuple(f._replace(required=True) if f.name in needed else f for f in (*common, *fields))


def _all(form: str, names: str) -> tuple[Field, ...]:
    return tuple(Field(name, form) for name in names.split())


_SHARE = Field("share", "yes/no")
_SUPPORT = Field("need_support", "yes/no")

_KINDS = (
    Kind(
        "journal",
        "Journal",
        _fields(
            *_all("rating", "distress connection"),
            Field("feeling", "text"),
            Field("slept", "yes/no"),
            *_all("texts", "practised gratitude"),
            *_all("text", "strength affirmation"),
            _SHARE,
            _SUPPORT,
        ),
    ),
    Kind(
        "moment",
        "Moments",
        _fields(
            Field("time", "time"),
            Field("feeling", "text"),
            *_all("texts", "triggers body"),
            *_all("text", "thought urge chose need"),
            *_all("rating", "before after"),
            Field("tools", "texts"),
            Field("minutes", "minutes"),
            _SHARE,
            _SUPPORT,
        ),
    ),
    Kind(
        "thought",
        "Thoughts",
        _fields(
            Field("feeling", "text"),
            *_all("rating", "before after"),
            *_all("percent", "belief_before belief_after"),
            Field("action", "text"),
            Field("action_when", "text"),
            _SHARE,
        ),
    ),
    Kind(
        "ladder",
        "Ladders",
        _fields(
            Field("goal", "text"),
            Field("steps", "texts", required=True),
            Field("needs_partner", "numbers"),
            Field("current", "step"),
            Field("status", "choice", ("active", "paused", "done")),
            Field("agreed_with_partner", "yes/no"),
            _SHARE,
            required="steps",
        ),
    ),
    Kind(
        "exposure",
        "Ladders",
        _fields(
            Field("ladder", "link"),
            Field("step", "step"),
            *_all("minutes", "planned actual"),
            *_all("rating", "before peak after"),
            Field("feared", "text"),
            Field("believed", "percent"),
            Field("came_true", "choice", ("no", "partly", "yes", "unknown")),
            Field("believed_after", "percent"),
            Field("learned", "text"),
            Field("tools", "texts"),
            Field("varied", "text"),
            Field("reassurance", "count"),
            Field("ended_early", "yes/no"),
            _SHARE,
            required="date ladder step",
        ),
    ),
    Kind(
        "tool",
        "Toolkit",
        _fields(
            Field("exercise", "text"),
            Field("minutes", "minutes"),
            Field("when", "text"),
            Field("days", "texts"),
            Field("fits", "choices", ("calm", "move", "make", "connect")),
            _SHARE,
            required="",
        ),
    ),
    Kind(
        "request",
        "Requests",
        _fields(
            *_all("text", "feel when because would_like"),
            Field("status", "choice", ("draft", "offered", "agreed", "declined", "dropped")),
            _SHARE,
        ),
    ),
    Kind(
        "contribution",
        "Shared",
        _fields(Field("week", "week", required=True), required="author week"),
        shared=True,
    ),
    Kind(
        "checkin",
        "Shared/Check-ins",
        _fields(
            Field("week", "week"),
            Field("time", "time"),
            Field("minutes", "minutes"),
            Field("starts", "text"),
            Field("status", "choice", ("planned", "held", "skipped")),
            *_all("texts", "talked answers"),
            author=False,
            required="week date",
        ),
        shared=True,
    ),
    Kind(
        "ritual",
        "Shared/Rituals",
        _fields(
            Field("cadence", "choice", ("weekly", "monthly", "seasonal", "yearly")),
            Field("weekday", "weekday"),
            Field("month", "month"),
            Field("balance", "choice", ("together", "apart")),
            Field("minutes", "minutes"),
            Field("done", "dates"),
            Field("status", "choice", ("active", "paused", "ended")),
            author=False,
            required="cadence",
        ),
        shared=True,
    ),
    Kind(
        "goal",
        "Shared/Goals",
        _fields(
            Field("target", "text"),
            Field("due", "date"),
            Field("moved", "moves"),
            Field("status", "choice", ("active", "reached", "paused", "let go")),
            author=False,
            required="",
        ),
        shared=True,
    ),
    Kind(
        "settings",
        "Shared",
        _fields(
            Field("names", "texts"),
            Field("checkin_weekday", "weekday"),
            Field("checkin_time", "time"),
            Field("checkin_minutes", "minutes"),
            Field("time_zone", "text"),
            Field("boxes", "texts"),
            Field("hemisphere", "choice", ("north", "south")),
            author=False,
            required="",
        ),
        shared=True,
    ),
    Kind(
        "progress",
        "Progress",
        _fields(
            Field("period", "text"), Field("from", "date"), Field("to", "date"), author=False, required=""
        ),
    ),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _KINDS})
