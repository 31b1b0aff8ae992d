"""Put a new text in place of a note, so that another program's save at the same moment is not lost.

On Linux the two files change places while the kernel holds off whoever opens the note for writing. If anyone came,
the files go straight back and the edit is made again on the newer text. Where the system has no such hold, we look
after a moment at what came back; where it cannot swap either, the note is compared once more and replaced.
"""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from vaultkit.errors import UserError

PATIENCE = 10.0
_LOCK_PATIENCE = 60.0
# Longer than an editor takes from emptying a file to having filled it again.
_SETTLE = 0.01
_LATE = 0.002
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}


def swap(temporary: str, target: str, expected: bytes, edited: bytes) -> list[str] | None:
    """Let the temporary file, which holds `edited`, take the note's name if the note still holds `expected`.

    None if it did. Else the note is as the other program left it, and the answer is the lines that were saved into
    our version in the instant that it stood there, each with its line end, for the next attempt to carry; nearly
    always none.
    """
    with _held(target) as undisturbed:
        if undisturbed is None or _contents(target) != expected:
            return []
        if not _exchange(temporary, target):
            os.replace(temporary, target)
            return None
        # A program may have looked the name up before and not have opened the file yet: let it come as far as the hold.
        time.sleep(_LATE)
        if undisturbed() and _contents(temporary) == expected:
            return None
        try:
            _exchange(temporary, target)
        except FileNotFoundError:
            os.rename(temporary, target)
            return []
    return _saved_meanwhile(temporary, target, edited)


def write_in_turn(
    target: str, edit: Callable[[bytes], bytes], spare: Callable[[bytes], AbstractContextManager[str]]
) -> bool | None:
    """Edit the note in place, in a moment when no other program has it open; those who come wait until it is done.

    For a note that is saved so often that no swap succeeds. `spare` keeps the new text in a file of its own as long as
    this lasts. True if it was written, False if there was nothing to change, None if no such moment came.
    """
    if sys.platform != "linux":
        return None
    import fcntl
    import signal

    with contextlib.suppress(PermissionError), open(target, "r+b", buffering=0) as file:
        fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)
        for _ in range(5000):
            try:
                fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
                break
            except OSError as error:
                if error.errno != errno.EAGAIN:
                    return None
        else:
            return None
        if not os.path.samestat(os.fstat(file.fileno()), os.stat(target)):
            return None
        data = file.read()
        edited = edit(data)
        if edited == data:
            return False
        with spare(edited):
            file.seek(0)
            left = memoryview(edited)
            while left:
                left = left[file.write(left) :]
            file.truncate()
            os.fsync(file.fileno())
        return True
    return None


def conflict_copy(target: str) -> str:
    """A name beside the note that no file has yet, in the form that sync products give their conflict copies."""
    stem, extension = os.path.splitext(target)
    return f"{stem} (vaultkit conflicted copy {os.urandom(4).hex()}){extension}"


@contextlib.contextmanager
def one_at_a_time(folder: str) -> Iterator[None]:
    """Hold off other vaultkit processes that edit notes of this folder. Leaves no file; ends with the process.

    Raises UserError after a minute. Does nothing where folders cannot be locked.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        until = time.monotonic() + _LOCK_PATIENCE
        while not _locked(fd, fcntl.LOCK_EX | fcntl.LOCK_NB):
            if time.monotonic() > until:
                raise UserError(
                    f"{folder}: another vaultkit is still writing here; try again once it is done"
                )
            time.sleep(0.002)
        yield
    finally:
        os.close(fd)


def _locked(fd: int, how: int) -> bool:
    """Whether the lock is ours; True also where the disk knows no locks, as on some network drives."""
    import fcntl

    try:
        fcntl.flock(fd, how)
    except OSError as error:
        return error.errno not in (errno.EWOULDBLOCK, errno.EINTR)
    return True


@contextlib.contextmanager
def _held(path: str) -> Iterator[Callable[[], bool] | None]:
    """Make whoever opens the file for writing wait; None if some program has it open for writing already.

    What is given tells whether no one is waiting. Without a hold it waits a moment itself and says that no one is:
    the caller compares.
    """

    def pause() -> bool:
        time.sleep(_SETTLE)
        return True

    if sys.platform != "linux":
        yield pause
        return
    import fcntl
    import signal

    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)

    def no_one_waits() -> bool:
        return fcntl.fcntl(fd, fcntl.F_GETLEASE) == fcntl.F_RDLCK

    try:
        undisturbed: Callable[[], bool] | None = no_one_waits
        try:
            # The usual signal that someone is waiting would end the process; this one is ignored.
            fcntl.fcntl(fd, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        except OSError as error:
            undisturbed = None if error.errno == errno.EAGAIN else pause
        yield undisturbed
    finally:
        os.close(fd)


def _exchange(first: str, second: str) -> bool:
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


def _saved_meanwhile(temporary: str, target: str, edited: bytes) -> list[str]:
    """The lines another program saved into our version while it had the note's name."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with _held(temporary) as settled:
            if settled:
                theirs = _contents(temporary)
                there = set(edited.split(b"\n"))
                added = [line for line in theirs.split(b"\n") if line.strip() and line not in there]
                return [line.decode("utf-8", "replace") + "\n" for line in added]
        time.sleep(0.001)
    # Whoever still has it open will write there: give it a name under which that is found.
    os.link(temporary, conflict_copy(target))
    return []


def _contents(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
