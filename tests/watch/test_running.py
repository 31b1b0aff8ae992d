"""The watcher in a thread of this process, with the system telling it what changes."""

import logging
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from watched import MORNING, SETTINGS, journal

from vaultkit.actions.progress import summary, write_summary
from vaultkit.errors import UserError
from vaultkit.vault.config import load_config
from vaultkit.vault.state import state_folder
from vaultkit.watch import run
from vaultkit.watch.inbox import Inbox
from vaultkit.watch.locking import holder, locked
from vaultkit.watch.observing import Observing
from vaultkit.watch.pace import Pace
from vaultkit.watch.rounds import Outcome
from vaultkit.watch.telling import Event
from vaultkit.workbook.periods import recent

PACE = Pace(settle=0.1, fill=0.4, quiet=0.2, send=0.5, unreadable=0.2, wake=0.2, regular=60)
DRIVER = Path(__file__).with_name("quick_watcher.py")
RECENT = "Progress/Progress last four weeks.md"


class Running:
    def __init__(
        self, root: Path, *, polling: bool = False, clock: Callable[[], datetime] | None = None
    ) -> None:
        self.root = root
        self.events: list[Event] = []
        self.inbox: Inbox[Outcome] = Inbox()
        self.failed: list[BaseException] = []
        self._clock = clock or (lambda: MORNING)
        self._polling = polling
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            run(
                load_config(self.root),
                tell=self.events.append,
                stop=self.inbox,
                clock=self._clock,
                pace=PACE,
                polling=self._polling,
            )
        except BaseException as error:  # noqa: BLE001
            self.failed.append(error)

    def stop(self) -> None:
        self.inbox.stop()
        self.thread.join(20)
        assert not self.thread.is_alive()
        assert not self.failed


def until(what: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.02)


def says(path: Path, words: str) -> bool:
    try:
        return words in path.read_text(encoding="utf-8")
    except OSError:
        return False


def save(root: Path, path: str, text: str) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    save(tmp_path / "vault", ".vaultkit/config.toml", f"{SETTINGS}[watch]\npoll_seconds = 1\n")
    save(tmp_path / "vault", "Journal/2026-11-20.md", journal("2026-11-20"))
    return tmp_path / "vault"


@pytest.mark.parametrize("polling", [False, True])
def test_every_habit_of_saving_is_noticed(root: Path, polling: bool) -> None:
    running = Running(root, polling=polling)
    until(lambda: says(root / RECENT, "1 of 28 days"))
    # In place; to a temporary file that takes the name; in a folder that is new.
    save(root, "Journal/2026-11-21.md", journal("2026-11-21"))
    until(lambda: says(root / RECENT, "2 of 28 days"))
    swap = save(root, "Journal/.2026-11-22.md.swp", journal("2026-11-22"))
    swap.replace(root / "Journal/2026-11-22.md")
    until(lambda: says(root / RECENT, "3 of 28 days"))
    save(root, "Journal/older/2026-11-19.md", journal("2026-11-19"))
    until(lambda: says(root / RECENT, "4 of 28 days"))
    (root / "Journal/older/2026-11-19.md").unlink()
    until(lambda: says(root / RECENT, "3 of 28 days"))
    empty = save(root, "Moments/Untitled.md", "")
    until(lambda: says(empty, "type: moment"), 5)
    running.stop()
    assert running.events[0].name == ("looking" if polling else "watching")


