"""Reading the properties of a note as the values its kind gives them, or saying what is wrong with each.

The forms are described for people in docs/note-formats.md. A value that cannot be
read is left out and reported; it is never guessed and never changed.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from vaultkit.workbook.days import WEEKDAYS, week_start
from vaultkit.workbook.kinds import KINDS, Field


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


class _Form(NamedTuple):
    expected: str
    read: Callable[[object], object]


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
    if not isinstance(value, (str, int, float)):
        raise ValueError
    return str(value)


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _date(value: object) -> datetime.date:
    # fromisoformat alone would also take 20261124 and 2026-W48-2.
    if not isinstance(value, str) or len(value) != 10 or value[4] != "-" or value[7] != "-":
        raise ValueError
    return datetime.date.fromisoformat(value)


def _time(value: object) -> str:
    if not isinstance(value, str) or len(value) != 5 or value[2] != ":":
        raise ValueError
    datetime.time.fromisoformat(value)
    return value


def _week(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    week_start(value)
    return value


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
    day, colon, percent = _text(value).partition(":")
    number = int(percent.strip().rstrip("%"))
    if not colon or not 0 <= number <= 100:
        raise ValueError
    return Move(_date(day.strip()), number)


def _each(read: Callable[[object], object]) -> Callable[[object], object]:
    """A list of them; one alone counts as a list of one, and empty items are passed over."""

    def read_all(value: object) -> tuple[object, ...]:
        items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
        return tuple(read(item) for item in items if item is not None and item != "")

    return read_all


FORMS: Mapping[str, _Form] = {
    "text": _Form("text", _text),
    "texts": _Form("a list of texts", _each(_text)),
    "rating": _Form("a whole number from 0 to 10", _whole(0, 10)),
    "percent": _Form("a whole number from 0 to 100", _whole(0, 100)),
    "minutes": _Form("whole minutes, from 0 to 10080 (a week)", _whole(0, 10080)),
    "count": _Form("a whole number from 0 to 1000", _whole(0, 1000)),
    "step": _Form("the number of a step, from 1", _whole(1, 100)),
    "numbers": _Form("a list of step numbers, from 1", _each(_whole(1, 100))),
    "month": _Form("the number of a month, from 1 to 12", _whole(1, 12)),
    "yes/no": _Form("true or false", _yes_no),
    "date": _Form("a date such as 2026-11-24", _date),
    "dates": _Form("a list of dates such as 2026-11-24", _each(_date)),
    "time": _Form('a time such as "21:30", with quotation marks', _time),
    "week": _Form("an ISO week such as 2026-W48", _week),
    "weekday": _Form("a day of the week such as Sunday", _weekday),
    "link": _Form('a link such as "[[Time on my own]]"', _link),
    "moves": _Form('a list such as - "2026-11-15: 45", with quotation marks', _each(_move)),
}


def read_values(kind: str, properties: Mapping[str, object]) -> tuple[dict[str, object], list[FieldProblem]]:
    """The values of a note's known properties, by name, and what is wrong with the others.

    Empty and missing properties are left out. `kind` is a name in `KINDS`.
    """
    values: dict[str, object] = {}
    problems: list[FieldProblem] = []
    for field in KINDS[kind].fields:
        found = properties.get(field.name)
        if found is None or found == "" or found == []:
            if field.required:
                problems.append(FieldProblem(field.name, "", _form_of(field).expected))
            continue
        form = _form_of(field)
        try:
            values[field.name] = form.read(found)
        except (ValueError, OverflowError):
            problems.append(FieldProblem(field.name, _shown(found), form.expected))
    return values, problems


def typed(form: str, text: str) -> object:
    """What someone typed, as the value it stands for: a number, yes or no, a list where commas divide."""
    if form in ("texts", "choices", "dates", "moves"):
        return [part.strip() for part in text.split(",") if part.strip()]
    if form == "numbers":
        return [typed("step", part.strip()) for part in text.split(",") if part.strip()]
    if form == "yes/no":
        return {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}.get(
            text.lower(), text
        )
    if form not in ("text", "date", "time", "week") and text.isdecimal() and len(text) < 10:
        return int(text)
    return text


def _form_of(field: Field) -> _Form:
    if not field.choices:
        return FORMS[field.form]

    def choose(value: object) -> str:
        word = _text(value).strip().lower()
        if word == "false" and "no" in field.choices:
            word = "no"
        if word not in field.choices:
            raise ValueError
        return word

    *others, last = field.choices
    listed = f"{', '.join(others)} or {last}"
    if field.form == "choices":
        return _Form(f"a list of {listed}", _each(choose))
    return _Form(listed, choose)


def _shown(value: object) -> str:
    """What was found, short enough for a line."""
    if isinstance(value, Mapping):
        return "properties within properties"
    if isinstance(value, list):
        text = "[" + ", ".join(_shown(item) for item in value[:6]) + ("]" if len(value) <= 6 else ", …]")
    elif isinstance(value, bool):
        text = "true" if value else "false"
    else:
        text = repr(value) if isinstance(value, str) and value != value.strip() else str(value)
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split(" "))
    return text if len(text) <= 60 else text[:59] + "…"
