"""Every note of a vault, found without reading any."""

import os
import re
from collections.abc import Iterable, Iterator
from stat import S_ISREG
from typing import NamedTuple, TypeAlias

from vaultkit.errors import Problem

Found: TypeAlias = tuple[str, Problem]

_CONFLICT = (
    r"(?i)\((?:[^()]* )?conflicted copy(?: [^()]*)?\)\.md$|\.sync-conflict-\d{8}-\d{6}-[A-Z0-9]{7}\.md$"
)


AWAY = "away"
"""Stands for the stat of a note that is there by name alone, such as one that iCloud keeps elsewhere for now."""

_PLACEHOLDER = ".icloud"
# macOS and Windows mark such files: SF_DATALESS, and recall on open or on access to the data.
_DATALESS, _RECALL = 0x40000000, 0x00440000
_MARKS_FILES = hasattr(os.stat_result, "st_flags") or hasattr(os.stat_result, "st_file_attributes")


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
                if name[0] == ".":
                    if name.endswith((".md" + _PLACEHOLDER, ".MD" + _PLACEHOLDER)):
                        stats.setdefault(name[1 : -len(_PLACEHOLDER)], AWAY)
                    continue
                if not (name.isascii() or _is_text(folder + name, problems)):
                    continue
                if not name.endswith((".md", ".MD")):
                    if entry.is_dir(follow_symlinks=False) and folder + name != skip:
                        waiting.append(f"{folder}{name}/")
                    continue
                try:
                    found = entry.stat(follow_symlinks=False)
                    if _MARKS_FILES and is_elsewhere(found):
                        stats[name] = AWAY
                        continue
                    if not S_ISREG(found.st_mode):
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(f"{folder}{name}/")
                            continue
                        found = _followed(root, entry.path)
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
                    stats[name] = _stat(found)
        if stats:
            yield FolderNotes(folder, stats)


def note_stats(root: str, folder: str, names: Iterable[str], max_bytes: int) -> dict[str, str]:
    """The stats of those of these names that `walk_notes` would give in that folder, which ends in "/" or is ""."""
    found: dict[str, str] = {}
    for name in names:
        path = f"{root}/{folder}{name}"
        if name[:1] == "." or not name.endswith((".md", ".MD")) or is_conflict_copy(name):
            continue
        try:
            stat = os.lstat(path)
            if is_elsewhere(stat):
                found[name] = AWAY
                continue
            if not S_ISREG(stat.st_mode):
                stat = _followed(root, path)
        except (OSError, ValueError):
            if os.path.lexists(f"{root}/{folder}.{name}{_PLACEHOLDER}"):
                found[name] = AWAY
            continue
        if stat.st_size <= max_bytes:
            found[name] = _stat(stat)
    return found


def is_elsewhere(found: os.stat_result) -> bool:
    """Whether a sync product keeps only the file's name on this machine, and fetches its words when it is read."""
    return bool(
        getattr(found, "st_flags", 0) & _DATALESS or getattr(found, "st_file_attributes", 0) & _RECALL
    )


def _stat(found: os.stat_result) -> str:
    return f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino}"


def _followed(root: str, path: str) -> os.stat_result:
    """The file that a link leads to; OSError where that is none, or outside the vault."""
    inside = os.path.realpath(root)
    try:
        target = os.path.realpath(path, strict=True)
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
