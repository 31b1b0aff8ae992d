"""Finding the template for a kind of note: the vault's own first, else the packaged one."""

import os
from pathlib import Path
from typing import NamedTuple

from vaultkit.data import packaged
from vaultkit.notes.reading import read_text

PACKAGED = "packaged templates/"


class Source(NamedTuple):
    """A template: the name that errors give it, and its text."""

    name: str
    text: str


def template_source(kind: str, vault_templates: Path | None) -> Source:
    """The template for notes of `kind`.

    `vault_templates` is the vault's `Templates/vaultkit` folder; None takes the packaged one
    whatever the vault holds. UserError if the vault's own is there but cannot be read.
    """
    if vault_templates is not None:
        own = vault_templates / f"{kind}.md"
        # A broken link is there too: falling back in silence would hide it.
        if os.path.lexists(own):
            return Source("/".join(own.parts[-3:]), read_text(own))
    return Source(f"{PACKAGED}{kind}.md", read_text(packaged("templates") / f"{kind}.md"))
