"""The watcher on a vault of 10,000 notes: from a save to the rebuilt summary, starting, memory, idling, and a soak.

python -m benchmarks.watching [--quick]
python -m benchmarks.watching watch VAULT [--polling] | bare FOLDER | read VAULT

Each process is one of its own. Times are told by the processes themselves, on the clock that they share.
"""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from threading import Thread

from benchmarks.measuring import Ratio, quiet_environment
from benchmarks.vault import write_vault

NOTES = 10_000
_DAY = date(2026, 11, 24)
_SETTLE = 0.05
_MOMENT = "Moments/2026-11-20 2130 moment.md"
_RECENT = "Progress/Progress last four weeks.md"
_MOST_P50, _MOST_P99, _MOST_MEMORY, _MOST_IDLE = 25.0, 100.0, 80.0, 0.1


class Process:
    """One that watches, and the lines it tells: what happened, and when."""

    def __init__(self, home: Path, *arguments: object) -> None:
        self.told: list[tuple[str, int]] = []
        self.started = time.time_ns()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.watching", *map(str, arguments)],
            env={**quiet_environment(home), "PYTHONPATH": str(Path.cwd())},
            stdout=subprocess.PIPE,
            text=True,
        )
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            name, when = line.split()
            self.told.append((name, int(when)))

    def wait(self, name: str, since: int = 0, seconds: float = 60) -> int:
        """When it told of something of that name, from the `since`th line on."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for told, when in self.told[since:]:
                if told == name:
                    return when
            time.sleep(0.001)
        raise SystemExit(f"the watcher did not tell of {name}")

    def quiet(self, seconds: float) -> None:
        """Wait until it has told nothing for so long."""
        count = -1
        while count != len(self.told):
            count = len(self.told)
            time.sleep(seconds)

    def memory(self) -> float:
        """Resident, in MB."""
        text = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(text.partition("VmRSS:")[2].split()[0]) / 1024

    def open_files(self) -> int:
        return len(list(Path(f"/proc/{self._process.pid}/fd").iterdir()))

    def cpu(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(30)


@contextmanager
def _process(home: Path, *arguments: object) -> Iterator[Process]:
    process = Process(home, *arguments)
    try:
        yield process
    finally:
        process.stop()


def measure(folder: Path, n: int) -> Iterator[Ratio]:
    """From a save to what is rebuilt, and starting; `folder` is where the vault is written."""
    vault = _vault(folder)
    home = folder / "home"
    ours = _saves(vault, home, n)
    # A note is written so that nothing is lost when the power goes or an editor saves at that moment; a bare one is not.
    for against, how, limit in (("rewriting one safely", "--safely", 5), ("open and write", "", None)):
        theirs = _bare(folder / f"bare{how}", home, n, how)
        yield Ratio("a save to its summary, median", against, median(ours), median(theirs), n, limit)
    starts = [(_start(vault, home), _read(vault, home)) for _ in range(max(3, n // 10))]
    mine, reading = (median(pair[side] for pair in starts) for side in (0, 1))
    yield Ratio("begin to watch 10,000 notes", "reading their bytes", mine, reading, len(starts), 3)


def figures(folder: Path, *, quick: bool = False) -> bool:
    """The figures with limits of their own; whether all hold."""
    vault, home = _vault(folder), folder / "home"
    n, seconds, events = (30, 15, 1_000) if quick else (200, 60, 10_000)
    times = sorted(one * 1000 for one in _saves(vault, home, n))
    good = _say(f"a save to its summary on disk, p50 of {n}", median(times), "ms", _MOST_P50)
    good &= _say("the same, p99", quantiles(times, n=100)[98], "ms", _MOST_P99)
    good &= _idle(vault, home, seconds)
    return _soak(folder / "soak", home, events) and good


def _idle(vault: Path, home: Path, seconds: int) -> bool:
    with _process(home, "watch", vault) as process:
        process.wait("watching")
        process.quiet(5)
        before = process.cpu()
        time.sleep(seconds)
        share = (process.cpu() - before) / seconds * 100
        good = _say(f"processor while idle, {seconds} s", share, "%", _MOST_IDLE)
        good &= _say("resident memory, 10,000 notes", process.memory(), "MB", _MOST_MEMORY)
    with _process(home, "watch", vault, "--polling") as process:
        process.wait("looking")
        process.quiet(5)
        before = process.cpu()
        time.sleep(seconds)
        _say("the same where it has to look every 10 s", (process.cpu() - before) / seconds * 100, "%", None)
    return good


def _soak(folder: Path, home: Path, events: int) -> bool:
    """So many writes of every habit; in the end the summary says what the plain command would write."""
    vault = folder / "vault"
    write_vault(vault, 300)
    pick = random.Random(7)
    with _process(home, "watch", vault) as process:
        process.wait("watching")
        process.quiet(3)
        memory, files, before = process.memory(), process.open_files(), len(process.told)
        for number in range(events):
            _habit(vault, pick, number)
            if number % 200 == 199:
                time.sleep(0.2)
        process.quiet(3)
        grown, more, wrote = (
            process.memory() - memory,
            process.open_files() - files,
            len(process.told) - before,
        )
        later = len(process.told)
        time.sleep(5)
        loops = sum(name == "written" for name, _ in process.told[later:])
    same = _says_the_same(vault)
    print(
        f"{events:,} writes: memory grew by {grown:.1f} MB, open files by {more}, {wrote} rounds told, {loops} afterwards; "
        f"the end is {'what the plain command writes' if same else 'ANOTHER than the plain command writes'}"
    )
    return same and loops == 0 and more <= 2 and grown < 15


def _habit(vault: Path, pick: random.Random, number: int) -> None:
    day = _DAY - timedelta(days=pick.randrange(60))
    path = vault / f"Moments/{day} 2130 moment.md"
    path.parent.mkdir(exist_ok=True)
    match pick.randrange(5):
        case 0:
            path.unlink(missing_ok=True)
        case 1:
            swap = path.with_name(f".{path.name}.swp")
            swap.write_text(_moment(day, number))
            swap.replace(path)
        case 2:
            (vault / ".obsidian").mkdir(exist_ok=True)
            (vault / ".obsidian/workspace.json").write_text(str(number))
        case _:
            path.write_text(_moment(day, number))


def _says_the_same(vault: Path) -> bool:
    from vaultkit.actions.progress import summary, write_summary
    from vaultkit.vault.config import load_config
    from vaultkit.workbook.periods import recent

    config = load_config(vault)
    return not write_summary(config, summary(config, recent(_DAY), _DAY), dry_run=True).changed


def _vault(folder: Path) -> Path:
    vault = folder / "vault"
    if not vault.exists():
        write_vault(vault, NOTES)
        (folder / "home").mkdir(exist_ok=True)
        (vault / _MOMENT).parent.mkdir()
        (vault / _MOMENT).write_text(_moment(_DAY, 0))
        with _process(folder / "home", "watch", vault) as process:
            process.wait("watching")
            process.wait("written")
            process.quiet(3)
    return vault


def _saves(vault: Path, home: Path, n: int) -> list[float]:
    """Seconds from each save to the summary on disk, without the wait for the note to settle."""
    found = []
    with _process(home, "watch", vault) as process:
        process.wait("watching")
        process.quiet(3)
        for number in range(1, n + 1):
            since = len(process.told)
            (vault / _MOMENT).write_text(_moment(_DAY, number))
            saved = time.time_ns()
            process.wait("written", since)
            # When the note took its name; its charts follow it.
            there = (vault / _RECENT).stat().st_ctime_ns
            found.append((there - saved) / 1e9 - _SETTLE)
            time.sleep(0.15)
    return found


def _bare(folder: Path, home: Path, n: int, how: str) -> list[float]:
    folder.mkdir()
    found = []
    with _process(home, "bare", folder, *([how] if how else [])) as process:
        process.wait("watching")
        time.sleep(0.5)
        for number in range(n):
            since = len(process.told)
            (folder / "a.md").write_text(str(number))
            saved = time.time_ns()
            found.append((process.wait("written", since) - saved) / 1e9)
            time.sleep(0.05)
    return found


def _start(vault: Path, home: Path) -> float:
    with _process(home, "watch", vault) as process:
        seconds = (process.wait("watching") - process.started) / 1e9
        process.quiet(2)
    return seconds


def _read(vault: Path, home: Path) -> float:
    with _process(home, "read", vault) as process:
        return (process.wait("read") - process.started) / 1e9


def _moment(day: date, number: int) -> str:
    return (
        f"---\ntype: moment\ndate: {day}\nauthor: Mara\ntime: 21:30\nbefore: {6 + number % 4}\nafter: {number % 5}\n"
        f"triggers:\n  - late reply {number % 7}\nshare: false\ntags:\n  - vaultkit/moment\n---\n# A moment\n"
    )


def _say(what: str, found: float, unit: str, limit: float | None) -> bool:
    good = limit is None or found <= limit
    verdict = "" if limit is None else f"limit {limit:g} {unit:<4} {'holds' if good else 'SHORT'}"
    print(f"{what:<42} {found:8.2f} {unit:<3} {verdict}", flush=True)
    return good


def _tell(name: str) -> None:
    print(name, time.time_ns(), flush=True)


def _watch(vault: Path, *, polling: bool) -> None:
    from vaultkit.vault.config import load_config
    from vaultkit.watch import run
    from vaultkit.watch.pace import Pace

    pace = Pace(settle=_SETTLE, quiet=0)
    run(load_config(vault), tell=lambda event: _tell(event.name), day=_DAY, pace=pace, polling=polling)


def _bare_watch(folder: Path, *, safely: bool) -> None:
    from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    from vaultkit.notes.files import edit_note

    other = folder / "b.txt"
    other.write_text("")

    class Handler(FileSystemEventHandler):
        def on_modified(self, event: FileSystemEvent) -> None:
            if not str(event.src_path).endswith("a.md"):
                return
            if safely:
                edit_note(other, lambda _: str(time.time_ns()), root=folder)
            else:
                other.write_text(str(time.time_ns()))
            _tell("written")

    observer = Observer()
    observer.schedule(Handler(), str(folder), recursive=True, event_filter=[FileModifiedEvent])
    observer.start()
    _tell("watching")
    observer.join()


def _read_all(vault: Path) -> None:
    for folder, _, names in os.walk(vault):
        for name in names:
            with open(f"{folder}/{name}", "rb") as file:
                file.read()
    _tell("read")


def main(arguments: list[str]) -> int:
    match arguments:
        case ["watch", vault, *rest]:
            _watch(Path(vault), polling="--polling" in rest)
        case ["bare", folder, *rest]:
            _bare_watch(Path(folder), safely="--safely" in rest)
        case ["read", vault]:
            _read_all(Path(vault))
        case _:
            from benchmarks.places import compile_everything, fast_folder

            compile_everything()
            folder = fast_folder()
            quick = "--quick" in arguments
            try:
                for one in measure(folder, 30 if quick else 100):
                    print(
                        f"{one.what:<34} {one.ours * 1000:8.2f} ms / {one.against:<20} {one.theirs * 1000:8.2f} ms = {one.measured:.2f}, limit {one.limit}"
                    )
                return 0 if figures(folder, quick=quick) else 1
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
