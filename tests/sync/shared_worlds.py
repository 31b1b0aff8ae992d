"""Three machines with a shared folder each, a way between them, people who write, and everything that goes wrong.

Two partners, one of whom has two machines. All is real: files, git, processes that are killed. Only the clock is set.
A step is a method with plain arguments, so that a step that broke something can be done again by hand.
"""

import errno
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vaultkit.errors import UserError
from vaultkit.sync import rounds
from vaultkit.sync.git import GitError, Repository
from vaultkit.sync.objects import BLOB
from vaultkit.sync.rounds import Exchange, Round
from vaultkit.sync.transport import Outcome, Transport
from vaultkit.sync.transport_folder import FolderTransport
from vaultkit.sync.transport_url import UrlTransport

NAMES = ("Check-ins/2026-W48.md", "Mara/2026-W48 Mara.md", "Our workbook.md", "Goals/a.md", "Rituals/walk.md")
SCAFFOLD = "---\ntype: checkin\nweek: 2026-W48\nstatus: planned\n---\n# Check-in\n\n## Thanks\n\n- \n\n## Plans\n\n- [ ] choose a film\n- [ ] buy lamp oil\n"
WORD = re.compile(r"word\d+x")
DAY = 86_400.0
START = 1_795_564_800.0
SSH = '#!/bin/sh\nshift\nexec sh -c "$*"\n'
MACHINES = 3


