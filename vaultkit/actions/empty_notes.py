"""Giving an empty note, which someone has just made in a kind's folder, what a note of that kind begins with."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.actions.making import change, laid_out
from vaultkit.vault.names import name_key
from vaultkit.workbook.days import week_start
from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.records import folded

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

_FILLED = tuple(name for name in KINDS if name not in ("settings", "progress", "exposure", "contribution"))
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")


def kind_for(config: "Config", path: str) -> str:
    """The kind whose template a new note at this path, relative to the vault, is to get; "" for none.

    The deepest folder decides. A note in a folder inside that of ladders is a practice, one in one's own folder inside
    the shared one a contribution; nothing is put into the partner's.
    """
    key = name_key(path)
    if key.startswith(f"{name_key(config.templates)}/"):
        return ""
    own = f"{name_key(config.shared)}/{name_key(config.me)}/"
    if key.startswith(own):
        return "contribution"
    folders = sorted(((config.folders[kind], kind) for kind in _FILLED), key=lambda one: -len(one[0]))
    for folder, kind in folders:
        inside = key.removeprefix(f"{name_key(folder)}/" if folder else "")
        if (not folder or inside != key) and _fits(config, kind, path, folder):
            return "exposure" if kind == "ladder" and "/" in inside else kind
        if folder and inside != key:
            return ""
    return ""


def fill_empty(config: "Config", path: Path, day: date, time: str) -> str:
    """Fill an empty note from its kind's template; the kind, or "" if it is none, or has a single character by now.

    `time` is `HH:MM`. A date at the beginning of its name stands in for `day`. Raises UserError if the template cannot be
    used or the note cannot be written.
    """
    place = path.relative_to(config.root).as_posix()
    kind = kind_for(config, place)
    if not kind:
        return ""
    text = _begun(config, kind, path, place, day, time)
    if text is None:
        return ""
    return kind if change(config, path, lambda there: there or text) else ""


def _fits(config: "Config", kind: str, path: str, folder: str) -> bool:
    """Whether a note of that name can be of that kind: a daily note or a check-in is one by its name."""
    from vaultkit.vault.journal_place import day_of

    if kind == "journal" and (config.journal.into == "daily" or not folder):
        return day_of(config, path) is not None
    if kind == "checkin":
        return _is_week(Path(path).stem)
    return bool(folder)


def _is_week(stem: str) -> bool:
    try:
        return bool(week_start(stem))
    except ValueError:
        return False


def _begun(config: "Config", kind: str, path: Path, place: str, day: date, time: str) -> str | None:
    """What the note is to begin with; None where that is left to another program."""
    if kind == "journal":
        return _page(config, path, place, day)
    if kind == "checkin":
        from vaultkit.actions.checkin import begun_checkin

        return begun_checkin(config, path.stem)
    if match := _DAY.match(path.stem):
        day = _date(match[0]) or day
    values: Mapping[str, object] = {"title": path.stem, "time": time}
    text = laid_out(config, kind, day, values)
    if kind == "exposure":
        return _of_ladder(config, text, path.parent.name, day)
    return text


def _page(config: "Config", path: Path, place: str, day: date) -> str | None:
    from vaultkit.actions.daily import begun_daily_note
    from vaultkit.actions.today import todays_part
    from vaultkit.vault.journal_place import day_of

    day = day_of(config, place) or day
    if config.journal.into == "daily" and config.journal.template:
        return begun_daily_note(config, path, day)
    return laid_out(config, "journal", day, {"today": todays_part(config, day)})


def _of_ladder(config: "Config", text: str, name: str, day: date) -> str:
    """A practice's page with its ladder and the step one is on, where there is a ladder of that name."""
    from vaultkit.actions.ladder import ladders_on
    from vaultkit.actions.linking import ladder_link
    from vaultkit.notes import parse_note
    from vaultkit.workbook.records import name_of

    view = next(
        (one for one in ladders_on(config, day) if folded(name_of(one.ladder.path)) == folded(name)), None
    )
    if view is None:
        return text
    fields = {"ladder": ladder_link(config, view.ladder.path), "step": view.state.step}
    return parse_note(text).with_properties(**fields).text


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
