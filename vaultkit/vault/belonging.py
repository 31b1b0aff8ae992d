"""Which notes of a vault are vaultkit's business."""

from collections.abc import Mapping

from vaultkit.vault.config import Config
from vaultkit.vault.names import name_key
from vaultkit.workbook.kinds import KINDS


def belongs(config: Config, path: str, kind: str, properties: Mapping[str, object]) -> bool:
    """Whether a note whose `type` is `kind` is ours: it carries the tag, or lies in that kind's folder.

    A note in the shared folder is never a private one, whatever it says, because the partner may have written it;
    and what both read alike lies nowhere else.
    """
    if _within(path, config.shared) != KINDS[kind].shared:
        return False
    return has_tag(properties.get("tags"), f"vaultkit/{kind}") or _within(path, config.folders[kind])


def has_tag(tags: object, tag: str) -> bool:
    """Whether `tag` is among a note's tags, written as a list or in one line."""
    if isinstance(tags, str):
        tags = tags.replace(",", " ").split()
    return isinstance(tags, list) and any(
        isinstance(one, str) and one.removeprefix("#") == tag for one in tags
    )


def _within(path: str, folder: str) -> bool:
    return not folder or name_key(path).startswith(name_key(folder) + "/")
