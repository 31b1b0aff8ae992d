"""Notes on disk: read one exactly, create one, edit one. Nothing anyone wrote is lost."""

from vaultkit.notes.reading import MAX_NOTE_BYTES, read_head, read_text
from vaultkit.notes.twins import existing_twin
from vaultkit.notes.writing import create_note, edit_note, left_behind

__all__ = [
    "MAX_NOTE_BYTES",
    "create_note",
    "edit_note",
    "existing_twin",
    "left_behind",
    "read_head",
    "read_text",
]
