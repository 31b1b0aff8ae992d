"""The settings of one vault, read from `.vaultkit/config.toml` and checked as a whole."""

from collections.abc import Mapping
from datetime import time
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from vaultkit.errors import Problem, UserError
from vaultkit.vault.discovery import CONFIG
from vaultkit.vault.journal_settings import JournalSettings, journal_settings
from vaultkit.vault.names import name_key, nfc, safe_name
from vaultkit.vault.watch_settings import KEYS, WatchSettings, watch_settings
from vaultkit.workbook.kinds import KINDS

SHARED_FOLDERS = ("Check-ins", "Rituals", "Goals")
"""What lies in the shared folder beside each person's own."""

SETTINGS_NAME = "Our workbook.md"
"""The page in the shared folder with the settings that both partners read alike."""

SHARED = "Shared"
"""The shared folder, unless the settings call it otherwise."""

_PRIVATE_KINDS = tuple(name for name, kind in KINDS.items() if not kind.shared and name != "exposure")
_TEMPLATES = "Templates/vaultkit"
_KEYS = (
    "id",
    "me",
    "partner",
    "day.rollover",
    "day.time_zone",
    *(f"folders.{name}" for name in (*_PRIVATE_KINDS, "shared", "templates")),
    *(f"journal.{name}" for name in JournalSettings._fields),
    "support.people",
    "measures.names",
    "reading.inline_fields",
    *KEYS,
)


class Config(NamedTuple):
    """What a vault's owner set, with the defaults filled in.

    `folders` gives each kind's folder relative to `root`, with "/" between names and "" for the vault itself.
    `partner` is "" until there is one. A day begins at `rollover`, in `time_zone` ("" is the machine's own).
    `support` and `measures` are private: one's own people and numbers, one's own numeric properties.
    `inline_fields` says whether private notes are read for fields in their bodies, too.
    """

    root: Path
    id: str
    me: str
    partner: str
    rollover: time
    time_zone: str
    folders: Mapping[str, str]
    templates: str
    support: tuple[str, ...]
    measures: tuple[str, ...]
    journal: JournalSettings = JournalSettings()
    inline_fields: bool = False
    watch: WatchSettings = WatchSettings()

    def folder(self, kind: str) -> Path:
        """The folder new notes of `kind` go to; sessions and contributions have folders of their own in it."""
        return self.root / self.folders[kind]

    @property
    def shared(self) -> str:
        """The folder both partners have, relative to `root`."""
        return self.folders["settings"]


def load_config(root: Path) -> Config:
    """The settings of the vault at `root`, which is an absolute path.

    Raises UserError with every problem at once, each as `.vaultkit/config.toml:LINE: key: found, expected`.
    """
    return config_from(root, _read(root))


def config_from(root: Path, text: str) -> Config:
    """The settings that `text` stands for, whether they are the vault's already or not; raises as `load_config` does."""
    settings = _Settings(text, _parsed(text))
    settings.report_unknown()
    names = [settings.name("me"), settings.name("partner")]
    if names[0] and name_key(names[0]) == name_key(names[1]):
        settings.problem("partner", "another name than your own")
    folders = _folders(settings)
    config = Config(
        root=root,
        id=settings.id(),
        me=names[0],
        partner=names[1],
        rollover=settings.rollover(),
        time_zone=settings.time_zone(),
        folders=MappingProxyType(folders),
        templates=settings.folder("templates", _TEMPLATES),
        support=settings.texts("support.people", 'a list of texts, such as ["A friend, 0155 …"]'),
        measures=settings.texts("measures.names", 'a list of property names, such as ["energy"]'),
        journal=journal_settings(settings.found, settings.problem),
        inline_fields=settings.switch("reading.inline_fields"),
        watch=watch_settings(settings.found, settings.problem),
    )
    _keep_private(settings, config)
    if settings.problems:
        raise UserError(*(problem.at(CONFIG) for problem in sorted(settings.problems)))
    return config


def _read(root: Path) -> str:
    try:
        with (root / CONFIG).open("rb") as file:
            data = file.read(1_000_001)
    except OSError as error:
        raise UserError(
            f"{CONFIG}: could not be read ({error.strerror}); is {root} a vaultkit vault?"
        ) from None
    if len(data) > 1_000_000:
        raise UserError(f"{CONFIG}: larger than 1 MB, expected a page of settings")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(f"{CONFIG}:{line}: not UTF-8 text; save the file as UTF-8") from None


def _parsed(text: str) -> dict[str, object]:
    """The settings under their full names, such as `day.rollover`."""
    import tomllib

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).rpartition(" (at ")
        line = place.removeprefix("line ").partition(",")[0]
        if not line.isdigit():
            line = str(text.rstrip().count("\n") + 1)
        raise UserError(f'{CONFIG}:{line}: {message}; expected lines such as me = "Mara"') from None
    except RecursionError:
        raise UserError(f"{CONFIG}: lists within lists too deep to read") from None
    settings: dict[str, object] = {}
    for key, value in document.items():
        if isinstance(value, dict):
            settings |= {f"{key}.{name}": inner for name, inner in value.items()}
        else:
            settings[key] = value
    return settings


