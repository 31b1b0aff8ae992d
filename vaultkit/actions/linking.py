"""Links as this vault writes them in Obsidian, from a note to others."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.workbook.records import name_of

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


def links_from(
    config: "Config", source: Path, names: Mapping[str, int] | None = None, *, in_property: bool = False
) -> Callable[[str], str]:
    """Makes links from the note `source` to others, given by their path in the vault.

    `names` is `vault.links.count_names` of the whole vault, which is walked if left out. A property holds a wikilink in any vault.
    """
    from vaultkit.notes.reading import MAX_NOTE_BYTES
    from vaultkit.vault.links import count_names, link
    from vaultkit.vault.obsidian import obsidian_settings
    from vaultkit.vault.walk import walk_notes

    style = obsidian_settings(config.root).links
    style = style._replace(markdown=False) if in_property else style
    if names is None:
        walked = walk_notes(str(config.root), MAX_NOTE_BYTES, config.templates, [])
        names = count_names(name for found in walked for name in found.stats)
    counted = names
    place = source.relative_to(config.root).as_posix()
    return lambda target: link(target, place, style, counted)


def ladder_link(config: "Config", ladder: str) -> str:
    """The link by which a practice, in its ladder's folder, names the ladder at that path."""
    source = config.folder("exposure") / name_of(ladder) / "practice.md"
    return links_from(config, source, in_property=True)(ladder)
