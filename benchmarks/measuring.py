"""Times two things side by side, in turns, so that a busy machine slows both alike."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Ratio(NamedTuple):
    """How long `ours` took against `theirs`: medians in seconds of `n` runs each; `limit` is the largest good ratio.

    No `limit` means that the figure is only told.
    """

    what: str
    against: str
    ours: float
    theirs: float
    n: int
    limit: float | None = None
    aim: float | None = None

    @property
    def measured(self) -> float:
        return self.ours / self.theirs


def side_by_side(ours: Callable[[], float], theirs: Callable[[], float], n: int) -> tuple[float, float]:
    """The medians of `n` runs of each, taken in turns after one of each that is not counted.

    Both are called with nothing and give the seconds that they took.
    """
    ours(), theirs()
    runs = [(ours(), theirs()) if turn % 2 else (theirs(), ours())[::-1] for turn in range(n)]
    return median(run[0] for run in runs), median(run[1] for run in runs)


def timed(work: Callable[[], object]) -> float:
    """The seconds that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def process_seconds(command: Sequence[str], folder: Path, environ: Mapping[str, str]) -> float:
    """The seconds that a whole process takes, from start to end, without a terminal. It has to succeed."""
    start = time.perf_counter()
    done = subprocess.run(
        command,
        cwd=folder,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(
            f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr.decode(errors='replace')}"
        )
    return seconds


def quiet_environment(home: Path) -> dict[str, str]:
    """An environment with a home of its own, in which nothing of the person's settings is read or written.

    Python may write its compiled files, as it does for anyone.
    """
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "HOME": str(home), "USERPROFILE": str(home), "LANG": "C.UTF-8", "TZ": "UTC"}
