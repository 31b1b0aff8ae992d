"""Finding the vault a command is meant for."""

from collections.abc import Mapping
from pathlib import Path

from vaultkit.errors import UserError

CONFIG = ".vaultkit/config.toml"
"""Marks a vault and holds its settings, relative to the vault's folder."""


def find_vault(start: Path, explicit: str | None, environ: Mapping[str, str]) -> Path:
    """The vault's folder, absolute: `--vault`, else VAULTKIT_VAULT, else `start` or the nearest folder above it.

    Raises UserError where there is none, with what to do.
    """
    if explicit:
        return _named(start, explicit, "--vault")
    if named := environ.get("VAULTKIT_VAULT"):
        return _named(start, named, "VAULTKIT_VAULT")
    if found := enclosing_vault(start):
        return found
    raise UserError(
        f"{start}: there is no vaultkit vault here or above; go to yours, or name it with --vault PATH. "
        "A first one is made with: vaultkit init"
    )


def enclosing_vault(start: Path) -> Path | None:
    """The nearest vault among `start` and the folders above it."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if is_vault(folder)), None)


def is_vault(folder: Path) -> bool:
    """Whether `folder` itself is marked as a vault."""
    try:
        return (folder / CONFIG).is_file()
    except OSError:
        return False


def _named(start: Path, name: str, said_by: str) -> Path:
    try:
        folder = start.absolute() / Path(name).expanduser()
    except RuntimeError:
        folder = start.absolute() / name
    if ".." in folder.parts:
        folder = folder.resolve()
    if is_vault(folder):
        return folder
    if not folder.is_dir():
        raise UserError(f"{name}: there is no such folder ({said_by}); check the path")
    if outer := enclosing_vault(folder):
        raise UserError(f"{name}: lies inside a vault ({said_by}); name the vault itself: {outer}")
    from shlex import quote

    raise UserError(
        f"{name}: not a vaultkit vault yet ({said_by}); make it one with: vaultkit init {quote(name)}"
    )
