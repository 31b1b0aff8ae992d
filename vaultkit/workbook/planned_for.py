"""What to keep of the words for when one next thing is to happen: with the day they name, so that it reads back."""

import datetime
import re

from vaultkit.workbook.action_days import action_day
from vaultkit.workbook.days import WEEKDAYS
from vaultkit.workbook.records import Thought, folded

_SAY_NO_MORE = frozenset(("today", "tomorrow", "day after tomorrow", *(day.casefold() for day in WEEKDAYS)))


def day_and_words(words: str, written: datetime.date) -> str:
    """The words with the day they name in front, or that day alone where they say no more: `2026-11-27, after supper`.

    `written` is the day on which they were written. Words that name no day, or begin with one in figures, stay as
    they are.
    """
    plain = folded(words).removeprefix("on ").removeprefix("the ")
    day = action_day(Thought("", written, action_when=words))
    if re.match(r"\d{4}-\d{2}-\d{2}", plain) or (day == written and plain != "today"):
        return words
    return str(day) if plain in _SAY_NO_MORE else f"{day}, {words}"
