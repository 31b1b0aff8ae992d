"""Put a new text in place of a note, so that another program's save at the same moment is not lost.

On Linux the two files change places, and then we look at what came back. If it is not what was read, or some program
still has it open for writing, it goes straight back and the edit is made again on the newer text. Elsewhere the note
is compared once more and replaced.
"""

# One system call after the other, so that nothing can come between them unseen.
# ruff: noqa: PTH104, PTH105, PTH122, PTH123

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator

from vaultkit.errors import UserError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}
SETTLE = 0.01
PATIENCE = 10.0


def swap(temporary: str, target: str, expected: bytes, edited: bytes) -> list[str] | None:
    """Let the temporary file, which holds `edited`, take the note's name if the note still holds `expected`.

    None if it did. Else the note is as the other program left it, and the answer is the lines that the other program
    saved into our version in the moment that it stood there, each with its line end, for the next attempt to carry;
    nearly always none.
    """
    if not exchange(temporary, target):
        if _contents(target) != expected:
            return []
        os.replace(temporary, target)
        return None
    if is_settled(temporary) and _contents(temporary) == expected:
        return None
    try:
        exchange(temporary, target)
    except FileNotFoundError:
        os.rename(temporary, target)
        return []
    until = time.monotonic() + PATIENCE
    while not is_settled(temporary):
        if time.monotonic() > until:
            _keep_visible(temporary, target)
            return []
        time.sleep(0.001)
    theirs = _contents(temporary)
    return [] if theirs == edited else _added_lines(edited, theirs)


def _added_lines(ours: bytes, theirs: bytes) -> list[str]:
    there = set(ours.split(b"\n"))
    lines = [line for line in theirs.split(b"\n") if line not in there]
    return [line.decode("utf-8", "replace") + "\n" for line in lines if line.strip()]


def _keep_visible(temporary: str, target: str) -> None:
    """Give a file that another program will not let go of a name of its own, so that what it still writes is found."""
    stem, extension = os.path.splitext(target)
    os.link(temporary, f"{stem} (vaultkit conflicted copy {os.urandom(4).hex()}){extension}")


def _contents(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def exchange(first: str, second: str) -> bool:
    """Let two files change places in one step; False where the system or the disk cannot do that."""
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), second)


def is_settled(path: str) -> bool:
    """Whether no program has the file open for writing.

    The kernel knows: it grants a lease for reading only then. Where it grants none to us, wait as long as an editor's
    save takes and leave it to the caller to compare.
    """
    if sys.platform == "linux":
        import fcntl
        import signal

        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            # The signal that tells of a writer would otherwise end the process.
            fcntl.fcntl(fd, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        except OSError as error:
            if error.errno == errno.EAGAIN:
                return False
        else:
            return True
        finally:
            os.close(fd)
    time.sleep(SETTLE)
    return True


@contextlib.contextmanager
def one_at_a_time(folder: str) -> Iterator[None]:
    """Hold off other vaultkit processes that edit notes of this folder. Leaves no file; ends with the process.

    Raises UserError after ten seconds. Does nothing where folders cannot be locked.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        until = time.monotonic() + PATIENCE
        while not _locked(fd, fcntl.LOCK_EX | fcntl.LOCK_NB):
            if time.monotonic() > until:
                raise UserError(
                    f"{folder}: another vaultkit has been writing here for a while; try again once it is done"
                )
            time.sleep(0.002)
        yield
    finally:
        os.close(fd)


def _locked(fd: int, how: int) -> bool:
    """Whether the lock is ours; also where the disk knows no locks, as on some network drives."""
    import fcntl

    try:
        fcntl.flock(fd, how)
    except OSError as error:
        return error.errno not in (errno.EWOULDBLOCK, errno.EINTR)
    return True
