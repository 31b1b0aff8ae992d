"""Ladders of planned time apart: making one, and seeing where each stands."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.journal import Made
from vaultkit.actions.new import new_note
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


def new_ladder(
    config: "Config",
    day: date,
    title: str,
    steps: Sequence[str],
    *,
    goal: str = "",
    needs_partner: Sequence[int] = (),
    agreed: bool = False,
    dry_run: bool = False,
) -> Made:
    """A new ladder with its steps, easiest first, standing on the first one.

    Raises UserError if it has no name or no steps, or one of that name is there.
    """
    if not [step for step in steps if step.strip()]:
        raise UserError("ladder new: it needs at least one step, such as `20 min: a walk alone`")
    given: dict[str, object] = {
        "title": title,
        "goal": goal,
        "steps": [step.strip() for step in steps if step.strip()],
        "needs_partner": list(needs_partner),
        "current": 1,
        "status": "active",
        "agreed_with_partner": agreed,
    }
    return new_note(config, "ladder", day, given=given, dry_run=dry_run)
