"""Rituals: what is due, coming up and kept; and noting one down as kept."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.naming import called
from vaultkit.vault.reading import fresh_index, shared_records
from vaultkit.vault.shared_folder import on_disk
from vaultkit.workbook.records import Ritual
from vaultkit.workbook.rituals import Balance, Coming, balance, coming, is_due

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


class Rituals(NamedTuple):
    """The rituals of a vault as they stand on `day`."""

    day: date
    due: tuple[Ritual, ...]
    coming: tuple[Coming, ...]
    others: tuple[Ritual, ...]
    balance: Balance


def rituals_on(config: "Config", day: date) -> Rituals:
    """Which rituals are due, coming up within three weeks, and how together and apart balance."""
    with fresh_index(config) as index:
        shared = shared_records(config, index)
    hemisphere = shared.settings.hemisphere
    due = tuple(one for one in shared.rituals if is_due(one, day, hemisphere))
    soon = tuple(coming(shared.rituals, day, hemisphere))
    named = {one.path for one in due} | {one.ritual.path for one in soon}
    others = tuple(one for one in shared.rituals if one.path not in named)
    return Rituals(day, due, soon, others, balance(shared.rituals, day))


def keep_ritual(config: "Config", name: str, day: date, *, dry_run: bool = False) -> Path:
    """Note down that a ritual was kept on `day`; twice on one day is once.

    Raises UserError if there is no ritual of that name, or its note can't be edited.
    """
    from vaultkit.actions.filling import as_list
    from vaultkit.actions.making import change
    from vaultkit.notes import parse_note

    with fresh_index(config) as index:
        known = shared_records(config, index).rituals
    ritual = called(name, known, "ritual", "vaultkit new ritual")[0]
    path = on_disk(config, ritual.path)

    def edit(before: str) -> str:
        note = parse_note(before)
        done = as_list(note.properties.get("done"))
        return before if str(day) in done else note.with_properties(done=[*done, day]).text

    change(config, path, edit, dry_run=dry_run)
    return path
