"""Makes git merge the notes of an existing repository with vaultkit: two lines of settings, taken out as easily.

Written as git writes them, by way of a lock file beside each; no command of git is run.
"""

import os
import re
from pathlib import Path
from typing import NamedTuple

from vaultkit.errors import UserError

NAME = "vaultkit"
PATTERN = "*.md"
_SECTION = re.compile(rf'^\[merge "{NAME}"\][^\n]*\n(?:(?![ \t]*\[)[^\n]*(?:\n|\Z))*', re.MULTILINE)
_LINE = re.compile(rf"^[^\n#]*\bmerge={NAME}\b[^\n]*(?:\n|\Z)", re.MULTILINE)


class Setting(NamedTuple):
    """A file of settings, and whether it was or would be changed."""

    path: Path
    changed: bool


def install(
    folder: Path, command: str, *, shared: bool = False, dry_run: bool = False
) -> tuple[Setting, ...]:
    """Say in the repository around `folder` that notes are merged by `command`, which git gives the versions to.

    The attribute goes to `.git/info/attributes`, or with `shared` to `.gitattributes`, which the other side gets too.
    Returns where the attribute and the command stand. Raises UserError where there is no repository.
    """
    top, git_folder = _repository(folder)
    attributes = top / ".gitattributes" if shared else git_folder / "info" / "attributes"
    line = f"{PATTERN} merge={NAME}\n"
    driver = (command + " merge-driver %O %A %B %P").replace("\\", "\\\\").replace('"', '\\"')
    section = (
        f'[merge "{NAME}"]\n\tname = vaultkit: every word of both sides of a note\n\tdriver = "{driver}"\n'
    )
    return (
        _changed(attributes, _LINE, line, dry_run=dry_run),
        _changed(git_folder / "config", _SECTION, section, dry_run=dry_run),
    )


def uninstall(folder: Path, *, dry_run: bool = False) -> tuple[Setting, ...]:
    """Take both out again, wherever they stand."""
    top, git_folder = _repository(folder)
    places = ((top / ".gitattributes", _LINE), (git_folder / "info" / "attributes", _LINE))
    found = (*places, (git_folder / "config", _SECTION))
    return tuple(_changed(path, pattern, "", dry_run=dry_run) for path, pattern in found if path.exists())


def _repository(folder: Path) -> tuple[Path, Path]:
    """The top folder of the work tree around a folder, and the folder that holds its settings."""
    folder = folder.resolve()
    for top in (folder, *folder.parents):
        found = top / ".git"
        if found.is_file():
            # A work tree of its own, or a submodule: the file says where the folder is.
            target = found.read_text(encoding="utf-8", errors="replace").removeprefix("gitdir:").strip()
            found = (top / target).resolve()
            common = found / "commondir"
            if common.is_file():
                found = (found / common.read_text(encoding="utf-8").strip()).resolve()
        if (found / "HEAD").is_file():
            return top, found
    raise UserError(f"{folder}: is in no git repository; go to one, or make one with git init, and try again")


def _changed(path: Path, pattern: re.Pattern[str], wanted: str, *, dry_run: bool) -> Setting:
    before = path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else ""
    kept = pattern.sub("", before)
    if wanted and wanted in before and kept == before.replace(wanted, "", 1):
        return Setting(path, changed=False)
    if wanted and kept and not kept.endswith("\n"):
        kept += "\n"
    after = kept + wanted
    if after != before and not dry_run:
        _write(path, after)
    return Setting(path, after != before)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    lock = path.with_name(path.name + ".lock")
    try:
        file = os.open(
            lock,
            os.O_WRONLY | os.O_CREAT | os.O_EXCL,
            path.stat().st_mode & 0o777 if path.exists() else 0o666,
        )
    except FileExistsError:
        raise UserError(
            f"{lock}: is there already, so git is at work in this repository; wait until it is done, or remove that file"
        ) from None
    try:
        with os.fdopen(file, "wb") as stream:
            stream.write(text.encode("utf-8", "surrogateescape"))
        lock.replace(path)
    except BaseException:
        lock.unlink(missing_ok=True)
        raise
