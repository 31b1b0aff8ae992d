"""Removing a note that is still what it was thought to be."""

import os
from pathlib import Path

from vaultkit.notes.twins import free_path


def remove_note(path: Path, data: bytes) -> bool:
    """Remove the file if it still holds `data`; False, with the file as it is, if someone changed it meanwhile.

    It is moved aside before it is looked at, so that a save that comes just now finds no file to be lost in.
    Raises OSError if it is not there or cannot be moved.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.going")
    path.rename(aside)
    if aside.read_bytes() == data:
        aside.unlink()
        return True
    try:
        os.link(aside, path)
        aside.unlink()
    except OSError:
        # Written again under its name, it is put beside that, for everyone to see.
        aside.rename(free_path(path) if os.path.lexists(path) else path)
    return False
