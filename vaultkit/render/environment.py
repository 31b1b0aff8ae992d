"""Rendering a note from a template that may come from a stranger: bounded, and nothing executed twice."""

import re
from collections.abc import Mapping

from vaultkit.errors import Problem, UserError
from vaultkit.render.sources import PACKAGED

# Written by vaultkit itself, so their marks are real ones.
_OWN_BLOCKS = ("agenda", "summary", "today")
_FORGED_MARK = re.compile(r"%{2,}(?=\s*vaultkit:)")


def render(source: str, name: str, values: Mapping[str, object]) -> str:
    """The note that the template `source` lays out with `values`.

    `name` is what errors call the template. Values are texts, numbers, dates, true or false, or
    lists of these. UserError, with the line, for a template that says what it may not, uses a
    name without a value, or makes properties that cannot be read.
    """
    from vaultkit.render.refused import Refused
    from vaultkit.render.sandbox import lay_out

    source = source.removeprefix("\ufeff")
    safe = {key: value if key in _OWN_BLOCKS else _harmless(value) for key, value in values.items()}
    try:
        text = lay_out(source, safe, [str(values[key]) for key in _OWN_BLOCKS if key in values])
    except Refused as refused:
        raise UserError(Problem(refused.line, str(refused)).at(name)) from None
    # The packaged ones are known to be sound, and today's journal does not wait for the check.
    if not name.startswith(PACKAGED):
        _check_properties(text, source, name)
    return text


def _harmless(value: object) -> object:
    """The value, unable to pose as a part that vaultkit writes."""
    if isinstance(value, str):
        return _FORGED_MARK.sub("%", value)
    if isinstance(value, list | tuple):
        return [_harmless(item) for item in value]
    return value


def _check_properties(text: str, source: str, name: str) -> None:
    """Values cannot break the properties, but what the template itself says there can be wrong."""
    from vaultkit.notes.properties import read_properties
    from vaultkit.notes.quoting import quoted

    problems = read_properties(text)[2]
    if not problems:
        return
    line, message = problems[0]
    # The template's line is the note's unless loops and conditions stand above it.
    written = text.split("\n")[line - 1]
    lines = source.splitlines()
    at = lines.index(written) + 1 if written in lines else 0
    raise UserError(
        Problem(at, f"the properties it makes cannot be read: {message} (found: {quoted(written)})").at(name)
    )
