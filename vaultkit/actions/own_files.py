"""Files that vaultkit makes beside the notes, such as charts and pages: made again when they change, for their owner's eyes.

Each carries a mark with the hash of the rest. Whatever has no such mark, or was changed since, is someone's own: it
stays as it is, and the new one gets a number.
"""

import re
from pathlib import Path
from typing import NamedTuple

from vaultkit.errors import UserError
from vaultkit.notes.files import create_note, edit_note, existing_twin, read_text
from vaultkit.notes.marks import content_hash

_MARK = re.compile(r"^<!-- Made by vaultkit, ([0-9a-f]{12})\. [^\n]*-->\n", re.MULTILINE)
_WORDS = "It is made again when your notes change; keep a copy under another name."
_MOST = 9


class OwnFile(NamedTuple):
    """A file that was made, and whether it is new or changed (or, in a dry run, would be)."""

    path: Path
    created: bool
    changed: bool


def write_own(path: Path, text: str, *, root: Path, dry_run: bool = False) -> OwnFile:
    """Write `text` to `path`, readable by its owner alone, or to the same name with a number where someone's file lies.

    Nothing is written where it is there already. Raises UserError if the path leaves `root`, can't be written, or
    every number is taken.
    """
    marked = _marked(text)
    for candidate in _names(path):
        there = existing_twin(candidate)
        if there is None:
            if dry_run:
                return OwnFile(candidate, created=True, changed=False)
            if not create_note(candidate, marked, root=root, private=True):
                continue
            return OwnFile(candidate, created=True, changed=False)
        before = _text_of(Path(there))
        if before is not None and _is_ours(before):
            changed = before != marked
            if changed and not dry_run:
                edit_note(there, lambda before: marked if _is_ours(before) else before, root=root)
            return OwnFile(Path(there), created=False, changed=changed)
    raise UserError(f"{path}: this name and {_MOST - 1} more are taken; move those files elsewhere")


def _names(path: Path) -> list[Path]:
    return [path, *(path.with_stem(f"{path.stem} {number}") for number in range(2, _MOST + 1))]


def _text_of(path: Path) -> str | None:
    """The text of a file; None if it can't be read, and so is none of ours."""
    try:
        return read_text(path)
    except UserError:
        return None


def _marked(text: str) -> str:
    """`text` with the mark before it, or after its first line where that says what kind of file it is."""
    at = text.index("\n") + 1 if text.startswith("<!doctype") else 0
    return f"{text[:at]}<!-- Made by vaultkit, {content_hash(text)}. {_WORDS} -->\n{text[at:]}"


def _is_ours(text: str) -> bool:
    """Whether vaultkit made it and no one has changed it since; a file without a word has none to lose."""
    mark = _MARK.search(text)
    return not text or (
        mark is not None and mark[1] == content_hash(text[: mark.start()] + text[mark.end() :])
    )
