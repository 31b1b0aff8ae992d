"""Create and edit notes so that no one's words are lost, whatever else writes, and whenever the power goes.

A new text is written whole to a temporary file in the note's folder and only then takes the note's name. Temporary
names begin with a dot and end in `.tmp`, so that Obsidian and most sync programs pass over them.
"""

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterator

from vaultkit.errors import UserError
from vaultkit.notes.reading import decode, read_bytes
from vaultkit.notes.twins import twin_among

_TEMPORARY = ".~vaultkit-"
STALE_SECONDS = 3600
# Between attempts, in seconds: an editor's save is over within a few milliseconds.
_PAUSES = (0.0005, 0.001, 0.002, 0.005)
_NO_LINKS = {
    errno.EPERM,
    errno.ENOSYS,
    errno.EOPNOTSUPP,
    errno.ENOTSUP,
    errno.EMLINK,
    errno.EINVAL,
    errno.EACCES,
}
_CREATE = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)


def create_note(
    path: str | os.PathLike[str],
    text: str,
    *,
    root: str | os.PathLike[str],
    modified: float | None = None,
    private: bool = False,
) -> bool:
    """Write a new note; False, and nothing written, if something of that name is there already.

    `modified` is its modification time, in seconds since 1970; now if left out or still to come. A
    `private` one is readable by its owner alone from its first byte on.

    A name that differs only in case or in how its accents are stored counts as there, because on other systems it is
    the same file. Missing folders are made. Raises UserError if the path leaves `root` or cannot be written.
    """
    path = os.fspath(path)
    data = _encoded(text, path)
    try:
        folder, name = _place(path, root)
        target = os.path.join(folder, name)
        if os.path.lexists(target):
            return False
        os.makedirs(folder, exist_ok=True)
        names = os.listdir(folder)
        _clear_stale(folder, names)
        if twin_among(name, names) is not None:
            return False
        with _temporary(folder, "new", data, 0o600 if private else 0o666) as temporary:
            if modified is not None and modified < (now := time.time()):
                with contextlib.suppress(OSError):
                    os.utime(temporary, (now, modified))
            made = _take_name(temporary, target)
        if made:
            _make_lasting(folder)
    except OSError as error:
        raise unwritable(path, error) from None
    return made


def edit_note(
    path: str | os.PathLike[str], edit: Callable[[str], str], *, root: str | os.PathLike[str]
) -> bool:
    """Replace the note's text by `edit(text)`; False, and nothing written, if that is the same.

    `edit` is called again with the newer text if the note changes meanwhile, so it depends on its argument alone and
    writes no notes itself. A link is followed if it stays inside `root`. Permissions stay. Raises UserError if the
    note cannot be read or written, lies outside `root`, or another program does not stop writing to it.
    """
    from vaultkit.notes.swapping import PATIENCE, conflict_copy, one_at_a_time, swap, write_in_turn

    path = os.fspath(path)
    carried: list[str] = []

    def revised(data: bytes) -> bytes:
        return _encoded(_with_lines(edit(decode(data, path)), carried), path)

    try:
        folder, name = _place(os.path.realpath(path), root, path)
        target = os.path.join(folder, name)
        with one_at_a_time(folder):
            until = time.monotonic() + PATIENCE
            for pause in _PAUSES:
                data, status = read_bytes(target)
                edited = revised(data)
                if edited == data:
                    return False
                with _temporary(folder, "edit", edited) as temporary:
                    _keep_attributes(temporary, target, status)
                    lines = swap(temporary, target, data, edited)
                if lines is None:
                    _make_lasting(folder)
                    return True
                carried += lines
                time.sleep(pause)
            while time.monotonic() < until:
                written = write_in_turn(target, revised, lambda text: _temporary(folder, "edit", text))
                if written is not None:
                    return written
                time.sleep(_PAUSES[-1])
            if carried:
                with _temporary(folder, "edit", "".join(carried).encode()) as temporary:
                    os.chmod(temporary, status.st_mode & 0o7777)
                    _take_name(temporary, conflict_copy(target))
    except OSError as error:
        raise unwritable(path, error) from None
    raise UserError(f"{path}: another program keeps writing to this note; close it there and try again")


def left_behind(folder: str | os.PathLike[str]) -> list[str]:
    """Temporary files of edits that were cut off over an hour ago.

    They hold the note as it was before or after the edit, perhaps with another program's last words, so that a person
    decides about them. Those of new notes are removed by the next `create_note` in their folder.
    """
    folder = os.fspath(folder)
    return [p for name in sorted(os.listdir(folder)) if _is_stale(p := os.path.join(folder, name), "edit")]


