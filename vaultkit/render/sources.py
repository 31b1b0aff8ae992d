"""Finding the template for a kind of note: the vault's own first, else the packaged one."""

import os
from pathlib import Path
from typing import NamedTuple

from vaultkit.data import packaged
from vaultkit.errors import UserError
from vaultkit.notes.reading import read_text

PACKAGED = "packaged templates/"


class Source(NamedTuple):
    """A template: the name that errors give it, and its text."""

    name: str
    text: str


def template_source(kind: str, vault_templates: Path | None, root: Path | None = None) -> Source:
    """The template for notes of `kind`.

    `vault_templates` is the vault's `Templates/vaultkit` folder; None takes the packaged one
    whatever the vault holds. UserError if the vault's own is there but cannot be read, or is a
    link out of that folder, and where `root` (the vault) is given, if the folder itself is one.
    """
    if vault_templates is not None:
        own = vault_templates / f"{kind}.md"
        # A broken link is there too: falling back in silence would hide it.
        if os.path.lexists(own):
            name = "/".join(own.parts[-3:])
            _check_inside(own, vault_templates, root, name)
            return Source(name, read_text(own))
    return Source(f"{PACKAGED}{kind}.md", read_text(packaged("templates") / f"{kind}.md"))


def _check_inside(own: Path, folder: Path, root: Path | None, name: str) -> None:
    """Refuse a template that lies elsewhere: a link to a private note would copy it into a shared one."""
    allowed = Path(os.path.realpath(folder))
    if root is not None and folder.is_relative_to(root):
        allowed = Path(os.path.realpath(root)) / folder.relative_to(root)
    if not Path(os.path.realpath(own)).is_relative_to(allowed):
        raise UserError(
            f"{name}: leads out of the folder for templates; put the template itself there instead of a link"
        )
