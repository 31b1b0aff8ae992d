"""Plays the same weeks of two people writing apart over vaultkit and its rivals, and counts what became of their words.

    python -m benchmarks.sync_rivals [--seed N] [--rounds N] [--only NAME,...]

Prints a Markdown table. Programs that are not installed are left out, and named. Takes some minutes.
"""

import argparse
import platform
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.sync_edits import words_in, words_twice
from benchmarks.sync_syncthing import Syncthing
from benchmarks.sync_traces import PEOPLE, Pair, rounds, tree
from benchmarks.sync_ways import Git, Rclone, Unison, Vaultkit, Way, version
from vaultkit.notes import parse_note

_LAST = 3
_WAYS: dict[str, tuple[str, Callable[[Path, list[Path]], Way]]] = {
    "vaultkit sync": ("git", Vaultkit),
    "git, marks left in": ("git", Git),
    "git, merge=union": ("git", lambda top, folders: Git(top, folders, "*.md merge=union\n")),
    "unison -batch": ("unison", Unison),
    "unison, prefer newer": (
        "unison",
        lambda top, folders: Unison(top, folders, "-prefer", "newer", "-times"),
    ),
    "rclone bisync": ("rclone", Rclone),
    "Syncthing": ("syncthing", Syncthing),
}
_HEAD = (
    "way",
    "words lost",
    "words only in copies",
    "words only one has",
    "copies left",
    "notes twice",
    "words twice in a note",
    "notes with marks",
    "notes with unreadable properties",
    "same bytes",
    "steps without their note",
    "kB moved",
    "time",
)


class _Run:
    """One way, its two folders, and what it took."""

    def __init__(self, name: str, top: Path) -> None:
        self.name = name
        folders = [top / person for person in PEOPLE]
        for folder in folders:
            folder.mkdir(parents=True)
        self.pair = Pair(folders)
        self.way = _WAYS[name][1](top, folders)
        self.seconds = 0.0
        self.moved_before = 0

    def meet(self, now: float) -> None:
        start = time.perf_counter()
        self.way.meet(now)
        self.seconds += time.perf_counter() - start

    def begin(self) -> None:
        """From here on it counts."""
        self.seconds = 0.0
        self.moved_before = self.way.moved
        self.pair.done = self.pair.missed = 0

    def row(self) -> tuple[str, ...]:
        """The figures, in the order of the head, but for the time."""
        pair = self.pair
        trees = [tree(folder) for folder in pair.folders]
        in_notes, in_copies = ([_words(one, pair.names, copies) for one in trees] for copies in (False, True))
        owed = pair.added - pair.deleted
        lost = owed - set[str]().union(*in_notes, *in_copies)
        only_copies = owed & set[str]().union(*in_copies) - set[str]().union(*in_notes)
        only_one = owed & (in_notes[0] ^ in_notes[1])
        copies = {path for one in trees for path in one if path not in pair.names}
        marked = {path for one in trees for path, data in one.items() if b"\n<<<<<<< " in b"\n" + data}
        notes = [data.decode("utf-8", "replace") for path, data in trees[0].items() if path in pair.names]
        titles = [note.split("\n# ", 1)[-1].split("\n")[0] for note in notes]
        twice = len(titles) - len(set(titles)), sum(map(words_twice, notes))
        figures = (len(lost), len(only_copies), len(only_one), len(copies), *twice)
        same = "yes" if trees[0] == trees[1] else "no"
        moved = f"{(self.way.moved - self.moved_before) / 1000:.0f}"
        unread = sum(bool(parse_note(note).problems) for note in notes)
        return (
            self.name,
            *map(str, (*figures, len(marked), unread)),
            same,
            str(pair.missed),
            moved,
        )


def _words(files: dict[str, bytes], names: set[str], copies: bool) -> set[str]:
    texts = (data.decode("utf-8", "replace") for path, data in files.items() if (path not in names) == copies)
    return set[str]().union(*map(words_in, texts))


def play(names: list[str], seed: int, count: int, top: Path) -> list[_Run]:
    """Live the trace in all ways, in turns, so that a busy machine slows all alike."""
    runs: list[_Run] = []
    try:
        for number, name in enumerate(names):
            runs.append(_Run(name, top / str(number)))
        now = 0.0
        for number, round_ in enumerate(rounds(seed, count)):
            for run in runs:
                for step in round_:
                    run.pair.do(step)
                    now = step.when
                run.meet(now)
                if not number:
                    run.begin()
            if number % 20 == 0:
                print(f"{number} of {count} meetings", file=sys.stderr, flush=True)
        for _ in range(_LAST):
            for run in runs:
                run.meet(now)
        return runs
    finally:
        for run in runs:
            run.way.close()


def main(arguments: list[str]) -> int:
    """Play, and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.sync_rivals", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--rounds", type=int, default=80, help="how often the two meet")
    parser.add_argument("--only", default="", help="names of ways, with commas")
    parser.add_argument("--keep", action="store_true", help="leave the folders, to look at them")
    given = parser.parse_args(arguments)
    asked = [name for name in _WAYS if not given.only or any(one in name for one in given.only.split(","))]
    versions = {_WAYS[name][0]: version(_WAYS[name][0]) for name in asked}
    names = [name for name in asked if versions[_WAYS[name][0]]]
    for name in asked:
        if name not in names:
            print(f"{name} is left out: {_WAYS[name][0]} is not installed", file=sys.stderr)
    if not names:
        return 1
    # However it is ended, what it started ends with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    top = Path(tempfile.mkdtemp(prefix="rivals"))
    try:
        runs = play(names, given.seed, given.rounds, top)
        _show(runs, given.seed, given.rounds, [one for one in versions.values() if one])
    finally:
        if given.keep:
            print(top, file=sys.stderr)
        else:
            shutil.rmtree(top, ignore_errors=True)
    return 0


def _show(runs: list[_Run], seed: int, count: int, versions: list[str]) -> None:
    first = runs[0]
    steps = first.pair.done + first.pair.missed
    owed = len(first.pair.added - first.pair.deleted)
    print(
        f"Seed {seed}, {steps} steps, {count} meetings, {owed} words owed at the end; "
        f"Python {platform.python_version()}, {', '.join(versions)}; time is that of all meetings, {first.name} = 1.\n"
    )
    print("|" + "|".join(f" {one} " for one in _HEAD) + "|")
    print("|---" + "|---:" * (len(_HEAD) - 1) + "|")
    for run in runs:
        print("|" + "|".join(f" {one} " for one in (*run.row(), f"{run.seconds / first.seconds:.2f}")) + "|")
    print()
    for run in runs:
        each = run.seconds / (count + _LAST)
        told = f"; {run.way.told}" if run.way.told else ""
        mine = len(run.pair.added - run.pair.deleted)
        print(f"- {run.name}: {mine} words owed, {each * 1000:.0f} ms a meeting{told}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
