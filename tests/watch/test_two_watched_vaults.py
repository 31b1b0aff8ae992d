"""Two people, two vaults, a watcher each, in real processes: one writes as Obsidian does, the other finds it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watched import journal

DAY = "2026-11-24"
DRIVER = Path(__file__).with_name("quick_watcher.py")
SSH = '#!/bin/sh\nshift\nexec sh -c "$*"\n'
SECRET = "zitronenfalter"

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="signals"),
    pytest.mark.skipif(shutil.which("git") is None, reason="needs git"),
]


def until(what: Callable[[], object], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.05)


def save(file: Path, text: str) -> None:
    """In place, as Obsidian does."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write(text)


class Person:
    """One partner's machine: a vault, a home, and a watcher that can be killed."""

    def __init__(self, top: Path, me: str, partner: str) -> None:
        self.me, self.root = me, top / me / "Notes"
        home = top / me / "home"
        home.mkdir(parents=True)
        ssh = top / "ssh"
        ssh.write_text(SSH)
        ssh.chmod(0o755)
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "PYTHONUTF8": "1",
            "TZ": "UTC",
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "GIT_SSH_COMMAND": str(ssh),
            "GIT_SSH_VARIANT": "simple",
        }
        self.watcher: subprocess.Popen[bytes] | None = None
        self.said = (top / f"{me}.out").open("ab")
        self.vaultkit("init", self.root, "--me", me, "--partner", partner, vault=False)

    def vaultkit(self, *arguments: object, vault: bool = True) -> str:
        where = ["--vault", str(self.root), "--date", DAY] if vault else []
        done = subprocess.run(
            [sys.executable, "-m", "vaultkit", *where, *map(str, arguments)],
            env=self.environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode in (0, 3), done.stderr.decode()
        return done.stdout.decode()

    def watch(self) -> None:
        self.watcher = subprocess.Popen(
            [sys.executable, str(DRIVER), str(self.root), DAY],
            env=self.environ,
            stdout=self.said,
            stderr=self.said,
        )

    def stop(self, how: int = signal.SIGTERM) -> int:
        assert self.watcher
        self.watcher.send_signal(how)
        return self.watcher.wait(20)

    def reads(self, path: str) -> str:
        try:
            return (self.root / path).read_text(encoding="utf-8")
        except OSError:
            return ""

    def log(self) -> str:
        return "".join(path.read_text() for path in Path(self.environ["HOME"]).rglob("watch.log*"))


@pytest.fixture(params=["folder", "ssh"])
def couple(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Person, Person]]:
    mara, jonas = Person(tmp_path, "Mara", "Jonas"), Person(tmp_path, "Jonas", "Mara")
    place: str | Path = tmp_path / "drive"
    if request.param == "ssh":
        subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "ours.git")], check=True)
        place = f"ssh://host{tmp_path}/ours.git"
    mara.vaultkit("sync", "init", place)
    mara.vaultkit("sync")
    jonas.vaultkit("sync", "join", place)
    yield mara, jonas
    for person in (mara, jonas):
        if person.watcher and person.watcher.poll() is None:
            person.watcher.kill()
            person.watcher.wait()
        person.said.close()


def test_what_one_writes_in_obsidian_arrives_at_the_other(couple: tuple[Person, Person]) -> None:
    mara, jonas = couple
    agenda = "Shared/Check-ins/2026-W48.md"
    mara.watch()
    jonas.watch()
    # Nobody opened a terminal, and today's page is there.
    until(lambda: mara.reads(f"Journal/{DAY}.md") and jonas.reads(f"Journal/{DAY}.md"))
    save(mara.root / "Journal/2026-11-22.md", journal("2026-11-22", 6, SECRET))
    until(lambda: "1 of 28 days" in mara.reads("Progress/Progress last four weeks.md"))
    save(mara.root / "Shared/Mara/2026-W48 Mara.md", brought("Mara", "the week of the move"))
    save(jonas.root / "Shared/Jonas/2026-W48 Jonas.md", brought("Jonas", "holidays in May"))
    mara.vaultkit("checkin")
    for person in (mara, jonas):
        until(
            lambda person=person: (
                "the week of the move" in person.reads(agenda) and "holidays in May" in person.reads(agenda)
            )
        )
    # Killed in the middle of it, and begun again: what was written meanwhile goes out all the same.
    assert jonas.stop(signal.SIGKILL)
    save(jonas.root / "Shared/Jonas/2026-W48 Jonas.md", brought("Jonas", "holidays in June"))
    jonas.watch()
    until(lambda: "holidays in June" in mara.reads(agenda) and "holidays in June" in jonas.reads(agenda))
    until(lambda: mara.reads(agenda) == jonas.reads(agenda))
    assert mara.stop() == 0
    assert jonas.stop() == 0
    assert not (mara.root / "Vaultkit.md").exists()
    assert SECRET not in "".join(path.read_text() for path in (jonas.root / "Shared").rglob("*.md"))
    assert "Shared/Check-ins/2026-W48.md" in mara.log() + jonas.log()
    for person in (mara, jonas):
        log = person.log()
        assert "exchanged" in log
        for word in (SECRET, "move", "holidays", "Journal", "2026-11-22.md", str(person.root)):
            assert word not in log


def brought(name: str, words: str) -> str:
    return (
        f"---\ntype: contribution\nweek: 2026-W48\nauthor: {name}\ntags:\n  - vaultkit/contribution\n---\n"
        f"# From {name}\n\n## For our check-in\n- {words}\n"
    )
