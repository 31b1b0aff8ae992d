"""The picture of a guided exercise at one second: lines for a screen of any size.

A pure function of the exercise, the second and the screen: nothing here waits, reads or writes. Without colour
everything is still said, and with `still` nothing moves but the count.
"""

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from vaultkit.render.disc import disc
from vaultkit.workbook.exercises import Phase, Place, Step, place_at

_ACCENT, _OFF = "\x1b[38;5;31m", "\x1b[39m"
_LONGEST_LINE = 64
_LEAST_WIDTH, _LEAST_ROWS, _MOST_ROWS = 34, 6, 17
"""What a circle needs: columns, and the fewest and most rows."""

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_PLAIN = str.maketrans({"·": "-", "…": ".", "–": "-", "’": "'", "×": "x", "→": ">", "ö": "o"})


class Look(NamedTuple):
    """How a frame may be drawn: the columns and rows of the screen, and what it can show."""

    width: int
    height: int
    colour: bool = False
    still: bool = False
    symbols: bool = True


def frame(
    title: str, steps: Sequence[Step], second: float, look: Look, *, waiting: bool = False
) -> list[str]:
    """The lines of the screen at that second: as many as it is high, none wider than it is.

    `waiting` says that the clock stands. After the last step only the title is left.
    """
    place = place_at(steps, second)
    if place is None:
        return fitted(["", title], look)
    head = _two_ends(title, f"{clock(place.left)} left", look.width)
    foot = _hint(look, waiting)
    words = _centred(_wrapped(place.step.words, look), look)
    where = _centred([_where(place, len(steps))], look)
    below = ["", *where] if look.height >= 14 else where
    margin = 2 if look.height >= 16 else 0
    room = look.height - 3 - len(words) - len(below) - margin
    picture = _picture(place, look, room)
    gap = [""] if picture and words and room > len(picture) else []
    body = [*picture, *gap, *words, *below]
    space = look.height - len(body) - 3
    if space < 0:
        # On a very low screen the words matter most.
        return fitted([*(picture[-1:] if place.phase.name else []), *words, foot][: look.height], look)
    above = [""] * (space // 2)
    return fitted([head, "", *above, *body, *[""] * (space - space // 2), foot], look)


def clock(seconds: float) -> str:
    """Seconds as `3:42`, or `1:02:03` from an hour on; what has begun counts as whole."""
    whole = max(0, -int(-seconds // 1))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def fitted(lines: Sequence[str], look: Look) -> list[str]:
    """The lines, made to fill the screen exactly; characters that it can't show are spelled in plain ones."""
    full = [*lines[: look.height], *[""] * (look.height - len(lines))]
    if not look.symbols:
        full = [line.translate(_PLAIN).encode("ascii", "replace").decode() for line in full]
    return [line if _ACCENT in line else line[: look.width].rstrip() for line in full]


def phases_in_words(phases: Sequence[Phase]) -> str:
    """The parts of a breath as they are said: `in 4, hold 4, out 6`."""
    return ", ".join(f"{phase.name} {phase.seconds:g}" for phase in phases)


def _picture(place: Place, look: Look, room: int) -> list[str]:
    """The circle, the bar, or in a still picture the names of the phases; and the count below it."""
    if not place.phase.name:
        share = place.into / place.step.seconds
        return [] if look.still or room < 2 else ["", _bar(share, min(24, look.width - 4), look), ""][-room:]
    count = f"{place.phase.name} {place.beat}"
    if look.still:
        return _centred([_phases(place, look), "", count] if room >= 3 else [count], look)
    rows = min(room - (3 if room > 2 * _LEAST_ROWS else 2), _MOST_ROWS)
    if look.symbols and look.width >= _LEAST_WIDTH and rows >= _LEAST_ROWS:
        columns = min(look.width - 4, rows * 2 + 2)
        pad = " " * ((look.width - columns) // 2)
        drawn = [pad + _accented(line, look) for line in disc(place.fullness, columns, rows)]
        return [*drawn, "", *_centred([count], look)]
    bar = _bar(place.fullness, min(40, look.width - 2), look)
    return [bar, *_centred([count], look)] if room >= 2 else _centred([count], look)


def _phases(place: Place, look: Look) -> str:
    """All phases in a row, the one that it is in brackets; where there is no room, that one alone."""
    names = [f"{one.name} {one.seconds:g}" for one in place.step.phases]
    at = next(number for number, one in enumerate(place.step.phases) if one is place.phase)
    row = "  ".join(f"[{name}]" if number == at else f" {name} " for number, name in enumerate(names))
    return row if len(row) <= look.width else f"[{names[at]}]"


def _bar(share: float, columns: int, look: Look) -> str:
    """A bar that is `share` full, in eighths of a column, in the middle of the screen."""
    columns = max(1, columns)
    pad = " " * max(0, (look.width - columns) // 2)
    eighths = round(min(1.0, max(0.0, share)) * columns * 8)
    if not look.symbols:
        full = round(eighths / 8)
        return pad + "#" * full + "-" * (columns - full)
    full, rest = divmod(eighths, 8)
    drawn = "█" * full + (_EIGHTHS[rest] if rest else "")
    return pad + _accented(drawn.ljust(columns, "·"), look)


def _accented(line: str, look: Look) -> str:
    return f"{_ACCENT}{line}{_OFF}" if look.colour else line


def _where(place: Place, steps: int) -> str:
    if place.step.kind == "breathe":
        return f"round {place.round + 1} of {place.step.rounds}"
    if place.step.of > 1:
        return f"{place.step.number} of {place.step.of}"
    return f"step {place.at + 1} of {steps}" if steps > 1 else ""


def _hint(look: Look, waiting: bool) -> str:
    choices = (
        ("Waiting. Space goes on, Esc or q leaves", "Enter goes on, space waits, Esc or q leaves"),
        ("Space goes on, q leaves", "Enter next, q leaves"),
        ("Waiting, q leaves", "q leaves"),
    )
    lines = [pair[0] if waiting else pair[1] for pair in choices]
    line = next((one for one in lines if len(one) + 2 <= look.width), "q")
    return line.center(look.width).rstrip()


def _two_ends(left: str, right: str, width: int) -> str:
    room = width - len(right) - 3
    if room < 4:
        return right.center(width).rstrip()
    left = left if len(left) <= room else left[: room - 1] + "…"
    return f" {left.ljust(room)} {right}"


def _wrapped(words: str, look: Look) -> list[str]:
    return wrap(words, max(1, min(_LONGEST_LINE, look.width - 2)), break_on_hyphens=False) if words else []


def _centred(lines: Sequence[str], look: Look) -> list[str]:
    return [line.center(look.width).rstrip() for line in lines]
