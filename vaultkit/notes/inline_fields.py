"""Fields in a note's body as the Dataview plugin reads them: `key:: value`, `[key:: value]` and `(key:: value)`."""

import math
import re
from collections.abc import Container

from vaultkit.notes.blocks import find_blocks
from vaultkit.notes.hidden import BLANK, hidden, mask, shown
from vaultkit.notes.scalars import Scalar, Value, resolve

# Bounds keep the time for any line in proportion to its length.
_NAME = r"(?P<marks>[*_~]{0,3})(?P<key>[^\W_][\w /-]{0,80}?)[ ]{0,3}(?:(?P=marks)[ ]{0,3}::|::(?P=marks))"
_LINE = re.compile(rf"[ \t>]*(?:(?:[-*+]|[0-9]{{1,9}}[.)])[ \t]+)?(?:\[.\][ \t]+)?{_NAME}(?P<value>.*)")
_IN_BRACKETS = re.compile(rf"\[[ \t]*{_NAME}(?P<value>(?:[^\[\]]|\[\[[^\[\]]*\]\]|\[[^\[\]]*\])*+)\]")
_IN_PARENTHESES = re.compile(rf"\([ \t]*{_NAME}(?P<value>(?:[^()]|\([^()]*\))*+)\)")
_ITEM = re.compile(r"""\s*("[^"]*"(?=\s*(?:,|\Z))|(?:\[\[[^\[\]]*\]\]|[^,])*+)(?:,|\Z)""")
_NOT_LINE_END = re.compile(r"[^\r\n]")


def inline_fields(body: str, lists: Container[str] = ()) -> tuple[dict[str, Value], dict[str, int]]:
    """The fields in a note's text, or in its body alone, and the line of each, counted from 1.

    What is hidden, such as code and comments, and what vaultkit has written itself is not looked at. Values are
    texts, numbers, true or false; commas make a list only for the names in `lists`, and so does a name that comes more
    than once. A field without a value is none.
    """
    if "::" not in body:
        return {}, {}
    parts = hidden(body)
    visible = _without_blocks(body, mask(body, parts))
    found: dict[str, list[Scalar]] = {}
    lines: dict[str, int] = {}
    start = 0
    for number, line in enumerate(visible.split("\n"), 1):
        for field in _fields(line) if "::" in line else ():
            text = shown(body, start + field.start("value"), start + field.end("value"), parts)
            name = field_name(field["key"])
            texts = _ITEM.findall(text) if name in lists else [text]
            if values := [value for one in texts if (value := _value(one.strip())) is not None]:
                found.setdefault(name, []).extend(values)
                lines.setdefault(name, number)
        start += len(line) + 1
    return {
        name: [*values] if len(values) > 1 or name in lists else values[0] for name, values in found.items()
    }, lines


def field_name(key: str) -> str:
    """The property that a key stands for: `Came true` is `came_true`."""
    return "_".join(key.lower().split())


def _fields(line: str) -> list[re.Match[str]]:
    """The fields of one line; as a whole it is one only if there is none in brackets."""
    within = [*_IN_BRACKETS.finditer(line), *_IN_PARENTHESES.finditer(line)]
    if within:
        return sorted(within, key=lambda field: field.start())
    whole = _LINE.match(line)
    return [whole] if whole else []


def _value(text: str) -> Scalar:
    if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in text[1:-1]:
        return text[1:-1] or None
    value = resolve(text)
    return text if isinstance(value, float) and not math.isfinite(value) else value


def _without_blocks(body: str, visible: str) -> str:
    pieces: list[str] = []
    position = 0
    for block in find_blocks(body):
        pieces += visible[position : block.start], _NOT_LINE_END.sub(BLANK, visible[block.start : block.end])
        position = block.end
    return "".join(pieces) + visible[position:]
