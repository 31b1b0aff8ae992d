"""From notes on disk to the records the domain works with.

What is private is read from outside the shared folder only, and what is shared from inside
it only: no note that a partner puts there can pose as one's own, and none of one's own can
slip into what both see.
"""

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from vaultkit.errors import UserError
from vaultkit.notes.files import read_text
from vaultkit.notes.structure import bullets, section_text, sections
from vaultkit.notes.task_lines import Task as FoundTask
from vaultkit.notes.task_lines import tasks
from vaultkit.vault.config import Config
from vaultkit.vault.index import Index, NoteRecord
from vaultkit.vault.names import nfc
from vaultkit.vault.obsidian import template_file
from vaultkit.vault.shared_folder import in_its_part, on_disk, shared_place
from vaultkit.vault.untouched import has_values, has_words, lines_of_template
from vaultkit.workbook import records
from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.records import (
    CheckIn,
    Contribution,
    Exposure,
    Goal,
    Journal,
    Ladder,
    Moment,
    Plan,
    Request,
    Ritual,
    Settings,
    Shared,
    Task,
    Thought,
    Tool,
    folded,
)
from vaultkit.workbook.values import read_values

Kind = TypeVar("Kind", Journal, Moment, Thought, Plan, Ladder, Exposure, Tool, Request)

LONGEST_LINE = 2_000
"""The most characters of one line that is brought; the agenda quotes fewer, and a check-in notes it down whole."""

LARGEST_NUMBER = 10**12
"""The largest of one's own numbers that is summed up, either side of zero."""

Read = tuple[NoteRecord, dict[str, object]]


@contextmanager
def fresh_index(config: Config) -> Iterator[Index]:
    """The vault's index, brought up to date."""
    with Index.open(config) as index:
        index.refresh()
        yield index


def private_records(
    config: Config, index: Index, kind: type[Kind], since: date | None = None, until: date | None = None
) -> list[Kind]:
    """One's own notes of a kind, by date and path; `since` and `until` are included.

    The index gives none from the shared folder (`vault.belonging`). A note without what its kind needs, or where that can't be
    read, is left out, and so is the page of a day or of a moment on which nothing is written.
    """
    found = []
    template: list[re.Pattern[str]] | None = None
    needed = {field.name for field in KINDS[kind.__name__.lower()].fields if field.required}
    for note in index.notes([kind.__name__.lower()], since, until):
        known = index.made.get(note.path)
        if known and known[0] is note and isinstance(known[1], kind):
            found.append(known[1])
            continue
        untouched = kind in (Journal, Moment) and not has_values(note.type, note.properties, config.measures)
        if untouched and template is None:
            template = _own_template(config, note.type)
        if not (untouched and _is_without_words(config, note, template or [])):
            values, _ = read_values(note.type, note.properties)
            if values.keys() >= needed:
                with_path = {**values, "path": note.path}
                if kind is Journal:
                    with_path["measures"] = _measured(config, note)
                if set(kind._field_defaults) | set(with_path) >= set(kind._fields):
                    found.append(records.as_record(kind, with_path))
                    # Whether a page without values counts is for its words to say, which may change by themselves.
                    if index.keeps and not untouched:
                        index.made[note.path] = (note, found[-1])
    return found


_SHARED = ("contribution", "checkin", "ritual", "goal", "settings")


def shared_records(config: Config, index: Index, kinds: tuple[str, ...] = _SHARED) -> Shared:
    """Everything in the shared folder that the agenda is made of, or these kinds; UserError if that folder is a link.

    What does not lie where its kind belongs is left out, and `check` says so. Paths are in Unicode's composed
    form, so that no disk's way of storing names comes through (see `shared_folder.on_disk`).
    """
    found = _shared_notes(config, index, *kinds)

    def all_of(kind: str, *needed: str) -> Iterator[Read]:
        return ((note, values) for note, values in found.get(kind, ()) if values.keys() >= set(needed))

    settings = records.as_record(Settings, next((values for _, values in all_of("settings")), {}))
    return Shared(
        settings=settings,
        contributions=[
            _contribution(config, note, values) for note, values in all_of("contribution", "author", "week")
        ],
        checkins=[
            _checkin(config, note, values, settings.names)
            for note, values in all_of("checkin", "week", "date")
        ],
        rituals=[
            records.as_record(Ritual, {**values, "path": note.path})
            for note, values in all_of("ritual", "cadence")
        ],
        goals=[records.as_record(Goal, {**values, "path": note.path}) for note, values in all_of("goal")],
    )


