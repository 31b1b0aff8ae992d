"""The tasks of a note, in the form of the Tasks plugin."""

import re
from typing import NamedTuple

from vaultkit.notes.hidden import hidden, item_column, mask, shown


class Task(NamedTuple):
    """One task. `line` counts from 1; `status` is the character between the brackets.

    `text` is the description without `owner`, dates, other signs and trailing tags. `owner` is what stands in round
    brackets at the end of the description, or empty. Dates are as written (`2026-11-24` in form, perhaps no real
    day), or None.
    """

    line: int
    status: str
    text: str
    owner: str
    due: str | None
    done: str | None
    cancelled: str | None


# Begins with the line end before it: that is what makes the search fast.
_TASK = re.compile(r"\n((?:[ \t]*>)*)([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+\[([^\n])\][ \t]+(?=\S)([^\n]*)")
_BLOCK_ID = re.compile(r"(?:^|\s)\^[A-Za-z0-9-]+$")
_DATES = {"📅": "due", "📆": "due", "🗓": "due", "✅": "done", "❌": "cancelled"}
# The plugin reads these at the end of the line only, one after the other.
_SIGN = re.compile(
    r"(?:.*(?<=\s)|^)(?P<tag>#[^\s!@#$%^&*(),.?\":{}|<>]+)$"
    r"|.*(?P<sign>(?P<date>[📅📆🗓✅❌⏳⌛🛫➕])\ufe0f? *(?P<day>\d{4}-\d{2}-\d{2})"
    r"|🔁\ufe0f? *[A-Za-z0-9, !]+"
    r"|🏁\ufe0f? *[A-Za-z]+"
    r"|🆔\ufe0f? *[A-Za-z0-9_-]+"
    r"|⛔\ufe0f? *[A-Za-z0-9_-]+(?: *, *[A-Za-z0-9_-]+)*"
    r"|[🔺⏫🔼🔽⏬]\ufe0f?)$"
)
# Looking back no further keeps the time for any line in proportion to its length.
_LONGEST_SIGN = 200
_OWNER = re.compile(r"(?:^|\s)\(([^()]+)\)$")


def tasks(text: str) -> list[Task]:
    """Every task of a note, also nested ones and those in callouts; not those in code or comments."""
    if "] " not in text and "]\t" not in text:
        return []
    parts = hidden(text)
    found = []
    line = 1
    counted = 0
    for match in _TASK.finditer("\n" + mask(text, parts)):
        # One less than in what was searched.
        start = match.start()
        line += text.count("\n", counted, start)
        counted = start
        indent = len(match[2].expandtabs(4))
        if not match[1] and indent > 3 and not item_column(text, start, indent):
            continue
        words = " ".join(shown(text, match.start(4) - 1, match.end() - 1, parts).split())
        if words:
            found.append(_task(line, text[match.start(3) - 1], words))
    return found


def _task(line: int, status: str, words: str) -> Task:
    dates: dict[str, str] = {}
    words = _BLOCK_ID.sub("", words).rstrip()
    end = len(words)
    while sign := _SIGN.match(words, max(0, end - _LONGEST_SIGN), end):
        # Between words stands one blank at most.
        start = sign.start("tag" if sign["tag"] else "sign")
        end = start - words.endswith(" ", 0, start)
        if sign["date"] in _DATES:
            dates[_DATES[sign["date"]]] = sign["day"]
    words = words[:end]
    owner = _OWNER.search(words)
    if owner:
        words = words[: owner.start()].rstrip()
    return Task(
        line,
        status,
        words,
        owner[1].strip() if owner else "",
        dates.get("due"),
        dates.get("done"),
        dates.get("cancelled"),
    )
