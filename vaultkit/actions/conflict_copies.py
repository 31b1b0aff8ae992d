"""Joining the copies that other sync products leave in the shared folder back into their notes."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.errors import UserError
from vaultkit.sync.conflict_copies import may_be_copy, original_of
from vaultkit.sync.paths import LARGEST_MERGED

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


class Joined(NamedTuple):
    """A copy that was joined into its note, and whether some words stand there twice now. Paths are in the vault."""

    copy: str
    note: str
    twice: bool


def join_copies(config: "Config", *, dry_run: bool = False) -> list[Joined]:
    """Join every conflict copy in the shared folder into its note, and remove it. No word of either is lost.

    A copy whose note is gone takes its name. A copy or note that cannot be read, or changes meanwhile, stays for the next
    time.
    """
    done = []
    for copy, name in sorted(_copies(config)):
        try:
            if (joined := _join(config, copy, copy.with_name(name), dry_run=dry_run)) is not None:
                done.append(joined)
        except (UserError, OSError):
            continue
    return done


def possible_copies(config: "Config") -> list[Path]:
    """Files in the shared folder that speak of a conflict, and are left for a person to look at."""
    return sorted(path for path in _notes(config, may_be_copy))


def _join(config: "Config", copy: Path, note: Path, *, dry_run: bool) -> Joined | None:
    from vaultkit.notes.files import create_note, edit_note, read_text
    from vaultkit.notes.removing import remove_note
    from vaultkit.sync.merge import merge_notes

    root = config.root / config.shared
    text = read_text(copy)
    twice = False

    def edit(found: str) -> str:
        nonlocal twice
        if max(len(found), len(text)) > LARGEST_MERGED:
            raise UserError("line 1: is too large to be merged")
        merged = merge_notes(None, found, text)
        twice = bool(merged.kept_both)
        return merged.text

    if not dry_run:
        if not create_note(note, text, root=root):
            edit_note(note, edit, root=root)
        if not remove_note(copy, text.encode()):
            return None
    return Joined(_named(config, copy), _named(config, note), twice)


def _named(config: "Config", path: Path) -> str:
    return path.relative_to(config.root).as_posix()


def _copies(config: "Config") -> Iterator[tuple[Path, str]]:
    return ((path, original_of(path.name)) for path in _notes(config, original_of))


def _notes(config: "Config", is_one: Callable[[str], object]) -> Iterator[Path]:
    """The notes in the shared folder with such a name."""
    root = config.root / config.shared
    for folder, folders, names in os.walk(root) if not root.is_symlink() else ():
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            # A look for one word saves the search in nearly every name.
            if (
                "conflict" in name.lower()
                and name.endswith(".md")
                and not name.startswith(".")
                and is_one(name)
            ):
                path = Path(folder, name)
                if path.is_file():
                    yield path
