"""Finding the template for a kind of note: the vault's own first, else the packaged one."""

from pathlib import Path
from typing import NamedTuple

from vaultkit.data import packaged


class Source(NamedTuple):
    """A template's text and the name that errors give it."""

    name: str
    text: str


def template_source(kind: str, vault_templates: Path | None) -> Source:
    """The template for notes of `kind`.

    `vault_templates` is the vault's `Templates/vaultkit` folder, None to use the packaged one
    whatever the vault holds. UserError if the vault's own template is there but cannot be read.
    """
    if vault_templates is not None:
        own = vault_templates / f"{kind}.md"
        if own.exists() or own.is_symlink():
            return Source("/".join(own.parts[-3:]), _read(own))
    path = packaged("templates") / f"{kind}.md"
    return Source(f"templates/{kind}.md", path.read_text(encoding="utf-8"))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
