"""The calendar files: what both share in one, one's own practice in another, never in the same."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.errors import Problem, UserError
from vaultkit.notes.files import read_text
from vaultkit.vault.config import SETTINGS_NAME
from vaultkit.vault.reading import fresh_index, private_records, shared_records
from vaultkit.vault.shared_folder import on_disk
from vaultkit.vault.state import read_state, write_state
from vaultkit.workbook.appointments import Appointment, stamped
from vaultkit.workbook.our_calendar import our_appointments
from vaultkit.workbook.own_calendar import own_appointments
from vaultkit.workbook.records import Exposure, Tool
from vaultkit.workbook.values import read_values

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

FOLDER = "Calendar"
"""The folder in the vault for these files, unless other places are named. It is outside the shared folder."""


class CalendarFile(NamedTuple):
    """One file, how many entries it has (a series is one), and whether it was written or would have been."""

    path: Path
    entries: int
    changed: bool


class Calendars(NamedTuple):
    """The files that were asked for; None is one that was not, or that would hold nothing."""

    ours: CalendarFile | None
    mine: CalendarFile | None
    problems: tuple[str, ...] = ()


def write_calendars(
    config: "Config",
    day: date,
    *,
    ours: Path | None = None,
    mine: Path | None = None,
    names: bool = False,
    dry_run: bool = False,
) -> Calendars:
    """Write the calendar of both at `ours` and one's own practice at `mine`.

    With neither named both go to the folder `Calendar` of the vault; with one named that one alone is written. With
    `names` one's own entries are titled with the names of tools and ladders. Raises UserError where a file of
    someone else stands, or one's own would lie in the shared folder.
    """
    if ours is None and mine is None:
        ours, mine = config.root / FOLDER / "Ours.ics", config.root / FOLDER / "Mine.ics"
        _check_places(config, ours, mine)
        if not dry_run:
            _make_folder(ours.parent)
    else:
        _check_places(config, ours, mine)
    with fresh_index(config) as index:
        shared = shared_records(config, index)
        tools = private_records(config, index, Tool) if mine else []
        sessions = private_records(config, index, Exposure) if mine else []
    written = problem = None
    if ours:
        zone = shared.settings.time_zone
        problem = None if zone else _unusable_zone(config)
        written = _write(config, "Ours", ours, our_appointments(shared), zone, day, dry_run=dry_run)
    own = None
    if mine:
        entries = own_appointments(tools, sessions, config.id, names=names)
        # A file with nothing in it is only made where one was there: then it says that there is nothing any more.
        if entries or mine.exists():
            own = _write(config, "Mine", mine, entries, config.time_zone, day, dry_run=dry_run)
    return Calendars(written, own, (problem,) if problem else ())


def _write(
    config: "Config",
    kind: str,
    path: Path,
    entries: list[Appointment],
    zone: str,
    day: date,
    *,
    dry_run: bool,
) -> CalendarFile:
    from vaultkit.render.calendar_file import calendar_file
    from vaultkit.vault.replacing import replace_file

    _keep_others(kind, path)
    state = f"calendar-{kind.lower()}"
    known = read_state(config, state)
    known = known if isinstance(known, dict) else {}
    stamps, remembered = stamped(entries, zone, known, day)
    data = calendar_file(kind, entries, stamps, zone)
    if dry_run:
        return CalendarFile(path, len(entries), not (path.is_file() and path.read_bytes() == data))
    changed = replace_file(path, data, private=kind == "Mine")
    if remembered != known:
        write_state(config, state, remembered)
    return CalendarFile(path, len(entries), changed)


def _make_folder(folder: Path) -> None:
    from vaultkit.notes.writing import unwritable

    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise unwritable(str(folder), error) from None


def _check_places(config: "Config", ours: Path | None, mine: Path | None) -> None:
    from vaultkit.vault.names import name_key

    if mine is None:
        return
    place, shared = (name_key(os.path.realpath(one)) for one in (mine, config.root / config.shared))
    if place == shared or place.startswith(shared + os.sep):
        raise UserError(
            f"{mine}: lies in the folder you two share, and your own practice is for you alone; "
            "choose a place outside it"
        )
    if ours is not None and place == name_key(os.path.realpath(ours)):
        raise UserError(f"{mine}: is named twice; what is yours alone needs a file of its own")


def _keep_others(kind: str, path: Path) -> None:
    """UserError unless nothing is there, or a calendar of this very kind that was written here."""
    from vaultkit.render.calendar_file import PRODUCTS

    if not os.path.lexists(path):
        return
    try:
        with path.open("rb") as file:
            head = file.read(400)
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            return
        raise UserError(f"{path}: could not be read ({error.strerror}); choose another place") from None
    if not (head.startswith(b"BEGIN:VCALENDAR") and f"PRODID:{PRODUCTS[kind]}\r\n".encode() in head):
        raise UserError(
            f"{path}: is there already, and is not this calendar written by vaultkit; "
            "nothing was changed, choose another name"
        )


def _unusable_zone(config: "Config") -> str | None:
    """What is wrong with the time zone in Our workbook, if there is one that could not be used."""
    from vaultkit.notes import parse_note

    try:
        note = parse_note(read_text(on_disk(config, SETTINGS_NAME)))
    except UserError:
        return None
    problems = read_values("settings", note.properties)[1]
    wrong = next((one for one in problems if one.field == "time_zone"), None)
    if wrong is None:
        return None
    problem = Problem(note.lines.get("time_zone", 1), f"{wrong}; until then the times stand without one")
    return problem.at(f"{config.shared}/{SETTINGS_NAME}")
