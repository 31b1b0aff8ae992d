"""The few notes that the beginning of a day's page is made of, read without bringing the whole index up to date."""

import datetime
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from vaultkit.errors import UserError
from vaultkit.vault.journal_place import page_path

if TYPE_CHECKING:
    from vaultkit.vault.config import Config
    from vaultkit.workbook.records import Moment, Plan, Thought, Tool

    Kind = TypeVar("Kind", Moment, Plan, Thought, Tool)
    Days = tuple[datetime.date, datetime.date]

MOST = 200
"""The most notes of a kind that are read, the latest first."""

_MOST_FOLDERS = 400


class DayNotes(NamedTuple):
    """Notes for the page of one day; `last_page` is the day of the page before it, `said` what its lines say."""

    tools: "tuple[Tool, ...]" = ()
    thoughts: "tuple[Thought, ...]" = ()
    plans: "tuple[Plan, ...]" = ()
    moments: "tuple[Moment, ...]" = ()
    last_page: datetime.date | None = None
    said: tuple[str, ...] = ()


def day_notes(config: "Config", day: datetime.date) -> DayNotes:
    """Tools and plans, and those thoughts and moments that may have a say on `day`.

    They are looked for in the folders of their kinds, and a date at the beginning of a file's name is taken for the
    note's. Nothing is read from the shared folder, through a link, or of a note that cannot be read as meant. Never fails.
    """
    if not any(os.path.lexists(config.folder(kind)) for kind in ("tool", "thought", "plan")):
        return DayNotes()
    from vaultkit.workbook.records import Moment, Plan, Thought, Tool
    from vaultkit.workbook.today import LOOKS_BACK, THOUGHTS_AHEAD, days_before, first_day_that_counts

    last = page_before(config, day, days_before(day, LOOKS_BACK))
    since = first_day_that_counts(day, last)
    thoughts = _records(config, Thought, (days_before(since, THOUGHTS_AHEAD), day))
    plans = _records(config, Plan)
    return DayNotes(
        _records(config, Tool),
        thoughts,
        plans,
        # Moments are the most, and of interest only to plans.
        _records(config, Moment, (since, day)) if plans else (),
        last,
        _said(config, last) if last and thoughts else (),
    )


def page_before(config: "Config", day: datetime.date, earliest: datetime.date) -> datetime.date | None:
    """The nearest day before `day` that has a page, from `earliest` on; None if there is none."""
    earlier = day
    while earlier > earliest:
        earlier -= datetime.timedelta(days=1)
        try:
            path = page_path(config, earlier)
        except UserError:
            continue
        if os.path.lexists(path) and _is_page(config, os.fspath(path)):
            return earlier
    return None


def _is_page(config: "Config", file: str) -> bool:
    """Whether a daily note is a page of ours, too; where pages are notes of their own, each is."""
    if config.journal.into != "daily":
        return True
    from vaultkit.vault.belonging import has_tag
    from vaultkit.vault.heads import note_head

    head = note_head(file)
    return head is not None and has_tag(head.properties.get("tags"), "vaultkit/journal")


def _said(config: "Config", day: datetime.date) -> tuple[str, ...]:
    """The lines of the page of `day`."""
    from vaultkit.notes.reading import read_text

    try:
        return tuple(read_text(page_path(config, day)).splitlines())
    except UserError:
        return ()


def _names(config: "Config", kind: str, days: "Days | None") -> list[str]:
    """The notes in the folder of a kind, relative to the vault, in the order of their names.

    Of those whose name begins with a day, only the ones of these `days`.
    """
    first, last = map(str, days or ("", ""))
    folder = config.folders[kind]
    root = os.fspath(config.root)
    parts = folder.split("/")
    if folder and any(
        (config.root / "/".join(parts[:count])).is_symlink() for count in range(1, len(parts) + 1)
    ):
        return []
    found = []
    waiting = [folder]
    for _ in range(_MOST_FOLDERS):
        if not waiting:
            break
        here = waiting.pop()
        prefix = f"{here}/" if here else ""
        try:
            with os.scandir(f"{root}/{here}") as entries:
                for entry in entries:
                    name = entry.name
                    if name[0] == ".":
                        continue
                    if name.endswith((".md", ".MD")):
                        if first and _is_day(name[:10]) and not first <= name[:10] <= last:
                            continue
                        if entry.is_file(follow_symlinks=False) and not _is_copy(name):
                            found.append(prefix + name)
                    # The vault's own top is too much to go through.
                    elif (
                        folder
                        and entry.is_dir(follow_symlinks=False)
                        and prefix + name not in (config.shared, config.templates)
                    ):
                        waiting.append(prefix + name)
        except OSError:
            continue
    return sorted(found)


def _is_copy(name: str) -> bool:
    if "onflict" not in name:
        return False
    from vaultkit.vault.walk import is_conflict_copy

    return is_conflict_copy(name)


def _is_day(text: str) -> bool:
    return text[4:5] == text[7:8] == "-" and (text[:4] + text[5:7] + text[8:]).isdecimal()


def _records(config: "Config", kind: "type[Kind]", days: "Days | None" = None) -> "tuple[Kind, ...]":
    return tuple(_read(config, kind, _names(config, kind.__name__.lower(), days)))


def _read(config: "Config", kind: "type[Kind]", names: list[str]) -> "Iterator[Kind]":
    """The notes among `names` that are of this kind and have what it needs, as records."""
    if not names:
        return
    from vaultkit.vault.belonging import belonging, tagged_kind
    from vaultkit.vault.heads import note_head
    from vaultkit.workbook.records import as_record
    from vaultkit.workbook.values import read_values

    belongs = belonging(config)
    wanted = kind.__name__.lower()
    root = os.fspath(config.root)
    for path in names[-MOST:]:
        head = note_head(f"{root}/{path}")
        properties = head.properties if head else {}
        said = properties.get("type") or tagged_kind(properties.get("tags"))
        if str(said).strip().lower() != wanted or not belongs(path, wanted, properties):
            continue
        if config.inline_fields and head:
            from vaultkit.vault.body_fields import with_fields

            properties = dict(with_fields(config, path, wanted, properties, head.lines)[0])
        values, problems = read_values(wanted, properties)
        if not any(problem.found == "" for problem in problems):
            values["path"] = path
            if values.keys() | kind._field_defaults.keys() >= set(kind._fields):
                yield as_record(kind, values)
