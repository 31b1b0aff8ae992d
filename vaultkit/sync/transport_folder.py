"""The way over a plain folder: a USB stick, a shared drive, whatever another product copies along.

Each device only ever adds its own numbered files, so that no storage can cause a conflict, whatever it delays or
reorders. Every file is a plain git bundle. The folder is never treated as a repository: git would run what lies in it.
"""

import os
import re
import secrets
import stat
from pathlib import Path
from typing import IO

from vaultkit.sync.git import GitError, Repository
from vaultkit.sync.objects import COMMIT
from vaultkit.sync.transport import PUBLISHED, Fetched, Outcome, Progress

DEVICES = "refs/vaultkit/devices/"
LARGEST_BUNDLE = 500_000_000
_NAME = re.compile(r"(?P<device>[0-9a-f]{16})-(?P<number>\d{6})\.bundle")
_SIGNATURE = b"# v2 git bundle\n"
_LONGEST_HEADER = 65_536
_MOST_DEVICES = 50
_MOST_AHEAD = 100


class FolderTransport:
    """Bundles of several devices in one folder, read in the order of their numbers."""

    one_head = False

    def __init__(
        self, repository: Repository, folder: Path, device: str, progress: Progress | None = None
    ) -> None:
        self.repository = repository
        self.folder = folder
        self.device = device
        self.progress = progress
        self.trouble = ""

    def begin(self) -> None:
        """Nothing here takes long enough."""

    def fetch(self) -> Fetched:
        """Take in every bundle that is new, and give the newest head of each other device."""
        try:
            names = sorted(path.name for path in self.folder.iterdir())
        except OSError as error:
            return Fetched((), f"{self.folder}: {error.strerror or error}")
        files: dict[str, list[int]] = {}
        for name in names:
            if found := _NAME.fullmatch(name):
                files.setdefault(found["device"], []).append(int(found["number"]))
        self._recognise(files.pop(self.device, []))
        if self.progress:
            self.progress("Looking for what is new …")
        heads: dict[str, str] = {}
        told: dict[str, list[str]] = {}
        waiting = dict(sorted(files.items())[:_MOST_DEVICES])
        while waiting:
            before = dict(heads)
            for device, numbers in waiting.items():
                heads[device], told[device] = self._newest(device, numbers)
            # What one device sent may build on what another one did.
            waiting = {one: waiting[one] for one in waiting if told[one]} if heads != before else {}
        trouble = tuple(line for lines in told.values() for line in lines)
        return Fetched(tuple(head for head in heads.values() if head), trouble=trouble)

    def known(self) -> tuple[str, ...]:
        """The newest head of each other device, as it was brought last."""
        told = self.repository.run("for-each-ref", "--format=%(objectname)", DEVICES)
        return tuple(told.decode().split())

    def send(self, commit: str) -> Outcome:
        """Add a bundle with what no bundle here has yet; nothing if there is nothing."""
        self.trouble = ""
        try:
            mine = set(self._numbers())
        except OSError as error:
            self.trouble = f"{self.folder}: {error.strerror or error}"
            return Outcome.OFFLINE
        whole, last = self._sent()
        known = [head for head in (self.repository.ref(PUBLISHED), *self.known()) if head]
        # If some of ours are gone it may be a new folder, or one that was set back: all of it goes there once more.
        gone = not mine.issuperset(range(whole, last + 1)) or not last
        if not gone and any(self.repository.is_ancestor(commit, head) for head in known):
            return Outcome.SENT
        number = max(number for number in mine | {last} if number <= last + _MOST_AHEAD) + 1
        without = [] if gone else [f"^{head}" for head in known]
        target = self.folder / f"{self.device}-{number:06}.bundle"
        self.repository.update_ref("refs/heads/main", commit)
        data = self.repository.run(
            "bundle", "create", "--quiet", "--version=2", "-", "refs/heads/main", *without
        )
        try:
            _write_once(target, data, self.repository.commit(commit).time)
        except FileExistsError:
            return Outcome.REJECTED
        except OSError as error:
            self.trouble = f"{self.folder}: {error.strerror or error}"
            return Outcome.OFFLINE
        self.repository.update_ref(PUBLISHED, commit)
        self._note(self.device, number if gone else whole, number)
        return Outcome.SENT

    def _recognise(self, numbers: list[int]) -> None:
        """Take note of a bundle of ours that is there though we were cut off before we knew."""
        whole, last = self._sent()
        # One far ahead is not ours, whatever its name says: after it no number would be left.
        for number in sorted(number for number in numbers if last < number <= last + _MOST_AHEAD):
            path = self.folder / f"{self.device}-{number:06}.bundle"
            try:
                with _plain_file(path) as file:
                    head, needed, _ = _header(file.read(_LONGEST_HEADER))
            except (OSError, ValueError):
                continue
            if self.repository.size(head)[0] == COMMIT:
                self.repository.update_ref(PUBLISHED, head)
                self._note(self.device, whole if needed and whole else number, number)

    def _newest(self, device: str, numbers: list[int]) -> tuple[str, list[str]]:
        """The newest head of a device that could be taken in, and what is to be said."""
        ref = f"{DEVICES}{device}"
        head = self.repository.ref(ref)
        _, done = self._done(device)
        trouble = []
        for number in sorted(number for number in numbers if number > done):
            path = self.folder / f"{device}-{number:06}.bundle"
            try:
                head = self._take_in(path)
            except (OSError, GitError, ValueError) as error:
                told = error.strerror if isinstance(error, OSError) else str(error)
                trouble = [f"{path.name} cannot be read yet ({told}); it is tried again next time."]
                continue
            # A later one that is whole has all that those before it have.
            trouble = []
            self.repository.update_ref(ref, head)
            self._note(device, number, number)
        return head, trouble

    def _take_in(self, path: Path) -> str:
        """Take one bundle into the repository, and give the head that it names."""
        with _plain_file(path) as file:
            if os.fstat(file.fileno()).st_size > LARGEST_BUNDLE:
                raise ValueError("is too large")
            head, needed, size = _header(file.read(_LONGEST_HEADER))
            if any(self.repository.size(one)[0] != COMMIT for one in needed):
                raise ValueError("an earlier one is missing")
            file.seek(size)
            self.repository.run(
                "index-pack",
                "--stdin",
                "--fix-thin",
                "--strict",
                f"--max-input-size={LARGEST_BUNDLE}",
                given=file,
            )
        if self.repository.size(head)[0] != COMMIT:
            raise ValueError("it lacks what it names")
        return head

    def _numbers(self) -> list[int]:
        found = (_NAME.fullmatch(path.name) for path in self.folder.iterdir())
        return [int(one["number"]) for one in found if one and one["device"] == self.device]

    def _sent(self) -> tuple[int, int]:
        """The number of our bundle from which on all are needed, and of our last one; 0 if there is none."""
        return self._done(self.device)

    def _done(self, device: str) -> tuple[int, int]:
        try:
            first, last = (self.repository.folder / f"bundles-{device}").read_text("ascii").split()
            return int(first), int(last)
        except (OSError, ValueError):
            return 0, 0

    def _note(self, device: str, first: int, last: int) -> None:
        path = self.repository.folder / f"bundles-{device}"
        new = path.with_name(f"{path.name}.new")
        new.write_text(f"{first} {last}", "ascii")
        new.replace(path)


