"""The notes of a vault of 10,000 as records, against reading the same files, and against asking for their status.

Each time is taken in a process of its own, which is how a person's command finds things: python -m benchmarks.index VAULT WORK
"""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measuring import Ratio, quiet_environment, side_by_side, timed
from benchmarks.vault import write_vault
from vaultkit.vault.config import load_config
from vaultkit.vault.index import Index

NOTES = 10_000


def measure(folder: Path, n: int) -> Iterator[Ratio]:
    """`folder` is where the vault is written and the index kept."""
    vault = folder / "vault"
    write_vault(vault, NOTES)

    def seconds(work: str) -> Callable[[], float]:
        return lambda: _in_a_process(vault, work)[0]

    yield Ratio(
        "10,000 notes into records",
        "reading the files",
        *side_by_side(seconds("build"), seconds("read"), n),
        n,
        3,
        2.5,
    )
    yield Ratio(
        "the same, and all handed over",
        "reading the files",
        *side_by_side(seconds("give"), seconds("read"), n),
        n,
    )
    # What was written a moment ago is read again next time: an index is unchanged once the notes have settled.
    age(vault)
    seconds("build")()
    yield Ratio(
        "10,000 notes, nothing changed",
        "a walk with stat",
        *side_by_side(seconds("refresh"), seconds("look"), n),
        n,
        1.6,
    )


def memory(vault: Path, work: str = "build") -> float:
    """The most memory, in MB, of a process that builds the index of `vault`, or does other work."""
    return _in_a_process(vault, work)[1]


def _in_a_process(vault: Path, work: str) -> tuple[float, float]:
    """The seconds that the work alone takes, and the most memory in MB of the process as a whole."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.index", str(vault), work],
        cwd=Path(__file__).parent.parent,
        env=quiet_environment(vault.parent),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def _work(vault: Path, work: str) -> float:
    """The seconds that one kind of work takes here and now."""
    file = vault.parent / "index.sqlite"
    if work in ("build", "give"):
        file.unlink(missing_ok=True)
    config = load_config(vault)

    def index() -> None:
        with Index(config, file) as opened:
            opened.refresh()
            if work == "give" and len(opened.notes(["journal"])) != NOTES:
                raise SystemExit(f"notes are missing; these problems were found: {opened.problems()[:3]}")

    works = {
        "build": index,
        "give": index,
        "refresh": index,
        "read": lambda: read_all(str(vault)),
        "look": lambda: look_at_all(str(vault)),
        "nothing": lambda: None,
    }
    # As the command line does, and for both sides.
    gc.disable()
    return timed(works[work])


def read_all(folder: str) -> None:
    """Read each note whole, as text."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                read_all(entry.path)
            elif entry.name.endswith(".md"):
                with open(entry.path, encoding="utf-8") as file:
                    file.read()


def look_at_all(folder: str) -> None:
    """Ask for the status of each note, which is the least that finding changes takes."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                look_at_all(entry.path)
            elif entry.name.endswith(".md"):
                entry.stat()


def age(vault: Path) -> None:
    """Make every note look as if it had been written long ago."""
    for path in vault.rglob("*.md"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


def _peak() -> float:
    """The most memory this process has had, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage tells on Linux begins at the peak of the process that started this one.
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1000
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000


if __name__ == "__main__":
    print(_work(Path(sys.argv[1]), sys.argv[2]), _peak())
