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


def _kind(
    name: str, folder: str, *own: Field, needs: str = "", author: bool = True, shared: bool = False
) -> Kind:
    """A kind with the fields that every note may have, then its `own`; `needs` names those that must be there."""
    common = [Field("type", "text"), Field("date", "date"), Field("author", "text"), Field("tags", "texts")]
    needed = ("type", *needs.split())
    fields = (field for field in (*common, *own) if author or field.name != "author")
    return Kind(name, folder, tuple(one._replace(required=one.name in needed) for one in fields), shared)


def _all(form: str, names: str) -> tuple[Field, ...]:
    return tuple(Field(name, form) for name in names.split())


_SHARE = Field("share", "yes/no")
_SUPPORT = Field("need_support", "yes/no")

_KINDS = (
    _kind(
        "journal",
        "Journal",
        *_all("rating", "distress connection"),
        Field("feeling", "text"),
        Field("slept", "yes/no"),
        *_all("texts", "practised gratitude"),
        *_all("text", "strength affirmation"),
        _SHARE,
        _SUPPORT,
        needs="date",
    ),
    _kind(
        "moment",
        "Moments",
        Field("time", "time"),
        Field("feeling", "text"),
        *_all("texts", "triggers body"),
        *_all("text", "thought urge chose need"),
        *_all("rating", "before after"),
        Field("tools", "texts"),
        Field("minutes", "minutes"),
        _SHARE,
        _SUPPORT,
        needs="date",
    ),
    _kind(
        "thought",
        "Thoughts",
        Field("feeling", "text"),
        *_all("rating", "before after"),
        *_all("percent", "belief_before belief_after"),
        Field("action", "text"),
        Field("action_when", "text"),
        _SHARE,
        needs="date",
    ),
    _kind(
        "ladder",
        "Ladders",
        Field("goal", "text"),
        Field("steps", "texts"),
        Field("needs_partner", "numbers"),
        Field("current", "step"),
        Field("status", "choice", ("active", "paused", "done")),
        Field("agreed_with_partner", "yes/no"),
        _SHARE,
        needs="steps",
    ),
    _kind(
        "exposure",
        "Ladders",
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
        needs="date ladder step",
    ),
    _kind(
        "tool",
        "Toolkit",
        Field("exercise", "text"),
        Field("minutes", "minutes"),
        Field("when", "text"),
        Field("days", "texts"),
        Field("fits", "choices", ("calm", "move", "make", "connect")),
        _SHARE,
    ),
    _kind(
        "plan",
        "Plans",
        *_all("text", "trigger then"),
        _SHARE,
        needs="trigger then",
    ),
    _kind(
        "request",
        "Requests",
        *_all("text", "feel when because would_like"),
        Field("status", "choice", ("draft", "offered", "agreed", "declined", "dropped")),
        _SHARE,
        needs="date",
    ),
    _kind(
        "contribution",
        "Shared",
        Field("week", "week"),
        needs="author week",
        shared=True,
    ),
    _kind(
        "checkin",
        "Shared/Check-ins",
        Field("week", "week"),
        Field("time", "time"),
        Field("minutes", "minutes"),
        Field("starts", "text"),
        Field("status", "choice", ("planned", "held", "skipped")),
        *_all("texts", "talked answers"),
        author=False,
        needs="week date",
        shared=True,
    ),
    _kind(
        "ritual",
        "Shared/Rituals",
        Field("cadence", "choice", ("weekly", "monthly", "seasonal", "yearly")),
        Field("weekday", "weekday"),
        Field("month", "month"),
        Field("balance", "choice", ("together", "apart")),
        Field("minutes", "minutes"),
        Field("done", "dates"),
        Field("status", "choice", ("active", "paused", "ended")),
        author=False,
        needs="cadence",
        shared=True,
    ),
    _kind(
        "goal",
        "Shared/Goals",
        Field("target", "text"),
        Field("due", "date"),
        Field("moved", "moves"),
        Field("status", "choice", ("active", "reached", "paused", "let go")),
        author=False,
        shared=True,
    ),
    _kind(
        "settings",
        "Shared",
        Field("names", "texts"),
        Field("checkin_weekday", "weekday"),
        Field("checkin_time", "time"),
        Field("checkin_minutes", "minutes"),
        Field("time_zone", "time zone"),
        Field("boxes", "boxes"),
        Field("hemisphere", "choice", ("north", "south")),
        author=False,
        shared=True,
    ),
    _kind(
        "progress",
        "Progress",
        Field("period", "text"),
        Field("from", "date"),
        Field("to", "date"),
        author=False,
    ),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _KINDS})
"""Every kind of note by its name, which is also its notes' `type`."""
