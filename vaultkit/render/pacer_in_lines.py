"""A guided exercise as lines one after the other: for screen readers, quiet terminals, and reading on paper.

Nothing is ever drawn over. Each line says what begins at its second.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultkit.render.pacer import clock, phases_in_words
from vaultkit.workbook.exercises import Step, Way, total_seconds

_A_MINUTE, _A_WHILE = 60.0, 300.0


class Line(NamedTuple):
    """What is said at `second` of its step."""

    second: float
    words: str


def lines_of(step: Step) -> Iterator[Line]:
    """What is said during a step, in order, from its own second 0 on."""
    if step.kind in ("breathe", "tense"):
        yield from _in_rounds(step)
    elif step.number > 1:
        yield Line(0.0, f"{step.number} of {step.of}.")
    else:
        times = f", {step.of} times" if step.of > 1 else ""
        yield Line(0.0, f"{step.words} ({lasting(step.seconds)}{times})")
        yield from _what_is_left(step)


def _in_rounds(step: Step) -> Iterator[Line]:
    rounds = f", {step.rounds} rounds" if step.rounds > 1 else ""
    yield Line(0.0, f"{step.words} ({phases_in_words(step.phases)}{rounds})".strip())
    second = 0.0
    for turn in range(step.rounds):
        last = turn and turn == step.rounds - 1
        for number, phase in enumerate(step.phases):
            yield Line(
                second, f"{phase.name} {phase.seconds:g}{', the last round' if last and not number else ''}"
            )
            second += phase.seconds


def _what_is_left(step: Step) -> Iterator[Line]:
    every = _A_WHILE if step.seconds > 2 * _A_WHILE else _A_MINUTE
    left = step.seconds - every
    while left > 0:
        yield Line(step.seconds - left, f"{lasting(left)} left.")
        left -= every


def script(way: Way) -> list[str]:
    """A way of an exercise as a page to read or print: each step with how long it takes."""
    lines = []
    for step in way.steps:
        if step.number == 1:
            lines.append(f"- {_how_long(step)}: {step.words}".removesuffix(": "))
    return [*lines, f"{clock(total_seconds(way.steps))} minutes in all."]


def _how_long(step: Step) -> str:
    if step.kind in ("breathe", "tense"):
        rounds = f", {step.rounds} rounds" if step.rounds > 1 else ""
        return f"{phases_in_words(step.phases)}{rounds}"
    return f"{step.of} × {lasting(step.seconds)}" if step.of > 1 else lasting(step.seconds)


def lasting(seconds: float) -> str:
    """`20 seconds`, `1 minute`, `2½ minutes` or `1 hour`."""
    if seconds < _A_MINUTE or seconds % 30:
        return f"{seconds:g} seconds"
    if seconds % 3600 == 0:
        hours = int(seconds // 3600)
        return f"{hours} hour{'' if hours == 1 else 's'}"
    minutes, half = int(seconds // 60), "½" if seconds % 60 else ""
    return f"{minutes}{half} minute{'' if seconds == _A_MINUTE else 's'}"


def about(seconds: float) -> str:
    """A length in rough words: `1 min`, `12 min`; under a minute in seconds."""
    return f"{seconds:.0f} s" if seconds < 50 else f"{max(1, round(seconds / 60))} min"


def total(steps: Sequence[Step]) -> str:
    """About how long all steps take, in rough words."""
    return about(total_seconds(steps))
