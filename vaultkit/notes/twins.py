"""Names that other systems take for one and the same file: they mind neither case nor how accents are stored."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def existing_twin(path: str | os.PathLike[str]) -> str | None:
    """The path of what has this name already, be it in other case or with its accents stored otherwise.

    The path itself if it is there; None if nothing is. The folder is listed only when the exact name is not there.
    """
    path = os.fspath(path)
    if os.path.lexists(path):
        return path
    from pathlib import Path

    wanted = Path(path)
    try:
        names = sorted(other.name for other in wanted.parent.iterdir())
    except OSError:
        return None
    twin = twin_among(wanted.name, names)
    return None if twin is None else str(wanted.with_name(twin))


def free_path(path: "Path") -> "Path":
    """The path with the first number from 2 before its ending under which nothing is there."""
    number = 2
    while os.path.lexists(free := path.with_stem(f"{path.stem} {number}")):
        number += 1
    return free


def twin_among(name: str, names: Iterable[str]) -> str | None:
    """The first of the names that is the same file on such a system."""
    folded = _folded(name)
    return next((other for other in names if _folded(other) == folded), None)


def _folded(name: str) -> str:
    if not name.isascii():
        import unicodedata

        name = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    return name.casefold()
