"""Merges the files that hold three versions of a note, for a person or for git. Never leaves one half written."""

import os
from pathlib import Path

from vaultkit.errors import UserError
from vaultkit.notes.files import read_text
from vaultkit.sync.merge import Merged, merge_notes

LARGEST = 64 * 1024 * 1024


def merge_files(base: Path | None, ours: Path, theirs: Path, *, name: str = "") -> Merged:
    """What two files made of a third, which may be None or empty if there was none.

    `name` is what they are called in errors. Raises UserError, and changes nothing, if one of them is missing, longer
    than 64 MiB, not UTF-8 or not text.
    """
    old = _version(base, name) if base is not None and _is_there(base) else None
    return merge_notes(old, _version(ours, name), _version(theirs, name))


def write_whole(path: Path, text: str) -> None:
    """Put a text in the place of a file at once: whoever looks sees the old one or the new one, whole.

    Raises UserError if there is no such folder.
    """
    from tempfile import NamedTemporaryFile

    path = Path(os.path.realpath(path))
    if not path.parent.is_dir():
        raise UserError(f"{path}: there is no folder {path.parent}; make it first")
    with NamedTemporaryFile("wb", dir=path.parent, prefix=".", suffix=".merging", delete=False) as file:
        try:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
            if path.exists():
                os.chmod(file.name, path.stat().st_mode & 0o7777)  # noqa: PTH101
            else:
                os.chmod(file.name, 0o666 & ~_mask())  # noqa: PTH101
            os.replace(file.name, path)  # noqa: PTH105
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _is_there(base: Path) -> bool:
    # What git and diff tools give where there was no version.
    return str(base) != os.devnull


def _version(path: Path, name: str) -> str:
    try:
        text = read_text(path, limit=LARGEST)
    except UserError as error:
        if not name:
            raise
        # git gives a file of its own, which nobody knows by that name.
        raise UserError(*(problem.replace(str(path), name, 1) for problem in error.problems)) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        called = name or str(path)
        raise UserError(
            f"{called}:{line}: holds a NUL character, expected text; both versions are left as they are, choose one by hand"
        )
    return text


def _mask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
