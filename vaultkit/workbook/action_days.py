"""The day for which someone planned one next thing, from the words they used: `tonight`, `before Friday`, `24 November`."""

import datetime
import re
from contextlib import suppress

from vaultkit.workbook.days import MONTHS, WEEKDAYS
from vaultkit.workbook.records import Thought, folded
from vaultkit.workbook.schedules import weekday_of

_LONGEST = 300
_COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_DAYS_AWAY = {
    "day after tomorrow": 2,
    "tomorrow": 1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "next week": 7,
}
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in (month.casefold() for month in MONTHS))
_YEAR = r"(?:,? (?P<year>\d{4})(?!\d))?"
_DATES = (
    r"(?<!\d)(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)",
    r"(?<![\d.:])(?P<dotted>\d{1,2}\.\d{1,2}\.(?:\d{4})?)(?!\d)",
    rf"(?<!\d)(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month_after>{_MONTH})\b\.?{_YEAR}",
    rf"\b(?P<month_before>{_MONTH})\.? (?P<day_last>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]){_YEAR}",
)
_SHORT_ANSWER = 3
"""Up to how many words an answer may have for `Sat` and `Sun` in it to be days."""


def action_day(thought: Thought) -> datetime.date:
    """The day that `action_when` names, which is never before the thought's own; that day itself where it names none.

    A day of the week is the next one of that name, a date without a year the next one that comes.
    """
    words = folded(thought.action_when[:_LONGEST])
    # Dates say more than words do: "Friday 27 November" need not be this Friday.
    day = _dated(words, thought.date) or _away(words, thought.date)
    return max(day, thought.date) if day else thought.date


def _dated(words: str, written: datetime.date) -> datetime.date | None:
    """The day of the first date in the words."""
    if not any(character.isdigit() for character in words):
        return None
    found = [match for one in _DATES if (match := re.search(one, words))]
    for match in sorted(found, key=lambda match: match.start()):
        with suppress(ValueError):
            return _date_of(match.groupdict(), written)
    return None


def _date_of(said: dict[str, str | None], written: datetime.date) -> datetime.date:
    """The day of one way to write a date; ValueError if there is no such day."""
    if iso := said.get("iso"):
        return datetime.date.fromisoformat(iso)
    if dotted := said.get("dotted"):
        day, month, year = dotted.split(".")
        return _coming(int(day), int(month), year, written)
    name = said.get("month_after") or said.get("month_before") or ""
    number = [month[:3].casefold() for month in MONTHS].index(name[:3]) + 1
    which = said.get("day_first") or said.get("day_last") or ""
    return _coming(int(which), number, said.get("year") or "", written)


def _coming(day: int, month: int, year: str, written: datetime.date) -> datetime.date:
    if year:
        return datetime.date(int(year), month, day)
    this_year = datetime.date(written.year, month, day)
    return this_year if this_year >= written else this_year.replace(year=written.year + 1)


def _away(words: str, written: datetime.date) -> datetime.date | None:
    """The day of the first word that says how far away it is, or which day of the week."""
    each = [word.strip(".,;:!?()\"'…") for word in words.split()]
    for at in range(len(each)):
        days = _days_until(each[at : at + _SHORT_ANSWER], written, short=len(each) <= _SHORT_ANSWER)
        if days is not None:
            with suppress(OverflowError):
                return written + datetime.timedelta(days=days)
    return None


def _days_until(words: list[str], written: datetime.date, *, short: bool) -> int | None:
    """How many days away is what begins with the first of `words`; None if that means no day."""
    for count in range(len(words), 0, -1):
        if (away := _DAYS_AWAY.get(" ".join(words[:count]))) is not None:
            return away
    first = words[0]
    if first == "in" and len(words) == 3 and words[2] in _UNITS:
        number = 1 if words[1] in ("a", "an") else _number(words[1])
        return None if number is None else number * _UNITS[words[2]]
    if first == "weekend":
        return (5 - written.weekday()) % 7
    named = any(first in (day.casefold(), f"{day.casefold()}s") for day in WEEKDAYS)
    day = weekday_of(first) if named or (short and len(first) > 2) else None
    return None if day is None else (day - written.weekday() - 1) % 7 + 1


def _number(word: str) -> int | None:
    if word.isascii() and word.isdecimal() and len(word) < 4:
        return int(word)
    return _COUNTED.index(word) if word in _COUNTED else None
