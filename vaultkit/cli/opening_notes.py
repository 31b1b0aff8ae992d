"""Showing a note: in Obsidian where the vault is one of its own, else in the person's editor."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from vaultkit.errors import UserError

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


def show(config: "Config", path: Path) -> None:
    """Open the note; UserError if neither Obsidian nor an editor can be started.

    $EDITOR comes first in a terminal where it is set, since someone chose it.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    editing = bool(editor) and sys.stdout.isatty()
    if editor and editing:
        command = [*_words(editor), str(path)]
    elif (config.root / ".obsidian").is_dir():
        address = f"obsidian://open?path={quote(str(path), safe='')}"
        opener = {"darwin": ["open"], "win32": ["cmd", "/c", "start", ""]}.get(sys.platform, ["xdg-open"])
        command = [*opener, address]
    else:
        raise UserError(f"{path}: nothing to open it with; set EDITOR to your editor, such as EDITOR=nano")
    try:
        quiet = None if editing else subprocess.DEVNULL
        subprocess.run(command, check=True, stdout=quiet, stderr=quiet)
    except (OSError, subprocess.CalledProcessError):
        raise UserError(
            f"{path}: {command[0]} could not open it; set EDITOR to an editor that is there, such as EDITOR=nano"
        ) from None


def _words(editor: str) -> list[str]:
    try:
        words = shlex.split(editor)
    except ValueError:
        words = []
    if not words:
        raise UserError(f"EDITOR: found {editor!r}, expected the name of an editor, such as EDITOR=nano")
    return words
