"""The filters that templates may use: a few, none of which can make text grow without bound.

Each is told the template's line, so that it can say where it was misused.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from vaultkit.render.refused import Refused
from vaultkit.workbook.days import day_in_words, week_start

_LONGEST_TEXT = 10_000


def day(value: object, line: int) -> str:
    """`Tuesday 24 November`."""
    return day_in_words(_date(value, line, "day"))


def long_day(value: object, line: int) -> str:
    """`Tuesday 24 November 2026`."""
    found = _date(value, line, "long_day")
    return f"{day_in_words(found)} {found.year}"


def week_number(value: object, line: int) -> int:
    """48 for the week `2026-W48`."""
    try:
        return week_start(str(value)).isocalendar().week
    except ValueError:
        raise Refused(line, f"'week_number' needs a week such as 2026-W48, found {value!r:.40}") from None


def join(value: object, line: int, between: object = "") -> str:
    """The items of a list in one text, with `between` between them."""
    if not isinstance(value, list | tuple):
        raise Refused(line, f"'join' needs a list, found {value!r:.40}")
    return str(between).join(str(item) for item in value)


def lower(value: object, line: int) -> str:
    """The text in small letters."""
    return _text(value, line, "lower").lower()


def upper(value: object, line: int) -> str:
    """The text in capitals."""
    return _text(value, line, "upper").upper()


def capitalize(value: object, line: int) -> str:
    """The text with a capital at its beginning and the rest as it is."""
    text = _text(value, line, "capitalize")
    return text[:1].upper() + text[1:]


def default(value: object, line: int, instead: object = "") -> object:
    """The value, or `instead` where it is blank."""
    return instead if value is None or value == "" else value


def _date(value: object, line: int, name: str) -> date:
    if not isinstance(value, date):
        raise Refused(line, f"'{name}' needs a date, found {value!r:.40}")
    return value


def _text(value: object, line: int, name: str) -> str:
    text = str(value)
    if len(text) > _LONGEST_TEXT:
        raise Refused(line, f"'{name}' is for texts of up to {_LONGEST_TEXT} characters")
    return text


FILTERS: Mapping[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (day, long_day, week_number, join, lower, upper, capitalize, default)
}
