"""Lives many random histories of three machines that write, sync and fail, and looks whether every promise holds.

python -m benchmarks.sync_soak [--histories N] [--seed N] [--kinds ssh,folder,carried] [--steps N] [--workers N] [--break RULE]

Prints how many were lived, and of each that broke a promise its seed, its steps and what broke. Each history is told by
its seed alone, but for where exactly a signal finds git.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "sync"))

from shared_worlds import BREAKS, NAMES, World

KINDS = ("ssh", "folder", "carried")
HABITS = ("in place", "rename over", "append")
Step = tuple[object, ...]


def steps_of(dice: random.Random, most: int) -> Iterator[Step]:
    """What happens in one history: names of a world's methods, and what they are given."""

    def n() -> int:
        return dice.randrange(3)

    def which() -> int:
        return dice.randrange(6)

    if dice.random() < 0.8:
        # Most have something in common to begin with.
        yield "scaffold", 0
        yield "create", 1, 0
        yield from (("edit", 1, 0, at, "in place") for at in range(3))
        yield from (("sync", number) for number in (0, 1, 2, 0))
    faulty = dice.choice((0, 0.25, 0.5))
    for _ in range(dice.randrange(8, most)):
        if dice.random() < 0.55:
            yield _written(dice, n, which)
        elif dice.random() >= faulty:
            yield "sync", n()
        else:
            yield _gone_wrong(dice, n, which)


def _written(dice: random.Random, n: Callable[[], int], which: Callable[[], int]) -> Step:
    return dice.choice(
        (
            ("scaffold", n()),
            ("create", n(), dice.randrange(7)),
            ("edit", n(), which(), which(), dice.choice(HABITS)),
            ("edit", n(), which(), which(), dice.choice(HABITS)),
            ("edit", n(), which(), which(), dice.choice(HABITS)),
            ("reword", n(), which(), which(), dice.choice(HABITS[:2])),
            ("reword", n(), which(), which(), dice.choice(HABITS[:2])),
            ("delete_line", n(), which(), which()),
            ("tick", n(), which()),
            ("set_property", n(), which(), dice.choice(("status", "mood"))),
            ("delete", n(), which()),
            ("rename", n(), which(), dice.choice((f"Goals/moved {which()}.md", "Goals/A.md", NAMES[2]))),
            ("write_and_take_back", n(), which()),
        )
    )


def _gone_wrong(dice: random.Random, n: Callable[[], int], which: Callable[[], int]) -> Step:
    how = dice.choice(("before", "after", "together"))
    return dice.choice(
        (
            ("sync_in_a_race", n(), n()),
            ("sync_while_editing", n(), which(), dice.choice(HABITS)),
            ("sync_offline", n()),
            ("sync_declined", n()),
            ("sync_killed", n(), dice.randrange(1, 30), how),
            ("sync_killed", n(), dice.randrange(1, 30), how),
            ("sync_killed", n(), dice.randrange(1, 10), how, "writing"),
            ("sync_news_and_die", n(), n(), dice.randrange(1, 8), how),
            ("sync_news_and_die", n(), n(), dice.randrange(1, 8), how),
            ("sync_disk_full", n(), dice.randrange(1, 25)),
            ("sync_disk_full", n(), dice.randrange(1, 15), "writing"),
            ("rewind", dice.randrange(1, 4)),
            ("carry", n(), n(), dice.randrange(512)),
            ("carry", n(), n(), 0xFF),
        )
    )


def live(
    seed: int, kinds: tuple[str, ...], most: int, broken: str = ""
) -> tuple[int, str, list[Step], list[str]]:
    """One history, and the promises that it broke."""
    dice = random.Random(seed)
    if broken:
        BREAKS[broken](setattr)
    kind = dice.choice(kinds)
    top = Path(tempfile.mkdtemp(prefix="soak"))
    done: list[Step] = []
    try:
        world = World(top, kind, (0, dice.randrange(-5, 5), dice.randrange(-30, 30)))
        for step in steps_of(dice, most):
            done.append(step)
            getattr(world, str(step[0]))(*step[1:])
        world.heal((*dice.sample(range(3), 3), *dice.sample(range(3), 3)))
        return seed, kind, done, world.broken_promises()
    except BaseException:  # noqa: BLE001
        return seed, kind, done, [traceback.format_exc()]
    finally:
        shutil.rmtree(top, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Live them all; 1 if a promise was broken."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.sync_soak", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--histories", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--steps", type=int, default=26)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--break", dest="rule", choices=BREAKS, default="", help="break a rule, to see it found"
    )
    given = parser.parse_args(arguments)
    kinds = tuple(given.kinds.split(","))
    started = time.perf_counter()
    counts: Counter[str] = Counter()
    broken = 0
    with ProcessPoolExecutor(given.workers) as pool:
        lives = [
            pool.submit(live, given.seed + at, kinds, given.steps, given.rule)
            for at in range(given.histories)
        ]
        for one in lives:
            seed, kind, steps, promises = one.result()
            counts[kind] += 1
            if promises:
                broken += 1
                print(f"--- seed {seed} over {kind}:")
                print("\n".join(f"  {step}" for step in steps))
                print("\n".join(promises), flush=True)
            if sum(counts.values()) % 100 == 0:
                seconds = time.perf_counter() - started
                print(f"{sum(counts.values())} lived, {broken} broke a promise, {seconds:.0f} s", flush=True)
    seconds = time.perf_counter() - started
    print(
        f"seed {given.seed}, {sum(counts.values())} histories {dict(counts)}, {broken} broke a promise, {seconds:.0f} s"
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
