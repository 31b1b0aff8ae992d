"""Which paths in a vault are notes, and which are the noise of editors and sync products."""

from vaultkit.vault.walk import is_conflict_copy


def is_note(path: str) -> bool:
    """Whether a path, relative to the vault with "/", is one of a note that may be of interest.

    No note: hidden files and folders (`.obsidian`, `.trash`, swap files, temporary files of Syncthing and of ours),
    backups, and the copies that sync products make, which are joined elsewhere.
    """
    if not path.endswith((".md", ".MD")) or path.startswith(".") or "/." in path:
        return False
    return not is_conflict_copy(path.rpartition("/")[2])


def is_hidden(path: str) -> bool:
    """Whether a file or folder is hidden, or lies in a folder that is."""
    return path.startswith(".") or "/." in path


def behind_placeholder(path: str) -> str:
    """The note that a placeholder such as `.Name.md.icloud` stands for; "" if the path is none."""
    folder, slash, name = path.rpartition("/")
    if name.startswith(".") and name.endswith(".icloud") and not is_hidden(folder):
        note = f"{folder}{slash}{name[1:-7]}"
        return note if is_note(note) else ""
    return ""
