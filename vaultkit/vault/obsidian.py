"""What a vault's `.obsidian/` says about its notes: where daily notes lie, which links it writes, what is switched on.

Reading never fails. The folder may come from anywhere, so each value is checked, and what cannot be used is said in a
sentence and Obsidian's own default taken.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from vaultkit.errors import UserError
from vaultkit.notes.reading import read_text
from vaultkit.vault.names import nfc, safe_name

OBSIDIAN = ".obsidian"
LONGEST_FORMAT = 200
"""Characters a date format may have."""

_LARGEST = 1_000_000
_LONGEST_PATH = 500
_PERIODIC = f"{OBSIDIAN}/plugins/periodic-notes/data.json"
# As the community plugins are called among themselves, and what we call them.
_PLUGINS = {
    "obsidian-tasks-plugin": "tasks",
    "dataview": "dataview",
    "templater-obsidian": "templater",
    "periodic-notes": "periodic-notes",
}
# On in a new vault, and where an older settings file does not know them yet.
_CORE_PLUGINS = ("daily-notes", "templates", "bases")


class DailyNotes(NamedTuple):
    """Where the notes of each day (or week) lie and what they begin with.

    `folder` is relative to the vault, "" for the vault itself; where `usable` is false it is one that cannot be.
    `format` is a moment.js format, which may hold "/". `template` is the template's path as the person wrote it, often
    without `.md`; "" is none.
    """

    folder: str = ""
    format: str = "YYYY-MM-DD"
    template: str = ""
    usable: bool = True


class Templates(NamedTuple):
    """The core Templates plugin: its folder, "" if none is set, and how it writes `{{date}}` and `{{time}}`."""

    folder: str = ""
    date_format: str = "YYYY-MM-DD"
    time_format: str = "HH:mm"


class LinkStyle(NamedTuple):
    """How the vault writes links: `path` is shortest, relative or absolute; `markdown` is true for `[name](path.md)`."""

    path: str = "shortest"
    markdown: bool = False


class ObsidianSettings(NamedTuple):
    """What Obsidian does in this vault. `found` is false where there is no `.obsidian` folder.

    `periodic_daily` and `periodic_weekly` are None unless the Periodic Notes plugin makes these notes. `plugins` holds
    those of tasks, dataview, templater, periodic-notes, daily-notes, templates and bases that are on. `problems` are
    sentences for the person, each with its file.
    """

    found: bool
    daily_notes: DailyNotes
    periodic_daily: DailyNotes | None
    periodic_weekly: DailyNotes | None
    templates: Templates
    links: LinkStyle
    plugins: frozenset[str]
    problems: tuple[str, ...]

    @property
    def daily(self) -> DailyNotes | None:
        """The daily notes in use: Periodic Notes' before the core plugin's, as other plugins choose; None if neither."""
        if self.periodic_daily is not None:
            return self.periodic_daily
        return self.daily_notes if "daily-notes" in self.plugins else None


def obsidian_settings(root: Path) -> ObsidianSettings:
    """What the `.obsidian` folder of the vault at `root` says. Never raises; see `problems`."""
    reader = _Reader(root)
    plugins = _plugins(reader)
    periodic = reader.settings(_PERIODIC) if "periodic-notes" in plugins else {}
    active = _calendar_set(reader, periodic)
    templates = reader.settings(f"{OBSIDIAN}/templates.json")
    return ObsidianSettings(
        found=(root / OBSIDIAN).is_dir(),
        daily_notes=_daily_notes(reader, f"{OBSIDIAN}/daily-notes.json"),
        periodic_daily=_period(reader, active, ("day", "daily"), "YYYY-MM-DD"),
        periodic_weekly=_period(reader, active, ("week", "weekly"), "gggg-[W]ww"),
        templates=Templates(
            reader.folder(f"{OBSIDIAN}/templates.json", templates, "folder") or "",
            reader.format(f"{OBSIDIAN}/templates.json", templates, "dateFormat", "YYYY-MM-DD"),
            reader.format(f"{OBSIDIAN}/templates.json", templates, "timeFormat", "HH:mm"),
        ),
        links=_links(reader),
        plugins=plugins,
        problems=tuple(reader.problems),
    )


def template_file(root: Path, template: str) -> Path | None:
    """The file that a `template` setting names, with or without its `.md`; None if it is not there or not in the vault."""
    for name in (f"{template}.md", template) if template else ():
        try:
            path = (root / name).resolve()
            if path.is_file() and path.is_relative_to(root.resolve()):
                return path
        except (OSError, ValueError, RuntimeError):
            continue
    return None


class _Reader:
    """Reads settings one at a time and keeps a sentence for each that cannot be used."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[str] = []

    def json(self, name: str) -> Any:
        """What stands in the file; None if there is none or it cannot be read."""
        import json

        path = self.root / name
        try:
            if not path.exists():
                return None
            text = read_text(path, limit=_LARGEST)
            return json.loads(text.removeprefix("\ufeff")) if text.strip("\ufeff \t\r\n") else None
        except (UserError, OSError):
            problem = "could not be read"
        except (ValueError, RecursionError):
            problem = "is not JSON as Obsidian writes it"
        self.problems.append(f"{name} {problem}, so Obsidian's usual settings were taken in its place.")
        return None

    def settings(self, name: str) -> Mapping[str, Any]:
        found = self.json(name)
        if isinstance(found, dict):
            return found
        if found is not None:
            self.problems.append(f"{name} holds no settings, so Obsidian's usual ones were taken.")
        return {}

    def text(self, name: str, values: Mapping[str, Any], key: str, longest: int) -> str:
        """The setting without blanks around it; "" if it is missing, empty or no text of one line."""
        found = values.get(key)
        if found is None or found == "":
            return ""
        if isinstance(found, str) and len(found) <= longest and _is_plain(found):
            # Obsidian takes a no-break space for a space wherever it reads a path.
            return found.replace("\u00a0", " ").replace("\u202f", " ").strip()
        self.refuse(name, key, found, "expected a short text")
        return ""

    def folder(self, name: str, values: Mapping[str, Any], key: str) -> str | None:
        """A folder relative to the vault; None for one that cannot be. Like Obsidian, takes slashes at either end for none."""
        refused = len(self.problems)
        folder = nfc(_normal(self.text(name, values, key, _LONGEST_PATH)))
        if all(safe_name(part) == part for part in folder.split("/") if folder):
            return folder if len(self.problems) == refused else None
        self.refuse(
            name, key, folder, "expected a folder in the vault with a name that works on every system"
        )
        return None

    def template(self, name: str, values: Mapping[str, Any], key: str) -> str:
        template = _normal(self.text(name, values, key, _LONGEST_PATH))
        parts = template.split("/")
        if not template or not (any(part.startswith(".") for part in parts) or ":" in parts[0]):
            return template
        self.refuse(name, key, template, "expected a note in the vault")
        return ""

    def format(self, name: str, values: Mapping[str, Any], key: str, default: str) -> str:
        return self.text(name, values, key, LONGEST_FORMAT) or default

    def refuse(self, name: str, key: str, found: object, expected: str) -> None:
        import json

        shown = json.dumps(found, ensure_ascii=True, default=str)
        shown = shown if len(shown) <= 60 else shown[:60] + "…"
        self.problems.append(f"{name}: {key} is {shown}, {expected}; it was left out.")


