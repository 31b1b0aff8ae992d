"""How the disk differs from the commit that stands for it: files that could not be written when the others were."""

from collections.abc import Mapping
from pathlib import Path

from vaultkit.vault.json_files import read_json, write_json

Differences = Mapping[str, str | None]
"""What is on disk instead, as ids by path; None where there is nothing."""


class Differing:
    """A small file with the differences from a commit or two: from one while another is being written."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def of(self, commit: str) -> dict[str, str | None]:
        """How the disk differs from this commit."""
        kept = read_json(self.file)
        found = kept.get(commit) if isinstance(kept, dict) else None
        return found if isinstance(found, dict) else {}

    def keep(self, differences: Mapping[str, Differences]) -> None:
        """Remember these, by commit, and no others. Raises OSError."""
        kept = {commit: dict(found) for commit, found in differences.items() if found}
        if not kept:
            self.file.unlink(missing_ok=True)
            return
        write_json(self.file, kept)


def differences(commit: Mapping[str, str], disk: Mapping[str, str]) -> dict[str, str | None]:
    """How the files on disk differ from those of a commit."""
    return {
        path: disk.get(path) for path in commit.keys() | disk.keys() if commit.get(path) != disk.get(path)
    }


def with_differences(commit: Mapping[str, str], found: Differences) -> dict[str, str]:
    """The files on disk, given those of a commit and how they differ."""
    files = {**commit, **found}
    return {path: blob for path, blob in files.items() if blob is not None}
