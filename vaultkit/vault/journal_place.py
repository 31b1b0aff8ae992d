"""Where the journal page of a day lies, and which day a path stands for."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.errors import UserError
from vaultkit.vault.journal_settings import ISO

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


def page_name(config: "Config", day: datetime.date) -> str:
    """The page's path below the journal's folder, without `.md`.

    Raises UserError if it would not work on every system, or lie where a partner sees it or templates are kept.
    """
    pattern, language = config.journal.format, config.journal.language
    if pattern == ISO and language == "en":
        return str(day)
    from vaultkit.vault.moment_format import written
    from vaultkit.vault.names import nfc, safe_name

    name = nfc(written(day, pattern, language))
    works = all(safe_name(part) == part for part in name.split("/"))
    trouble = _trouble_at(config, name) if works else "which does not work on every system"
    if not trouble:
        return name
    raise UserError(
        f"the page of {day} would be called {name}, {trouble}; "
        "choose another format under [journal] in .vaultkit/config.toml"
    )


def _trouble_at(config: "Config", name: str) -> str:
    """Why a page cannot have this path: a format may lead into folders that the journal's own is checked not to be in."""
    from vaultkit.vault.names import name_key

    path = name_key(f"{config.folders['journal']}/{name}".removeprefix("/"))
    if path.startswith(f"{name_key(config.shared)}/"):
        return f"and your partner sees what lies in {config.shared}"
    if path.startswith(f"{name_key(config.templates)}/"):
        return f"and {config.templates} is for templates"
    return ""


def page_path(config: "Config", day: datetime.date) -> Path:
    """The file of the page of `day`, which need not be there."""
    return config.folder("journal") / f"{page_name(config, day)}.md"


def day_of(config: "Config", path: str) -> datetime.date | None:
    """The one day whose page has this path, relative to the vault with "/"; None if there is none."""
    from vaultkit.vault.moment_reading import read
    from vaultkit.vault.names import nfc

    folder = config.folders["journal"]
    name = nfc(path)
    if not name.startswith(f"{folder}/" if folder else "") or not name.endswith(".md"):
        return None
    name = name[len(folder) + 1 if folder else 0 : -3]
    return read(name, config.journal.format, config.journal.language)
