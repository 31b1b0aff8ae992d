"""The summary of a season in a vault of 10,000 notes, against reading the same files.

Each time is taken in a process of its own, which is how a person's command finds things: python -m benchmarks.progress
VAULT WORK
"""

import datetime
import gc
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from benchmarks.index import age, read_all
from benchmarks.measuring import Ratio, process_seconds, quiet_environment, side_by_side, timed
from benchmarks.places import vaultkit_command
from benchmarks.vault import write_vault
from vaultkit.actions.progress import season_period, summary
from vaultkit.render.progress import summary_text
from vaultkit.vault.config import load_config
from vaultkit.vault.reading import fresh_index

NOTES = 10_000
MOMENTS = 2_000
SESSIONS = 200

_LAST_DAY = datetime.date(2026, 11, 24)


def measure(folder: Path, n: int) -> Iterator[Ratio]:
    """`folder` is where the vault is written and its index kept."""
    vault, state = folder / "vault", folder / ".local"
    environ = quiet_environment(folder)
    write_vault(vault, NOTES - MOMENTS - SESSIONS - 1)
    _write_practice(vault)

    def seconds(work: str) -> Callable[[], float]:
        return lambda: _in_a_process(vault, work)

    def first() -> float:
        shutil.rmtree(state, ignore_errors=True)
        return _in_a_process(vault, "season")

    files = "reading the files"
    yield Ratio("a season, no index yet", files, *side_by_side(first, seconds("read"), n), n, 3)
    # What was written a moment ago is read again next time: an index is unchanged once the notes have settled.
    age(vault)
    seconds("season")()
    yield Ratio("a season, with the index", files, *side_by_side(seconds("season"), seconds("read"), n), n, 1)
    command = [*vaultkit_command(), "--date", str(_LAST_DAY), "progress", "--season"]
    whole = side_by_side(lambda: process_seconds(command, vault, environ), seconds("read"), n)
    yield Ratio("the same as a whole process", files, *whole, n)


def _in_a_process(vault: Path, work: str) -> float:
    """The seconds that the work alone takes."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.progress", str(vault), work],
        cwd=Path(__file__).parent.parent,
        env=quiet_environment(vault.parent),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return float(done.stdout)


def _work(vault: Path, work: str) -> float:
    config = load_config(vault)

    def season() -> None:
        with fresh_index(config) as index:
            period = season_period(config, _LAST_DAY, index)
            found = summary(config, period, _LAST_DAY, index)
        if found.progress.days_with_note != found.progress.days or not found.progress.earlier:
            raise SystemExit("notes are missing")
        summary_text(found.progress)

    # As the command line does, and for both sides.
    gc.disable()
    return timed(season if work == "season" else lambda: read_all(str(vault)))


def _write_practice(vault: Path) -> None:
    """A ladder with its sessions, and moments, over the same years as the journal."""
    pick = Random(2)
    ladders = vault / "Ladders"
    (ladders / "Time on my own").mkdir(parents=True)
    steps = "".join(f'  - "{20 * step} min: a walk alone"\n' for step in range(1, 9))
    text = f"---\ntype: ladder\nsteps:\n{steps}current: 4\ntags: [vaultkit/ladder]\n---\n"
    (ladders / "Time on my own.md").write_text(text, encoding="utf-8")
    for number in range(SESSIONS):
        day = _LAST_DAY - datetime.timedelta(days=number * 7)
        path = ladders / "Time on my own" / f"{day} Time on my own.md"
        path.write_text(_session(pick, day), encoding="utf-8", newline="\n")
    for number in range(MOMENTS):
        day = _LAST_DAY - datetime.timedelta(days=number * 2)
        folder = vault / "Moments" / str(day.year)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{day} 2130 moment.md"
        path.write_text(_moment(pick, day), encoding="utf-8", newline="\n")


def _session(pick: Random, day: datetime.date) -> str:
    return f"""---
type: exposure
date: {day}
author: Mara
ladder: "[[Time on my own]]"
step: {pick.randint(1, 4)}
planned: 40
actual: {pick.randint(20, 60)}
before: {pick.randint(3, 7)}
peak: {pick.randint(3, 9)}
after: {pick.randint(0, 5)}
believed: {pick.randint(10, 90)}
came_true: {pick.choice(("no", "partly", "unknown"))}
tags: [vaultkit/exposure]
---
# {day}
{"A bench, a book, and the way home. " * 20}
"""


def _moment(pick: Random, day: datetime.date) -> str:
    return f"""---
type: moment
date: {day}
time: "21:30"
author: Mara
feeling: restless
triggers: [{pick.choice(("late reply", "travel", "change of plan", "short tone"))}]
before: {pick.randint(5, 9)}
after: {pick.randint(1, 6)}
tools: [{pick.choice(("breathing", "walk", "tea", "music"))}, {pick.choice(("stretch", "five senses"))}]
tags: [vaultkit/moment]
---
# {day}
{"The kettle, the window, a slow count to ten. " * 20}
"""


if __name__ == "__main__":
    print(_work(Path(sys.argv[1]), sys.argv[2]))
