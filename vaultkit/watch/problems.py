"""What needs a person: kept while it lasts, and told in a note of its own at the vault's root."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from vaultkit.notes.blocks import find_blocks
from vaultkit.notes.files import create_note, edit_note, existing_twin, read_text
from vaultkit.notes.putting import put_block
from vaultkit.notes.removing import remove_note
from vaultkit.workbook.quoting import quoted

NOTE = "Vaultkit.md"
"""The note at the vault's root with what needs a person; there only while something does."""

BLOCK = "problems"
_BEGUN = "# Vaultkit\n\nSomething here needs a look. This note goes away by itself once it is settled.\n\n"
_MOST = 20


class Trouble(NamedTuple):
    """One thing that needs a person. `code` is for the log, `words` for the person; `path` is the note it is about."""

    code: str
    path: str
    words: str


class Problems:
    """What needs a person now, each under a key of its own."""

    def __init__(self) -> None:
        self._found: dict[str, Trouble] = {}
        self.changed = True

    def put(self, key: str, trouble: Trouble) -> bool:
        """Keep it; whether it is new or reads differently."""
        if self._found.get(key) == trouble:
            return False
        self._found[key] = trouble
        self.changed = True
        return True

    def settle(self, key: str) -> Trouble | None:
        """It is settled; what it was, or None."""
        found = self._found.pop(key, None)
        self.changed = self.changed or found is not None
        return found

    def keys(self, start: str) -> list[str]:
        """The keys that begin so."""
        return [key for key in self._found if key.startswith(start)]

    def all(self) -> list[Trouble]:
        """Everything, in order of the paths."""
        return sorted(self._found.values(), key=lambda one: (one.path, one.code, one.words))


def write_note(root: Path, troubles: Iterable[Trouble]) -> bool:
    """Bring the note up to date: there with what needs a person, gone without. Whether anything was written.

    Words that someone added to it stay, and so does the note then.
    """
    text = _content(list(troubles))
    there = existing_twin(root / NOTE)
    if there is None:
        return bool(text) and create_note(root / NOTE, put_block(_BEGUN, BLOCK, text), root=root)
    path = Path(there)
    if text:
        return edit_note(path, lambda found: put_block(found, BLOCK, text), root=root)
    before = read_text(path)
    if not any(block.name == BLOCK for block in find_blocks(before)):
        return False
    if _without(before).strip() in ("", _BEGUN.strip()):
        return remove_note(path, before.encode())
    return edit_note(path, _without, root=root)


def _without(text: str) -> str:
    """The note without its generated part; what someone typed in there stays."""
    text = put_block(text, BLOCK, "")
    block = next(one for one in find_blocks(text) if one.name == BLOCK)
    return text[: block.start].rstrip("\r\n") + "\n" + text[block.end :].lstrip("\r\n")


def _content(troubles: list[Trouble]) -> str:
    lines = [f"- {quoted(one.words)}" for one in troubles[:_MOST]]
    if len(troubles) > _MOST:
        lines.append(f"- and {len(troubles) - _MOST} more: `vaultkit check`")
    return "\n".join(lines)
