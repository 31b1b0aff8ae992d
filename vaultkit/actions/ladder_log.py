"""Noting down one practice of a ladder: as a plan before it, and what came of it afterwards, in the same note."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.ladder import LadderView, keep_fresh, ladders_on, one_ladder, raise_unread
from vaultkit.actions.linking import ladder_link
from vaultkit.actions.making import change
from vaultkit.actions.new import new_note
from vaultkit.errors import UserError
from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.records import Exposure
from vaultkit.workbook.values import read_values

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

OPEN_DAYS = 7
"""So many days after its day, a plan is still taken for what is noted down without asking."""

_PLAN = {"type", "date", "author", "tags", "share", "ladder", "step", "planned", "feared", "believed"}
_HAPPENED = {"actual", "before", "peak", "after", "came_true", "learned"}


class Logged(NamedTuple):
    """The session's note; whether this made it, or completed the plan that was there; the ladder as it stands now.

    `took_place` says that what was given is more than a plan. `hints` are what may be a slip.
    """

    path: Path
    created: bool
    completed: bool
    took_place: bool
    view: LadderView
    hints: tuple[str, ...] = ()


def open_plan(view: LadderView, day: date) -> Exposure | None:
    """The latest plan of the ladder from the last days up to `day` of which nothing else is noted yet."""
    recent = [one for one in view.plans if 0 <= (day - one.date).days <= OPEN_DAYS]
    return recent[-1] if recent else None


def log_session(
    config: "Config",
    day: date,
    given: Mapping[str, object],
    *,
    name: str = "",
    today: date | None = None,
    new: bool = False,
    dry_run: bool = False,
) -> Logged:
    """Note down a practice of the ladder called `name` (see `one_ladder`): properties by name, as in an exposure's note.

    Where what is given says how it went, an open plan of that step (see `open_plan`) is completed, unless `new` says
    that this is another one: blank lines of its note are filled, and no word in it is replaced. Else a note is made; the
    step is the current one if left out. `day` is when it was, unless a `date` is given; `today`, if it is not `day`, is the
    day of the advice. UserError, with nothing
    written, if a value is not of its form or the ladder has no such step.
    """
    today = today or day
    day = read_values("exposure", {"date": given.get("date")})[0].get("date", day)  # type: ignore[assignment]
    view = one_ladder(config, today, name or _named(given))
    values = _checked(view, {**given, "ladder": ladder_link(config, view.ladder.path)})
    plan = None if new or not set(values) - _PLAN else open_plan(view, day)
    if plan and values.get("step", plan.step) == plan.step:
        path = config.root / plan.path
        about = {key: value for key, value in values.items() if key not in ("ladder", "date")}
        change(config, path, lambda text: _completed(text, about), dry_run=dry_run)
        created = False
    else:
        plan = None
        if "step" not in values:
            # Where it can't be read which step one is on, the first one would be a guess.
            raise_unread(config, view)
            values["step"] = view.state.step
        made = new_note(config, "exposure", day, given=values, dry_run=dry_run)
        path, created = made.path, made.created
    problem = "" if dry_run else keep_fresh(config, config.root / view.ladder.path, today)
    after = next(one for one in ladders_on(config, today) if one.ladder.path == view.ladder.path)
    hints = (*_hints(values, day, today), *([problem] if problem else []))
    return Logged(path, created, plan is not None, _took_place(values), after, hints)


def _named(given: Mapping[str, object]) -> str:
    """The ladder that is given among the properties, as a link or as its name."""
    values, _ = read_values("exposure", {"ladder": given.get("ladder")})
    return str(values.get("ladder", ""))


def _checked(view: LadderView, given: dict[str, object]) -> dict[str, object]:
    """What was given, where all of it is of its form and the step is one of the ladder's."""
    steps = view.state.steps
    given = {key: value for key, value in given.items() if value is not None and value != ""}
    _, problems = read_values("exposure", {"type": "exposure", "date": "2026-11-24", "step": 1, **given})
    wrong = [f"ladder log: {problem}" for problem in problems]
    step = given.get("step")
    if not wrong and isinstance(step, (int, float)) and step > steps:
        wrong = [f"ladder log: step: found {step:g}, expected a step of this ladder, from 1 to {steps}"]
    if wrong:
        raise UserError(*wrong)
    return given


def _completed(text: str, given: Mapping[str, object]) -> str:
    """The plan's note with what came of it: properties where they are blank, other words under their heading."""
    from vaultkit.actions.filling import filled
    from vaultkit.notes.structure import sections

    titles = {section.title.casefold(): section.title for section in sections(text) if section.level > 1}
    ours = {field.name for field in KINDS["exposure"].fields}
    fields: dict[str, object] = {}
    words: dict[str, object] = {}
    for key, value in given.items():
        title = "Notes" if key == "body" else titles.get(key.lstrip("#").replace("_", " ").casefold(), "")
        if key in ours or not title:
            fields[key] = value
        else:
            words[title] = value
    return filled(text, fields, words)


def _took_place(values: Mapping[str, object]) -> bool:
    return bool(set(values) & _HAPPENED) or values.get("ended_early") is True


def _hints(values: Mapping[str, object], day: date, today: date) -> tuple[str, ...]:
    """What may be a slip and is no problem."""
    found = []
    if day > today and _took_place(values):
        found.append(f"{day} is still to come, so this counts from that day on")
    if isinstance(values.get("after"), int) and not isinstance(values.get("before"), int):
        found.append("after is noted and before is not; you may add it any day")
    return tuple(found)