class _Settings:
    """Reads one setting at a time and collects what is wrong."""

    def __init__(self, text: str, found: dict[str, object]) -> None:
        self.text = text
        self.found = found
        self.problems: list[Problem] = []

    def problem(self, key: str, expected: str) -> None:
        from vaultkit.vault.config_problems import described

        self.problems.append(described(self.text, self.found, key, expected))

    def report_unknown(self) -> None:
        if unknown := [key for key in self.found if key not in _KEYS]:
            from vaultkit.vault.config_problems import unknown_setting

            self.problems += [unknown_setting(self.text, key, _KEYS) for key in unknown]

    def id(self) -> str:
        found = self.found.get("id")
        if isinstance(found, str) and len(found) == 16 and not set(found) - set("0123456789abcdef"):
            return found
        from secrets import token_hex

        self.problem("id", f'sixteen of 0-9 and a-f, such as id = "{token_hex(8)}"')
        return ""

    def name(self, key: str) -> str:
        """A partner's name: it becomes a folder, and stands in brackets after an agreement."""
        found = self.found.get(key, "")
        name = nfc(found.strip()) if isinstance(found, str) else "/"
        if usable_name(name) or (not name and key != "me"):
            return name
        if name:
            self.problem(
                key, "a name that can be a folder's: no / \\ : ( ) and the like, and not " + _TAKEN_NAMES
            )
        else:
            self.problem(key, 'your name, such as me = "Mara"')
        return ""

    def rollover(self) -> time:
        found = self.found.get("day.rollover", "04:00")
        try:
            start = time.fromisoformat(found) if isinstance(found, str) and len(found) == 5 else found
        except ValueError:
            start = None
        if isinstance(start, time) and start.hour < 12 and not start.second and not start.microsecond:
            return start
        self.problem("day.rollover", 'a time from "00:00" to "11:59", when your day begins')
        return time(4)

    def time_zone(self) -> str:
        found = self.found.get("day.time_zone", "")
        if found == "":
            return ""
        from zoneinfo import ZoneInfo

        try:
            if isinstance(found, str):
                return ZoneInfo(found).key
        except (KeyError, ValueError, OSError):
            pass
        self.problem("day.time_zone", 'a time zone such as "Europe/Berlin", or "" for this machine\'s own')
        return ""

    def folder(self, name: str, default: str, *, inside: bool = True) -> str:
        """A folder relative to the vault; the vault itself ("") unless it has to lie `inside`."""
        key = f"folders.{name}"
        found = self.found.get(key, default)
        if isinstance(found, str):
            folder = nfc(found.removesuffix("/"))
            if not (folder or inside) or all(safe_name(part) == part for part in folder.split("/")):
                return folder
        self.problem(
            key, f'a folder inside the vault, with a name that works everywhere, such as "{default}"'
        )
        return default

    def texts(self, key: str, expected: str) -> tuple[str, ...]:
        found = self.found.get(key, [])
        if isinstance(found, list) and all(isinstance(text, str) and text.strip() for text in found):
            return tuple(found)
        self.problem(key, expected)
        return ()

    def switch(self, key: str) -> bool:
        found = self.found.get(key, False)
        if isinstance(found, bool):
            return found
        self.problem(key, "true or false")
        return False


_TAKEN = frozenset(map(name_key, (*SHARED_FOLDERS, SETTINGS_NAME.removesuffix(".md"), "both")))
_TAKEN_NAMES = "Check-ins, Rituals, Goals, Our workbook or both"


def usable_name(name: str) -> bool:
    """Whether a partner may be called this: a safe folder name that stands for nothing else."""
    return safe_name(name) == name and name_key(name) not in _TAKEN and not set(name) & set("()")


def _folders(settings: _Settings) -> dict[str, str]:
    """Each kind's folder: private ones as set, shared ones in the shared folder under their own names."""
    folders = {name: settings.folder(name, KINDS[name].folder, inside=False) for name in _PRIVATE_KINDS}
    folders["exposure"] = folders["ladder"]
    shared = settings.folder("shared", SHARED)
    for name, kind in KINDS.items():
        if kind.shared:
            folders[name] = shared + kind.folder.removeprefix(SHARED)
    return folders


def _keep_private(settings: _Settings, config: Config) -> None:
    """Report folders of private notes that lie in the shared one."""
    shared = name_key(config.shared) + "/"
    for name in (*_PRIVATE_KINDS, "templates"):
        folder = config.templates if name == "templates" else config.folders[name]
        if f"{name_key(folder)}/".startswith(shared):
            settings.problem(f"folders.{name}", f"a folder outside {config.shared}, which your partner sees")
