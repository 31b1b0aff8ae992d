"""What two people did together in a time, for the terminal: something to look at side by side."""

from collections.abc import Iterator

from vaultkit.render.progress_words import how_often
from vaultkit.render.wrapping import wrapped
from vaultkit.workbook.periods import between
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.records import name_of
from vaultkit.workbook.together import Moved, Together

_MOST = 12


def together_text(found: Together, width: int = 80) -> str:
    """The lines for a terminal of so many columns; ends in a newline."""
    return "\n".join(wrapped(line, max(width, 10)) for line in _lines(found)) + "\n"


def _lines(found: Together) -> Iterator[str]:
    yield f"The two of you, {between(found.since, found.until).words}"
    if not (found.checkins or found.rituals or found.agreements or found.moved):
        yield ""
        yield "Nothing is noted for these days so far, and that is fine."
    if found.checkins:
        yield ""
        yield f"Check-ins held: {found.checkins}"
    if found.rituals:
        yield ""
        yield "Rituals kept"
        yield from (f"  {_name(one.path)}, {how_often(one.times)}" for one in found.rituals)
    if found.agreements:
        yield ""
        yield f"Agreements done: {len(found.agreements)}"
        yield from (f"  {one_line(words)}" for words in found.agreements[:_MOST])
        if len(found.agreements) > _MOST:
            yield f"  and {len(found.agreements) - _MOST} more"
    if found.moved:
        yield ""
        yield "Goals that moved"
        yield from (f"  {_name(one.path)}: {_way(one, one.path in found.reached)}" for one in found.moved)
    yield ""
    yield "From what you both share, and from nothing else."


def _way(moved: Moved, is_reached: bool) -> str:
    now = "reached" if is_reached else f"{moved.now} % of the way"
    return now if moved.before is None or is_reached else f"{now}, {moved.before} % before these days"


def _name(path: str) -> str:
    return one_line(name_of(path))
