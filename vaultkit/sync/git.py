"""The only module that runs git: one hidden repository, read and written object by object.

No work tree, no index, no checkout. Nothing of the person's settings, of attributes, hooks or the environment has a
say in what is read and written here; only fetching and sending use the credentials that are set up for git.
"""

import os
import re
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Self

from vaultkit.errors import UserError
from vaultkit.sync.git_bounds import SETTINGS, environment, limits
from vaultkit.sync.objects import COMMIT, NO_ID, TREE, Commit, Entry, Object, commit_of, entries_of, pack
from vaultkit.sync.running import Done, Running, run, unsound

OLDEST = (2, 38)
LARGEST_FOLDER = 4_000_000
"""Bytes of one folder's list of names: some 50,000 of them."""

_ID = re.compile(r"[0-9a-f]{40}")
_LARGEST_COMMIT = 100_000
_MANY = 400
_LOCKED_FOR = 2.0


class Moved(Exception):
    """A ref is not where it was thought to be: another process has moved it."""


class GitError(Exception):
    """git could not do what it was asked to; the message is its own, on one line, and `told` what it said before."""

    told = ""


def find_git() -> str:
    """Where git is; UserError, with how to get it, if there is none or it is too old."""
    # As shutil.which does it, which takes longer to load than all the rest here.
    folders = [Path(one) for one in os.environ.get("PATH", os.defpath).split(os.pathsep)]
    name = "git.exe" if os.name == "nt" else "git"
    places = (folder / name for folder in folders if folder.is_absolute())
    found = next((str(place) for place in places if place.is_file() and os.access(place, os.X_OK)), "")
    if not found:
        raise UserError(
            "git is not on this machine, and sync needs it (version 2.38 or newer); get it from https://git-scm.com. "
            "Everything else works without it"
        )
    return found


def check_version(git: str) -> None:
    """UserError if this git is older than `OLDEST`."""
    told = subprocess.run(
        [git, "version"], capture_output=True, check=False, env=environment()
    ).stdout.decode()
    numbers = re.search(r"(\d+)\.(\d+)", told)
    if numbers and (int(numbers[1]), int(numbers[2])) < OLDEST:
        raise UserError(
            f"git is {numbers[0]} here, and sync needs 2.38 or newer; get it from https://git-scm.com"
        )


