"""Looking at what arrived before anything of it is used: it may come from anyone who can write to the remote.

A folder of a few hundred bytes can hold a thousand million paths, and a file of a few hundred kilobytes grow to
hundreds of megabytes; so everything is counted while it is walked, and no file is read here.
"""

from collections.abc import Mapping
from typing import NamedTuple

from vaultkit.notes.reading import MAX_NOTE_BYTES
from vaultkit.sync.git import GitError, Repository
from vaultkit.sync.objects import BLOB, FILE_MODE, FOLDER_MODE
from vaultkit.sync.paths import DEEPEST, is_image, refusal

MOST_FILES = 20_000
MOST_FOLDERS = 5_000
LARGEST_NOTE = MAX_NOTE_BYTES
LARGEST_IMAGE = 20_000_000
LARGEST_TOGETHER = 1_000_000_000
_MOST_LEFT_OUT = 100


class Incoming(NamedTuple):
    """The files of a commit that may be used, as ids by path. `left_out` are sentences about the others, at most 100."""

    files: dict[str, str]
    left_out: tuple[str, ...]


class TooMuch(Exception):
    """What arrived is larger than a shared folder can be, and is refused whole."""


def checked_tree(repository: Repository, commit: str, known: Mapping[str, str] | None = None) -> Incoming:
    """The files of a commit, each with a path and a size that may travel; those that are `known` were looked at before.

    Raises TooMuch if there are more than a shared folder can have, and GitError if something in it cannot be read.
    """
    walk = _Walk(repository, known or {})
    walk.folder(repository.commit(commit).tree, "", 1)
    return Incoming(walk.files, tuple(walk.left_out))


class _Walk:
    """One walk over a commit, which counts as it goes."""

    def __init__(self, repository: Repository, known: Mapping[str, str]) -> None:
        self.repository = repository
        self.known = known
        self.files: dict[str, str] = {}
        self.left_out: list[str] = []
        self.folders = 0
        self.seen = 0
        self.together = 0

    def folder(self, tree: str, above: str, depth: int) -> None:
        self.folders += 1
        if self.folders > MOST_FOLDERS:
            raise TooMuch(f"there are more than {MOST_FOLDERS} folders in it")
        for entry in self.repository.folder_of(tree):
            self.seen += 1
            if self.seen > MOST_FILES + MOST_FOLDERS:
                raise TooMuch(f"there are more than {MOST_FILES} files in it")
            try:
                path = above + entry.name.decode("utf-8")
            except UnicodeDecodeError:
                self.leave_out(above + entry.name.decode("utf-8", "replace"), "has a name that is not UTF-8")
                continue
            if entry.mode == FOLDER_MODE and depth < DEEPEST and not refusal(f"{path}/x.md"):
                self.folder(entry.id, f"{path}/", depth + 1)
            elif entry.mode in (FILE_MODE, "100755", "100664"):
                self.file(path, entry.id)
            else:
                self.leave_out(path, "is no plain file or folder")

    def file(self, path: str, blob: str) -> None:
        if self.known.get(path) == blob:
            self.files[path] = blob
            return
        if reason := refusal(path):
            self.leave_out(path, reason)
            return
        kind, size = self.repository.size(blob)
        if kind != BLOB:
            raise GitError(f"{path}: is missing")
        if size > (LARGEST_IMAGE if is_image(path) else LARGEST_NOTE):
            self.leave_out(path, f"is too large, with {size // 1_000_000} MB")
            return
        self.together += size
        if self.together > LARGEST_TOGETHER:
            raise TooMuch("all of it together is too large")
        self.files[path] = blob

    def leave_out(self, path: str, reason: str) -> None:
        if len(self.left_out) < _MOST_LEFT_OUT:
            self.left_out.append(f"{_shown(path)} {reason}, so it was left out.")


def _shown(path: str) -> str:
    plain = "".join(one if one.isprintable() else "?" for one in path)
    return plain if len(plain) <= 80 else f"{plain[:80]}…"
