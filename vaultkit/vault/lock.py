"""A lock that the system frees by itself when the process that holds it ends."""

import os
from typing import IO


def take_lock(file: IO[bytes]) -> bool:
    """Lock an open file for as long as it is open; False if another one holds it."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