def test_a_vault_that_is_renamed_or_away_for_a_while_is_found_again(root: Path, tmp_path: Path) -> None:
    running = Running(root)
    until(lambda: says(root / RECENT, "1 of 28 days"))
    new = root.rename(tmp_path / "Our vault")
    until(lambda: [one for one in running.events if one.name == "back"])
    save(new, "Journal/2026-11-21.md", journal("2026-11-21"))
    until(lambda: says(new / RECENT, "2 of 28 days"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    # Nothing is being written any more: what is under way at that very moment would make its folder again.
    time.sleep(1.5)
    new.rename(elsewhere / "v")
    until(lambda: running.events[-1].name == "away")
    save(elsewhere / "v", "Journal/2026-11-22.md", journal("2026-11-22"))
    (elsewhere / "v").rename(new)
    until(lambda: says(new / RECENT, "3 of 28 days"))
    running.stop()


def test_settings_are_read_again_when_they_change(root: Path) -> None:
    running = Running(root)
    until(lambda: (root / "Journal/2026-11-24.md").exists())
    save(root, ".vaultkit/config.toml", "me = \n")
    until(lambda: says(root / "Vaultkit.md", "config.toml"))
    save(root, ".vaultkit/config.toml", f'{SETTINGS}[folders]\nmoment = "Hard hours"\n')
    until(lambda: [one for one in running.events if one.name == "settings"])
    empty = save(root, "Hard hours/a.md", "")
    until(lambda: says(empty, "type: moment"))
    until(lambda: not (root / "Vaultkit.md").exists())
    running.stop()


def test_days_pass_and_each_has_its_page_and_the_checkin_comes_in_time(root: Path) -> None:
    """Four days in a few seconds: an hour lasts a twentieth of a second; in between the machine sleeps for a night."""
    start = time.monotonic()
    skipped = timedelta()

    def clock() -> datetime:
        return MORNING + skipped + timedelta(hours=(time.monotonic() - start) * 20)

    running = Running(root, clock=clock)
    until(lambda: (root / "Journal/2026-11-25.md").exists())
    skipped = timedelta(days=2)
    until(lambda: (root / "Shared/Check-ins/2026-W48.md").exists())
    until(lambda: clock().date().day >= 29)
    running.stop()
    pages = sorted(path.name for path in (root / "Journal").glob("*.md"))
    assert "2026-11-24.md" in pages
    assert "2026-11-26.md" not in pages
    made = [event.path for event in running.events if event.name in ("page", "prepared")]
    assert len(made) == len(set(made))


def test_a_second_watcher_of_the_same_vault_is_refused_and_a_dead_one_is_no_hindrance(root: Path) -> None:
    config = load_config(root)
    folder = state_folder(config)
    (folder / "watch.pid").write_text("1")
    assert holder(folder) == 0
    with locked(folder):
        assert holder(folder) > 1
        with pytest.raises(UserError, match="watched already, by process"):
            run(config, once=True)
    assert holder(folder) == 0


def test_one_round_does_what_is_due_and_ends(root: Path) -> None:
    events: list[Event] = []
    empty = save(root, "Moments/a.md", "")
    assert run(load_config(root), once=True, tell=events.append, clock=lambda: MORNING, pace=PACE) == []
    assert says(root / RECENT, "1 of 28 days")
    assert says(empty, "type: moment")
    assert (root / "Journal/2026-11-24.md").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill")
def test_killed_at_any_time_and_begun_again_it_comes_to_the_same_end(root: Path) -> None:
    pick = random.Random(11)
    command = [sys.executable, str(DRIVER), str(root), "2026-11-24"]
    for number in range(4):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert process.stdout
        process.stdout.readline()
        save(root, f"Journal/2026-11-{10 + number}.md", journal(f"2026-11-{10 + number}", number))
        time.sleep(pick.uniform(0, 0.6))
        process.kill()
        process.communicate()
    config = load_config(root)
    assert run(config, once=True, clock=lambda: MORNING, pace=PACE) == []
    assert says(root / RECENT, "5 of 28 days")
    day = MORNING.date()
    assert not write_summary(config, summary(config, recent(day), day), dry_run=True).changed
    assert not list((root / "Progress").glob("* 2.md"))


def test_what_the_system_had_no_room_to_tell_is_found_by_looking(root: Path) -> None:
    lost: list[bool] = []
    observing = Observing(root, lambda path: None, lambda: lost.append(True))
    # As watchdog says it when the system's queue ran over.
    logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
    observing.stop()
    assert lost
    running = Running(root)
    until(lambda: says(root / RECENT, "1 of 28 days"))
    away = root.parent / "2026-11-21.md"
    away.write_text(journal("2026-11-21"))
    away.rename(root / "Journal/2026-11-21.md")
    running.inbox.lost()
    until(lambda: says(root / RECENT, "2 of 28 days"))
    running.stop()


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs a name space with limits of its own")
@pytest.mark.parametrize("limit", ["watches", "instances"])
def test_where_the_system_watches_no_more_folders_it_looks_itself_and_says_so(root: Path, limit: str) -> None:
    for number in range(8):
        save(root, f"Journal/{number}/a.md", "x")
    most = {"watches": 3, "instances": 0}[limit]
    command = f"echo {most} > /proc/sys/user/max_inotify_{limit} && exec {sys.executable} {DRIVER} {root} 2026-11-24"
    process = subprocess.Popen(
        ["unshare", "--user", "--map-root-user", "sh", "-c", command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        until(lambda: process.poll() is not None or says(root / RECENT, "1 of 28 days"))
        if process.poll() is not None:
            pytest.skip("no name space of its own here")
        save(root, "Journal/5/2026-11-21.md", journal("2026-11-21"))
        until(lambda: says(root / RECENT, "2 of 28 days"))
        until(lambda: says(root / "Vaultkit.md", "inotify"))
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_reading_notes_makes_no_events(root: Path) -> None:
    seen: list[str] = []
    observing = Observing(root, seen.append, lambda: seen.append("lost"))
    for _ in range(50):
        (root / "Journal/2026-11-20.md").read_bytes()
    save(root, ".obsidian/workspace.json", "{}")
    save(root, "Journal/2026-11-21.md", "x")
    until(lambda: seen)
    time.sleep(0.2)
    observing.stop()
    assert set(seen) <= {"Journal/2026-11-21.md", "lost"}
    assert seen.count("Journal/2026-11-20.md") == 0