class Repository:
    """A bare repository of our own. Close it, or use it in a `with`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._git = find_git()
        self._reader: subprocess.Popen[bytes] | None = None

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The repository in `folder`, made if it is not there."""
        repository = cls(folder)
        if not (folder / "HEAD").is_file():
            check_version(repository._git)
            # Under another name until it is whole: cut off half way, it would be taken for a broken one for ever.
            begun = cls(folder.with_name(f"{folder.name}.{os.getpid()}.new"))
            begun.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            begun.run(
                "init", "--quiet", "--bare", "--initial-branch=main", "--object-format=sha1", "--template="
            )
            begun.folder.replace(folder)
        return repository

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the process that reads objects."""
        if self._reader:
            for pipe in (self._reader.stdin, self._reader.stdout):
                if pipe:
                    pipe.close()
            self._reader.wait()
            self._reader = None

    def ref(self, name: str) -> str:
        """The id that a ref stands for; "" if there is no such ref."""
        kind, _, found = self._info(name)
        return found if kind == COMMIT else ""

    def update_ref(self, name: str, new: str, old: str | None = None) -> None:
        """Let the ref stand for `new`, or "" for nothing; `Moved` if it does not stand for `old` ("" for nothing) any more."""
        arguments = [name, new] if new else ["-d", name]
        if old is not None:
            arguments.append(old or NO_ID)
        try:
            self.run("update-ref", "--no-deref", *arguments)
        except GitError as error:
            raise Moved(str(error)) from None

    def update_refs(self, new: Mapping[str, str], expected: Mapping[str, str] | None = None) -> None:
        """Let each of these refs stand for its id, "" for nothing, in this order and with one process.

        `Moved`, and nothing is changed, if one of those `expected` does not stand for that any more.
        """
        old = {name: f" {id_ or NO_ID}" for name, id_ in (expected or {}).items()}
        wanted = [(name, id_) for name, id_ in new.items() if name in old or self.ref(name) != id_]
        lines = (f"update {name} {id_ or NO_ID}{old.get(name, '')}\n" for name, id_ in wanted)
        if wanted:
            try:
                self.run("update-ref", "--no-deref", "--stdin", given="".join(lines).encode())
            except GitError as error:
                raise Moved(str(error)) from None

    def clear_locks(self) -> None:
        """Take away what a git that was killed left behind; to be called only where no other of ours can be running."""
        for lock in [*self.folder.glob("*.lock"), *self.folder.glob("refs/**/*.lock")]:
            with suppress(FileNotFoundError):
                # One that outlived the process which began it may still be at work.
                while 0 <= time.time() - lock.lstat().st_mtime < _LOCKED_FOR:
                    time.sleep(0.02)
                lock.unlink()

    def size(self, id_: str) -> tuple[str, int]:
        """An object's kind and its bytes, without reading it; ("", 0) if it is not there."""
        return self._info(id_)[:2]

    def read(self, id_: str, kind: str, most: int) -> bytes:
        """The bytes of an object. GitError if it is missing, of another kind, or larger than `most`."""
        found, size, _ = self._info(id_)
        if found != kind or size > most:
            raise GitError(
                f"{id_}: found {found or 'nothing'} of {size} bytes, expected a {kind} of at most {most}"
            )
        reader = self._ask(f"contents {id_}")
        reader.readline()
        data = reader.read(size)
        reader.read(1)
        return data

    def folder_of(self, id_: str) -> list[Entry]:
        """The entries of a folder; GitError if it cannot be read."""
        try:
            return entries_of(self.read(id_, TREE, LARGEST_FOLDER))
        except ValueError:
            raise GitError(f"{id_}: not a folder") from None

    def commit(self, id_: str) -> Commit:
        """A commit; GitError if it cannot be read."""
        try:
            return commit_of(self.read(id_, COMMIT, _LARGEST_COMMIT))
        except ValueError:
            raise GitError(f"{id_}: not a commit") from None

    def write(self, objects: Sequence[Object]) -> list[str]:
        """Write the objects for good, all with one process; their ids."""
        if objects:
            # Many at once stay together in one file, few lie apart.
            command = (
                ("index-pack", "--stdin", "--fix-thin") if len(objects) > _MANY else ("unpack-objects", "-q")
            )
            self.run(*command, given=pack(objects))
        return [one.id for one in objects]

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Whether all of `older` is in the history of `newer`."""
        if older == newer or older in self.commit(newer).parents:
            return True
        if newer in self.commit(older).parents:
            return False
        code, _, _ = self._run(["merge-base", "--is-ancestor", older, newer])
        return code == 0

    def merge_bases(self, one: str, other: str) -> list[str]:
        """The best common ancestors, by id; none for two histories that never met."""
        _, told, _ = self._run(["merge-base", "--all", one, other])
        return sorted(_ID.findall(told.decode()))

    def run(self, *arguments: str, given: bytes | IO[bytes] = b"", mine: bool = True) -> bytes:
        """Run a command of git's here and give what it says; GitError if it fails.

        `given` is what it reads: bytes, or an open file without a buffer from where it stands. With `mine` False the
        person's own settings of git hold too, for their credentials.
        """
        return _told(self._run(list(arguments), given, mine=mine))

    def begin(self, *arguments: str, mine: bool = True) -> Callable[[], bytes]:
        """Begin what `run` runs; what is given back waits for the end, and says and raises what `run` does."""
        begun = Running(self._command(arguments), b"", environment(mine=mine), self.folder, limits())
        return lambda: _told(begun.done())

    def _run(self, arguments: list[str], given: bytes | IO[bytes] = b"", *, mine: bool = True) -> Done:
        return run(self._command(arguments), given, environment(mine=mine), self.folder, limits())

    def _command(self, arguments: Sequence[str]) -> list[str]:
        settings = (part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}"))
        return [self._git, "--no-replace-objects", f"--git-dir={self.folder}", *settings, *arguments]

    def _info(self, name: str) -> tuple[str, int, str]:
        told = self._ask(f"info {name}").readline().split()
        if len(told) != 3 or told[1] in (b"missing", b"ambiguous"):
            return "", 0, ""
        return told[1].decode(), int(told[2]), told[0].decode()

    def _ask(self, question: str) -> IO[bytes]:
        """Put one question to the process that reads objects, which is begun when the first is asked."""
        if "\n" in question or "\0" in question:
            raise GitError("a name with a line end")
        if self._reader is None:
            self._reader = subprocess.Popen(
                self._command(["cat-file", "--batch-command", "--buffer"]),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
                cwd=self.folder,
                preexec_fn=limits(),
            )
        stdin, stdout = self._reader.stdin, self._reader.stdout
        assert stdin
        assert stdout
        stdin.write(f"{question}\nflush\n".encode())
        stdin.flush()
        return stdout


def _told(done: Done) -> bytes:
    if done.code:
        error = GitError(unsound(done.trouble) or done.trouble[-300:] or f"git ended with {done.code}")
        error.told = done.told.decode("utf-8", "replace")
        raise error
    return done.told
