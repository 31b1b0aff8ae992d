"""What set moments off, as a table that fits the terminal."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from vaultkit.workbook.trigger_review import Trigger
from vaultkit.workbook.quoting import one_line

_TRIGGERS = 6
_WIDEST = 28
_TITLE, _NUMBERS, _USED = "What set it off", "times   before", "what you used"


def trigger_table(triggers: Sequence[Trigger], width: int) -> Iterator[str]:
    """The lines of the table in `width` columns; where these are few, what was used stands below each line."""
    shown = triggers[:_TRIGGERS]
    names = [short(trigger.words, min(_WIDEST, width * _WIDEST // 80)) for trigger in shown]
    first = max(len(_TITLE), *(len(name) + 2 for name in names)) + 2
    column = first + len(_NUMBERS) + 3
    beside = width - column >= len(_USED)
    indent, left = (column, width - column) if beside else (4, width - 4)
    yield f"{_TITLE:<{first}}{_NUMBERS}{'   ' + _USED if beside else ''}"
    for name, trigger in zip(names, shown, strict=True):
        before = "–" if trigger.before is None else number(trigger.before)
        used = ", ".join(short(tool, min(_WIDEST, left - 1)) for tool in trigger.tools)
        lines = wrap(used, left, break_on_hyphens=False) or ["–"]
        start = f"  {name:<{first - 2}}{trigger.times:>5}   {before:>6}"
        if beside:
            start += f"   {lines.pop(0)}"
        elif not used:
            lines = []
        yield start
        yield from (" " * indent + line for line in lines)
    if len(triggers) > len(shown):
        yield f"  and {len(triggers) - len(shown)} more, less often"


def short(words: str, most: int = _WIDEST) -> str:
    """`words` on one line of at most `most` characters."""
    line = one_line(words)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def number(value: float) -> str:
    """A number as people write it: 4 rather than 4.0, and no digits that come from reckoning."""
    return f"{value:.10g}"
