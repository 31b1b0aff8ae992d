"""Showing a note: in Obsidian where the vault is one of its own, else in the person's editor."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import typer

from vaultkit.errors import UserError

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


def show(config: "Config", path: Path) -> None:
    """Open the note; UserError if neither Obsidian nor an editor can be started.

    $EDITOR comes first in a terminal where it is set, since someone chose it.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if editor and sys.stdout.isatty():
        command = [*shlex.split(editor), str(path)]
    elif (config.root / ".obsidian").is_dir():
        address = f"obsidian://open?path={quote(str(path), safe='')}"
        opener = {"darwin": ["open"], "win32": ["cmd", "/c", "start", ""]}.get(sys.platform, ["xdg-open"])
        command = [*opener, address]
    else:
        raise UserError(f"{path}: nothing to open it with; set EDITOR to your editor, such as EDITOR=nano")
    try:
        subprocess.run(command, check=True)
    except FileNotFoundError:
        raise UserError(f"{command[0]}: not found; set EDITOR to an editor that is there") from None
    except subprocess.CalledProcessError as error:
        typer.echo(f"{command[0]} ended with {error.returncode}", err=True)
