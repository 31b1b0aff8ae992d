"""Ladders of planned time apart, and where each stands."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.naming import called
from vaultkit.vault.reading import fresh_index, private_records
from vaultkit.workbook.progress import LadderState, ladder_state, sessions_of
from vaultkit.workbook.records import Exposure, Ladder

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
    if name:
        ladders = called(name, ladders, "ladder", "vaultkit ladder new")
    return [
        LadderView(
            ladder, ladder_state(ladder, sessions, date.min, day), tuple(sessions_of(ladder, sessions))
        )
        for ladder in ladders
    ]
