"""The shared folder: what lies in it, in which part, and where its notes are on this disk."""

import os
from collections.abc import Callable
from pathlib import Path

from vaultkit.errors import UserError
from vaultkit.vault.config import SETTINGS_NAME, Config
from vaultkit.vault.names import name_key, nfc
from vaultkit.workbook.quoting import quoted
from vaultkit.workbook.records import folded

PARTS = {"checkin": "Check-ins", "ritual": "Rituals", "goal": "Goals"}
"""The folder inside the shared one that notes of a kind lie in."""


def shared_place(config: Config) -> Callable[[str], str | None]:
    """A test of a note's path: the path inside the shared folder, or None if it lies elsewhere.

    A folder whose name differs in case alone is the same one on some systems and another on others, where
    it is not the one that both partners have; so the disk is asked. UserError if the shared folder is a link.
    """
    shared = config.root / config.shared
    if shared.is_symlink():
        raise UserError(
            f"{shared}: is a link, and links out of the vault are not followed; "
            "put the folder itself here, or name another one as shared in .vaultkit/config.toml"
        )
    depth = config.shared.count("/") + 1
    known: dict[str, bool] = {}

    def inside(path: str) -> str | None:
        *folders, rest = path.split("/", depth)
        folder = "/".join(folders)
        if folder not in known:
            alike = len(folders) == depth and name_key(folder) == name_key(config.shared)
            known[folder] = alike and _same(config.root / folder, shared)
        return rest if known[folder] else None

    return inside


def in_its_part(kind: str, path: str, author: str) -> bool:
    """Whether a shared note lies where its kind belongs: a contribution in its author's own folder."""
    folder, _, name = path.partition("/")
    if kind == "settings":
        return name_key(path) == name_key(SETTINGS_NAME)
    return bool(name) and folded(folder) == folded(PARTS.get(kind) or quoted(author))


def on_disk(config: Config, path: str) -> Path:
    """The file of a shared note; its name may be stored with its accents in the other form."""
    place = config.root / config.shared
    for name in path.split("/"):
        if not os.path.lexists(place / name):
            try:
                name = next((one.name for one in place.iterdir() if nfc(one.name) == nfc(name)), name)
            except OSError:
                return config.root / config.shared / path
        place /= name
    return place


def _same(one: Path, other: Path) -> bool:
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False
