"""Reads front matter that is plain enough without a YAML parser: names with words, numbers and simple lists."""

import re

from vaultkit.notes.scalars import MAX_DIGITS, Scalar, Value, doubt, resolve

_MAX_CHARACTERS = 20_000

# Each of these leaves out whatever could mean something else in YAML; the class is closed where it is used.
_CHARACTER = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_START = rf"""(?:{_CHARACTER}\s\-?:,\[\]{{}}\#&*!|>'"%@`.]|-(?=[0-9]))"""
_PLAIN = rf"{_START}(?:{_CHARACTER}:\#]|:(?=\S))*"
_QUOTED = rf"""(?:"{_CHARACTER}"\\]*"|'{_CHARACTER}']*')"""
_WORD = rf"{_START}{_CHARACTER}:\#,\[\]{{}}?]*"
# Compiled one by one: as a single pattern they would take longer to compile than a page of the day may.
_ONE = re.compile(rf"(?:{_PLAIN}|{_QUOTED}\ *)")
_ENTRY = re.compile(
    r"([^\W\d_][\w-]{0,99}):(?: ([^ \[\n][^\n]*)\n| \[([^\n]*)\] *\n| *\n((?:  -[^\n]*\n)+|(?:-[^\n]*\n)*))"
)

# A line that starts a property, and those that go on with it; also what stands after the last line end.
_LINES = re.compile(r"[^\n]*\n(?:[ -][^\n]*\n)*|[^\n]+")

# Most of a vault's lines stand in many of its notes ("slept: true"): reading each once saves half of the time or more.
_seen: dict[str, tuple[str, Value, int]] = {}
_LONGEST_SEEN = 100
_MOST_SEEN = 5_000


def read_plain(text: str) -> tuple[dict[str, Value], dict[str, int]] | None:
    """The properties and the line of each (the first is line 2), or None where a real parser has to look."""
    if len(text) > _MAX_CHARACTERS:
        return None
    try:
        return _read_plain(text.replace("\r\n", "\n"))
    except _Unsure:
        return None


class _Unsure(Exception):
    """Here is something that only the full reader can tell, or report."""


def _read_plain(text: str) -> tuple[dict[str, Value], dict[str, int]]:
    properties: dict[str, Value] = {}
    lines: dict[str, int] = {}
    line = 2
    for entry in _LINES.findall(text):
        key, value, count = _seen.get(entry) or _read_entry(entry)
        if key in properties:
            raise _Unsure
        properties[key] = [*value] if isinstance(value, list) else value
        lines[key] = line
        line += count
    return properties, lines


def _read_entry(text: str) -> tuple[str, Value, int]:
    """The name, the value and the number of lines of one entry, kept for the next note that has it too."""
    entry = _ENTRY.fullmatch(text)
    if entry is None:
        raise _Unsure
    key, one, words, items = entry.groups()
    value: Value = None
    if one:
        value = _one(one)
    elif words is not None:
        value = [_word(word) for word in words.split(", ")] if words else []
    elif items:
        value = [_item(item.lstrip(" ")) for item in items.split("\n")[:-1]]
    read = key, value, text.count("\n")
    if len(text) <= _LONGEST_SEEN and len(_seen) < _MOST_SEEN:
        _seen[text] = read
    return read


def _one(text: str) -> Scalar:
    if not _ONE.fullmatch(text):
        raise _Unsure
    return _value(text)


def _word(text: str) -> Scalar:
    """A word of a list in brackets."""
    if not re.fullmatch(_WORD, text):
        raise _Unsure
    return _value(text)


def _item(text: str) -> Scalar:
    """An item of a list on lines of its own, with the dash before it."""
    words = text[2:]
    if not words.strip(" ") and text[1:2] in ("", " "):
        return _value("")
    if text[1:2] != " ":
        raise _Unsure
    return _one(words)


def _value(text: str) -> Scalar:
    text = text.rstrip(" ")
    if text[:1] in ("'", '"'):
        return text[1:-1]
    value = resolve(text)
    if (value is not text or len(text) > MAX_DIGITS) and doubt(text, value):
        raise _Unsure
    return value
