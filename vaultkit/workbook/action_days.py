"""The day for which someone planned one next thing, from the words they used: `tonight`, `before Friday`, `24 November`."""

import datetime
import re

from vaultkit.workbook.days import MONTHS, WEEKDAYS
from vaultkit.workbook.records import Thought, folded

_LONGEST = 300
_COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_UNITS = {"day": 1, "week": 7}
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
_ISO = r"(?<!\d)(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"
_DOTTED = r"(?<![\d.:])(?P<dotted>\d{1,2}\.\d{1,2}\.(?:\d{4})?)(?!\d)"
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in (month.casefold() for month in MONTHS))
_DAY_FIRST = rf"(?<!\d)(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month_after>{_MONTH})\b\.?"
_MONTH_FIRST = rf"\b(?P<month_before>{_MONTH})\.? (?P<day_last>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])"
_YEAR = r"(?:,? (?P<year>\d{4})(?!\d))?"
_AWAY = rf"\b(?P<away>{'|'.join(_DAYS_AWAY)})\b"
_COUNT = rf"\bin (?P<count>an?|{'|'.join(_COUNTED)}|\d{{1,3}}) (?P<unit>day|week)s?\b"
_WEEKDAY = rf"\b(?P<weekday>{'|'.join(day.casefold() for day in WEEKDAYS)}|weekend)s?\b"
# Dates say more than words do: "Friday 27 November" need not be this Friday.
_DATES = (_ISO, _DOTTED, _DAY_FIRST + _YEAR, _MONTH_FIRST + _YEAR)
_WORDS = (_AWAY, _COUNT, _WEEKDAY)
_SHORT_DAY = r"(?:on |before |by |next )?(?P<weekday>mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?(?: \S+)?"


def action_day(thought: Thought) -> datetime.date:
    """The day that `action_when` names, which is never before the thought's own; that day itself where it names none.

    A day of the week is the next one of that name, a date without a year the next one that comes.
    """
    words = folded(thought.action_when[:_LONGEST])
    whole = re.fullmatch(_SHORT_DAY, words) if words else None
    for ways in (_DATES, _WORDS):
        found = [whole] if whole else [match for one in ways if (match := re.search(one, words))]
        for match in sorted(found, key=lambda match: match.start()):
            day = _meant(match.groupdict(), thought.date)
            if day is not None:
                return max(day, thought.date)
    return thought.date


def _meant(said: dict[str, str | None], written: datetime.date) -> datetime.date | None:
    """The day of one way to say it; None if there is no such day."""
    try:
        if iso := said.get("iso"):
            return datetime.date.fromisoformat(iso)
        if dotted := said.get("dotted"):
            day, month, year = dotted.split(".")
            return _coming(int(day), int(month), year, written)
        if month_name := said.get("month_after") or said.get("month_before"):
            number = [name[:3].casefold() for name in MONTHS].index(month_name[:3]) + 1
            which = said.get("day_first") or said.get("day_last") or ""
            return _coming(int(which), number, said.get("year") or "", written)
        return written + datetime.timedelta(days=_days_until(said, written))
    except (ValueError, OverflowError):
        return None


def _coming(day: int, month: int, year: str, written: datetime.date) -> datetime.date:
    if year:
        return datetime.date(int(year), month, day)
    this_year = datetime.date(written.year, month, day)
    return this_year if this_year >= written else this_year.replace(year=written.year + 1)


def _days_until(said: dict[str, str | None], written: datetime.date) -> int:
    if away := said.get("away"):
        return _DAYS_AWAY[away]
    if count := said.get("count"):
        number = 1 if count in ("a", "an") else int(count) if count.isdecimal() else _COUNTED.index(count)
        return number * _UNITS[said.get("unit") or "day"]
    name = said.get("weekday") or ""
    if name == "weekend":
        return (5 - written.weekday()) % 7
    day = next(number for number, one in enumerate(WEEKDAYS) if one.casefold().startswith(name[:3]))
    return (day - written.weekday() - 1) % 7 + 1
