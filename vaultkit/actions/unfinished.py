"""What was answered when the window closed, where that does not make a note yet: kept as plain words, for oneself."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.errors import UserError
from vaultkit.notes.files import create_note

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

FOLDER = "Unfinished"
"""The folder in the vault for these notes. It is outside the shared folder."""

_MOST = 99


def keep_unfinished(
    config: "Config", day: date, kind: str, answers: Mapping[str, object], command: str
) -> Path:
    """Write the answers down as YAML, which `command` reads on standard input. UserError if they can't be written."""
    from vaultkit.vault.names import name_key

    name = FOLDER
    while name_key(name) == name_key(config.shared.partition("/")[0]):
        name += " notes"
    text = (
        f"The window closed while this was being written. It is for you alone.\n\n"
        f"To make the note of it, put the lines between the fences into: {command}\n\n"
        f"~~~yaml\n{as_yaml(answers)}~~~\n"
    )
    for number in range(1, _MOST + 1):
        path = config.root / name / (f"{day} {kind}.md" if number == 1 else f"{day} {kind} {number}.md")
        if create_note(path, text, root=config.root):
            return path
    raise UserError(f"{path.parent}: there are too many notes of this name; move some of them elsewhere")


def as_yaml(answers: Mapping[str, object]) -> str:
    """The answers as the lines that commands read on standard input."""
    from vaultkit.notes.yaml_writer import entry

    return "".join(entry(name.lstrip("#"), value) for name, value in answers.items())
