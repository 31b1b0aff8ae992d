"""Writes values as YAML that reads back as the same value, by the rules of YAML 1.2 and of 1.1."""

import math
import re
from collections.abc import Mapping
from datetime import date

from vaultkit.errors import UserError
from vaultkit.notes.scalars import MAX_DIGITS, UNUSUAL, Value, resolve

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2})?")
_SIGN_AT_START = re.compile(r"""[-?:,\[\]{}#&*!|>'"%@`=<~.]""")
_SIGN_INSIDE = re.compile(r": |:$| #|\t|\n")
_SIGN_IN_FLOW = re.compile(r"[,\[\]{}:?]")
# Whole and fractional numbers, clock times and dates of YAML 1.1; octal, hexadecimal and binary ones too.
_NUMBER_LIKE = re.compile(r"[-+.]*[0-9][0-9a-fA-FxXoO_:.+-]*|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt ].*")
_YAML_1_1_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_ESCAPED = re.compile(rf'[\\"\n\t]|{UNUSUAL.pattern}')


def plain_value(value: object) -> Value:
    """What a value reads back as: a date becomes its ISO text, a tuple a list, a subclass its plain type.

    Raises UserError for anything that a property cannot hold.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) >= 10**MAX_DIGITS:
            raise UserError(
                f"a number of more than {MAX_DIGITS} digits cannot be a property; write it as text"
            )
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain_value(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain_value(item) for key, item in value.items()}
    raise UserError(
        f"{type(value).__name__} cannot be a property; expected text, a number, true or false, a date, or a list"
    )


def scalar(value: object, *, flow: bool = False) -> str:
    """A value on one line: `"21:30"`, `2026-11-24`, `4`, `true`, `null`, `[tea, a walk]`.

    `flow=True` quotes what would be misread between brackets.
    """
    value = plain_value(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _fraction(value)
    if isinstance(value, str):
        return value if _reads_as_itself(value, flow) else _quoted(value)
    if isinstance(value, list):
        return "[" + ", ".join(scalar(item, flow=True) for item in value) + "]"
    return (
        "{"
        + ", ".join(f"{scalar(key, flow=True)}: {scalar(item, flow=True)}" for key, item in value.items())
        + "}"
    )


def entry(key: str, value: object, newline: str = "\n") -> str:
    """A whole property with its line end. A list goes below its name, one item a line, as Obsidian writes it."""
    value = plain_value(value)
    name = scalar(str(key))
    if value is None:
        return f"{name}:{newline}"
    if isinstance(value, list) and value:
        return f"{name}:{newline}" + "".join(f"  - {scalar(item)}{newline}" for item in value)
    return f"{name}: {scalar(value)}{newline}"


def _fraction(value: float) -> str:
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    text = repr(value)
    # Without a point, YAML 1.1 takes 1e+16 for text.
    return text if "." in text else text.replace("e", ".0e")


def _reads_as_itself(text: str, flow: bool) -> bool:
    if text != text.strip() or resolve(text) is not text or text.lower() in _YAML_1_1_WORDS:
        return False
    if _NUMBER_LIKE.fullmatch(text) and not _DATE.fullmatch(text):
        return False
    if _SIGN_AT_START.match(text) or _SIGN_INSIDE.search(text) or UNUSUAL.search(text):
        return False
    return not (flow and _SIGN_IN_FLOW.search(text))


def _quoted(text: str) -> str:
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if short := _ESCAPES.get(character):
        return short
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
