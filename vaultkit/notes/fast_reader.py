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
_ONE = rf"(?:{_PLAIN}|{_QUOTED}\ *)"
_ITEM = rf"-(?:\ {_ONE}|\ *)"
_ENTRY = re.compile(
    rf"""
    ([^\W\d_][\w-]{{0,99}}):
    (?: \ ({_ONE})\n
      | \ \[((?:{_WORD}(?:,\ {_WORD})*)?)\]\ *\n
      | \ *\n((?:\ \ {_ITEM}\n)+|(?:{_ITEM}\n)*)
    )
    """,
    re.VERBOSE,
)


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
    line, end = 2, 0
    for entry in _ENTRY.finditer(text):
        key, one, words, items = entry.groups()
        start, stop = entry.span()
        if start != end or key in properties:
            raise _Unsure
        end = stop
        lines[key] = line
        line += 1
        if one:
            properties[key] = _value(one)
        elif words is not None:
            properties[key] = [_value(word) for word in words.split(", ")] if words else []
        elif items:
            properties[key] = [_value(item.lstrip(" ")[2:]) for item in items.split("\n")[:-1]]
            line += items.count("\n")
        else:
            properties[key] = None
    if end != len(text):
        raise _Unsure
    return properties, lines


def _value(text: str) -> Scalar:
    text = text.rstrip(" ")
    if text[:1] in ("'", '"'):
        return text[1:-1]
    value = resolve(text)
    if (value is not text or len(text) > MAX_DIGITS) and doubt(text, value):
        raise _Unsure
    return value
