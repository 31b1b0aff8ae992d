"""What vaultkit remembers about a vault outside of it, where no sync product carries it along.

Each vault has a folder `ID-PATH` in the platform's state folder: its id and a number made of where it lies.
A vault that was moved takes its folder along; a copy of a vault gets a new one.
"""

import os
from pathlib import Path
from zlib import crc32

from vaultkit.vault.config import Config
from vaultkit.vault.json_files import read_json, write_json

_PLACE = "place.json"


def state_folder(config: Config) -> Path:
    """The vault's own state folder, there and readable by its owner alone.

    Raises OSError where none can be made; callers then do without.
    """
    from platformdirs import user_state_path

    vaults = user_state_path("vaultkit", appauthor=False)
    root = config.root.resolve()
    folder = vaults / f"{config.id}-{crc32(os.fsencode(root)):08x}"
    if not folder.is_dir():
        vaults.parent.mkdir(parents=True, exist_ok=True)
        for made in (vaults, folder):
            if not (made == folder and _take_along(vaults, config.id, root, folder)):
                made.mkdir(mode=0o700, exist_ok=True)
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
    place = {"path": os.fspath(root), "inode": root.stat().st_ino}
    if read_json(folder / _PLACE) != place:
        write_json(folder / _PLACE, place)
    return folder


def read_state(config: Config, name: str) -> object:
    """What `write_state` last kept under `name`; None if nothing is there or it cannot be read."""
    try:
        return read_json(state_folder(config) / f"{name}.json")
    except OSError:
        return None


def write_state(config: Config, name: str, value: object) -> bool:
    """Keep `value`, which JSON can hold, under `name`; False where the state folder cannot be written."""
    try:
        write_json(state_folder(config) / f"{name}.json", value)
    except OSError:
        return False
    return True


def _take_along(vaults: Path, vault_id: str, root: Path, folder: Path) -> bool:
    """Rename the state of this same vault from where it lay before; False if it lay nowhere else.

    It is the same vault if the folder itself (its inode) is the same and no longer lies at its old path.
    """
    inode = root.stat().st_ino
    for earlier in vaults.glob(f"{vault_id}-*"):
        place = read_json(earlier / _PLACE)
        if not inode or not isinstance(place, dict) or place.get("inode") != inode:
            continue
        if _inode(place.get("path")) != inode:
            try:
                earlier.rename(folder)
            except OSError:
                # Another process was faster, or someone put something there: the folder is made or found anyway.
                return folder.is_dir()
            return True
    return False


def _inode(path: object) -> int | None:
    try:
        return Path(str(path)).stat().st_ino
    except (OSError, ValueError):
        return None
