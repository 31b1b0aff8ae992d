"""What `init` takes over from Obsidian in a vault that people have already: their daily note, its name, its template."""

import json
import os
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from vaultkit.errors import UserError
from vaultkit.notes.files import read_text
from vaultkit.render.obsidian_template import is_templater, merged
from vaultkit.vault.config import SHARED, Config, config_from
from vaultkit.vault.discovery import CONFIG
from vaultkit.vault.journal_place import page_name, page_path
from vaultkit.vault.moment_format import named
from vaultkit.vault.moment_names import languages
from vaultkit.vault.moment_reading import fixes_a_day, read
from vaultkit.vault.moment_tokens import ENGLISH, UNITS, tokens, with_formats
from vaultkit.vault.names import nfc
from vaultkit.vault.obsidian import OBSIDIAN, DailyNotes, ObsidianSettings, obsidian_settings, template_file

# Any day: it shows how a name looks.
_FOR_EXAMPLE = date(2026, 11, 24)
_LOOKED_AT = 200
"""Names of daily notes that are read to tell their language."""


class Adoption(NamedTuple):
    """What is taken over: `folder` and `journal` as lines of settings, "" for neither.

    `taken` says so in sentences, `left` which settings of Obsidian's are not taken, and why.
    """

    folder: str
    journal: str
    taken: tuple[str, ...]
    left: tuple[str, ...]


def adoption(root: Path, shared: str = SHARED) -> Adoption:
    """What the vault at `root` has that the journal can go into, and outside the folder `shared`.

    Reads settings, names of notes and the template, and no other note.
    """
    settings = obsidian_settings(root)
    if not settings.found:
        return Adoption("", "", (), ())
    left = list(settings.problems)
    daily = settings.daily
    folder = journal = ""
    taken: list[str] = []
    language = "en"
    if daily is not None and not daily.usable:
        left.append("So your daily notes stay as they are, and pages get a folder of their own.")
    elif daily is not None and _is_in_use(root, settings, daily):
        language = _language(root, daily)
        folder, journal, taken, reasons = _daily(root, settings, daily, language, shared)
        left += reasons
    if settings.periodic_weekly and _goes_by_other_weeks(settings.periodic_weekly.format, language):
        left.append(
            f"Your weekly notes are named {settings.periodic_weekly.format}, by the weeks of Obsidian's language. "
            "Check-ins go by weeks that begin on Monday, such as 2026-W48, and have a folder of their own."
        )
    return Adoption(folder, journal, tuple(taken), tuple(left))


def moved_since(config: Config) -> list[str]:
    """What to say where pages go into daily notes that Obsidian has elsewhere by now."""
    daily = obsidian_settings(config.root).daily if config.journal.into == "daily" else None
    ours = (config.folders["journal"], config.journal.format)
    if daily is None or not daily.usable or (daily.folder, daily.format) == ours:
        return []
    return [
        f"Obsidian's daily notes are {_place(daily.folder, daily.format)} by now, and your pages still "
        f"{_place(*ours)}. To follow, change journal under [folders] and format under [journal] in {CONFIG}."
    ]


def _place(folder: str, pattern: str) -> str:
    return f"{folder}/{pattern}".removeprefix("/")


