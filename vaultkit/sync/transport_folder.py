"""The way over a plain folder: a USB stick, a shared drive, whatever another product copies along.

Each device only ever adds its own numbered files, so that no storage can cause a conflict, whatever it delays or
reorders. Every file is a plain git bundle. The folder is never treated as a repository: git would run what lies in it.
"""

import os
import re
from pathlib import Path

from vaultkit.sync.git import GitError, Repository
from vaultkit.sync.objects import COMMIT
from vaultkit.sync.transport import PUBLISHED, Fetched, Outcome, Progress

DEVICES = "refs/vaultkit/devices/"
LARGEST_BUNDLE = 500_000_000
_NAME = re.compile(r"(?P<device>[0-9a-f]{16})-(?P<number>\d{6})\.bundle")
_SIGNATURE = b"# v2 git bundle\n"
_LONGEST_HEADER = 65_536
_MOST_DEVICES = 50


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

    def fetch(self) -> Fetched:
        """Take in every bundle that is new, and give the newest head of each other device."""
        try:
            names = sorted(path.name for path in self.folder.iterdir())
        except OSError as error:
            return Fetched((), f"{self.folder}: {error.strerror or error}")
        files: dict[str, list[int]] = {}
        for name in names:
            if (found := _NAME.fullmatch(name)) and found["device"] != self.device:
                files.setdefault(found["device"], []).append(int(found["number"]))
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

    def send(self, commit: str) -> Outcome:
        """Add a bundle with what no bundle here has yet; nothing if there is nothing."""
        known = [self.repository.ref(PUBLISHED), *self._device_heads()]
        known = [head for head in known if head]
        mine = self._numbers_of(self.device)
        if mine is None:
            return Outcome.OFFLINE
        if mine and any(self.repository.is_ancestor(commit, head) for head in known):
            self.repository.update_ref(PUBLISHED, commit)
            return Outcome.SENT
        number = max(mine, default=0) + 1
        # With all of it if the folder has none of ours: it may be a new one.
        without = [f"^{head}" for head in known] if mine else []
        target = self.folder / f"{self.device}-{number:06}.bundle"
        self.repository.update_ref("refs/heads/main", commit)
        data = self.repository.run(
            "bundle", "create", "--quiet", "--version=2", "-", "refs/heads/main", *without
        )
        try:
            _write_once(target, data)
        except FileExistsError:
            return Outcome.REJECTED
        except OSError:
            return Outcome.OFFLINE
        self.repository.update_ref(PUBLISHED, commit)
        return Outcome.SENT

    def _newest(self, device: str, numbers: list[int]) -> tuple[str, list[str]]:
        """The newest head of a device that could be taken in, and what is to be said."""
        ref = f"{DEVICES}{device}"
        head = self.repository.ref(ref)
        done = self._done(device)
        for number in sorted(numbers):
            if number <= done:
                continue
            path = self.folder / f"{device}-{number:06}.bundle"
            try:
                head = self._take_in(path)
            except (OSError, GitError, ValueError) as error:
                told = error.strerror if isinstance(error, OSError) else str(error)
                return head, [f"{path.name} cannot be read yet ({told}); it is tried again next time."]
            self.repository.update_ref(ref, head)
            self._note(device, number)
        return head, []

    def _take_in(self, path: Path) -> str:
        """Take one bundle into the repository, and give the head that it names."""
        if path.is_symlink() or not path.is_file():
            raise ValueError("is no file")
        with path.open("rb", buffering=0) as file:
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

    def _device_heads(self) -> list[str]:
        told = self.repository.run("for-each-ref", "--format=%(objectname)", DEVICES)
        return told.decode().split()

    def _numbers_of(self, device: str) -> list[int] | None:
        try:
            names = [path.name for path in self.folder.iterdir()]
        except OSError:
            return None
        found = (_NAME.fullmatch(name) for name in names)
        return [int(one["number"]) for one in found if one and one["device"] == device]

    def _done(self, device: str) -> int:
        try:
            return int((self.repository.folder / f"read-{device}").read_text("ascii"))
        except (OSError, ValueError):
            return 0

    def _note(self, device: str, number: int) -> None:
        path = self.repository.folder / f"read-{device}"
        new = path.with_name(f"{path.name}.new")
        new.write_text(str(number), "ascii")
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


def _write_once(target: Path, data: bytes) -> None:
    """A file that is there whole or not at all, and never written over."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
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
