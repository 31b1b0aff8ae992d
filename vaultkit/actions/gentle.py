"""The gentle check of one's own requests as notes: those still open, and never anyone else's."""

from typing import TYPE_CHECKING, NamedTuple

from vaultkit.errors import Problem, UserError
from vaultkit.notes.files import read_text
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.records import folded
from vaultkit.workbook.values import read_values

if TYPE_CHECKING:
    from vaultkit.vault.config import Config
    from vaultkit.vault.index import NoteRecord

_STILL_OPEN = ("draft", "offered")


class Gently(NamedTuple):
    """Hints on the words of one request, each with its line, or that it tells of harm and gets none."""

    path: str
    hints: tuple[Problem, ...] = ()
    harm: bool = False


def gentle_look(config: "Config", note: "NoteRecord") -> Gently:
    """What the gentle check says of a request. One that has its answer is left alone, and so is another's."""
    values, _ = read_values(note.type, note.properties)
    author = str(values.get("author", ""))
    is_own = not author or folded(author) == folded(config.me)
    if not is_own or values.get("status", "draft") not in _STILL_OPEN:
        return Gently(note.path)
    from vaultkit.workbook.gentle_check import PARTS, look

    parts = {name: str(values[name]) for name in PARTS if values.get(name)}
    names = [config.partner] if config.partner else []
    looked = look(parts, names, more=_own_words(config, note.path))
    hints = (
        Problem(note.lines.get(hint.field, 1), f"{hint.field}: {one_line(hint.words)}: {hint.about}")
        for hint in looked.hints
    )
    return Gently(note.path, tuple(hints), looked.harm)


def _own_words(config: "Config", path: str) -> str:
    """What stands below the properties; nothing where the note can't be read, which `check` says elsewhere."""
    from vaultkit.notes import parse_note

    try:
        return parse_note(read_text(config.root / path)).body
    except UserError:
        return ""
