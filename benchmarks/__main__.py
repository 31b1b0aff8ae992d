"""Prints the ratios that the project promises, each measured side by side.

python -m benchmarks [--quick]
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks import adopting, index, journal, merging, progress, soothing, syncing, watching, weekly
from benchmarks.measuring import Ratio
from benchmarks.places import compile_everything, fast_folder, jrnl_command

_MOST_MEMORY = 45


def main(arguments: list[str]) -> int:
    """Measure everything; 1 if a limit does not hold."""
    quick = "--quick" in arguments
    jrnl_command()
    compile_everything()
    folder = fast_folder()
    print(
        f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, notes in {folder.parent}, everything compiled."
    )
    print("Medians; both sides in turns. A limit holds if the ratio is at most that.\n")
    try:
        names = ("journal", "index", "weekly", "progress", "soothing", "adopting", "watching", "syncing")
        for name in names:
            (folder / name).mkdir()
        processes, builds = (11, 5) if quick else (41, 15)
        good = _show(journal.measure(folder / "journal", processes))
        good &= _show(weekly.measure(folder / "weekly", processes))
        good &= _show(index.measure(folder / "index", builds))
        good &= _show(progress.measure(folder / "progress", builds))
        good &= _show(soothing.measure(folder / "soothing", processes))
        good &= _show(adopting.measure(folder / "adopting", builds))
        good &= _show(merging.measure(builds))
        good &= _show(syncing.measure(folder / "syncing", builds))
        good &= _show(watching.measure(folder / "watching", 30))
        good &= watching.figures(folder / "watching", quick=True)
        good &= _show_merging()
        good &= _show_memory(folder / "index" / "vault")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as disk:
        seconds = journal.seconds_to_keep(Path(disk), 31)
        print(
            f"\nApart from these: one new note written and kept for good (fsync, twice) in {disk}: {seconds * 1000:.2f} ms"
        )
    return 0 if good else 1


def _show(ratios: Iterable[Ratio]) -> bool:
    good = True
    for one in ratios:
        verdict = "" if one.limit is None else "holds" if one.measured <= one.limit else "SHORT"
        good &= verdict != "SHORT"
        limit = f"limit {one.limit}" if one.limit else ""
        aim = f"aim {one.aim}" if one.aim else ""
        print(
            f"{one.what:<30} {one.ours * 1000:7.1f} ms  /  {one.against:<20} {one.theirs * 1000:7.1f} ms"
            f"  =  {one.measured:5.2f}   {limit:<10} {aim:<8} n={one.n:<3} {verdict}",
            flush=True,
        )
    return good


def _show_merging() -> bool:
    good = True
    for what, seconds, limit in (
        ("one merge that git cannot make", merging.seconds_each(), merging.LONGEST_MEDIAN),
        ("one merge of a 200 KB note", merging.seconds_for_a_long_note(), merging.LONGEST_OF_A_LONG_NOTE),
    ):
        good &= seconds <= limit
        verdict = "holds" if seconds <= limit else "SHORT"
        print(f"{what:<30} {seconds * 1000:7.1f} ms{'':50}limit {limit * 1000:.0f} ms{'':13}{verdict}")
    return good


def _show_memory(vault: Path) -> bool:
    before = index.memory(vault, "nothing")
    good = True
    for what, work in (("10,000 notes, most memory", "build"), ("with all records in hand", "give")):
        peak = index.memory(vault, work)
        good &= peak <= _MOST_MEMORY
        verdict = "holds" if peak <= _MOST_MEMORY else "SHORT"
        print(
            f"{what:<30} {peak:7.1f} MB, of which {before:.1f} MB before the first note"
            f"{'':11}limit {_MOST_MEMORY} MB{'':19}{verdict}"
        )
    return good


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
