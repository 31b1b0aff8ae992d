"""Which notes of a vault are vaultkit's business."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from vaultkit.vault.config import Config
from vaultkit.vault.names import name_key
from vaultkit.workbook.kinds import KINDS

Belongs: TypeAlias = Callable[[str, str, Mapping[str, object]], bool]


def belonging(config: Config) -> Belongs:
    """A test of path, type and properties: does this note carry its type's tag, or lie in its type's folder?

    A note in the shared folder is never a private one, whatever it says, because the partner may have written it;
    and what both read alike lies nowhere else. Where journal pages are the vault's daily notes, only the tag counts for
    them: their folder holds notes that were never meant for vaultkit, whatever type these have.
    """
    shared = _start(config.shared)
    folders = {kind: _start(folder) for kind, folder in config.folders.items()}
    daily = config.journal.into == "daily"
    template = name_key(config.journal.template).removesuffix(".md")

    def belongs(path: str, kind: str, properties: Mapping[str, object]) -> bool:
        place = name_key(path)
        if place.startswith(shared) != KINDS[kind].shared:
            return False
        if kind == "journal" and daily:
            return place != f"{template}.md" and has_tag(properties.get("tags"), "vaultkit/journal")
        return place.startswith(folders[kind]) or has_tag(properties.get("tags"), f"vaultkit/{kind}")

    return belongs


def tagged_kind(tags: object) -> str:
    """The kind that a tag such as `vaultkit/journal` names; empty if there is none."""
    return next((kind for kind in KINDS if has_tag(tags, f"vaultkit/{kind}")), "")


def has_tag(tags: object, tag: str) -> bool:
    """Whether `tag` is among a note's tags, written as a list or in one line."""
    if isinstance(tags, str):
        tags = tags.replace(",", " ").split()
    return isinstance(tags, list) and any(
        isinstance(one, str) and one.removeprefix("#") == tag for one in tags
    )


def _start(folder: str) -> str:
    return f"{name_key(folder)}/" if folder else ""
