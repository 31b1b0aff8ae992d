"""Where the vault is: still in its place, moved beside it under another name, or away for a while."""

from pathlib import Path

from vaultkit.vault.discovery import is_vault


def identity(root: Path) -> int:
    """What stays the same when the vault's folder is renamed; 0 if it is not there."""
    try:
        return root.stat().st_ino if is_vault(root) else 0
    except OSError:
        return 0


def found_again(root: Path, inode: int) -> Path | None:
    """The vault's folder: in its old place, or beside it under another name; None while it is not there."""
    if identity(root):
        return root
    try:
        siblings = [path for path in root.parent.iterdir() if path.is_dir()]
    except OSError:
        return None
    return next((path for path in siblings if inode and identity(path) == inode), None)
