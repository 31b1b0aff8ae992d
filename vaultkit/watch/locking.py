"""One watcher a vault: a lock that the system frees when its holder dies, with the holder's process id beside it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vaultkit.errors import UserError
from vaultkit.vault.lock import take_lock


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock in `folder`; UserError, naming the holder, if another process does."""
    with (folder / "watch.lock").open("a+b") as file:
        if not take_lock(file):
            raise UserError(
                f"this vault is watched already, by process {holder(folder) or 'unknown'}; vaultkit watch status tells more"
            )
        pid = folder / "watch.pid"
        pid.touch(mode=0o600)
        pid.write_text(str(os.getpid()), "utf-8")
        try:
            yield
        finally:
            with suppress(OSError):
                pid.unlink()


def holder(folder: Path) -> int:
    """The process that watches; 0 if none does. A number that a killed one left behind counts for nothing."""
    try:
        with (folder / "watch.lock").open("r+b") as file:
            if take_lock(file):
                return 0
    except OSError:
        return 0
    try:
        return int((folder / "watch.pid").read_text("utf-8"))
    except (OSError, ValueError):
        return -1
