"""Reading a guided exercise from a page a person can write: a heading, a line about it, and a list of steps.

The form is described in docs/soothe.md. What can't be read is said with its line, and nothing is guessed.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from vaultkit.workbook.exercises import (
    LONGEST_PAUSE,
    MOST_ROUNDS,
    SHORTEST_PAUSE,
    Exercise,
    Phase,
    Step,
    Way,
    breath,
)

MOST_STEPS = 300
LONGEST_STEP = 60 * 60
"""Seconds of one timed step."""

LONGEST_TENSE = 10
ASKED = ("feeling", "triggers", "body", "thought", "urge", "chose", "need")
"""The properties of a moment that a step may ask for."""

_NAMES = ("right", "left", "Right", "Left", "affirmation", "success")
_LENGTH = r"([0-9]{1,4}(?:[.][0-9]{1,2})?)\s*(s|sec|seconds?|min|minutes?|h|hours?)"
_TIMED = re.compile(rf"(?:([0-9]{{1,3}})\s*[x×]\s*)?{_LENGTH}")
_BREATHE = re.compile(r"breathe\s+(\S+?)\s*,\s*([0-9]{1,4})\s+rounds?")
_TENSE = re.compile(rf"tense\s+{_LENGTH}\s*,\s*let go\s+{_LENGTH}")
_ASK = re.compile(rf"ask(?:\s+(\w+))?\s*,\s*{_LENGTH}")
_PAUSE = re.compile(rf"pause\s+{_LENGTH}")
_BULLET = re.compile(r"[-*+]\s+(.*)")
_FORMS = (
    "20 s: …, 5 x 6 s: …, breathe 4-6, 12 rounds: …, tense 6 s, let go 20 s: …, ask feeling, 20 s: …, "
    "or pause 25 min: …"
)


class Fault(NamedTuple):
    """Something in an exercise's file that could not be read; `line` counts from 1."""

    line: int
    message: str


class _Part(NamedTuple):
    """What stands under one heading: each line with its number, joined where one goes on."""

    name: str
    line: int
    about: list[str]
    cautions: list[str]
    bullets: list[tuple[int, str]]


def read_exercise(name: str, text: str, path: str = "") -> tuple[Exercise | None, list[Fault]]:
    """The exercise that `text` describes, or None and what is wrong with it."""
    faults: list[Fault] = []
    first, *others = _parts(text)
    ways: list[Way] = []
    for part in [first, *others] if first.bullets else others:
        way = "" if part is first else part.name
        if any(way.lower() == one.name.lower() for one in ways):
            faults.append(Fault(part.line, f"there are two ways called {way or 'nothing'}"))
        steps = tuple(_steps(part.bullets, faults))
        about = "" if part is first else " ".join(part.about)
        cautions = (*first.cautions, *(() if part is first else part.cautions))
        if not steps and not faults:
            faults.append(Fault(part.line, f"{way}: there is no step, expected a list such as - {_FORMS}"))
        ways.append(Way(way, about, cautions, steps))
    if not ways:
        faults.append(Fault(1, f"there is no step, expected a list such as - {_FORMS}"))
    if faults:
        return None, faults
    return Exercise(name, first.name or name, " ".join(first.about), tuple(ways), path), []


def _parts(text: str) -> list[_Part]:
    parts = [_Part("", 1, [], [], [])]
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    begins = 0
    if lines[0].strip() == "---":
        # Properties of a note, which Obsidian may add, are no part of an exercise.
        begins = next((at for at, line in enumerate(lines[1:], 2) if line.strip() == "---"), 0)
    in_list = False
    for number, line in enumerate(lines[begins:], begins + 1):
        # What a terminal would act on has no place in words.
        line = line if line.isprintable() else "".join(c if c.isprintable() else " " for c in line)
        words = line.strip()
        part = parts[-1]
        if line.startswith("# ") and not part.name and len(parts) == 1:
            parts[0] = part._replace(name=words[2:].strip(), line=number)
        elif line.startswith("#") and (heading := words.lstrip("#").strip()):
            parts.append(_Part(heading.strip("`"), number, [], [], []))
        elif found := _BULLET.match(line):
            part.bullets.append((number, found[1].strip()))
        elif in_list and words and line[:1] in " \t" and part.bullets:
            first, before = part.bullets[-1]
            part.bullets[-1] = (first, f"{before} {words}")
        elif words.startswith(">"):
            part.cautions.append(words.lstrip("> ").strip())
        elif words:
            part.about.append(words)
        in_list = bool(part.bullets) and bool(words)
    return parts


