"""Reading the properties of a note as the values its kind gives them, or saying what is wrong with each.

The forms are described for people in docs/note-formats.md. A value that cannot be
read is left out and reported; it is never guessed and never changed.
"""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from vaultkit.workbook.days import WEEKDAYS, YEARS, week_start
from vaultkit.workbook.kinds import KINDS, Field
from vaultkit.workbook.parts import PARTS, part_of


class FieldProblem(NamedTuple):
    """One property that is not of its form; an empty `found` means that it is missing."""

    field: str
    found: str
    expected: str

    def __str__(self) -> str:
        return (
            f"{self.field}: {'found ' + self.found if self.found else 'not there'}, expected {self.expected}"
        )


class Move(NamedTuple):
    """How far a goal was on a day, in per cent of the way (0 to 100)."""

    date: datetime.date
    percent: int


class Form(NamedTuple):
    """How a value is read, or, of a list, each of its items; `read` raises ValueError for any other value."""

    expected: str
    read: Callable[[object], object]
    is_list: bool = False


# Python's own readers take other digits, signs and forms as well, and not the same ones in each version.
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,40}(/[A-Za-z0-9_+-]{1,40}){0,2}")
_LIKE_ANOTHER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?|true|false", re.IGNORECASE)
_MOVE = re.compile(r"\s*(\S+)\s*:\s*([0-9]{1,3})\s*%?\s*")


def _whole(low: int, high: int) -> Callable[[object], object]:
    def read(value: object) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError
        return value

    return read


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping) and len(value) == 1:
        # An entry such as `- Mara: our budget`, typed without the quotation marks it needs.
        ((name, rest),) = value.items()
        if not isinstance(rest, (Mapping, list)):
            return f"{_text(name)}: {_text(rest)}" if rest is not None else f"{_text(name)}:"
    if not isinstance(value, (str, int, float)):
        raise ValueError
    return str(value)


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _date(value: object) -> datetime.date:
    found = _DATE.fullmatch(value) if isinstance(value, str) else None
    if not found or int(found[1]) not in YEARS:
        raise ValueError
    return datetime.date(int(found[1]), int(found[2]), int(found[3]))


def _time(value: object) -> str:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise ValueError
    return value


def _week(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    week_start(value)
    return value


def _time_zone(value: object) -> str:
    """A zone by the name that every machine knows it by; what one machine calls its own is none."""
    name = _text(value).strip()
    if not _ZONE.fullmatch(name) or name.startswith(("posix", "right")) or name in ("localtime", "Factory"):
        raise ValueError
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name).key
    except (KeyError, OSError):
        raise ValueError from None


def _weekday(value: object) -> str:
    day = _text(value).strip().capitalize()
    if day not in WEEKDAYS:
        raise ValueError
    return day


def _link(value: object) -> str:
    """The name of the note a wikilink leads to."""
    text = _text(value).strip()
    inner = text[2:-2] if text.startswith("[[") and text.endswith("]]") else text
    name = inner.split("|")[0].split("#")[0].rpartition("/")[2].strip().removesuffix(".md")
    if not name or "[[" in name or "]]" in name:
        raise ValueError
    return name


def _move(value: object) -> Move:
    found = _MOVE.fullmatch(_text(value))
    if not found or int(found[2]) > 100:
        raise ValueError
    return Move(_date(found[1]), int(found[2]))


def _box(value: object) -> str:
    text = _text(value)
    part_of(text)
    return text


FORMS: Mapping[str, Form] = {
    "text": Form("text", _text),
    "texts": Form("a list of texts", _text, is_list=True),
    "rating": Form("a whole number from 0 to 10", _whole(0, 10)),
    "percent": Form("a whole number from 0 to 100", _whole(0, 100)),
    "minutes": Form("whole minutes, from 0 to 10080 (a week)", _whole(0, 10080)),
    "count": Form("a whole number from 0 to 1000", _whole(0, 1000)),
    "step": Form("the number of a step, from 1", _whole(1, 100)),
    "numbers": Form("a list of step numbers, from 1", _whole(1, 100), is_list=True),
    "month": Form("the number of a month, from 1 to 12", _whole(1, 12)),
    "yes/no": Form("true or false", _yes_no),
    "date": Form("a date such as 2026-11-24", _date),
    "dates": Form("a list of dates such as 2026-11-24", _date, is_list=True),
    "time": Form('a time such as "21:30", with quotation marks', _time),
    "time zone": Form("a time zone such as Europe/Berlin", _time_zone),
    "week": Form("an ISO week such as 2026-W48", _week),
    "weekday": Form("a day of the week such as Sunday", _weekday),
    "link": Form('a link such as "[[Time on my own]]"', _link),
    "moves": Form('a list such as - "2026-11-15: 45", with quotation marks', _move, is_list=True),
    "boxes": Form(
        f"a list of parts and their minutes, such as topic 25, of {', '.join(PARTS)}", _box, is_list=True
    ),
}


