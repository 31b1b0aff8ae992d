"""Every note of a vault, found without reading any."""

import os
import re
from collections.abc import Iterator
from stat import S_ISREG
from typing import NamedTuple, TypeAlias

from vaultkit.errors import Problem

Found: TypeAlias = tuple[str, Problem]

_CONFLICT = (
    r"(?i)\((?:[^()]* )?conflicted copy(?: [^()]*)?\)\.md$|\.sync-conflict-\d{8}-\d{6}-[A-Z0-9]{7}\.md$"
)


class FolderNotes(NamedTuple):
    """The notes in one folder.

    `folder` is relative to the vault with a "/" at its end, or "" for the vault itself. `stats` holds for each
    file name what changes when the file does: modification and change time (ns), size (bytes), inode.
    """

    folder: str
    stats: dict[str, str]


def is_conflict_copy(name: str) -> bool:
    """Whether a sync product put this file beside a note because two devices had changed it."""
    return re.search(_CONFLICT, name) is not None


def walk_notes(root: str, max_bytes: int, skip: str, problems: list[Found]) -> Iterator[FolderNotes]:
    """Each folder of the vault that holds notes, however deep, in no particular order.

    Left out: hidden files and folders, the folder `skip` (templates are no notes), conflict copies, links to
    folders. Added to `problems`: notes over `max_bytes`, links that lead nowhere or out of the vault, what is
    no file at all, folders and names that cannot be read.
    """
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        stats: dict[str, str] = {}
        try:
            entries = os.scandir(f"{root}/{folder}")
        except OSError as error:
            _report(problems, folder, error)
            continue
        with entries:
            for entry in entries:
                name = entry.name
                if name[0] == "." or not (name.isascii() or _is_text(folder + name, problems)):
                    continue
                if not name.endswith((".md", ".MD")):
                    if entry.is_dir(follow_symlinks=False) and folder + name != skip:
                        waiting.append(f"{folder}{name}/")
                    continue
                try:
                    found = entry.stat(follow_symlinks=False)
                    if not S_ISREG(found.st_mode):
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(f"{folder}{name}/")
                            continue
                        found = _followed(root, entry)
                except OSError as error:
                    _report(problems, folder + name, error)
                    continue
                # A look for one word saves the search in nearly every name.
                if "onflict" in name and is_conflict_copy(name):
                    continue
                if found.st_size > max_bytes:
                    size = f"{found.st_size} bytes, expected at most {max_bytes}"
                    problems.append((folder + name, Problem(0, f"not read: found {size}")))
                else:
                    stats[name] = f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino}"
        if stats:
            yield FolderNotes(folder, stats)


def _followed(root: str, entry: os.DirEntry[str]) -> os.stat_result:
    """The file that a link leads to; OSError where that is none, or outside the vault."""
    inside = os.path.realpath(root)
    try:
        target = os.path.realpath(entry.path, strict=True)
    except FileNotFoundError:
        raise OSError(0, "a link that leads nowhere; remove it, or bring back what it leads to") from None
    if os.path.commonpath((inside, target)) != inside:
        raise OSError(0, "a link that leads out of the vault; left alone")
    found = os.stat(target)
    if not S_ISREG(found.st_mode):
        raise OSError(0, "not a file with text in it; left alone")
    return found


def _is_text(path: str, problems: list[Found]) -> bool:
    """False, and a problem, for a name that is no Unicode text and so can stand in no link, list or database."""
    try:
        path.encode()
    except UnicodeEncodeError:
        readable = os.fsencode(path).decode(errors="replace")
        problems.append((readable, Problem(0, "the name is not Unicode text; rename it to have it read")))
        return False
    return True


def _report(problems: list[Found], path: str, error: OSError) -> None:
    # What was deleted or renamed a moment ago is no problem.
    if not isinstance(error, FileNotFoundError):
        problems.append((path.rstrip("/") or ".", Problem(0, f"could not be read: {error.strerror}")))