def _steps(bullets: list[tuple[int, str]], faults: list[Fault]) -> Iterator[Step]:
    count = 0
    for line, text in bullets:
        begins, colon, words = text.partition(":")
        words = words.strip()
        try:
            if not colon:
                begins, words = text, ""
            steps = _step(begins.strip(), words)
            for unknown in re.findall(r"\{(\w*)\}", words):
                if unknown not in _NAMES:
                    raise ValueError(f"found {{{unknown}}}, expected one of {', '.join(_NAMES)}")
            if not words and steps[0].kind != "breathe":
                raise ValueError("there are no words; say after a colon what to do")
        except ValueError as error:
            faults.append(Fault(line, str(error)))
            continue
        count += len(steps)
        if count > MOST_STEPS:
            faults.append(Fault(line, f"there are more than {MOST_STEPS} steps"))
            return
        yield from steps


def _step(begins: str, words: str) -> list[Step]:
    """The steps that one line stands for; ValueError says what is wrong with it."""
    if found := _TIMED.fullmatch(begins):
        times, seconds = int(found[1] or 1), _seconds(found[2], found[3], LONGEST_STEP)
        if not 1 <= times <= MOST_STEPS:
            raise ValueError(f"found {times} times, expected 1 to {MOST_STEPS}")
        step = Step("rest", words, (Phase("", seconds),))
        return [step._replace(number=number, of=times) for number in range(1, times + 1)]
    if found := _BREATHE.fullmatch(begins):
        rounds = int(found[2])
        if not 1 <= rounds <= MOST_ROUNDS:
            raise ValueError(f"found {rounds} rounds, expected 1 to {MOST_ROUNDS}")
        return [Step("breathe", words, breath(found[1]), rounds)]
    if found := _TENSE.fullmatch(begins):
        tense = _seconds(found[1], found[2], LONGEST_TENSE)
        loose = _seconds(found[3], found[4], LONGEST_STEP)
        return [Step("tense", words, (Phase("tense", tense, 0.0, 1.0), *_let_go(loose)))]
    if found := _ASK.fullmatch(begins):
        field = found[1] or ""
        if field and field not in ASKED:
            raise ValueError(f"found ask {field}, expected one of {', '.join(ASKED)}")
        return [Step("ask", words, (Phase("", _seconds(found[2], found[3], LONGEST_STEP)),), field=field)]
    if found := _PAUSE.fullmatch(begins):
        seconds = _seconds(found[1], found[2], LONGEST_PAUSE * 60)
        if seconds < SHORTEST_PAUSE * 60:
            raise ValueError(
                f"found {found[1]} {found[2]}, expected a pause of at least {SHORTEST_PAUSE} min"
            )
        return [Step("pause", words, (Phase("", seconds),))]
    raise ValueError(f"found {_shown(begins)}, expected a step such as {_FORMS}")


def _let_go(seconds: float) -> tuple[Phase, ...]:
    """Letting go is quick; what follows is time to notice."""
    quick = min(seconds, 4.0)
    noticing = (Phase("notice", seconds - quick),) if seconds > quick else ()
    return (Phase("let go", quick, 1.0, 0.0), *noticing)


def _seconds(number: str, unit: str, most: int) -> float:
    seconds = float(number) * {"s": 1, "m": 60, "h": 3600}[unit[0]]
    if not 1 <= seconds <= most:
        longest = f"{most // 60} minutes" if most > 120 else f"{most} seconds"
        raise ValueError(f"found {number} {unit}, expected 1 second to {longest}")
    return seconds


def _shown(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
