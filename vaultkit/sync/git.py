"""The only module that runs git: one hidden repository, read and written object by object.

No work tree, no index, no checkout. Nothing of the person's settings, of attributes, hooks or the environment has a
say in what is read and written here; only fetching and sending use the credentials that are set up for git.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Self

from vaultkit.errors import UserError
from vaultkit.sync.objects import COMMIT, NO_ID, TREE, Commit, Entry, Object, commit_of, entries_of, pack

OLDEST = (2, 38)
LARGEST_FOLDER = 4_000_000
"""Bytes of one folder's list of names: some 50,000 of them."""

_ID = re.compile(r"[0-9a-f]{40}")
_LARGEST_COMMIT = 100_000
_MANY = 400
_MEMORY = 400_000_000
_LARGEST_FILE = 1_000_000_000
_KEPT = (
    "PATH",
    "HOME",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SYSTEMROOT",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "COMSPEC",
)
_SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.alternateRefsCommand": "",
    "core.fsync": "committed,loose-object",
    "core.bigFileThreshold": "8m",
    "core.deltaBaseCacheLimit": "16m",
    "core.attributesFile": os.devnull,
    "core.excludesFile": os.devnull,
    "pack.threads": "1",
    "pack.windowMemory": "32m",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "transfer.fsckObjects": "true",
    "transfer.bundleURI": "false",
    "fetch.bundleURI": "",
    "fetch.recurseSubmodules": "false",
    "fetch.writeCommitGraph": "false",
    "submodule.recurse": "false",
    "protocol.version": "2",
    "protocol.ext.allow": "never",
    "protocol.file.allow": "never",
    "push.recurseSubmodules": "no",
    "push.followTags": "false",
    "push.gpgSign": "false",
    "init.templateDir": "",
    "log.showSignature": "false",
}


class Moved(Exception):
    """A ref is not where it was thought to be: another process has moved it."""


class GitError(Exception):
    """git could not do what it was asked to; the message is its own, on one line, and `told` what it said before."""

    told = ""


def find_git() -> str:
    """Where git is; UserError, with how to get it, if there is none or it is too old."""
    found = shutil.which("git")
    if not found:
        raise UserError(
            "git is not on this machine, and sync needs it (version 2.38 or newer); get it from https://git-scm.com. "
            "Everything else works without it"
        )
    return found


def check_version(git: str) -> None:
    """UserError if this git is older than `OLDEST`."""
    told = subprocess.run(
        [git, "version"], capture_output=True, check=False, env=_environment()
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
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            repository.run(
                "init", "--quiet", "--bare", "--initial-branch=main", "--object-format=sha1", "--template="
            )
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
        if older == newer:
            return True
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
        code, told, trouble = self._run(list(arguments), given, mine=mine)
        if code:
            raise GitError(
                " ".join(trouble.decode("utf-8", "replace").split())[:500] or f"git ended with {code}"
            )
        return told

    def _run(
        self, arguments: list[str], given: bytes | IO[bytes] = b"", *, mine: bool = True
    ) -> tuple[int, bytes, bytes]:
        done = subprocess.run(
            self._command(arguments),
            input=given if isinstance(given, bytes) else None,
            stdin=None if isinstance(given, bytes) else given,
            capture_output=True,
            check=False,
            env=_environment(mine=mine),
            cwd=self.folder,
            preexec_fn=_limits(),
        )
        return done.returncode, done.stdout, done.stderr

    def _command(self, arguments: Sequence[str]) -> list[str]:
        settings = (part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}"))
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
                env=_environment(),
                cwd=self.folder,
                preexec_fn=_limits(),
            )
        stdin, stdout = self._reader.stdin, self._reader.stdout
        assert stdin
        assert stdout
        stdin.write(f"{question}\nflush\n".encode())
        stdin.flush()
        return stdout


def _environment(*, mine: bool = True) -> dict[str, str]:
    """Without a word of git's in it; with the person's own settings and credentials only if not `mine`."""
    if mine:
        kept: Mapping[str, str] = {name: os.environ[name] for name in _KEPT if name in os.environ}
        ours = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_ATTR_NOSYSTEM": "1"}
    else:
        ssh = ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "GIT_SSL_CAINFO")
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in ssh
        }
        ours = {}
    return {**kept, **ours, "GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "https:ssh", "LC_ALL": "C"}


def _limits() -> Callable[[], None] | None:
    """What keeps a child of ours within bounds of memory and of disk, where the system can."""
    if os.name != "posix":
        return None
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))

    return limit
