"""Ladders of planned time apart, and where each stands."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.errors import UserError
from vaultkit.vault.reading import fresh_index, private_records
from vaultkit.workbook.progress import LadderState, ladder_state
from vaultkit.workbook.records import Exposure, Ladder, name_of

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


class LadderView(NamedTuple):
    """A ladder, where it stands, and its sessions by date."""

    ladder: Ladder
    state: LadderState
    sessions: tuple[Exposure, ...]


def ladders_on(config: "Config", day: date, name: str = "") -> list[LadderView]:
    """Every ladder, or the one of that name, as it stands on `day`; UserError if there is none of that name."""
    with fresh_index(config) as index:
        ladders = private_records(config, index, Ladder)
        sessions = [one for one in private_records(config, index, Exposure) if one.date <= day]
    views = [
        LadderView(
            ladder,
            ladder_state(ladder, sessions, date.min, day),
            tuple(one for one in sessions if one.ladder.casefold() == name_of(ladder.path).casefold()),
        )
        for ladder in ladders
    ]
    if name and not (
        views := [one for one in views if name_of(one.ladder.path).casefold() == name.strip().casefold()]
    ):
        names = (
            ", ".join(name_of(ladder.path) for ladder in ladders)
            or "none yet; make one with: vaultkit ladder new"
        )
        raise UserError(f"{name}: there is no ladder of that name. There are: {names}")
    return views
