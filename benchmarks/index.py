"""The notes of a vault of 10,000 as records, against reading the same files, and against asking for their status.

As a script it is the process whose memory is measured:  python -m benchmarks.index VAULT [nothing]
"""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
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
    config = load_config(vault)
    file = folder / "index.sqlite"
    # As the command line does, and for both sides.
    gc.disable()

    def built() -> float:
        file.unlink(missing_ok=True)
        return timed(lambda: _refreshed(Index(config, file)))

    def built_and_given() -> float:
        file.unlink(missing_ok=True)
        seconds = timed(lambda: _refreshed(Index(config, file), give=True))
        gc.collect()
        return seconds

    def unchanged() -> float:
        return timed(lambda: _refreshed(Index(config, file)))

    def read() -> float:
        return timed(lambda: _read_all(str(vault)))

    def looked() -> float:
        return timed(lambda: _look_at_all(str(vault)))

    yield Ratio("10,000 notes into records", "reading the files", *side_by_side(built, read, n), n, 3, 2.5)
    yield Ratio(
        "the same, and all given back", "reading the files", *side_by_side(built_and_given, read, n), n
    )
    built()
    with Index(config, file) as index:
        given = len(index.notes(["journal"]))
        if given != NOTES or index.problems():
            raise SystemExit(f"the index holds {given} notes and these problems: {index.problems()[:3]}")
    # What was written a moment ago is read again next time: an index is unchanged once the notes have settled.
    _age(vault)
    built()
    yield Ratio(
        "10,000 notes, nothing changed", "a walk with stat", *side_by_side(unchanged, looked, n), n, 1.6
    )
    gc.enable()


def memory(vault: Path, what: str = "") -> float:
    """The most memory, in MB, of a process that builds the index of `vault`, or that does `nothing`."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.index", str(vault), *([what] if what else [])],
        cwd=Path(__file__).parent.parent,
        env=quiet_environment(vault.parent),
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout)


def _refreshed(index: Index, *, give: bool = False) -> None:
    with index:
        index.refresh()
        if give:
            index.notes(["journal"])


def _read_all(folder: str) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                _read_all(entry.path)
            elif entry.name.endswith(".md"):
                with open(entry.path, encoding="utf-8") as file:  # noqa: PTH123
                    file.read()


def _look_at_all(folder: str) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                _look_at_all(entry.path)
            elif entry.name.endswith(".md"):
                entry.stat()


def _age(vault: Path) -> None:
    for path in vault.rglob("*.md"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


def _peak(vault: Path, what: str) -> float:
    """The peak of this process in MB."""
    gc.disable()
    if what != "nothing":
        _refreshed(Index(load_config(vault), vault.parent / "memory.sqlite"))
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage tells on Linux begins at the peak of the process that started this one.
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1000
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000


if __name__ == "__main__":
    print(_peak(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""))
