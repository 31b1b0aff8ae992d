"""Guided exercises as data: steps with their timings, and where one is at any second.

Everything here is pure. How an exercise is written down is in docs/soothe.md.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

SHORTEST_PHASE, LONGEST_PHASE, LONGEST_HOLD = 1.0, 15.0, 10.0
"""Seconds of a part of a breath, and of holding it."""

QUICK_ROUND = 6.0
"""Seconds: a breath that takes less is quick, and a word is said about it."""

SHORTEST_PAUSE, LONGEST_PAUSE, LONGER_BY = 20, 24 * 60, 10
"""Minutes of a pause in a quarrel, and of "ten more"."""

MOST_ROUNDS = 200

GENTLY = "Breathe small and soft, not deep. Dizzy, tingling or tight: go back to your own breath, eyes open."
HOLDING = (
    "Holding the breath is not for everyone. If it frightens you, in pregnancy, with asthma, COPD or a heart "
    "condition, take one without: --pattern 4-6"
)
QUICKLY = "This is a quick breath, under 6 seconds a round. A slower one is kinder to the body: 4-6."

NAMED_PATTERNS: Mapping[str, str] = {"box": "4-4-4-4", "resonance": "5-5", "sigh": "2+1-7"}
"""Patterns that have a name, for exercises that have no way of that name."""


class Phase(NamedTuple):
    """A part of a breath or of a muscle's turn. How full one is at its beginning and end runs from 0 to 1."""

    name: str
    seconds: float
    begins: float = 0.0
    ends: float = 0.0


class Step(NamedTuple):
    """One step. `kind` is rest, breathe, tense, ask or pause; `phases` are gone through `rounds` times.

    `field` is the property that an answer belongs to, or "". `number` of `of` counts a step that is repeated.
    """

    kind: str
    words: str
    phases: tuple[Phase, ...]
    rounds: int = 1
    field: str = ""
    number: int = 1
    of: int = 1

    @property
    def round_seconds(self) -> float:
        """The seconds of one round."""
        return sum(phase.seconds for phase in self.phases)

    @property
    def seconds(self) -> float:
        """The seconds of the whole step."""
        return self.round_seconds * self.rounds


class Way(NamedTuple):
    """One way to do an exercise, such as its short form; "" where there is but one."""

    name: str
    about: str
    cautions: tuple[str, ...]
    steps: tuple[Step, ...]


class Exercise(NamedTuple):
    """A guided exercise. The first of its `ways` is the usual one. `path` is the file it comes from."""

    name: str
    title: str
    about: str
    ways: tuple[Way, ...]
    path: str = ""


