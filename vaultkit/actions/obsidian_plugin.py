"""The plugin's files in a vault: copied, looked at and taken out again. Nothing else in `.obsidian` is written."""

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.errors import UserError
from vaultkit.vault.places import place_warnings
from vaultkit.vault.state import read_state, write_state

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

FILES = ("manifest.json", "main.js", "styles.css", "README.md")
_SHIPPED = Path(__file__).parents[1] / "obsidian"
_STATE = "obsidian-plugin"
_LARGEST = 1_000_000


class PluginFile(NamedTuple):
    """One file and how it stands: absent, current, earlier (as vaultkit put it there before) or changed since."""

    name: str
    standing: str


class Plugin(NamedTuple):
    """The plugin in one vault.

    `enabled` is whether Obsidian lists it as switched on. `warnings` are sentences on who else may be able to change
    what lies there.
    """

    folder: Path
    files: tuple[PluginFile, ...]
    enabled: bool
    warnings: tuple[str, ...]

    @property
    def installed(self) -> bool:
        """Whether any of its files is there."""
        return any(file.standing != "absent" for file in self.files)


class Copied(NamedTuple):
    """What was written to `folder`, and which files of someone's own were put aside first, under which names."""

    folder: Path
    written: tuple[str, ...]
    aside: tuple[str, ...]


class Removed(NamedTuple):
    """What was taken out of `folder`, and what stays because it is not ours, or not any more."""

    folder: Path
    removed: tuple[str, ...]
    kept: tuple[str, ...]


def plugin_status(config: "Config") -> Plugin:
    """How the plugin stands in this vault; nothing is changed."""
    folder = _folder(config)
    known = _known(config)
    files = tuple(PluginFile(name, _standing(folder / name, known.get(name, ""))) for name in FILES)
    return Plugin(folder, files, _is_enabled(config), tuple(place_warnings(config.root)))


def install_plugin(config: "Config", *, dry_run: bool = False) -> Copied:
    """Copy the plugin's files into the vault, or bring those that are there up to date.

    A file that someone changed is put aside beside it, never lost. Whether Obsidian switches the plugin on is for the
    person to say, in Obsidian. Raises UserError where the folder leads out of the vault or cannot be written.
    """
    found = plugin_status(config)
    stale = [file for file in found.files if file.standing != "current"]
    written, aside = tuple(file.name for file in stale), []
    for file in stale:
        target = found.folder / file.name
        if file.standing == "changed":
            aside.append(_free(target).name)
        if dry_run:
            continue
        try:
            found.folder.mkdir(parents=True, exist_ok=True)
            if file.standing == "changed":
                target.rename(found.folder / aside[-1])
            _write(target, (_SHIPPED / file.name).read_bytes())
        except OSError as error:
            raise UserError(f"{target}: could not be written: {error.strerror or error}") from None
    if not dry_run:
        write_state(config, _STATE, {name: _hash(_SHIPPED / name) for name in FILES})
    return Copied(found.folder, written, tuple(aside))


def uninstall_plugin(config: "Config", *, dry_run: bool = False) -> Removed:
    """Take the plugin's files out again: those that are as vaultkit put them there, and the folder if it is empty then.

    Raises UserError where the folder leads out of the vault or a file cannot be removed.
    """
    found = plugin_status(config)
    ours = tuple(file.name for file in found.files if file.standing in ("current", "earlier"))
    there = sorted(one.name for one in found.folder.iterdir()) if found.folder.is_dir() else []
    kept = tuple(name for name in there if name not in ours)
    if not dry_run:
        try:
            for name in ours:
                (found.folder / name).unlink(missing_ok=True)
            if there and not kept:
                found.folder.rmdir()
        except OSError as error:
            raise UserError(f"{found.folder}: could not be removed: {error.strerror or error}") from None
        write_state(config, _STATE, {})
    return Removed(found.folder, ours, kept)


def _folder(config: "Config") -> Path:
    """The plugin's folder; UserError if a link on the way leads out of the vault, into its shared folder or nowhere."""
    folder = config.root / ".obsidian" / "plugins" / "vaultkit"
    for part in (folder, *(folder / name for name in FILES)):
        try:
            place, root = part.resolve(), config.root.resolve()
            shared = (root / config.shared).resolve()
        except (OSError, RuntimeError):
            raise UserError(f"{part}: leads nowhere; remove that link and try again") from None
        if not place.is_relative_to(root):
            raise UserError(f"{part}: leads out of the vault; remove that link and try again")
        if place.is_relative_to(shared):
            raise UserError(f"{part}: leads into the shared folder; remove that link and try again")
    return folder


def _standing(path: Path, known: str) -> str:
    if path.is_symlink():
        return "changed"
    there = _hash(path)
    if not there:
        return "changed" if path.exists() else "absent"
    if there == _hash(_SHIPPED / path.name):
        return "current"
    return "earlier" if there == known else "changed"


def _hash(path: Path) -> str:
    """The file's hash, or "" where there is none to read."""
    try:
        with path.open("rb") as file:
            return sha256(file.read(_LARGEST)).hexdigest()
    except OSError:
        return ""


def _known(config: "Config") -> dict[str, str]:
    """The hashes of what this device last put there."""
    kept = read_state(config, _STATE)
    return {str(name): str(value) for name, value in kept.items()} if isinstance(kept, dict) else {}


def _is_enabled(config: "Config") -> bool:
    try:
        with (config.root / ".obsidian" / "community-plugins.json").open("rb") as file:
            return "vaultkit" in json.loads(file.read(_LARGEST))
    except (OSError, ValueError, TypeError, RecursionError):
        return False


def _free(path: Path) -> Path:
    """A name beside `path` that is not taken, for what someone changed."""
    number = 1
    while (free := path.with_name(f"{path.name}.kept-{number}")).exists() or free.is_symlink():
        number += 1
    return free


def _write(path: Path, content: bytes) -> None:
    """Put the whole file there at once, so that Obsidian never reads half of it."""
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    try:
        new.write_bytes(content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
