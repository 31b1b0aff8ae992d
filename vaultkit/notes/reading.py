"""Read a note's exact text from disk, whatever lies there instead."""

import errno
import os
import stat

from vaultkit.errors import UserError

MAX_NOTE_BYTES = 8 * 1024 * 1024

OPEN_TO_READ = (
    os.O_RDONLY
    # A pipe named like a note would wait for a writer for ever.
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_CANNOT_OPEN = {
    errno.ENOENT: "there is no such note; check the name",
    errno.ENOTDIR: "a part of this path is a file, not a folder; check the name",
    errno.ELOOP: "is a link that leads back to itself; remove the link",
    errno.EACCES: "is not readable for you; change its permissions",
    errno.EPERM: "is not readable for you; change its permissions",
    errno.ENXIO: "is not a file but a pipe, socket or device; move it out of the vault",
    errno.EISDIR: "is a folder with a note's name; rename the folder",
    errno.ENAMETOOLONG: "has a name that is too long for this disk; shorten it",
}


def read_text(path: str | os.PathLike[str], *, limit: int = MAX_NOTE_BYTES) -> str:
    """The note's text, exactly: line ends, a byte order mark and a missing last newline are as on disk.

    Raises UserError if it is missing, no plain file, not readable, longer than `limit` bytes or not UTF-8. Links are
    followed. Never waits.
    """
    data, _ = read_bytes(path, limit=limit)
    return decode(data, path)


def read_head(path: str | os.PathLike[str], size: int = 4096) -> tuple[str, os.stat_result, bool]:
    """The first `size` bytes as text (fewer if the last character is cut), the file's status, and whether that is all.

    The status is that of the very file that was read. Raises UserError as `read_text` does.
    """
    fd, status = _open(path)
    try:
        data = os.read(fd, size)
    except OSError as error:
        raise _unreadable(path, error) from None
    finally:
        os.close(fd)
    whole = len(data) >= status.st_size
    return decode(data, path, cut=not whole), status, whole


def read_bytes(path: str | os.PathLike[str], *, limit: int = MAX_NOTE_BYTES) -> tuple[bytes, os.stat_result]:
    """The file's bytes and its status. Raises UserError as `read_text` does, but for the encoding."""
    fd, status = _open(path)
    try:
        pieces = []
        left = limit + 1
        while left > 0 and status.st_size <= limit and (piece := os.read(fd, min(left, 1 << 20))):
            pieces.append(piece)
            left -= len(piece)
    except OSError as error:
        raise _unreadable(path, error) from None
    finally:
        os.close(fd)
    if left <= 0 or status.st_size > limit:
        size = max(status.st_size, limit + 1)
        raise UserError(
            f"{path}: is {size:,} bytes long, expected at most {limit:,}; split it or move it away"
        )
    return b"".join(pieces), status


def decode(data: bytes, path: str | os.PathLike[str], *, cut: bool = False) -> str:
    """A note's bytes as text. `cut` says that they may end within a character, which is then left out.

    Raises UserError, with the line, if they are not UTF-8.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (b"\0" in data and _alternates(data[:200])):
        raise UserError(f"{path}: is saved as UTF-16, expected UTF-8; save it as UTF-8 in your editor")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if cut and error.reason == "unexpected end of data" and error.start >= len(data) - 3:
            return data[: error.start].decode("utf-8")
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(
            f"{path}:{line}: byte {error.start} is 0x{data[error.start]:02x}, expected UTF-8 text; "
            "save it as UTF-8 in your editor"
        ) from None


def _open(path: str | os.PathLike[str]) -> tuple[int, os.stat_result]:
    try:
        fd = os.open(path, OPEN_TO_READ)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    status = os.fstat(fd)
    if stat.S_ISREG(status.st_mode):
        return fd, status
    os.close(fd)
    kind = errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.ENXIO
    raise UserError(f"{path}: {_CANNOT_OPEN[kind]}")


def _unreadable(path: str | os.PathLike[str], error: OSError | ValueError) -> UserError:
    if isinstance(error, ValueError):
        return UserError(f"{path!r}: is not a name a file can have; check the name")
    if os.name == "nt" and os.path.isdir(path):
        return UserError(f"{path}: {_CANNOT_OPEN[errno.EISDIR]}")
    reason = f"could not be read ({error.strerror}); try again, or check the disk"
    return UserError(f"{path}: {_CANNOT_OPEN.get(error.errno or 0, reason)}")


def _alternates(head: bytes) -> bool:
    """Whether every second byte of most characters is zero, as in UTF-16 without a byte order mark."""
    half = len(head) // 2
    return half > 1 and max(head[0::2].count(0), head[1::2].count(0)) * 2 > half
