"""What one usually felt lower after, as a table that fits the terminal, or one for a note."""

from collections.abc import Iterator, Sequence

from vaultkit.render.progress_words import cell, short
from vaultkit.workbook.toolkit import ToolEffect

_MOST = 6
_MOST_EARLY = 3
_LOWER = "After these you usually felt lower"
_TRIED = "What you tried in hard moments"


def tool_title(effects: Sequence[ToolEffect]) -> str:
    """What the table is called: it promises nothing that its lines do not hold."""
    return _LOWER if any(one.usually_lower for one in effects) else _TRIED


def tool_table(effects: Sequence[ToolEffect], width: int) -> Iterator[str]:
    """The lines of the table in `width` columns."""
    shown = _shown(effects)
    names = [short(one.words, max(12, width * 28 // 80)) for one in shown]
    first = max(len(name) for name in names) + 4
    title = tool_title(effects)
    numbers = max(first + 12, len(title) + 2)
    yield f"{title:<{numbers}}times" if numbers + 5 <= width else title
    for one, name in zip(shown, names, strict=True):
        start = f"  {name:<{first - 2}}"
        if one.drop is None:
            yield f"{start}{_early(one)} ({one.times})"
        else:
            yield f"{start}{_by(one):<{numbers - first}}{one.times:>{min(5, width - numbers)}}"
    if len(effects) > len(shown):
        yield f"  and {len(effects) - len(shown)} more"


def tool_rows(effects: Sequence[ToolEffect]) -> Iterator[str]:
    """The lines of the table in a note."""
    yield "| what you used | afterwards | times |"
    yield "|---|---|---|"
    for one in effects:
        yield f"| {cell(one.words)} | {_early(one) if one.drop is None else _by(one)} | {one.times} |"


def _shown(effects: Sequence[ToolEffect]) -> list[ToolEffect]:
    known = [one for one in effects if one.drop is not None]
    return known[:_MOST] + [one for one in effects if one.drop is None][:_MOST_EARLY]


def _by(effect: ToolEffect) -> str:
    return f"by {effect.drop:.1f}" if effect.usually_lower else "as before"


def _early(effect: ToolEffect) -> str:
    return "too early to say: try it a few more times"
