"""Who else may get to see a folder: kind warnings before the first private note is written in it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class _Product(NamedTuple):
    """A product that copies folders: how its folders are called or begin, what it leaves in them."""

    name: str
    names: tuple[str, ...]
    beginnings: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


_PRODUCTS = (
    _Product("Dropbox", ("dropbox",), ("dropbox (", "dropbox-"), (".dropbox", ".dropbox.cache")),
    _Product(
        "iCloud Drive", ("mobile documents", "com~apple~clouddocs", "iclouddrive", "icloud~md~obsidian")
    ),
    _Product("OneDrive", ("onedrive",), ("onedrive - ", "onedrive-")),
    _Product("Google Drive", ("google drive", "my drive"), ("googledrive-",), (".tmp.driveupload",)),
    _Product(
        "Nextcloud", ("nextcloud", "owncloud"), ("nextcloud-",), (".nextcloudsync.log", ".owncloudsync.log")
    ),
    _Product("Syncthing", ("syncthing",), (), (".stfolder", ".stignore")),
    _Product("Proton Drive", ("proton drive",), ("protondrive-",)),
    _Product("MEGA", ("megasync",), (), (".megaignore",)),
)
_MEANT_FOR_MANY = ("/srv", "/home/shared", "/Users/Shared", "/var/www", "/usr/share")
_NETWORK = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "afpfs",
        "webdav",
        "fuse.sshfs",
        "fuse.davfs",
        "davfs",
        "fuse.rclone",
        "ceph",
    ]
)


def place_warnings(root: Path) -> list[str]:
    """One short sentence for each way in which others may see what is written in `root`, with what to do.

    The folder need not be there yet. Nothing is changed; `close_to_others` answers the last of them.
    """
    warnings = [
        f"This folder lies in {product}, which copies it to other devices and to whoever shares it there. "
        "If your private notes are for you alone, choose a folder outside it."
        for product in _syncing(root)
    ]
    if _has_remote(root):
        warnings.append(
            "This folder belongs to a git repository that is sent elsewhere, and your private notes would go along. "
            "Choose another folder, or add this one to .gitignore."
        )
    if network := network_drive(root):
        warnings.append(
            f"This folder lies on a network drive ({network}), where others may have access. "
            "For private notes a folder on your own disk is the safer place."
        )
    if _meant_for_many(root):
        warnings.append(
            "This folder lies in a place made for several people. A folder in your own home is more private."
        )
    if open_to_others(root):
        warnings.append(
            "Other people with an account on this computer can read this folder. "
            "Close it to them with: vaultkit init --private"
        )
    return warnings


def open_to_others(root: Path) -> bool:
    """Whether another account on this computer can list or enter the folder, by its mode and those above it."""
    if os.name != "posix" or not root.is_dir():
        return False
    root = root.resolve()
    for reach, group in ((0o001, False), (0o010, True)):
        if group and _is_own_group(root):
            continue
        if root.stat().st_mode & (reach * 5) and all(
            folder.stat().st_mode & (reach | 0o001) for folder in root.parents
        ):
            return True
    return False


def close_to_others(root: Path) -> None:
    """Make the folder its owner's alone (mode 0700). OSError where that is not allowed."""
    root.chmod(stat.S_IRWXU)


def _syncing(root: Path) -> Iterator[str]:
    """The products whose folder this seems to be, by the names on its path or what they left there."""
    places = {root, root.resolve()}
    names = {part.casefold() for place in places for part in place.parts}
    above = {folder for place in places for folder in (place, *place.parents)}
    for product in _PRODUCTS:
        if any(
            name in product.names or name.startswith(product.beginnings or ("\0",)) for name in names
        ) or any(os.path.lexists(folder / mark) for folder in above for mark in product.marks):
            yield product.name


def _has_remote(root: Path) -> bool:
    root = root.resolve()
    for folder in (root, *root.parents):
        repository = folder / ".git"
        try:
            if repository.is_file():
                # A work tree or submodule: the file says where the repository is.
                repository = folder / repository.read_text().partition("gitdir: ")[2].strip()
                shared = repository / "commondir"
                repository = repository / shared.read_text().strip() if shared.is_file() else repository
            if repository.is_dir():
                return '[remote "' in (repository / "config").read_text(errors="replace")
        except (OSError, ValueError):
            continue
    return False


def network_drive(root: Path) -> str:
    """The kind of network drive that `root` lies on, or ""; known on Linux, and for Windows' network paths."""
    if str(root).startswith("\\\\"):
        return "a Windows share"
    root = root.resolve()
    longest, kind = "", ""
    try:
        mounts = Path("/proc/self/mounts").read_text(errors="replace")
    except OSError:
        return ""
    for line in mounts.splitlines():
        _, point, name, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if len(point) >= len(longest) and root.is_relative_to(point):
            longest, kind = point, name
    return kind if kind in _NETWORK else ""


def _meant_for_many(root: Path) -> bool:
    root = root.resolve()
    public = os.environ.get("PUBLIC") if os.name == "nt" else None
    return any(root.is_relative_to(place) for place in (*_MEANT_FOR_MANY, *([public] if public else [])))


def _is_own_group(root: Path) -> bool:
    """Whether the folder's group is the one that many systems make for each account, with no one else in it."""
    import grp
    import pwd

    try:
        status = root.stat()
        group, owner = grp.getgrgid(status.st_gid), pwd.getpwuid(status.st_uid).pw_name
    except KeyError:
        return False
    return group.gr_name == owner and not set(group.gr_mem) - {owner}
