"""Filling in the templates people have in Obsidian, and putting our properties and sections into what comes out."""

import datetime
import re
from collections.abc import Callable

from vaultkit.notes.ending import with_open_part_closed
from vaultkit.notes.note import parse_note
from vaultkit.notes.scalars import Value
from vaultkit.notes.structure import Section, sections

# As the core plugin has it: any case, no blanks within the braces, a format on one line and as short as it gets. The
# bounds on its length and on blanks keep the time in proportion to the template's, whatever stands in it.
_VARIABLE = re.compile(
    r"\{\{(?:(?P<title>title)|(?P<what>date|time)(?::(?P<format>[^\n\r\u2028\u2029]{0,500}?))?)\}\}",
    re.IGNORECASE | re.ASCII,
)
_PERIODIC = re.compile(
    r"\{\{\s{0,20}(?:(?P<name>title|yesterday|tomorrow)"
    r"|(?P<what>date|time)\s{0,20}(?:(?P<count>[+-]\d{1,6})(?P<unit>[qmwdhsy]))?\s{0,20}"
    r"(?::(?P<format>[^\n\r]{1,500}?))?)\s{0,20}\}\}",
    re.IGNORECASE | re.ASCII,
)
_LISTS = ("tags", "aliases")

FormatDate = Callable[[datetime.datetime, str], str]
"""Writes a time by a moment.js format."""


def fill_in(
    text: str,
    title: str,
    now: datetime.datetime,
    format_date: FormatDate,
    time_format: str = "HH:mm",
    date_format: str = "YYYY-MM-DD",
) -> str:
    """The template with `{{title}}`, `{{date}}`, `{{time}}`, `{{date:FORMAT}}` and `{{time:FORMAT}}` filled in.

    Every other byte stays, and what was filled in is not read again. The two formats are those of the Templates
    plugin's settings. Rule: Obsidian's help, "Templates".
    """

    def value(found: re.Match[str]) -> str:
        if found["title"]:
            return title
        usual = date_format if found["what"].lower() == "date" else time_format
        return format_date(now, found["format"] or usual)

    return _VARIABLE.sub(value, text)


def fill_in_periodic(
    text: str, title: str, now: datetime.datetime, format_date: FormatDate, note_format: str
) -> str:
    """A daily template of the Periodic Notes plugin, which knows more: `{{ date }}`, `{{date+1d:FORMAT}}`, `{{tomorrow}}`.

    `{{date}}` is the note's own name there, and `note_format` what its name is written by. Counted in months, quarters
    or years it is left as it stands, as are dates past the calendar's end.
    """

    def value(found: re.Match[str]) -> str:
        name = (found["name"] or "").lower()
        if name == "title":
            return title
        try:
            when = now + datetime.timedelta(days={"yesterday": -1, "tomorrow": 1}.get(name, 0))
            if found["count"]:
                when += int(found["count"]) * _UNITS[found["unit"].lower()]
        except (KeyError, OverflowError):
            return found[0]
        if name or found["count"] or found["format"]:
            return format_date(when, (found["format"] or note_format).strip())
        return title if found["what"].lower() == "date" else format_date(now, "HH:mm")

    return _PERIODIC.sub(value, text)


_UNITS = {
    "w": datetime.timedelta(weeks=1),
    "d": datetime.timedelta(days=1),
    "h": datetime.timedelta(hours=1),
    "s": datetime.timedelta(seconds=1),
}


def is_templater(text: str) -> bool:
    """Whether the text holds commands of the Templater plugin, which it alone may carry out."""
    start = text.find("<%")
    return start >= 0 and "%>" in text[start + 2 :]


def merged(template_text: str, our_text: str) -> str:
    """The filled-in template with what our own note has and it lacks.

    Our properties come after the template's, whose lines stay: only blank ones are filled, and `tags` and `aliases` get
    the entries they lack. Sections of ours with a heading it has nowhere come at its end. Raises UserError, naming the
    line, if the template's front matter cannot be added to.
    """
    note, ours = parse_note(template_text), parse_note(our_text)
    changed: dict[str, Value] = {}
    added: dict[str, Value] = {}
    for key, value in ours.properties.items():
        found = note.properties.get(key)
        wanted = _with_entries(key, found, value) if key in _LISTS and isinstance(value, list) else value
        if key not in note.properties:
            added[key] = wanted
        elif wanted != found and (found is None or key in _LISTS):
            changed[key] = wanted
    # One after the other: a list that grows at the end of the front matter has to end before other keys begin.
    text = note.with_properties(**changed).with_properties(**added).text
    return _with_sections(text, ours.body)


def _with_entries(key: str, found: Value, wanted: list[Value]) -> Value:
    """The list with the entries it lacks. A text stands for several, with commas, or in tags blanks, between them."""
    there: list[Value] = [] if found is None else list(found) if isinstance(found, list) else [found]
    if isinstance(found, str):
        parts = re.split(r"[,\s]+" if key == "tags" else ",", found)
        there = [part.strip() for part in parts if part.strip()]
    known = {_entry(entry) for entry in there}
    missing = [entry for entry in wanted if _entry(entry) not in known]
    return there + missing if missing else found


def _entry(entry: Value) -> str:
    return str(entry).strip().removeprefix("#").casefold()


def _with_sections(text: str, body: str) -> str:
    """The text with those sections of `body` at its end whose heading it does not have."""
    have = {_title(section) for section in sections(text)}
    ours = _parts(body)
    missing = [words for title, words in ours if title not in have]
    if not missing:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    added = "\n\n".join(missing).replace("\r\n", "\n").replace("\n", newline)
    text = with_open_part_closed(text)
    if text and not text.endswith("\n"):
        text += newline
    if text.strip() and text.rpartition("\n")[0].rpartition("\n")[2].strip():
        text += newline
    return text + added + newline


def _parts(body: str) -> list[tuple[str, str]]:
    """Each section's heading and text, without those below it; the note's own title, of level one, is left out."""
    found = sections(body)
    starts = [_line_start(body, section) for section in found] + [len(body)]
    return [
        (_title(section), body[start:end].strip("\r\n"))
        for section, start, end in zip(found, starts, starts[1:], strict=False)
        if section.level > 1
    ]


def _line_start(body: str, section: Section) -> int:
    position = 0
    for _ in range(section.line - 1):
        position = body.index("\n", position) + 1
    return position


def _title(section: Section) -> str:
    return " ".join(section.title.split()).casefold()