def _header(data: bytes) -> tuple[str, list[str], int]:
    """The head that a bundle names, the commits it builds on, and how many bytes say so."""
    lines, end, _ = data.partition(b"\n\n")
    if not data.startswith(_SIGNATURE) or not end:
        raise ValueError("is no bundle, or cut off")
    head, needed = "", []
    for line in lines[len(_SIGNATURE) :].decode("utf-8", "replace").split("\n"):
        id_, _, name = line.partition(" ")
        if re.fullmatch(r"-[0-9a-f]{40}", id_):
            needed.append(id_[1:])
        elif re.fullmatch(r"[0-9a-f]{40}", id_) and name == "refs/heads/main":
            head = id_
        else:
            raise ValueError("has a line that is not one of a bundle")
    if not head:
        raise ValueError("names nothing")
    return head, needed, len(lines) + 2


def _plain_file(path: Path) -> IO[bytes]:
    """The file, open to read without a buffer; ValueError if it is a link, a folder or a pipe."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    if path.is_symlink():
        raise ValueError("is no file")
    file = os.fdopen(os.open(path, flags), "rb", buffering=0)
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise ValueError("is no file")
    return file


def _write_once(target: Path, data: bytes, time: int) -> None:
    """A file that is there whole or not at all, and never written over."""
    # A name that nobody can know before: a link that lies there would lead somewhere else.
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # Neither does the file tell the hour.
        os.utime(temporary, (time, time))
        try:
            os.link(temporary, target)
        except FileExistsError:
            raise
        except OSError:
            # Sticks and shared drives often know no links.
            if target.exists():
                raise FileExistsError(target) from None
            temporary.rename(target)
    finally:
        temporary.unlink(missing_ok=True)
