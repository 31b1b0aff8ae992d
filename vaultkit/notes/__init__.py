"""A Markdown note as data: properties, sections, generated blocks, safe writes. Knows nothing of couples.

Names are loaded when first used, so that a command pays only for what it needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaultkit.errors import Problem, UserError
    from vaultkit.notes.blocks import Block, find_blocks
    from vaultkit.notes.edit import REMOVE
    from vaultkit.notes.files import create_note, edit_note, existing_twin, read_text
    from vaultkit.notes.front_matter import UNCLOSED
    from vaultkit.notes.handler import NoteHandler
    from vaultkit.notes.links import Wikilink, wikilinks
    from vaultkit.notes.note import Note, parse_note
    from vaultkit.notes.properties import read_properties
    from vaultkit.notes.putting import put_block
    from vaultkit.notes.scalars import Value
    from vaultkit.notes.structure import Section, bullets, section_text, sections
    from vaultkit.notes.task_lines import Task, tasks

_HOMES = {
    "vaultkit.errors": "Problem UserError",
    "vaultkit.notes.blocks": "Block find_blocks",
    "vaultkit.notes.edit": "REMOVE",
    "vaultkit.notes.files": "create_note edit_note existing_twin read_text",
    "vaultkit.notes.front_matter": "UNCLOSED",
    "vaultkit.notes.handler": "NoteHandler",
    "vaultkit.notes.links": "Wikilink wikilinks",
    "vaultkit.notes.note": "Note parse_note",
    "vaultkit.notes.properties": "read_properties",
    "vaultkit.notes.putting": "put_block",
    "vaultkit.notes.scalars": "Value",
    "vaultkit.notes.structure": "Section bullets section_text sections",
    "vaultkit.notes.task_lines": "Task tasks",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "REMOVE",
    "UNCLOSED",
    "Block",
    "Note",
    "NoteHandler",
    "Problem",
    "Section",
    "Task",
    "UserError",
    "Value",
    "Wikilink",
    "bullets",
    "create_note",
    "edit_note",
    "existing_twin",
    "find_blocks",
    "parse_note",
    "put_block",
    "read_properties",
    "read_text",
    "section_text",
    "sections",
    "tasks",
    "wikilinks",
]


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_HOME_OF)
