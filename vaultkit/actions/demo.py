"""A copy of the example vault, to try everything on."""

import shutil
from datetime import date
from pathlib import Path

from vaultkit.data import packaged
from vaultkit.errors import UserError
from vaultkit.vault.config import load_config
from vaultkit.vault.discovery import is_vault

DAY = date(2026, 11, 24)
"""The day the example vault is about: its last notes are from the evening before."""


def copy_example(path: Path) -> Path:
    """Copy the example vault to `path`; a copy that is there already stays as it is. The vault's folder.

    Raises UserError if something else is there, or it cannot be written.
    """
    try:
        path = path.expanduser().absolute()
    except RuntimeError:
        raise UserError(f"{path}: there is no such home; check the name after ~") from None
    example = packaged("example-vault")
    if is_vault(path) and load_config(path).id == load_config(example).id:
        return path
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UserError(f"{path}: there is something here already; name an empty or a new folder")
    try:
        shutil.copytree(example, path, dirs_exist_ok=True, copy_function=shutil.copyfile)
    except OSError as error:
        # copytree gathers every file that failed; the first says why.
        reason = error.args[0][0][2] if isinstance(error, shutil.Error) else error.strerror
        raise UserError(f"{path}: the example could not be copied here ({reason})") from None
    return path
