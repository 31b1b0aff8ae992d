"""What lies in the shared folder now, as far as it may travel, with the ids that git would give it."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from vaultkit.errors import UserError
from vaultkit.notes.reading import decode, read_bytes
from vaultkit.sync.images import without_metadata
from vaultkit.sync.incoming import LARGEST_IMAGE, LARGEST_NOTE
from vaultkit.sync.objects import BLOB, Object
from vaultkit.sync.paths import is_image, refusal
from vaultkit.vault.json_files import read_json, write_json
from vaultkit.vault.names import nfc

SETTLED = 2.0
"""Seconds after which a file counts as written to its end; a younger one is looked at twice."""

_MOMENT = 0.03

Stamp = tuple[int, int, int, int]
"""Time of change as it is shown and as the system keeps it, in nanoseconds; bytes, inode."""


class Snapshot(NamedTuple):
    """The files of a folder as ids by path, and those that are new as objects by id.

    `real` gives the name on this disk where it differs. `left_out` are sentences about files that do not travel.
    `known` is for `Seen.keep`, once the objects are written for good.
    """

    files: dict[str, str]
    objects: dict[str, Object]
    real: dict[str, str]
    left_out: tuple[str, ...]
    known: dict[str, tuple[Stamp, str]]


class Seen:
    """Ids of files by name and stamp, so that a file that did not change is not read again."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.known: dict[str, tuple[Stamp, str]] = {}
        found = read_json(file)
        try:
            for path, (stamp, blob) in found.items() if isinstance(found, dict) else ():
                self.known[path] = (tuple(stamp), blob)
        except (ValueError, TypeError):
            self.known = {}

    def keep(self, known: dict[str, tuple[Stamp, str]]) -> None:
        """Remember these and no others."""
        if known == self.known:
            return
        self.known = known
        # Without it, all is read again.
        with suppress(OSError):
            write_json(self.file, known)


def snapshot(folder: Path, before: Mapping[str, str], seen: Seen) -> Snapshot:
    """Look at the shared folder. `before` is what was last known to be there.

    A file that cannot be read now, or is just being written, counts as it was before: it never seems deleted.
    """
    files: dict[str, str] = {}
    objects: dict[str, Object] = {}
    real: dict[str, str] = {}
    left_out: list[str] = []
    known: dict[str, tuple[Stamp, str]] = {}
    young: list[tuple[str, Path, bytes]] = []
    now = time.time()
    closed: list[str] = []
    for name, status in _walk(folder, closed):
        stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        path = nfc(name)
        cached = seen.known.get(name)
        if cached and cached[0] == stamp and path == name:
            known[name] = cached
            files[path] = cached[1]
            continue
        if reason := refusal(path):
            left_out.append(f"{_shown(name)} {reason}, so it stays on this machine.")
            continue
        if path in files or (path != name and os.path.lexists(folder / path)):
            left_out.append(f"{_shown(name)} is there twice, its accents stored in two ways; one travels.")
            continue
        if path != name:
            real[path] = name
            if cached and cached[0] == stamp:
                known[name] = cached
                files[path] = cached[1]
                continue
        try:
            data, content = _read(folder / name)
        except UserError as error:
            left_out += error.problems
            if path in before:
                files[path] = before[path]
            continue
        content_object = Object(BLOB, content)
        files[path] = content_object.id
        objects[content_object.id] = content_object
        if any(abs(now - changed) < SETTLED for changed in (status.st_mtime, status.st_ctime)):
            # Not to be known by its stamp: it may change once more without another one.
            young.append((path, folder / name, data))
        else:
            known[name] = (stamp, content_object.id)
    for name in closed:
        left_out.append(
            f"{_shown(name)} cannot be opened just now, or is a link, so nothing of it is touched."
        )
        place = nfc(name).removesuffix("/")
        inside = f"{place}/" if place else ""
        files |= {path: blob for path, blob in before.items() if path == place or path.startswith(inside)}
    for path in _unsettled(young):
        files.pop(path)
        if path in before:
            files[path] = before[path]
    wanted = set(files.values())
    new = {id_: one for id_, one in objects.items() if id_ in wanted}
    return Snapshot(files, new, real, tuple(left_out), known)


def _unsettled(young: list[tuple[str, Path, bytes]]) -> list[str]:
    """The paths of those that have changed a moment later, or are empty: an editor may be about to write them."""
    if not young:
        return []
    time.sleep(_MOMENT)
    found = []
    for path, file, data in young:
        try:
            again = read_bytes(file)[0]
        except UserError:
            again = None
        if again != data or not data:
            found.append(path)
    return found


def _read(file: Path) -> tuple[bytes, bytes]:
    """What is in the file, and what of it travels; UserError if it cannot be read or is not what its name says."""
    image = is_image(file.name)
    data, _ = read_bytes(file, limit=LARGEST_IMAGE if image else LARGEST_NOTE)
    if not image:
        # A note that is not UTF-8 is said, with its place.
        decode(data, file)
        return data, data
    content = without_metadata(data)
    if content is None:
        raise UserError(f"{file}: is no image of the kind that its name says, so it stays on this machine")
    return data, content


def _walk(folder: Path, closed: list[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below the folder that is no link, by its name there with "/"; hidden ones are passed over.

    Links, and folders that cannot be read, are added to `closed`, as "" the folder itself.
    """
    waiting = [""]
    while waiting:
        above = waiting.pop()
        try:
            with os.scandir(folder / above) as found:
                entries = [one for one in found if not one.name.startswith(".")]
        except OSError:
            closed.append(above)
            continue
        for entry in entries:
            try:
                if entry.is_symlink():
                    closed.append(f"{above}{entry.name}")
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{above}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    yield f"{above}{entry.name}", entry.stat(follow_symlinks=False)
            except OSError:
                continue


def _shown(name: str) -> str:
    return "".join(one if one.isprintable() else "?" for one in name[:200])