class Place(NamedTuple):
    """Where one is: the step by its number from 0, the seconds into it, the round and the phase from 0, and `left`.

    `left` are the seconds until the end of all steps.
    """

    at: int
    step: Step
    into: float
    round: int
    phase: Phase
    into_phase: float
    left: float

    @property
    def fullness(self) -> float:
        """From 0 (out, or loose) to 1 (full, or tense), moving softly at both ends of a phase."""
        from math import cos, pi

        share = min(1.0, max(0.0, self.into_phase / self.phase.seconds))
        return self.phase.begins + (self.phase.ends - self.phase.begins) * (1 - cos(pi * share)) / 2

    @property
    def beat(self) -> int:
        """The second of the phase that one is in, counted from 1."""
        return min(int(self.into_phase) + 1, max(1, -int(-self.phase.seconds // 1)))


def breath(pattern: str) -> tuple[Phase, ...]:
    """The phases of a pattern: in-out, in-hold-out or in-hold-out-hold in seconds, or one of `NAMED_PATTERNS`.

    `2+1-7` breathes in twice. ValueError says what is wrong, in words for a person.
    """
    text = NAMED_PATTERNS.get(pattern.strip().lower(), pattern.strip())
    parts = text.split("-")
    if not re.fullmatch(r"[0-9]{1,3}([.][0-9]{1,2})?([-+][0-9]{1,3}([.][0-9]{1,2})?)+", text) or not (
        2 <= len(parts) <= 4 and "+" not in "".join(parts[1:])
    ):
        raise ValueError(
            f"found {text[:40]}, expected seconds in, out, such as 4-6, or in, hold, out, such as 4-4-6"
        )
    breaths_in = [float(part) for part in parts[0].split("+")]
    phases, so_far = [], 0.0
    for number, seconds in enumerate(breaths_in):
        begins, so_far = so_far, so_far + seconds / (sum(breaths_in) or 1.0)
        phases.append(Phase("in" if not number else "a little more", seconds, begins, min(so_far, 1.0)))
    rest = [float(part) for part in parts[1:]]
    if len(rest) > 1:
        phases.append(Phase("hold", rest.pop(0), 1.0, 1.0))
    phases.append(Phase("out", rest.pop(0), 1.0, 0.0))
    phases += [Phase("hold", seconds) for seconds in rest]
    for phase in phases:
        _check_bounds(phase)
    return tuple(phases)


def _check_bounds(phase: Phase) -> None:
    longest = LONGEST_HOLD if phase.name == "hold" else LONGEST_PHASE
    if not SHORTEST_PHASE <= phase.seconds <= longest:
        what = "a hold" if phase.name == "hold" else "a part of a breath"
        raise ValueError(f"found {phase.seconds:g} s, expected {what} of 1 to {longest:g} seconds")


def cautions(way: Way) -> tuple[str, ...]:
    """What to say before this way of an exercise: its own words of caution, and those its breath calls for."""
    breaths = [step for step in way.steps if step.kind == "breathe"]
    found = list(way.cautions)
    if breaths:
        found.append(GENTLY)
    if any(phase.name == "hold" for step in breaths for phase in step.phases):
        found.append(HOLDING)
    if any(step.round_seconds < QUICK_ROUND for step in breaths):
        found.append(QUICKLY)
    return tuple(found)


def with_pattern(way: Way, pattern: str) -> Way:
    """The way with every breath in this pattern, for about as long; ValueError as in `breath`, or if it has none."""
    phases = breath(pattern)
    if not any(step.kind == "breathe" for step in way.steps):
        raise ValueError("this exercise has no breath to follow")

    def changed(step: Step) -> Step:
        if step.kind != "breathe":
            return step
        rounds = round(step.seconds / sum(phase.seconds for phase in phases))
        return step._replace(phases=phases, rounds=max(1, rounds))

    return way._replace(steps=tuple(map(changed, way.steps)))


def with_pause(way: Way, minutes: int) -> Way:
    """The way with its pause as long as this; ValueError if it is out of bounds, or there is none."""
    if not any(step.kind == "pause" for step in way.steps):
        raise ValueError("this exercise has no pause to set")
    if not SHORTEST_PAUSE <= minutes <= LONGEST_PAUSE:
        raise ValueError(
            f"found {minutes}, expected minutes from {SHORTEST_PAUSE} to {LONGEST_PAUSE} (a day)"
        )
    phases = (Phase("", minutes * 60.0),)
    steps = (step._replace(phases=phases) if step.kind == "pause" else step for step in way.steps)
    return way._replace(steps=tuple(steps))


def filled_in(way: Way, *, left_first: bool = False, affirmation: str = "", success: str = "") -> Way:
    """The way with the sides in their order and one's own words in place; a step whose words are not there is left out."""
    sides = ("left", "right") if left_first else ("right", "left")
    given = {
        "{right}": sides[0],
        "{left}": sides[1],
        "{Right}": sides[0].capitalize(),
        "{Left}": sides[1].capitalize(),
        "{affirmation}": affirmation,
        "{success}": success,
    }

    def spoken(words: str) -> str:
        # In one go, so that nothing in one's own words is taken for a name in braces.
        return re.sub(r"\{\w+\}", lambda found: given.get(found[0], found[0]), words)

    steps = (step._replace(words=spoken(step.words)) for step in way.steps)
    return way._replace(steps=tuple(step for step in steps if step.words.strip() or step.kind == "breathe"))


def total_seconds(steps: Sequence[Step]) -> float:
    """How long all steps take together."""
    return sum(step.seconds for step in steps)


def begins_at(steps: Sequence[Step], index: int) -> float:
    """The second at which the step at `index` begins; with the number of steps, the end."""
    return total_seconds(steps[:index])


def place_at(steps: Sequence[Step], second: float) -> Place | None:
    """Where one is at that second from the beginning; None once all steps are over."""
    second = max(0.0, second)
    left = total_seconds(steps) - second
    for at, step in enumerate(steps):
        if second < step.seconds:
            turn = int(second // step.round_seconds)
            within = second - turn * step.round_seconds
            for phase in step.phases[:-1]:
                if within < phase.seconds:
                    return Place(at, step, second, turn, phase, within, left)
                within -= phase.seconds
            return Place(at, step, second, turn, step.phases[-1], within, left)
        second -= step.seconds
    return None
