"""Bringing the shared folder on disk to what was merged, file by file, and never over words that came meanwhile."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from vaultkit.errors import UserError
from vaultkit.notes.files import create_note, edit_note
from vaultkit.sync.images import without_metadata
from vaultkit.sync.merge import merge_notes
from vaultkit.sync.paths import is_image


class Written(NamedTuple):
    """The paths that were changed on disk, those that could not be, and sentences about these."""

    changed: tuple[str, ...]
    stuck: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class Log:
    """The paths that are done, so that a write that was cut off goes on where it stopped."""

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            self.done = set(file.read_text("utf-8").split("\n")[:-1])
        except OSError:
            self.done = set()

    def note(self, path: str) -> None:
        """The file at `path` is as it is to be."""
        with self.file.open("a", encoding="utf-8") as file:
            file.write(f"{path}\n")

    def end(self) -> None:
        """All are."""
        self.file.unlink(missing_ok=True)


def write_out(
    folder: Path,
    before: Mapping[str, str],
    after: Mapping[str, str],
    read: Callable[[str], bytes],
    real: Mapping[str, str],
    log: Log,
) -> Written:
    """Change on disk what differs between `before`, which was there, and `after`, both ids by path.

    A file that someone changed meanwhile is merged with what comes; one that was to go stays then. `real` are the
    names of files on this disk where they differ from their paths. Cut off at any time, calling it again continues.
    """
    changed: list[str] = []
    stuck: list[str] = []
    left: list[str] = []
    different = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    # What comes is there before what goes is gone: of a file that was renamed one is always on disk.
    for path in sorted(different, key=lambda path: (path not in after, path)):
        if path in log.done:
            continue
        file = folder / real.get(path, path)
        old, new = (None if side.get(path) is None else read(side[path]) for side in (before, after))
        try:
            put = _put_image if is_image(path) else _put_note
            if put(folder, file, old, new) if new is not None else _remove(folder, file, old):
                changed.append(path)
        except (UserError, OSError) as error:
            stuck.append(path)
            left += error.problems if isinstance(error, UserError) else [f"{path}: {error.strerror or error}"]
            continue
        log.note(path)
    return Written(tuple(changed), tuple(stuck), tuple(left))


def _put_note(folder: Path, file: Path, old: bytes | None, new: bytes) -> bool:
    """Whether the note was made or changed."""
    base, text = None if old is None else old.decode(), new.decode()

    def edit(found: str) -> str:
        return text if found == base else merge_notes(base, found, text).text

    while not os.path.lexists(file):
        if create_note(file, text, root=folder):
            return True
    return edit_note(file, edit, root=folder)


def _put_image(folder: Path, file: Path, old: bytes | None, new: bytes) -> bool:
    if os.path.lexists(file):
        found = file.read_bytes()
        if found == new or without_metadata(found) == new:
            return False
        if old is None or (found != old and without_metadata(found) != old):
            raise UserError(f"{file}: was changed just now, so it is looked at again next time")
    _check_inside(folder, file)
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as output:
            output.write(new)
            output.flush()
            os.fsync(output.fileno())
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
    return True


def _remove(folder: Path, file: Path, old: bytes | None) -> bool:
    """Take the file away if it is still what it was; words that came meanwhile stay where they are."""
    if not os.path.lexists(file):
        return False
    _check_inside(folder, file)
    aside = file.with_name(f".{file.name}.{os.getpid()}.going")
    file.rename(aside)
    found = aside.read_bytes()
    if found == old or (is_image(file.name) and without_metadata(found) == old):
        aside.unlink()
        _remove_empty(folder, file.parent)
        return True
    if os.path.lexists(file):
        raise UserError(f"{file}: was written again just now; the version before it is kept as {aside}")
    aside.rename(file)
    return False


def _check_inside(folder: Path, file: Path) -> None:
    """UserError if a link leads out of the folder."""
    parent = next(one for one in file.parents if one.exists())
    if not parent.resolve().is_relative_to(folder.resolve()):
        raise UserError(f"{file}: a link here leads out of the shared folder, so nothing is written")


def _remove_empty(folder: Path, place: Path) -> None:
    while place != folder:
        try:
            place.rmdir()
        except OSError:
            return
        place = place.parent