class Machine:
    """One machine: its folder, its state, and a clock that may be wrong by days."""

    def __init__(self, top: Path, number: int, remote: str | Path, skew: int) -> None:
        self.number = number
        self.folder = top / f"machine{number}" / "Shared"
        self.state = top / f"machine{number}" / "state"
        self.folder.mkdir(parents=True)
        self.state.mkdir()
        self.remote = remote
        self.device = f"{number + 1:016x}"
        self.today = START + skew * DAY

    def transport(self, repository: Repository) -> Transport:
        if isinstance(self.remote, str):
            return UrlTransport(repository, self.remote)
        return FolderTransport(repository, self.remote, self.device)

    def exchange(self, wrap: "Callable[[Transport], Transport] | None" = None) -> Round:
        """Sync once, as the command does."""
        with Repository.open(self.state / "shared.git") as repository:
            transport = self.transport(repository)
            wrapped = wrap(transport) if wrap else transport
            return Exchange(self.folder, self.state, repository, wrapped, self.device).round(self.today)

    def tree(self) -> dict[str, bytes]:
        """Every file that is not hidden."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
            and not any(part.startswith(".") for part in path.relative_to(self.folder).parts)
        }


class World:
    """The machines and what is between them. `kind` is ssh, folder, carried, or the address of a server for https."""

    def __init__(self, top: Path, kind: str, skews: tuple[int, int, int] = (0, 0, 0)) -> None:
        self.top = top
        self.kind = kind
        self.remote = top / "remote"
        self.is_url = kind not in ("folder", "carried")
        self.counter = 0
        self.added: dict[str, bool] = {}
        """Every word that someone wrote, and whether it can have left its machine."""
        self.authors: dict[bytes, int] = {}
        self.deleted: set[str] = set()
        self.problems: list[str] = []
        if self.is_url:
            subprocess.run(["git", "init", "-q", "--bare", "-b", "main", self.remote], check=True)
            hook = self.remote / "hooks" / "pre-receive"
            hook.parent.mkdir(exist_ok=True)
            hook.write_text('#!/bin/sh\nif [ -e "$GIT_DIR/decline" ]; then exit 1; fi\n')
            hook.chmod(0o755)
            ssh = top / "ssh"
            ssh.write_text(SSH)
            ssh.chmod(0o755)
            os.environ["GIT_SSH_COMMAND"] = str(ssh)
            os.environ["GIT_SSH_VARIANT"] = "simple"
        places: list[str | Path] = []
        for number in range(MACHINES):
            if self.is_url:
                places.append(f"ssh://host{self.remote}" if kind == "ssh" else kind)
            else:
                places.append(top / f"drive{number}" if kind == "carried" else self.remote)
                Path(places[-1]).mkdir(exist_ok=True)
        self.machines = [Machine(top, n, place, skews[n]) for n, place in enumerate(places)]

    # What people do.

    def paths(self, number: int) -> list[str]:
        return sorted(path for path in self.machines[number].tree() if path.endswith(".md"))

    def word(self, number: int) -> str:
        self.counter += 1
        word = f"word{self.counter}x"
        self.added[word] = False
        self.authors[word.encode()] = number
        return word

    def write(self, number: int, path: str, text: str, habit: str = "in place") -> None:
        """Save a note as editors do."""
        file = self.machines[number].folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if habit == "rename over":
            new = file.with_name(f".{file.name}.swp")
            new.write_text(text)
            new.replace(file)
        else:
            file.write_text(text)

    def scaffold(self, number: int) -> None:
        """Make this week's check-in from the template, if it is not there."""
        if NAMES[0] not in self.paths(number):
            self.write(number, NAMES[0], SCAFFOLD)

    def create(self, number: int, which: int) -> None:
        """A new note, perhaps one that another machine makes too."""
        name = NAMES[which] if which < len(NAMES) else f"Goals/new {which}.md"
        if name not in self.paths(number):
            self.write(number, name, f"# {name}\n\n- {self.word(number)}\n")

    def edit(self, number: int, which: int, where: int, habit: str) -> None:
        """A new line somewhere, or at the end."""
        if not (path := self._chosen(number, which)):
            return
        file = self.machines[number].folder / path
        if habit == "append":
            with file.open("a") as opened:
                opened.write(f"- {self.word(number)}\n")
            return
        lines = file.read_text().split("\n")
        first = lines.index("---", 1) + 1 if lines[0] == "---" and "---" in lines[1:] else 0
        lines.insert(first + where % (len(lines) - first + 1), f"- {self.word(number)}")
        self.write(number, path, "\n".join(lines), habit)

    def reword(self, number: int, which: int, where: int, habit: str) -> None:
        """A word more in a line that is there."""
        if not (path := self._chosen(number, which)):
            return
        lines = (self.machines[number].folder / path).read_text().split("\n")
        items = [at for at, line in enumerate(lines) if line.startswith("- ")]
        if items:
            at = items[where % len(items)]
            lines[at] += f" {self.word(number)}"
            self.write(number, path, "\n".join(lines), habit)

    def delete_line(self, number: int, which: int, where: int) -> None:
        if not (path := self._chosen(number, which)):
            return
        lines = (self.machines[number].folder / path).read_text().split("\n")
        items = [at for at, line in enumerate(lines) if WORD.search(line)]
        if items:
            line = lines.pop(items[where % len(items)])
            self.deleted.update(WORD.findall(line))
            self.write(number, path, "\n".join(lines))

    def tick(self, number: int, which: int) -> None:
        if path := self._chosen(number, which):
            text = (self.machines[number].folder / path).read_text()
            self.write(number, path, text.replace("- [ ]", "- [x]", 1))

    def set_property(self, number: int, which: int, key: str) -> None:
        """A property with a value of its own; the value before it is given up."""
        if not (path := self._chosen(number, which)):
            return
        text = (self.machines[number].folder / path).read_text()
        line = f"{key}: {self.word(number)}\n"
        if not text.startswith("---\n"):
            text = f"---\n{line}---\n{text}"
        else:
            front, end, body = text[4:].partition("---\n")
            old = re.search(rf"^{key}: .*\n", front, re.MULTILINE)
            if old:
                self.deleted.update(WORD.findall(old[0]))
                front = front.replace(old[0], line)
            else:
                front += line
            text = f"---\n{front}{end}{body}"
        self.write(number, path, text)

    def delete(self, number: int, which: int) -> None:
        if path := self._chosen(number, which):
            file = self.machines[number].folder / path
            self.deleted.update(WORD.findall(file.read_text()))
            file.unlink()

    def rename(self, number: int, which: int, new: str) -> None:
        """Move a note to another name; what is there already is not moved over."""
        if path := self._chosen(number, which):
            target = self.machines[number].folder / new
            if not os.path.lexists(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                (self.machines[number].folder / path).rename(target)

    def _chosen(self, number: int, which: int) -> str:
        paths = self.paths(number)
        return paths[which % len(paths)] if paths else ""

    # What machines do.

    def sync(self, number: int) -> Round:
        self._may_leave(number)
        return self.machines[number].exchange()

    def sync_in_a_race(self, number: int, other: int) -> Round:
        """Another machine sends its own just between our fetching and our sending."""
        if other != number:
            self._may_leave(other)
        self._may_leave(number)

        def first() -> None:
            if other != number:
                self.machines[other].exchange()

        return self.machines[number].exchange(lambda transport: Meanwhile(transport, first))

    def sync_while_editing(self, number: int, which: int, habit: str) -> Round:
        """Someone writes while the sync is between seeing and writing."""
        self._may_leave(number)
        real = rounds.write_out

        def write_out(*args, **more):  # type: ignore[no-untyped-def]
            self.edit(number, which, 3, habit)
            return real(*args, **more)

        rounds.write_out = write_out
        try:
            return self.machines[number].exchange()
        finally:
            rounds.write_out = real

    def sync_offline(self, number: int) -> None:
        """The server, or the stick, is not there."""
        place = self.remote if self.kind != "carried" else Path(self.machines[number].remote)
        away = place.with_name("away")
        place.rename(away)
        try:
            done = self.machines[number].exchange()
        finally:
            away.rename(place)
        if done.sent or not done.offline:
            self.problems.append(f"machine {number} thinks that it sent while the remote was away: {done}")

    def sync_declined(self, number: int) -> None:
        """The server takes nothing just now."""
        if not self.is_url:
            return
        self._may_leave(number)
        (self.remote / "decline").touch()
        try:
            self.machines[number].exchange()
        finally:
            (self.remote / "decline").unlink()

    def sync_killed(self, number: int, step: int, how: str, since: str = "begin") -> None:
        """Killed at a step that changes a file or runs git: before it, after it, or with all of git a moment later.

        Counted from the beginning, or from when the merged files are written.
        """
        self._may_leave(number)
        self._in_child(number, lambda: _killed_at(step, how, since), how)

    def sync_news_and_die(self, number: int, other: int, step: int, how: str) -> None:
        """Another machine has sent something, and this one is killed while it writes that to its disk."""
        self.edit(other, 0, 4, "in place")
        self.sync(other)
        self.sync_killed(number, step, how, "writing")

    def sync_disk_full(self, number: int, step: int, since: str = "begin") -> None:
        """From some step on nothing can be written here any more."""
        self._may_leave(number)
        self._in_child(number, lambda: _full_from(step, since), "")

    def write_and_take_back(self, number: int, which: int) -> None:
        """A line that is taken back before this machine meets the others again, with an offline sync between."""
        before = self.counter
        self.edit(number, which, 5, "in place")
        self.sync_offline(number)
        if self.counter == before:
            return
        word = f"word{self.counter}x"
        for path in self.paths(number):
            text = (self.machines[number].folder / path).read_text()
            if word in text:
                self.deleted.add(word)
                self.write(number, path, "".join(one for one in text.splitlines(True) if word not in one))

    def rewind(self, steps: int) -> None:
        """The server, or the drive, is set back to an earlier day."""
        if self.is_url:
            told = subprocess.run(
                ["git", "rev-list", "--first-parent", f"--max-count={steps + 1}", "main", "--"],
                cwd=self.remote, capture_output=True, text=True, check=False,
            ).stdout.split()  # fmt: skip
            if told:
                subprocess.run(
                    ["git", "update-ref", "refs/heads/main", told[-1]], cwd=self.remote, check=True
                )
            return
        drives = {Path(machine.remote) for machine in self.machines}
        bundles = sorted(path for drive in drives for path in drive.glob("*.bundle"))
        for bundle in sorted(bundles, key=lambda path: path.stat().st_mtime_ns)[-steps:]:
            bundle.unlink()

    def carry(self, source: int, target: int, how: int) -> None:
        """Another product copies some of the files of one drive to another one, in an order of its own, some half."""
        if self.kind != "carried" or source == target:
            return
        there = Path(self.machines[target].remote)
        bundles = sorted(Path(self.machines[source].remote).glob("*.bundle"))
        for at, bundle in enumerate(bundles):
            if how >> (at % 8) & 1:
                data = bundle.read_bytes()
                half = how >> 8 & 1 and at == len(bundles) - 1
                data = data[: len(data) // 2] if half else data
                # No product puts half a file over a whole one.
                if not (there / bundle.name).exists() or (there / bundle.name).stat().st_size < len(data):
                    (there / bundle.name).write_bytes(data)

    def _may_leave(self, number: int) -> None:
        text = b"".join(self.machines[number].tree().values())
        for word in WORD.findall(text.decode("utf-8", "replace")):
            self.added[word] = True

    def _in_child(self, number: int, fault: Callable[[], None], how: str) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child == 0:
            code = 0
            try:
                os.setpgid(0, 0)
                fault()
                self.machines[number].exchange()
            except (UserError, OSError, GitError):
                code = 1
            except BaseException:  # noqa: BLE001
                traceback.print_exc()
                code = 3
            finally:
                sys.stderr.flush()
                os._exit(code)
        _, status = os.waitpid(child, 0)
        if how == "together":
            with _gone_is_fine():
                os.killpg(child, signal.SIGKILL)
        else:
            _wait_for(child)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 3:
            self.problems.append(f"machine {number} ended in a way that no one foresaw")

    # What is promised.

    def heal(self, order: tuple[int, ...] = (0, 1, 2, 2, 0, 1)) -> None:
        """Every machine syncs twice; over drives that are carried, each has seen all of the others by then."""
        for number in order:
            if self.kind == "carried":
                self._carry_all()
            self.sync(number)

    def _carry_all(self) -> None:
        for _ in range(2):
            for source in range(MACHINES):
                for target in range(MACHINES):
                    self.carry(source, target, 0xFF)

    def broken_promises(self) -> list[str]:
        """What does not hold after healing; empty if all does."""
        broken = list(self.problems)
        before = [machine.tree() for machine in self.machines]
        rounds = [machine.exchange() for machine in self.machines]
        trees = [machine.tree() for machine in self.machines]
        if trees != before:
            broken.append("running again changed files")
        if any(done.changed for done in rounds):
            broken.append(f"running again says it changed {[done.changed for done in rounds]}")
        if len({done.head for done in rounds}) != 1:
            broken.append(f"heads differ: {[done.head[:8] for done in rounds]}")
        for number in (1, 2):
            for path in sorted(trees[0].keys() | trees[number].keys()):
                if trees[0].get(path) != trees[number].get(path):
                    one, other = trees[0].get(path), trees[number].get(path)
                    broken.append(f"{path} differs between 0 and {number}:\n{one!r}\n{other!r}")
        everything = b"".join(trees[0].values()).decode()
        there = set(WORD.findall(everything))
        if lost := sorted(self.added.keys() - self.deleted - there):
            broken.append(f"lost: {lost}")
        broken += self._hidden()
        broken += self._repositories()
        return broken

    def _hidden(self) -> list[str]:
        found = []
        for machine in self.machines:
            for path in machine.folder.rglob(".*"):
                if not path.name.endswith(".swp") and WORD.search(path.read_text()):
                    there = WORD.findall(path.read_text())
                    everything = b"".join(machine.tree().values()).decode()
                    if any(word not in everything and word not in self.deleted for word in there):
                        found.append(f"{path} holds words that are nowhere else")
        return found

    def _repositories(self) -> list[str]:
        found = []
        unsent = {word.encode() for word, left in self.added.items() if not left}
        for machine in self.machines:
            folder = machine.state / "shared.git"
            done = subprocess.run(
                ["git", "fsck", "--full", "--strict", "--no-dangling"],
                cwd=folder,
                capture_output=True,
                check=False,
            )
            if done.returncode or b"error" in done.stderr:
                found.append(f"fsck on machine {machine.number}: {done.stderr.decode()}")
        places = {machine.number: machine.state / "shared.git" for machine in self.machines}
        for number, place in [*places.items(), *([(-1, self.remote)] if self.is_url else [])]:
            left = {
                word
                for data in _blobs(place)
                for word in unsent
                if word in data and self.authors[word] != number
            }
            found += [f"{word.decode()} left, though it was taken back before" for word in sorted(left)]
        return found


class Meanwhile:
    """A transport in whose first sending something happens before it."""

    def __init__(self, transport: Transport, first: Callable[[], None]) -> None:
        self.transport = transport
        self.one_head = transport.one_head
        self.first: Callable[[], None] | None = first

    @property
    def trouble(self) -> str:
        return self.transport.trouble

    def known(self) -> tuple[str, ...]:
        return self.transport.known()

    def begin(self) -> None:
        self.transport.begin()

    def fetch(self):  # type: ignore[no-untyped-def]
        return self.transport.fetch()

    def send(self, commit: str) -> Outcome:
        if self.first:
            first, self.first = self.first, None
            first()
        return self.transport.send(commit)


def _blobs(place: Path) -> Iterator[bytes]:
    listed = subprocess.run(
        ["git", "cat-file", "--batch-all-objects", "--batch-check"],
        cwd=place,
        capture_output=True,
        check=False,
    ).stdout.decode()
    ids = [line.split()[0] for line in listed.splitlines() if line.split()[1] == "blob"]
    with Repository(place) as repository:
        for one in ids:
            yield repository.read(one, BLOB, 1 << 30)


_STEPS = ("replace", "rename", "link", "unlink", "rmdir", "mkdir", "fsync", "write", "utime", "ftruncate")


def _at_each_step(happens: Callable[[Callable[[], object]], object], since: str) -> None:
    """Let `happens` decide over every call that changes a file or runs git, from then on in this process."""
    if since == "writing":
        real_write_out = rounds.write_out

        def write_out(*args, **more):  # type: ignore[no-untyped-def]
            _at_each_step(happens, "begin")
            return real_write_out(*args, **more)

        rounds.write_out = write_out
        return

    def wrapped(real: Callable[..., object]) -> Callable[..., object]:
        return lambda *args, **more: happens(lambda: real(*args, **more))

    for name in _STEPS:
        setattr(os, name, wrapped(getattr(os, name)))
    real_os_open, real_open, real_run = os.open, io.open, subprocess.run

    def os_open(path, flags, *args, **more):  # type: ignore[no-untyped-def]
        if flags & (os.O_CREAT | os.O_TRUNC):
            return happens(lambda: real_os_open(path, flags, *args, **more))
        return real_os_open(path, flags, *args, **more)

    def opened(file, mode="r", *args, **more):  # type: ignore[no-untyped-def]
        if set(mode) & set("wxa+"):
            return happens(lambda: real_open(file, mode, *args, **more))
        return real_open(file, mode, *args, **more)

    os.open = os_open  # type: ignore[assignment]
    io.open = opened  # type: ignore[assignment]
    subprocess.run = lambda *args, **more: happens(lambda: real_run(*args, **more))  # type: ignore[assignment]


def _killed_at(step: int, how: str, since: str) -> None:
    steps = 0

    def happens(real: Callable[[], object]) -> object:
        nonlocal steps
        steps += 1
        if steps == step:
            if how == "after":
                real()
            elif how == "together":
                # git is at work when the end comes; after it, all of it ends.
                signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
                signal.setitimer(signal.ITIMER_REAL, 0.0005 + (step % 7) * 0.001)
                return real()
            os.kill(os.getpid(), signal.SIGKILL)
        return real()

    _at_each_step(happens, since)


def _full_from(step: int, since: str) -> None:
    steps = 0

    def happens(real: Callable[[], object]) -> object:
        nonlocal steps
        steps += 1
        if steps >= step:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real()

    _at_each_step(happens, since)


@contextmanager
def _gone_is_fine() -> Iterator[None]:
    with suppress(ProcessLookupError, PermissionError):
        yield


def _wait_for(group: int) -> None:
    """Until what git still does for one that was killed is over."""
    for _ in range(1000):
        try:
            os.killpg(group, 0)
        except (ProcessLookupError, PermissionError):
            return
        time.sleep(0.002)


def _one_side_wins(monkey: Callable[[object, str, object], None]) -> None:
    from vaultkit.sync import merge

    monkey(merge, "merge_notes", lambda base, ours, theirs: merge.Merged(max(ours, theirs), ()))


def _base_is_the_head(monkey: Callable[[object, str, object], None]) -> None:
    """As if what was fetched and joined were on disk already, before it is."""
    real = Exchange._write

    def write(self: Exchange, met: rounds._Met) -> object:
        if met.head:
            self.repository.update_refs({rounds.DISK: met.head})
        return real(self, met)

    monkey(Exchange, "_write", write)
    monkey(Exchange, "_finish_writing", lambda self: rounds.Written(()))


def _sent_is_forgotten(monkey: Callable[[object, str, object], None]) -> None:
    """As if each commit went on top of the last sent one's own parent's: what is not sent yet may leave."""
    monkey(Exchange, "_is_sent", lambda self, commit, heads: True)


BREAKS = {"merge": _one_side_wins, "base": _base_is_the_head, "unsent": _sent_is_forgotten}
"""Rules of sync, each broken on purpose, to see whether that is found."""


def without_network() -> bool:
    """Whether this machine can play all three: it has git, and processes that fork."""
    return hasattr(os, "fork") and shutil.which("git") is not None