def _normal(path: str) -> str:
    """The path as Obsidian understands it: "/" between its parts and none around them."""
    return "/".join(part for part in path.replace("\\", "/").split("/") if part)


def _is_plain(text: str) -> bool:
    """Whether the text is one line that can be written to disk."""
    return not any(
        character < " " or "\x7f" <= character < "\xa0" or "\ud800" <= character < "\ue000"
        for character in text
    )


def _daily_notes(reader: _Reader, name: str) -> DailyNotes:
    known = len(reader.problems)
    settings = reader.settings(name)
    found = _notes(reader, name, settings, "YYYY-MM-DD", "template")
    # Where the settings cannot be read nobody knows where the notes are.
    return found if settings or len(reader.problems) == known else found._replace(usable=False)


def _notes(
    reader: _Reader, name: str, settings: Mapping[str, Any], default: str, template: str
) -> DailyNotes:
    folder = reader.folder(name, settings, "folder")
    return DailyNotes(
        folder or "",
        reader.format(name, settings, "format", default),
        reader.template(name, settings, template),
        usable=folder is not None,
    )


def _calendar_set(reader: _Reader, periodic: Mapping[str, Any]) -> Mapping[str, Any]:
    """The settings in use: those of the active calendar set since version 1.0, before that all there are."""
    sets = periodic.get("calendarSets")
    if not sets or not isinstance(sets, list):
        return periodic
    active = periodic.get("activeCalendarSet", "Default")
    for one in sets:
        if isinstance(one, dict) and one.get("id") == active:
            return one
    reader.refuse(_PERIODIC, "activeCalendarSet", active, "expected the name of one of the calendar sets")
    return {}


def _period(
    reader: _Reader, settings: Mapping[str, Any], names: tuple[str, str], default: str
) -> DailyNotes | None:
    """The notes of one period, under its newer or its older name; None unless they are switched on."""
    found = next((settings[name] for name in names if isinstance(settings.get(name), dict)), None)
    if found is None or found.get("enabled") is not True:
        return None
    template = "templatePath" if "templatePath" in found else "template"
    return _notes(reader, _PERIODIC, found, default, template)


def _plugins(reader: _Reader) -> frozenset[str]:
    installed = reader.json(f"{OBSIDIAN}/community-plugins.json")
    named = installed if isinstance(installed, list) else []
    on = {_PLUGINS[one] for one in named if isinstance(one, str) and one in _PLUGINS}
    core = reader.json(f"{OBSIDIAN}/core-plugins.json")
    if not isinstance(core, dict | list):
        core = reader.json(f"{OBSIDIAN}/core-plugins-migration.json")
    if isinstance(core, list):
        # The older form names what is on and nothing else.
        return frozenset(on | {name for name in _CORE_PLUGINS if name in core})
    known = core if isinstance(core, dict) else {}
    return frozenset(on | {name for name in _CORE_PLUGINS if known.get(name, True) is True})


def _links(reader: _Reader) -> LinkStyle:
    name = f"{OBSIDIAN}/app.json"
    settings = reader.settings(name)
    path = settings.get("newLinkFormat", "shortest")
    if path not in ("shortest", "relative", "absolute"):
        reader.refuse(name, "newLinkFormat", path, "expected shortest, relative or absolute")
        path = "shortest"
    return LinkStyle(path, settings.get("useMarkdownLinks") is True)
