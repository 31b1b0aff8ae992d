"""Carrying out what was decided, by the same actions that the plain commands use."""

import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.errors import UserError
from vaultkit.notes.twins import existing_twin
from vaultkit.vault.index import Index
from vaultkit.vault.reading import shared_records
from vaultkit.vault.shared_folder import on_disk
from vaultkit.watch.deciding import Job, Kept, period_of
from vaultkit.workbook.agenda import checkin_day
from vaultkit.workbook.days import week_of
from vaultkit.workbook.people import checkin_of
from vaultkit.workbook.periods import Period, recent
from vaultkit.workbook.records import Shared

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


class Season(NamedTuple):
    """The season that comes next, and its first day."""

    name: str
    begins: date


def kept_up(config: "Config", index: Index, today: date) -> Kept:
    """What there is to keep up to date: summaries at their usual place, ladders, agendas of this week and later ones."""
    from vaultkit.actions.progress import summary_path

    summaries: dict[str, Period] = {}
    for note in index.notes(["progress"]):
        period = period_of(note.properties, today)
        if period and summary_path(config, period) == config.root / note.path:
            summaries[note.path] = period
    week = week_of(today)
    agendas = {
        note.path: str(note.properties.get("week"))
        for note in index.notes(["checkin"])
        if note.properties.get("status") in ("planned", None) and str(note.properties.get("week")) >= week
    }
    return Kept(summaries, tuple(note.path for note in index.notes(["ladder"])), agendas)


def place_of(config: "Config", job: Job, kept: Kept) -> Path:
    """The note that a job writes, there or not."""
    from vaultkit.actions.progress import summary_path

    if job.kind == "ladder":
        return config.root / job.what
    if job.kind == "agenda":
        there = next((path for path, week in kept.agendas.items() if week == job.what), "")
        return config.root / there if there else config.folder("checkin") / f"{job.what}.md"
    period = next((one for one in kept.summaries.values() if one.name == job.what), None)
    return summary_path(config, period) if period else config.folder("progress") / f"Progress {job.what}.md"


def carry_out(
    config: "Config", job: Job, kept: Kept, index: Index, today: date, names: Mapping[str, int]
) -> bool:
    """Do one job; whether it wrote anything. Raises UserError or OSError where it could not."""
    if job.kind == "summary":
        from vaultkit.actions.progress import summary, write_summary

        period = next((one for one in kept.summaries.values() if one.name == job.what), None)
        if period is None:
            return False
        written = write_summary(config, summary(config, period, today, index), names=names)
        return written.created or written.changed
    if job.kind == "ladder":
        from vaultkit.actions.ladder import refresh_ladder_note

        if job.what not in kept.ladders:
            return False
        return refresh_ladder_note(config, config.root / job.what, today)
    from vaultkit.actions.checkin import prepare_checkin

    prepared = prepare_checkin(config, job.what)
    return prepared.created or prepared.changed


def first_summary(config: "Config", index: Index, today: date, names: Mapping[str, int]) -> str | None:
    """Make the note on the last four weeks: its path, "" if it is there, None while there is nothing to say in it."""
    from vaultkit.actions.progress import summary, summary_path, write_summary

    period = recent(today)
    if existing_twin(summary_path(config, period)):
        return ""
    found = summary(config, period, today, index)
    if not (found.notes.journals or found.notes.moments):
        return None
    return write_summary(config, found, names=names).path.relative_to(config.root).as_posix()


def todays_page(config: "Config", today: date) -> str:
    """Make today's page; its path if this made it, else ""."""
    from vaultkit.actions.journal import open_journal

    made = open_journal(config, today, complete=False)
    return made.path.relative_to(config.root).as_posix() if made.created else ""


def complete(config: "Config", path: str, today: date) -> bool:
    """Add what a page needs to today's note that another program made; whether it lacked anything."""
    from vaultkit.actions.daily import complete_page
    from vaultkit.notes.files import read_text
    from vaultkit.notes.note import parse_note
    from vaultkit.vault.belonging import has_tag
    from vaultkit.vault.journal_place import day_of

    file = config.root / path
    if day_of(config, path) != today or has_tag(
        parse_note(read_text(file)).properties.get("tags"), "vaultkit/journal"
    ):
        return False
    return complete_page(config, file, today)


def prepare(config: "Config", index: Index, week: str) -> str:
    """Make the check-in note of a week, or refresh its agenda; the path if it was made, else ""."""
    from vaultkit.actions.checkin import prepare_checkin

    note = checkin_of(shared_records(config, index), week)
    if note and note.status != "planned":
        return ""
    prepared = prepare_checkin(config, week)
    return prepared.path.relative_to(config.root).as_posix() if prepared.created else ""


def checkin_days(config: "Config", shared: Shared, weeks: tuple[str, ...]) -> dict[str, date]:
    """The day of each week's check-in: as its note says, or the usual one."""
    found = {}
    for week in weeks:
        note = checkin_of(shared, week)
        found[week] = note.date if note else checkin_day(shared.settings, week)
    return found


def next_season(today: date, hemisphere: str) -> Season:
    """The season after the one that the day is in."""
    from datetime import timedelta

    from vaultkit.actions.rituals import season_on

    now = season_on(today, hemisphere)
    return Season(now.following, now.until + timedelta(days=1))


def quiet_left(path: Path, quiet: float) -> float:
    """Seconds until a note that someone may be writing in has been left alone for `quiet`; 0 if it has, or is not there."""
    try:
        age = time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
    return max(0.0, quiet - age) if age >= 0 else 0.0


def kept_twice(config: "Config") -> list[tuple[str, str]]:
    """Shared notes in which two versions of a sentence still stand, and why."""
    from vaultkit.actions.syncing import status
    from vaultkit.notes.files import read_text

    found = []
    for path, why in status(config).twice:
        try:
            text = read_text(on_disk(config, path))
        except UserError:
            continue
        if "Two versions" in text:
            found.append((f"{config.shared}/{path}", why))
    return found
