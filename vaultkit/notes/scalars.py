"""What one plain word of YAML 1.2 means: text, a number, true, false or nothing."""

import math
import re
from typing import TypeAlias

Scalar: TypeAlias = bool | int | float | str | None
Value: TypeAlias = "Scalar | list[Value] | dict[str, Value]"

MAX_DIGITS = 400

# Characters that a YAML parser takes for a line break, refuses, or loses.
UNUSUAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"([-+]?[0-9]+)|0o([0-7]+)|0x([0-9a-fA-F]+)")
_FRACTION = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_ENDLESS = re.compile(r"([-+]?)\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def resolve(text: str) -> Scalar:
    """The value of an unquoted scalar by the core schema of YAML 1.2, as Obsidian reads it.

    `21:30`, `no`, `on`, `2026-11-24` and `1_000` are text, `012` is 12. Whole numbers of more than
    `MAX_DIGITS` digits stay text.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "0123456789+-.":
        return text
    if whole := _WHOLE.fullmatch(text):
        return (
            text
            if len(text) > MAX_DIGITS
            else int(whole[whole.lastindex or 0], (0, 10, 8, 16)[whole.lastindex or 0])
        )
    if _FRACTION.fullmatch(text):
        return float(text)
    if endless := _ENDLESS.fullmatch(text):
        return math.nan if endless[1] is None else float(endless[1] + "inf")
    return text


def doubt(text: str, value: Scalar) -> str | None:
    """What is odd about the number that `text` was resolved to, or None."""
    if isinstance(value, float) and not math.isfinite(value):
        return f"{text[:40]} is not a number to reckon with; expected an ordinary number, or text in quotation marks"
    if len(text) > MAX_DIGITS and isinstance(value, str) and _WHOLE.fullmatch(text):
        return f"a number of more than {MAX_DIGITS} digits is read as text; shorten it, or put it in quotation marks"
    return None
