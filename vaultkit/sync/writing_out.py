"""Bringing the shared folder on disk to what was merged, file by file, and never over words that came meanwhile."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from vaultkit.errors import UserError
from vaultkit.notes.files import create_note, edit_note, existing_twin
from vaultkit.notes.twins import free_path
from vaultkit.sync.images import without_metadata
from vaultkit.sync.paths import LARGEST_MERGED, is_image


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
        except (OSError, UnicodeDecodeError):
            self.done = set()

    def note(self, path: str) -> None:
        """The file at `path` is as it is to be."""
        with self.file.open("a", encoding="utf-8") as file:
            file.write(f"{path}\n")

    def end(self) -> None:
        """Nothing is under way: all is done, or nothing is begun."""
        self.file.unlink(missing_ok=True)
        self.done = set()


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
    different = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    # What comes is there before what goes is gone: of a file that was renamed one is always on disk.
    waiting = sorted(different, key=lambda path: (path not in after, path))
    place = _Place(folder, {path for path in before if path not in after})
    troubles: dict[str, list[str]] = {}
    # What stands in the way of one, such as a file where a folder comes, may go with another.
    for _ in range(2):
        troubles = {}
        for path in waiting:
            if path in log.done:
                continue
            old, new = (None if side.get(path) is None else read(side[path]) for side in (before, after))
            try:
                if place.put(real.get(path, path), old, new):
                    changed.append(path)
            except UserError as error:
                troubles[path] = list(error.problems)
            except (OSError, UnicodeDecodeError) as error:
                reason = error.strerror if isinstance(error, OSError) else "is not UTF-8 text"
                troubles[path] = [f"{path}: {reason}; it is tried again next time"]
            else:
                log.note(path)
        waiting = list(troubles)
        if not waiting:
            break
    left = tuple(line for lines in troubles.values() for line in lines)
    return Written(tuple(changed), tuple(troubles), left)


class _Place:
    """The shared folder while it is written to. `going` are the paths of files that will not be there any more."""

    def __init__(self, folder: Path, going: set[str]) -> None:
        self.folder = folder
        self.going = going

    def put(self, name: str, old: bytes | None, new: bytes | None) -> bool:
        """Let a file be as it is to be; whether that changed anything."""
        file = self.folder / name
        with suppress(FileNotFoundError):
            self._bring_back(file)
        if new is None:
            return self._remove(file, old)
        return self._put_image(file, old, new) if is_image(name) else self._put_note(file, old, new)

    def _put_note(self, file: Path, old: bytes | None, new: bytes) -> bool:
        base, text = None if old is None else old.decode(), new.decode()

        def edit(found: str) -> str:
            return text if found == base else _merged(base, found, text)

        for _ in range(3):
            if os.path.lexists(file):
                break
            if create_note(file, text, root=self.folder):
                return True
            # Some systems take another name for the same.
            twin = existing_twin(file)
            if twin is None:
                continue
            if Path(twin).relative_to(self.folder).as_posix() in self.going:
                self._check_inside(file)
                Path(twin).rename(file)
            else:
                file = Path(twin)
        return edit_note(file, edit, root=self.folder)

    def _put_image(self, file: Path, old: bytes | None, new: bytes) -> bool:
        if os.path.lexists(file):
            found = file.read_bytes()
            if found == new or without_metadata(found) == new:
                return False
            if old is None or (found != old and without_metadata(found) != old):
                raise UserError(f"{file}: was changed just now, so it is looked at again next time")
        self._check_inside(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = file.with_name(f".{file.name}.tmp")
        temporary.unlink(missing_ok=True)
        try:
            with temporary.open("xb") as output:
                output.write(new)
                output.flush()
                os.fsync(output.fileno())
            temporary.replace(file)
        finally:
            temporary.unlink(missing_ok=True)
        return True

    def _remove(self, file: Path, old: bytes | None) -> bool:
        """Take the file away if it is still what it was; words that came meanwhile stay where they are."""
        if not file.is_file() or file.is_symlink():
            return False
        self._check_inside(file)
        if not _is_same(file, old):
            return False
        aside = _aside(file)
        file.rename(aside)
        if not _is_same(aside, old):
            self._bring_back(file)
            return False
        aside.unlink()
        self._remove_empty(file.parent)
        return True

    def _bring_back(self, file: Path) -> None:
        """Give a file that was set aside its name again; what else has that name by now is merged with it."""
        aside = _aside(file)
        try:
            os.link(aside, file)
        except FileNotFoundError:
            return
        except OSError:
            if not os.path.lexists(file):
                aside.rename(file)
                return
            if is_image(file.name):
                aside.rename(free_path(file))
                return
            text = aside.read_bytes().decode("utf-8", "replace")
            edit_note(file, lambda found: _merged(None, found, text), root=self.folder)
        aside.unlink()

    def _check_inside(self, file: Path) -> None:
        """UserError if a link leads out of the folder."""
        parent = next(one for one in file.parents if one.exists())
        if not parent.resolve().is_relative_to(self.folder.resolve()):
            raise UserError(f"{file}: a link here leads out of the shared folder, so nothing is written")

    def _remove_empty(self, place: Path) -> None:
        while place != self.folder:
            try:
                place.rmdir()
            except OSError:
                return
            place = place.parent


def _merged(base: str | None, found: str, text: str) -> str:
    from vaultkit.sync.merge import merge_notes

    if max(len(found), len(text)) > LARGEST_MERGED:
        raise UserError("line 1: is too large to be merged while it changes")

    return merge_notes(base, found, text).text


def _aside(file: Path) -> Path:
    return file.with_name(f".{file.name}.going")


def _is_same(file: Path, old: bytes | None) -> bool:
    found = file.read_bytes()
    return found == old or (is_image(file.name.removesuffix(".going")) and without_metadata(found) == old)