def _daily(
    root: Path, settings: ObsidianSettings, daily: DailyNotes, language: str, shared: str
) -> tuple[str, str, list[str], list[str]]:
    """The lines for these daily notes, what is said of them, and what could not be taken."""
    left = []
    if not (root / daily.folder).resolve().is_relative_to(root.resolve()):
        left.append(
            f"The folder of your daily notes, {daily.folder}, is a link that leads out of the vault. They stay as they "
            "are, and pages get a folder of their own."
        )
        return "", "", [], left
    template = template_file(root, daily.template)
    if daily.template and template is None:
        left.append(
            f"The template of your daily notes, {daily.template}, is no note in this vault, so vaultkit's own is used."
        )
    folder = f"journal = {_quoted(daily.folder)}\n"
    lines = [f"format = {_quoted(daily.format)}", 'into = "daily"']
    lines += [f"language = {_quoted(language)}"] if language != "en" else []
    lines += [f"template = {_quoted(daily.template)}"] if template else []
    lines += ["periodic = true"] if settings.periodic_daily else []
    journal = "".join(f"{line}\n" for line in lines)
    try:
        folders = f"{folder}shared = {_quoted(shared)}\n"
        config = config_from(root, f'id = "{"0" * 16}"\nme = "Me"\n[folders]\n{folders}[journal]\n{journal}')
        page = f"{daily.folder}/{page_name(config, _FOR_EXAMPLE)}".removeprefix("/")
    except UserError as error:
        reasons = "; ".join(problem.split(": ", 2)[-1] for problem in error.problems)
        left.append(f"Your daily notes stay as they are, and pages get a folder of their own: {reasons}.")
        return "", "", [], left
    taken = [
        f"Your pages go into your daily notes, such as {page}.md. Notes that are there stay as they are."
    ]
    if template is not None and _is_templaters(template):
        taken.append(
            f"{daily.template} is a template of Templater's: it begins the note in Obsidian, "
            "and vaultkit journal --complete adds to it."
        )
    elif template is not None:
        if trouble := _trouble_with(config, template):
            left += trouble
        else:
            taken.append(f"A new one begins with your template {daily.template}.")
    if language != "en":
        taken.append(f"Names of months and days, and weeks, are written as in the language {language}.")
    elif _depends_on_language(daily.format):
        left.append(
            "Names of months and days are taken for English ones; "
            "for others, set language under [journal] in .vaultkit/config.toml."
        )
    return folder, journal, taken, left


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _is_templaters(template: Path) -> bool:
    try:
        return is_templater(read_text(template))
    except UserError:
        return False


def _trouble_with(config: Config, template: Path) -> list[str]:
    """Why a page could not begin with this template, once it is filled in, if so."""
    from vaultkit.actions.daily import filled_in

    try:
        text = filled_in(config, read_text(template), page_path(config, _FOR_EXAMPLE), _FOR_EXAMPLE)
        merged(text, "---\ntype: journal\ntags: [vaultkit/journal]\nshare: false\n---\n")
    except UserError as error:
        problems = [problem.removeprefix(str(template)).lstrip(":") for problem in error.problems]
    except ValueError as error:
        problems = [str(error)]
    else:
        return []
    return [
        f"{config.journal.template} cannot be added to yet: {problem}. Mend that line, and pages begin with it."
        for problem in problems
    ]


def _is_in_use(root: Path, settings: ObsidianSettings, daily: DailyNotes) -> bool:
    """Whether someone has set up daily notes, or has some: they are switched on in every new vault."""
    if settings.periodic_daily is not None or (root / OBSIDIAN / "daily-notes.json").is_file():
        return True
    return any(read(name, daily.format) for name in _names(root / daily.folder))


def _names(folder: Path) -> Iterator[str]:
    """Some notes in the folder and those below it, by their paths without `.md`."""

    def all_names() -> Iterator[str]:
        for place, folders, files in os.walk(folder):
            folders[:] = sorted((name for name in folders if name[0] != "."), reverse=True)
            within = os.path.relpath(place, folder).replace(os.sep, "/")
            for name in sorted(files, reverse=True):
                if name.endswith(".md"):
                    yield nfc(f"{within}/{name[:-3]}".removeprefix("./"))

    return islice(all_names(), _LOOKED_AT)


def _language(root: Path, daily: DailyNotes) -> str:
    """The language in which most of the daily notes that are there are named; Obsidian keeps it outside the vault."""
    if not _depends_on_language(daily.format):
        return "en"
    names = [name for name in _names(root / daily.folder) if any(one.isdigit() for one in name)]
    spread = names[:: max(1, len(names) // 20)]

    def fitting(language: str) -> int:
        return sum(read(name, daily.format, language) is not None for name in spread)

    if fitting("en") == len(spread):
        return "en"
    # English before others, and a language itself before its regional forms: many write dates alike.
    known = ["en", "en-gb", *sorted(languages(), key=lambda language: "-" in language)]
    return max((one for one in known if fixes_a_day(daily.format, one)), key=fitting, default="en")


def _depends_on_language(pattern: str) -> bool:
    return any(
        token in ENGLISH.names or UNITS.get(token, "") in ("w", "gg", "e") or token[-1] == "o"
        for token in tokens(with_formats(pattern, ENGLISH))
        if token in ENGLISH.names or token in UNITS
    )


def _goes_by_other_weeks(pattern: str, language: str) -> bool:
    units = {UNITS.get(token, "") for token in tokens(with_formats(pattern, ENGLISH))}
    return not units.isdisjoint(("w", "gg")) and named(language).week != (1, 4)
