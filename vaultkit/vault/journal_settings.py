"""What the settings say about journal pages: how they are named, and whether they are the vault's daily notes."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

ISO = "YYYY-MM-DD"
"""How a page is named unless the settings say otherwise."""

_LONGEST = 200


class JournalSettings(NamedTuple):
    """How journal pages are named and made.

    `format` is a moment.js format for the path below the journal's folder, in `language`, one of moment's own.
    `into` is "own", or "daily" where a page is the vault's daily note, which holds other things too: then it begins
    with `template`, a path in the vault ("" is vaultkit's own), in the Periodic Notes plugin's way if `periodic`.
    `complete` adds what we need to a page that something else has made. `prompts` puts a question on the first page
    of a week.
    """

    format: str = ISO
    language: str = "en"
    into: str = "own"
    template: str = ""
    periodic: bool = False
    complete: bool = False
    prompts: bool = False


def journal_settings(found: Mapping[str, object], problem: Callable[[str, str], None]) -> JournalSettings:
    """The settings under `journal.`; `problem` is told the name of each that cannot be used, and what is expected."""
    usual = JournalSettings()
    given = {name: found[f"journal.{name}"] for name in usual._fields if f"journal.{name}" in found}
    if not given:
        return usual
    kept: dict[str, Any] = {}
    for name, value in given.items():
        if expected := _expected(name, value, given):
            problem(f"journal.{name}", expected)
        else:
            kept[name] = value
    return usual._replace(**kept)


def _expected(name: str, value: object, given: Mapping[str, object]) -> str:
    """What the setting of that name should have been; "" if it can be used."""
    match name:
        case "into":
            return (
                ""
                if value in ("own", "daily")
                else '"own" for pages of their own, or "daily" for your daily notes'
            )
        case "periodic" | "complete" | "prompts":
            return "" if isinstance(value, bool) else "true or false"
        case "template":
            usable = isinstance(value, str) and len(value) <= 500 and _is_a_note(value)
            return "" if usable else 'a note in the vault, such as "Templates/Daily.md", or "" for none'
        case "language":
            return "" if _is_language(value) else 'one of moment\'s languages, such as "en" or "de"'
    language = given.get("language", "en")
    return _expected_format(value, str(language) if _is_language(language) else "en")


def _is_a_note(path: str) -> bool:
    return path == "" or (path.isprintable() and not any(part in ("", ".", "..") for part in path.split("/")))


def _is_language(value: object) -> bool:
    if value == "en":
        return True
    from vaultkit.vault.moment_format import named

    try:
        return isinstance(value, str) and bool(named(value))
    except ValueError:
        return False


def _expected_format(value: object, language: str) -> str:
    """What a format should have been: it has to give each day one path of its own, which works on every system."""
    if value == ISO:
        return ""
    if not isinstance(value, str) or not value or len(value) > _LONGEST:
        return f'a date format, such as "{ISO}"'
    from vaultkit.vault.moment_format import has_time
    from vaultkit.vault.moment_reading import fixes_a_day

    if has_time(value):
        return f'a date without the time of day, as each run would make another page; such as "{ISO}"'
    if not fixes_a_day(value, language):
        return f'a date that is one day and no other, with its year, such as "{ISO}"'
    # Each month and each weekday, because their names become names of files.
    days = (datetime.date(2026, month, 2 * month + 1) for month in range(1, 13))
    if not all(_works_everywhere(day, value, language) for day in days):
        return f'names that work on every system, such as "YYYY/MM/{ISO}"'
    return ""


def _works_everywhere(day: datetime.date, pattern: str, language: str) -> bool:
    from vaultkit.vault.moment_format import written
    from vaultkit.vault.names import safe_name

    return all(safe_name(part) == part for part in written(day, pattern, language).split("/"))