def _place(path: str, root: str | os.PathLike[str], named: str = "") -> tuple[str, str]:
    """The real folder and the name of a path, if that folder is `root` or inside it."""
    folder, name = os.path.split(path)
    if not name or "\0" in path:
        raise UserError(f"{path!r}: is not a name a note can have; check the name")
    folder, base = os.path.realpath(folder), os.path.realpath(root)
    if not _as_folder(folder).startswith(_as_folder(base)):
        raise UserError(
            f"{named or path}: leads out of {os.fspath(root)}; nothing was written, use a folder inside it"
        )
    return folder, name


def _as_folder(path: str) -> str:
    return os.path.normcase(path).rstrip(os.sep) + os.sep


def _encoded(text: str, path: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise UserError(f"{path}:{line}: half a character cannot be saved; type it again") from None


@contextlib.contextmanager
def _temporary(folder: str, purpose: str, data: bytes, mode: int = 0o600) -> Iterator[str]:
    """A file in the folder that holds `data` for good, and is gone afterwards unless it took another name."""
    temporary = os.path.join(folder, f"{_TEMPORARY}{purpose}-{os.urandom(8).hex()}.tmp")
    try:
        # A note may be for its owner's eyes only, and so is its edit until it has the note's permissions.
        fd = os.open(temporary, _CREATE, mode)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(fd, left) :]
            os.fsync(fd)
        finally:
            os.close(fd)
        yield temporary
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)


def _take_name(temporary: str, target: str) -> bool:
    """Give the file its name unless that is taken: in one step, or where links are missing in two."""
    try:
        if os.name == "nt":
            os.rename(temporary, target)
        else:
            os.link(temporary, target)
    except FileExistsError:
        return False
    except OSError as error:
        if os.name == "nt" or error.errno not in _NO_LINKS:
            raise
        try:
            os.close(os.open(target, _CREATE, 0o666))
        except FileExistsError:
            return False
        os.replace(temporary, target)
    return True


def _make_lasting(folder: str) -> None:
    """See to it that the names in the folder outlast a power cut; systems that cannot open folders do so themselves."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(fd)


def _keep_attributes(temporary: str, target: str, status: os.stat_result) -> None:
    """Permissions as before; owner and extended attributes where the system lets us."""
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        with contextlib.suppress(OSError):
            os.chown(temporary, status.st_uid, status.st_gid)
    os.chmod(temporary, status.st_mode & 0o7777)
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(target):
                os.setxattr(temporary, name, os.getxattr(target, name))


def _with_lines(text: str, lines: list[str]) -> str:
    """The text with those of the lines that it does not hold yet at its end."""
    there = set(text.split("\n"))
    missing = [line for line in lines if line.rstrip("\n") not in there]
    if missing and text and not text.endswith("\n"):
        text += "\n"
    return text + "".join(missing)


def _clear_stale(folder: str, names: list[str]) -> None:
    for name in names:
        if name.startswith(_TEMPORARY) and _is_stale(temporary := os.path.join(folder, name), "new"):
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def _is_stale(path: str, purpose: str) -> bool:
    name = os.path.basename(path)
    if not (name.startswith(f"{_TEMPORARY}{purpose}-") and name.endswith(".tmp")):
        return False
    try:
        return time.time() - os.lstat(path).st_mtime > STALE_SECONDS
    except OSError:
        return False


_CANNOT_WRITE = {
    errno.ENOENT: "there is no such note or folder; check the name",
    errno.ENOTDIR: "a part of this path is a file, not a folder; check the name",
    errno.EEXIST: "a part of this path is a file, not a folder; check the name",
    errno.ELOOP: "is a link that leads back to itself; remove the link",
    errno.EACCES: "may not be written by you; change the permissions of its folder",
    errno.EPERM: "may not be written by you; change the permissions of its folder",
    errno.EROFS: "lies on a disk that can only be read; copy the vault to another one",
    errno.ENOSPC: "does not fit on the disk; make some room and try again",
    getattr(errno, "EDQUOT", -1): "does not fit on the disk; make some room and try again",
    errno.ENAMETOOLONG: "has a name that is too long for this disk; shorten it",
}


def unwritable(path: str, error: OSError) -> UserError:
    """Why a file could not be written and what to do, in the words that every command uses."""
    reason = f"could not be written ({error.strerror}); try again, or check the disk"
    return UserError(f"{path}: {_CANNOT_WRITE.get(error.errno or 0, reason)}")
