"""Make the live tables of Obsidian's Bases: once, never over anything, and never again."""

from pathlib import Path

from vaultkit.data import packaged
from vaultkit.errors import UserError
from vaultkit.notes.files import create_note, edit_note, read_text
from vaultkit.notes.yaml_writer import scalar
from vaultkit.vault.config import Config
from vaultkit.vault.names import name_key
from vaultkit.vault.obsidian import obsidian_settings

FOLDER = "Bases"
"""Where they lie: beside the folders whose notes they show, and not in the shared one, whose files reach the partner."""

MADE = ".vaultkit/bases.txt"
"""Names what was made, relative to the vault. It travels with the vault, so that a deleted base stays deleted."""

_LEFT_OUT = '        - file.inFolder("Templates")\n'
_REMARK = "# The tables vaultkit has made once. Take a name out, and a missing one is made again.\n"


def make_bases(config: Config, *, dry_run: bool = False) -> tuple[str, ...]:
    """Make those bases that this vault never had; their paths relative to it, or with `dry_run` what they would be.

    A file of that name that is there already stays and counts as had. Raises UserError if one cannot be written.
    """
    had = _had(config.root)
    folders = _template_folders(config)
    made = []
    new = []
    for source in sorted(packaged("templates").joinpath("bases").glob("*.base")):
        if name_key(source.name) in had:
            continue
        new.append(source.name)
        name = f"{FOLDER}/{source.name}"
        path = config.root / name
        if dry_run:
            if not path.exists():
                made.append(name)
        elif create_note(path, _for_vault(read_text(source), folders), root=config.root):
            made.append(name)
    if new and not dry_run:
        _remember(config.root, new)
    return tuple(made)


def _had(root: Path) -> set[str]:
    """The names made before. Where they cannot be read, nothing is made rather than made again."""
    path = root / MADE
    try:
        text = read_text(path) if path.exists() else ""
    except UserError as error:
        raise UserError(f"{MADE}: could not be read, so no tables were made; {error}") from None
    return {name_key(line.strip()) for line in text.splitlines() if line.strip() and not line.startswith("#")}


def _remember(root: Path, names: list[str]) -> None:
    added = "".join(f"{name}\n" for name in names)
    if not create_note(root / MADE, _REMARK + added, root=root):
        edit_note(
            root / MADE,
            lambda text: text + ("" if text.endswith("\n") or not text else "\n") + added,
            root=root,
        )


def _template_folders(config: Config) -> list[str]:
    """Folders whose notes are templates: ours, and that of Obsidian's own plugin."""
    folders = [config.templates]
    theirs = obsidian_settings(config.root).templates.folder
    inside = f"{name_key(config.templates)}/".startswith(f"{name_key(theirs)}/")
    if theirs:
        folders = [theirs] if inside else [*folders, theirs]
    return folders


def _for_vault(text: str, folders: list[str]) -> str:
    """The packaged base with this vault's own template folders left out of it."""
    left_out = []
    for folder in folders:
        quoted = '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
        left_out.append(f"        - {scalar(f'file.inFolder({quoted})')}\n")
    return text.replace(_LEFT_OUT, "".join(left_out))