def shared_settings(config: Config, index: Index) -> Settings:
    """What both partners read alike, without looking at anything else they share."""
    found = _shared_notes(config, index, "settings").get("settings", [])
    return records.as_record(Settings, next((values for _, values in found), {}))


def _shared_notes(config: Config, index: Index, *kinds: str) -> dict[str, list[Read]]:
    """The notes of these kinds that lie where their kind belongs, and their values, by path."""
    inside = shared_place(config)
    found: dict[str, list[Read]] = {}
    for note in index.notes(kinds):
        path = inside(note.path)
        # A link, which some products carry along, could lead to a note outside that was never shared.
        if path is not None and not (config.root / note.path).is_symlink():
            values, _ = read_values(note.type, note.properties)
            if in_its_part(note.type, path, str(values.get("author", ""))):
                found.setdefault(note.type, []).append((note._replace(path=nfc(path)), values))
    for notes in found.values():
        # In an order of their own, so that no order of a disk or a database comes through.
        notes.sort(key=lambda one: one[0].path)
    return found


def _is_without_words(config: Config, note: NoteRecord, template: list[re.Pattern[str]]) -> bool:
    """One that can't be read may well have words."""
    try:
        return not has_words(read_text(config.root / note.path), template)
    except UserError:
        return False


def _own_template(config: Config, kind: str) -> list[re.Pattern[str]]:
    """The lines of the vault's own templates that pages of this kind may have begun with."""
    daily = template_file(config.root, config.journal.template) if kind == "journal" else None
    found = []
    for path in (daily, config.root / config.templates / f"{kind}.md"):
        try:
            found += lines_of_template(read_text(path)) if path and path.is_file() else []
        except UserError:
            continue
    return found


def _measured(config: Config, note: NoteRecord) -> tuple[tuple[str, float], ...]:
    """One's own numbers of a day, by name."""
    ours = {field.name for field in KINDS["journal"].fields}
    given = ((name, note.properties.get(name)) for name in dict.fromkeys(config.measures) if name not in ours)
    return tuple(
        (name, value)
        for name, value in given
        if isinstance(value, (int, float)) and not isinstance(value, bool) and _is_plain(value)
    )


def _is_plain(number: float) -> bool:
    """Whether there is a middle between it and another one; NaN and what is endless have none."""
    return abs(number) <= LARGEST_NUMBER and not math.isnan(number)


def _contribution(config: Config, note: NoteRecord, values: dict[str, object]) -> Contribution:
    text = _body(config, note.path)
    parts = [(section.title.casefold(), text[section.start : section.end]) for section in sections(text)]

    def about(*beginnings: str) -> tuple[str, ...]:
        lines = (line for title, part in parts if title.startswith(beginnings) for line in bullets(part))
        return tuple(dict.fromkeys(line[:LONGEST_LINE] for line in lines))

    return records.as_record(
        Contribution,
        {**values, "path": note.path},
        thanks=about("thank you"),
        topics=about("for our check-in"),
        wishes=about("a wish", "wishes"),
        time_apart=about("time on my own"),
        went_well=about("something that went well"),
    )


def _checkin(config: Config, note: NoteRecord, values: dict[str, object], names: tuple[str, ...]) -> CheckIn:
    agreed = tasks(section_text(_body(config, note.path), "Agreements") or "")
    return records.as_record(
        CheckIn, {**values, "path": note.path}, tasks=tuple(_task(one, names) for one in agreed)
    )


def _task(found: FoundTask, names: tuple[str, ...]) -> Task:
    """A task; what stands in brackets at its end is its owner only if it is one of the names, or both."""
    words, owner = found.text, found.owner
    if names and owner and folded(owner) not in {*map(folded, names), "both"}:
        words, owner = f"{words} ({owner})".strip(), ""
    return Task(words, owner, found.status, found.due or "", found.done or "")


def _body(config: Config, path: str) -> str:
    """The text of a shared note; a note that can't be read has none, and `check` says why."""
    try:
        return read_text(on_disk(config, path))
    except UserError:
        return ""
