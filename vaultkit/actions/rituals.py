"""Rituals: what is due, coming up and kept; noting one down as kept, or taking that back."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.naming import called
from vaultkit.errors import UserError
from vaultkit.vault.reading import fresh_index, shared_records
from vaultkit.vault.shared_folder import on_disk
from vaultkit.workbook.days import months, season_of
from vaultkit.workbook.records import Ritual
from vaultkit.workbook.rituals import LOOK_AHEAD, Balance, Coming, balance, coming, is_due

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


class Season(NamedTuple):
    """The season of a day, its last day, and the season after it."""

    name: str
    until: date
    following: str

    def ends_soon(self, day: date) -> bool:
        """Whether the one after it begins within three weeks of `day`."""
        return self.until < day + LOOK_AHEAD


class Rituals(NamedTuple):
    """The rituals of a vault as they stand on `day`."""

    day: date
    due: tuple[Ritual, ...]
    coming: tuple[Coming, ...]
    others: tuple[Ritual, ...]
    balance: Balance
    season: Season
    hemisphere: str


def rituals_on(config: "Config", day: date) -> Rituals:
    """Which rituals are due, coming up within three weeks, and how together and apart balance."""
    with fresh_index(config) as index:
        shared = shared_records(config, index)
    hemisphere = shared.settings.hemisphere
    due = tuple(one for one in shared.rituals if is_due(one, day, hemisphere))
    soon = tuple(coming(shared.rituals, day, hemisphere))
    named = {one.path for one in due} | {one.ritual.path for one in soon}
    others = tuple(one for one in shared.rituals if one.path not in named)
    kept = balance(shared.rituals, day)
    return Rituals(day, due, soon, others, kept, season_on(day, hemisphere), hemisphere)


def season_on(day: date, hemisphere: str) -> Season:
    """The season that `day` is in, where `hemisphere` is `north` or `south`."""
    name, first = season_of(day.month, hemisphere)
    until = months(day.year - (day.month < first), first, 3)[1]
    return Season(name, until, season_of((until + timedelta(days=1)).month, hemisphere)[0])


def keep_ritual(config: "Config", name: str, day: date, *, dry_run: bool = False) -> Path:
    """Note down that a ritual was kept on `day`; twice on one day is once.

    Raises UserError if there is no ritual of that name, or its note can't be edited.
    """
    return _with_days(config, name, lambda days: days if str(day) in days else [*days, day], dry_run=dry_run)


def take_back_ritual(config: "Config", name: str, day: date, *, dry_run: bool = False) -> Path:
    """Take back that a ritual was kept on `day`; the other days stay as they are.

    Raises UserError if there is no ritual of that name, it is not noted for that day, or its note can't be edited.
    """

    def without(days: list[object]) -> list[object]:
        if str(day) not in days:
            last = f"; the last days noted are {', '.join(map(str, days[-3:]))}" if days else ""
            raise UserError(f" {name}: nothing is noted for {day}{last}")
        return [one for one in days if one != str(day)]

    return _with_days(config, name, without, dry_run=dry_run)


def _with_days(
    config: "Config", name: str, edit_days: Callable[[list[object]], list[object]], *, dry_run: bool
) -> Path:
    """Edit the days on which a ritual was kept; everything else in its note stays."""
    from vaultkit.actions.filling import as_list
    from vaultkit.actions.making import change
    from vaultkit.notes import parse_note

    with fresh_index(config) as index:
        known = shared_records(config, index).rituals
    path = on_disk(config, called(name, known, "ritual", "vaultkit new ritual")[0].path)

    def edit(before: str) -> str:
        note = parse_note(before)
        days = as_list(note.properties.get("done"))
        edited = edit_days(days)
        return before if edited == days else note.with_properties(done=edited).text

    change(config, path, edit, dry_run=dry_run)
    return path
