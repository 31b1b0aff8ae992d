"""Leaving the shared part, offline and alone, and taking all of one's own data along."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.errors import UserError
from vaultkit.vault.reading import fresh_index
from vaultkit.workbook.kinds import KINDS

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


class Left(NamedTuple):
    """Where the shared folder lies now, "" if there was none, and whether sync was set up and is not any more."""

    archive: Path | None
    synced: bool


class Exported(NamedTuple):
    """What was copied to `folder`: how many notes, and the file with all that they say as data."""

    folder: Path
    notes: int
    data: Path


def leave(config: "Config", day: date, *, dry_run: bool = False) -> Left:
    """Stop sharing: move the shared folder aside, drop sync's history and ledger, and begin one's own shared folder anew.

    Sends nothing and needs nobody. One's own notes stay; everything goes on for one person alone. Raises UserError
    if the folder cannot be moved; then nothing has changed.
    """
    from vaultkit.actions.init import init
    from vaultkit.actions.syncing import forget, status
    from vaultkit.vault.state import write_state

    shared = config.root / config.shared
    archive = _free(config.root / f"{shared.name} until {day}")
    synced = bool(status(config).remote)
    if dry_run:
        return Left(archive if shared.is_dir() else None, synced)
    # First what could send: cut off after this, nothing leaves any more.
    forget(config)
    write_state(config, "sharing", {})
    if not shared.is_dir():
        return Left(None, synced)
    try:
        shared.rename(archive)
    except OSError as error:
        raise UserError(
            f"{shared}: could not be moved aside: {error.strerror or error}; nothing is sent any more, and the folder "
            "is as it was"
        ) from None
    _without_partner(config)
    init(config.root)
    return Left(archive, synced)


def export(config: "Config", folder: Path) -> Exported:
    """Copy every note of vaultkit's, one's own and the shared ones, as plain files, and what they say as one JSON file.

    Raises UserError if the folder is there with something in it, or cannot be written.
    """
    folder = folder.expanduser().absolute()
    if folder.resolve().is_relative_to(config.root.resolve()):
        raise UserError(f"{folder}: lies inside your vault; choose a folder outside of it")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(f"{folder}: is there already with something in it; choose another name")
    with fresh_index(config) as index:
        notes = index.notes(list(KINDS))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for note in notes:
            target = folder / note.path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(config.root / note.path, target)
        data = folder / "vaultkit.json"
        found = [{"path": note.path, "type": note.type, **_as_json(note.properties)} for note in notes]
        data.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", "utf-8")
    except OSError as error:
        raise UserError(f"{folder}: could not be written: {error.strerror or error}") from None
    return Exported(folder, len(notes), data)


def _as_json(properties: dict[str, object]) -> dict[str, object]:
    kept: dict[str, object] = json.loads(json.dumps(properties, default=str))
    return kept


def _free(path: Path) -> Path:
    number = 2
    free = path
    while free.exists():
        free, number = path.with_name(f"{path.name} {number}"), number + 1
    return free


def _without_partner(config: "Config") -> None:
    """Take the partner's line out of the settings, so that everything is for one again."""
    from vaultkit.notes.files import edit_note
    from vaultkit.vault.config_problems import line_of
    from vaultkit.vault.discovery import CONFIG

    def edit(text: str) -> str:
        at = line_of(text, "partner")
        lines = text.splitlines(keepends=True)
        return "".join((*lines[: at - 1], f"# {lines[at - 1]}", *lines[at:])) if at else text

    edit_note(config.root / CONFIG, edit, root=config.root)
