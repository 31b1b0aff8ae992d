"""Ladders of planned time apart: where each stands, what to try next, and going up when a person says yes."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.naming import called
from vaultkit.errors import UserError
from vaultkit.vault.reading import fresh_index, private_records
from vaultkit.workbook.ladder_advice import Advice, advise
from vaultkit.workbook.progress import LadderState, ladder_state, sessions_of
from vaultkit.workbook.records import Exposure, Journal, Ladder, Moment, name_of

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

BLOCK = "ladder"
"""The name of the generated block in a ladder's note."""


class LadderView(NamedTuple):
    """A ladder, where it stands, its sessions by date, and what to try next. `plans` are those still to be done.

    `sessions` has the plans up to the day as well.
    """

    ladder: Ladder
    state: LadderState
    sessions: tuple[Exposure, ...]
    advice: Advice
    plans: tuple[Exposure, ...] = ()


class Taken(NamedTuple):
    """A ladder's note and what a yes did: which step it was on, which it is on now, and whether it is done."""

    path: Path
    before: int
    step: int
    done: bool


def ladders_on(config: "Config", day: date, name: str = "") -> list[LadderView]:
    """Every ladder, or the one of that name or number, as it stands on `day`; UserError if there is none such.

    The number counts from 1, in the order in which all of them are given.
    """
    with fresh_index(config) as index:
        ladders = private_records(config, index, Ladder)
        sessions = private_records(config, index, Exposure)
    if name:
        try:
            ladders = _meant(name, ladders)
        except UserError as error:
            raise UserError(*error.problems, *unread_in_ladders(config)) from None
    return [_view(ladder, sessions, day) for ladder in ladders]


def unread_in_ladders(config: "Config") -> list[str]:
    """A line for each property of a ladder's note that can't be read, by path and line, and so is left out here."""
    from vaultkit.errors import Problem
    from vaultkit.workbook.values import read_values

    with fresh_index(config) as index:
        notes = index.notes(["ladder"])
    return [
        Problem(note.lines.get(one.field, 1), str(one)).at(note.path)
        for note in notes
        for one in read_values(note.type, note.properties)[1]
        if one.found
    ]


def raise_unread(config: "Config", view: LadderView) -> None:
    """UserError if a property of this ladder's note can't be read."""
    if unread := [line for line in unread_in_ladders(config) if line.startswith(f"{view.ladder.path}:")]:
        raise UserError(*unread)


def one_ladder(config: "Config", day: date, name: str = "") -> LadderView:
    """The ladder of that name or number; without one, the only one there is, or the only active one.

    UserError where that leaves none or several.
    """
    views = ladders_on(config, day, name)
    active = [view for view in views if view.ladder.status == "active"]
    for found in (views, active):
        if len(found) == 1:
            return found[0]
    if not views:
        raise UserError(
            *(unread_in_ladders(config) or ["there is no ladder yet; make one with: vaultkit ladder new"])
        )
    paths = {view.ladder.path for view in views}
    numbered = (
        f"{number} {name_of(view.ladder.path)}"
        for number, view in enumerate(ladders_on(config, day), 1)
        if view.ladder.path in paths
    )
    raise UserError(f"which ladder? Give its name or its number: {', '.join(numbered)}")


def signposted_on(config: "Config", day: date) -> date | None:
    """The day there was last a reason to point to support: `day` itself, or when it was last shown.

    For the person at the terminal alone, see `advise`.
    """
    from vaultkit.vault.state import read_state
    from vaultkit.workbook.signpost import LOOKS_BACK, is_called_for

    with fresh_index(config) as index:
        since = day - timedelta(days=LOOKS_BACK)
        journals = private_records(config, index, Journal, since, day)
        moments = private_records(config, index, Moment, since, day)
    if is_called_for(day, journals, moments):
        return day
    try:
        return date.fromisoformat(str(read_state(config, "signpost")))
    except ValueError:
        return None


def take(config: "Config", view: LadderView, day: date, *, dry_run: bool = False) -> Taken:
    """Go up where the advice says so: the ladder's note gets its new `current`, or `status: done` after the last step.

    UserError, with nothing written, where the advice is another one, or the note can't be read as meant or edited.
    """
    from vaultkit.actions.making import change
    from vaultkit.notes import parse_note

    ladder, advice = view.ladder, view.advice
    raise_unread(config, view)
    path = config.root / ladder.path
    done = advice.kind == "boosters" and ladder.status == "active"
    if advice.kind != "advance" and not done:
        raise UserError(
            f"{name_of(ladder.path)}: the advice is to stay where you are for now, so nothing was moved; "
            f"to move all the same, change `current` in {ladder.path}"
        )
    changes: dict[str, object] = {"status": "done"} if done else {"current": advice.step}
    change(config, path, lambda text: parse_note(text).with_properties(**changes).text, dry_run=dry_run)
    if not dry_run:
        keep_fresh(config, path, day)
    return Taken(path, view.state.step, advice.step, done)


def refresh_ladder_note(
    config: "Config", path: Path, day: date, *, add: bool = False, dry_run: bool = False
) -> bool:
    """Write where a ladder stands into the generated part of its note; whether that changed anything.

    A note without that part is left as it is, unless `add` says to put one at its end. What someone typed in there
    is kept below. UserError if the note is not a ladder, or can't be edited.
    """
    from vaultkit.actions.making import change
    from vaultkit.notes.blocks import find_blocks
    from vaultkit.notes.putting import put_block
    from vaultkit.render.ladder_note import standing

    place = path.relative_to(config.root).as_posix()
    view = next((one for one in ladders_on(config, day) if one.ladder.path == place), None)
    if view is None:
        raise UserError(f"{place}: there is no ladder with steps in this note")
    content = standing(view.ladder, view.sessions, view.advice, day)

    def edit(text: str) -> str:
        there = any(block.name == BLOCK for block in find_blocks(text))
        return put_block(text, BLOCK, content) if there or add else text

    return change(config, path, edit, dry_run=dry_run)


def keep_fresh(config: "Config", path: Path, day: date) -> str:
    """`refresh_ladder_note` after something else was written, which stands whether or not this works; why not, or empty."""
    try:
        refresh_ladder_note(config, path, day)
    except UserError as error:
        return str(error)
    return ""


def _view(ladder: Ladder, sessions: Sequence[Exposure], day: date) -> LadderView:
    from vaultkit.workbook.ladder_sessions import plans_in_order

    until = [one for one in sessions if one.date <= day]
    return LadderView(
        ladder,
        ladder_state(ladder, until, date.min, day),
        tuple(sessions_of(ladder, until)),
        advise(ladder, sessions, day),
        tuple(plans_in_order(ladder, sessions)),
    )


def _meant(name: str, ladders: list[Ladder]) -> list[Ladder]:
    try:
        return called(name, ladders, "ladder", "vaultkit ladder new")
    except UserError:
        if name.isdecimal() and len(name) < 4 and 0 < int(name) <= len(ladders):
            return [ladders[int(name) - 1]]
        raise
