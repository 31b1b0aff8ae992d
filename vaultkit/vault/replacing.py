"""Replacing a file that is generated as a whole, in one step and only if it says something else."""

import os
from pathlib import Path

from vaultkit.notes.writing import unwritable

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def replace_file(path: Path, data: bytes, *, private: bool = False) -> bool:
    """Put `data` at `path`; False, and nothing written, if it is there already.

    A reader never sees half of it. A `private` file is readable by its owner alone from its first byte on, any other
    keeps the permissions it had. A link is followed. Raises UserError if it can't be written.
    """
    target = Path(os.path.realpath(path))
    new = target.with_name(f".~vaultkit-{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        if target.is_file() and target.read_bytes() == data:
            return False
        mode = 0o600 if private else target.stat().st_mode & 0o777 if target.exists() else 0o666
        try:
            with os.fdopen(os.open(new, _NEW, mode), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            new.replace(target)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(str(path), error) from None
    return True
