"""Goals: how they stand, noting down how far one has come, and saying that it is reached or let go."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.actions.naming import called
from vaultkit.errors import UserError
from vaultkit.vault.reading import fresh_index, shared_records
from vaultkit.vault.shared_folder import on_disk
from vaultkit.workbook.goals import STATUSES, Standing, standings
from vaultkit.workbook.values import Move, read_values

if TYPE_CHECKING:
    from vaultkit.notes import Note
    from vaultkit.vault.config import Config


def goals_on(config: "Config", day: date) -> list[Standing]:
    """Where each goal stands on `day`, those still on their way first."""
    with fresh_index(config) as index:
        return standings(shared_records(config, index).goals, day)


def move_goal(config: "Config", name: str, percent: int, day: date, *, dry_run: bool = False) -> Path:
    """Note down that a goal was `percent` (0 to 100) of the way on `day`; what was noted before stays.

    The same again on one day is once. Raises UserError if there is no goal of that name, or its note can't be edited.
    """
    if not 0 <= percent <= 100:
        raise UserError(f"{percent}: expected per cent of the way, from 0 to 100")
    return _edited(config, name, lambda note: _moved(note, percent, day), dry_run=dry_run)


def reach_goal(config: "Config", name: str, day: date, *, dry_run: bool = False) -> Path:
    """Say that a goal was reached on `day`: its status, and all of the way noted down if it is not yet."""

    def changes(note: "Note") -> dict[str, object]:
        there: object = read_values("goal", note.properties)[0].get("moved", ())
        done = isinstance(there, tuple) and any(isinstance(one, Move) and one.percent == 100 for one in there)
        return {"status": "reached"} | ({} if done else _moved(note, 100, day))

    return _edited(config, name, changes, dry_run=dry_run)


def set_goal(config: "Config", name: str, status: str, *, dry_run: bool = False) -> Path:
    """Give a goal another status, one of `active`, `reached`, `paused` and `let go`; nothing else changes."""
    if status not in STATUSES:
        raise UserError(f"{status}: expected one of {', '.join(STATUSES)}")
    return _edited(config, name, lambda _: {"status": status}, dry_run=dry_run)


def _moved(note: "Note", percent: int, day: date) -> dict[str, object]:
    from vaultkit.actions.filling import as_list

    there = note.properties.get("moved")
    known = read_values("goal", {"moved": there})[0].get("moved", ())
    today = (
        [one for one in known if isinstance(one, Move) and one.date == day]
        if isinstance(known, tuple)
        else []
    )
    if today and today[-1].percent == percent:
        return {}
    return {"moved": [*as_list(there), f"{day}: {percent}"]}


def _edited(
    config: "Config", name: str, changes: Callable[["Note"], dict[str, object]], *, dry_run: bool
) -> Path:
    from vaultkit.actions.making import change
    from vaultkit.notes import parse_note

    with fresh_index(config) as index:
        known = shared_records(config, index).goals
    path = on_disk(config, called(name, known, "goal", "vaultkit new goal")[0].path)

    def edit(before: str) -> str:
        note = parse_note(before)
        new = {key: value for key, value in changes(note).items() if note.properties.get(key) != value}
        return note.with_properties(**new).text if new else before

    change(config, path, edit, dry_run=dry_run)
    return path
