"""Invented people on ladders: how fast they get up, who stays where they are, and who is sent up though they had better not be.

python -m benchmarks.ladders [--quick]

Each person has a fear and a belief that fall slowly, fast or not at all, leaves 30 % of the fields blank, ends about one
in eight sessions early and now and then does not practise for weeks. Where what is feared comes true, belief rises, while distress falls
all the same, as it does with what one gets used to. Our advice stands beside the rule of many books: go up when distress has come down to half.
"""

import datetime
import random
import sys
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

from vaultkit.workbook.ladder_advice import advise
from vaultkit.workbook.ladder_sessions import peaks
from vaultkit.workbook.records import Exposure, Ladder

STEPS = (
    "20 min: a",
    "20 min: b",
    "40 min: c",
    "90 min: d",
    "150 min: e",
    "300 min: f",
    "1 day: g",
    "1 day: h",
)
NAME = "Invented"
PATIENCE = 12
"""Whoever is still on a step after so many sessions on it stalls there."""

BLANK, EARLY, GAP = 0.3, 0.12, 0.1
SPEEDS = {"fast": 0.75, "slow": 0.9, "not at all": 1.0}
"""What is left of fear and belief after each session on a step."""

COMES_TRUE = {"safe": 0.03, "happens half the time": 0.5, "two times in three": 2 / 3, "three in four": 0.75}
"""In which share of the sessions what is feared comes true."""

Rule = Callable[[Ladder, Sequence[Exposure], datetime.date], bool]


class Outcome(NamedTuple):
    """How one person fared: sessions for each step done, whether they stalled, whether they were sent up."""

    sessions: tuple[int, ...]
    stalled: bool
    moved_up: bool


def ours(ladder: Ladder, sessions: Sequence[Exposure], today: datetime.date) -> bool:
    """Up where our advice says so."""
    return advise(ladder, sessions, today).kind == "advance"


def distress_only(ladder: Ladder, sessions: Sequence[Exposure], today: datetime.date) -> bool:
    """Up once the last two peaks on the step are at most half of the first one there."""
    noted = peaks(one for one in sessions if one.step == ladder.current)
    return len(noted) > 2 and all(2 * one <= noted[0] for one in noted[-2:])


def practise(rule: Rule, speed: float, comes_true: float, chance: random.Random) -> Outcome:
    """One person, from the first step on, until a step keeps them or only the last one is left."""
    ladder = Ladder(f"Ladders/{NAME}.md", steps=STEPS)
    day = datetime.date(2026, 1, 1)
    sessions: list[Exposure] = []
    done: list[int] = []
    while ladder.current < len(STEPS):
        fear, belief = chance.uniform(5, 9), chance.uniform(50, 95)
        before = len(sessions)
        while len(sessions) < before + PATIENCE:
            day += datetime.timedelta(
                days=chance.randint(15, 28) if chance.random() < GAP else chance.randint(1, 6)
            )
            advice = advise(ladder, sessions, day)
            minutes = advice.minutes or 20
            true = chance.random() < comes_true
            sessions.append(_session(len(sessions), ladder.current, day, minutes, fear, belief, true, chance))
            fear *= speed
            belief = min(100, belief + 10) if true else belief * speed
            if rule(ladder, sessions, day):
                break
        else:
            return Outcome(tuple(done), stalled=True, moved_up=bool(done))
        done.append(len(sessions) - before)
        ladder = ladder._replace(current=ladder.current + 1)
    return Outcome(tuple(done), stalled=False, moved_up=True)


def _session(
    number: int,
    step: int,
    day: datetime.date,
    minutes: int,
    fear: float,
    belief: float,
    true: bool,
    chance: random.Random,
) -> Exposure:
    def noted(value: int) -> int | None:
        return None if chance.random() < BLANK else value

    early = chance.random() < EARLY
    known = chance.random() >= BLANK
    return Exposure(
        f"Ladders/{NAME}/{number:04}.md",
        day,
        NAME,
        step,
        planned=noted(minutes),
        actual=noted(minutes // 2 if early else minutes),
        before=5,
        peak=noted(_bounded(fear + chance.gauss(0, 1), 10)),
        believed=noted(_bounded(belief + chance.gauss(0, 8), 100)),
        came_true=("yes" if true else "no") if known else "",
        reassurance=noted(chance.choice((0, 0, 0, 1, 1, 2, 4))),
        ended_early=early,
    )


def _bounded(value: float, most: int) -> int:
    return max(0, min(most, round(value)))


def measure(people: int) -> list[str]:
    """A line for each kind of person, for both rules: sessions a step, share that stalls, share sent up."""
    lines = []
    for world, comes_true in COMES_TRUE.items():
        everyone: dict[str, list[Outcome]] = {"ours": [], "distress": []}
        for name, speed in SPEEDS.items():
            of_rule = {
                which: [practise(rule, speed, comes_true, random.Random(seed)) for seed in range(people)]
                for which, rule in (("ours", ours), ("distress", distress_only))
            }
            for which, outcomes in of_rule.items():
                everyone[which] += outcomes
            lines.append(_line(f"{world}, {name}", of_rule))
        lines.append(_line(f"{world}, all", everyone))
    return lines


def _line(who: str, of_rule: dict[str, list[Outcome]]) -> str:
    parts = [f"{who:<34}"]
    for outcomes in of_rule.values():
        steps = [number for one in outcomes for number in one.sessions]
        middle = f"{median(steps):4.1f}" if steps else "   –"
        stalled = sum(one.stalled for one in outcomes) / len(outcomes)
        moved = sum(one.moved_up for one in outcomes) / len(outcomes)
        parts.append(f"{middle} {stalled:7.0%} {moved:8.0%}")
    return "    ".join(parts)


def main(arguments: list[str]) -> int:
    """Print the table."""
    people = 200 if "--quick" in arguments else 1000
    print(f"{people} invented people of each kind, {BLANK:.0%} of fields blank, {len(STEPS)} steps.\n")
    print(f"{'':<34}    {'our advice':<21}    distress alone")
    print(f"{'':<34}    " + "    ".join(["a step  stalls  sent up"] * 2))
    print("\n".join(measure(people)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