def read_values(kind: str, properties: Mapping[str, object]) -> tuple[dict[str, object], list[FieldProblem]]:
    """The values of a note's known properties, by name, and what is wrong with the others.

    Empty and missing properties are left out, and so are the items of a list that can't be read.
    `kind` is a name in `KINDS`.
    """
    values: dict[str, object] = {}
    problems: list[FieldProblem] = []
    for name, required, form in _fields(kind):
        found = properties.get(name)
        if found is None or found == "" or found == []:
            if required:
                problems.append(FieldProblem(name, "", form.expected))
        elif form.is_list:
            read, wrong = _read_list(form, found)
            problems += (FieldProblem(name, _shown(item), form.expected) for item in wrong)
            # A needed list is the steps of a ladder, which are counted: better none than one with a gap.
            if not (wrong and required):
                values[name] = tuple(read)
        else:
            try:
                values[name] = form.read(found)
            except ValueError:
                problems.append(FieldProblem(name, _shown(found), form.expected))
    return values, problems


def typed(form: str, text: str) -> object:
    """What someone typed, as the value it stands for: a number, yes or no, a list where commas divide."""
    if form in ("texts", "choices", "dates", "moves", "boxes"):
        return [part.strip() for part in text.split(",") if part.strip()]
    if form == "numbers":
        return [typed("step", part.strip()) for part in text.split(",") if part.strip()]
    if form == "yes/no":
        return {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}.get(
            text.lower(), text
        )
    if form not in ("text", "date", "time", "time zone", "week") and text.isdecimal() and len(text) < 10:
        return int(text)
    return text


def _read_list(form: Form, found: object) -> tuple[list[object], list[object]]:
    """What could be read and what could not. One alone counts as a list of one, empty items are passed over."""
    items: Sequence[object] = [found]
    if isinstance(found, Sequence) and not isinstance(found, str):
        items = found
    read, wrong = [], []
    for item in items:
        if item is not None and item != "":
            try:
                read.append(form.read(item))
            except ValueError:
                wrong.append(item)
    return read, wrong


@cache
def _fields(kind: str) -> tuple[tuple[str, bool, Form], ...]:
    """The properties of a kind: the name, whether it is needed, and how it is read."""
    return tuple((field.name, field.required, _form_of(field)) for field in KINDS[kind].fields)


def _form_of(field: Field) -> Form:
    if not field.choices:
        return FORMS[field.form]

    def choose(value: object) -> str:
        word = _text(value).strip().lower()
        if isinstance(value, bool):
            word = "yes" if value else "no"
        if word not in field.choices:
            raise ValueError
        return word

    *others, last = field.choices
    listed = f"{', '.join(others)} or {last}"
    if field.form == "choices":
        return Form(f"a list of {listed}", choose, is_list=True)
    return Form(listed, choose)


def _shown(value: object) -> str:
    """What was found, short enough for a line."""
    if isinstance(value, Mapping):
        return "properties within properties"
    if isinstance(value, (list, tuple)):
        text = "[" + ", ".join(_shown(item) for item in value[:6]) + ("]" if len(value) <= 6 else ", …]")
    elif isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, int) and abs(value) >= 10**60:
        text = "a number of many digits"
    else:
        text = str(value)
        if isinstance(value, str) and text != text.strip():
            text = repr(text)
        elif isinstance(value, str) and _LIKE_ANOTHER.fullmatch(text):
            # Without its quotation marks it would look like just what was expected.
            text = f'"{text}"'
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split(" "))
    return text if len(text) <= 60 else text[:59] + "…"
