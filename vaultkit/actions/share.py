"""Sharing by consent: the lines that were agreed to, put into one's own contribution to the next check-in."""

import os
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.conflict_copies import join_copies
from vaultkit.actions.making import change, put_under
from vaultkit.errors import UserError
from vaultkit.notes.files import create_note, read_text
from vaultkit.notes.structure import bullets, sections
from vaultkit.render.environment import render
from vaultkit.render.sources import template_source
from vaultkit.vault.clock import day_begins
from vaultkit.vault.names import name_key
from vaultkit.vault.reading import fresh_index, shared_records
from vaultkit.vault.shareable import pieces
from vaultkit.vault.state import read_state, write_state
from vaultkit.workbook.days import week_of, week_start
from vaultkit.workbook.people import checkin_of
from vaultkit.workbook.records import Shared, folded
from vaultkit.workbook.sharing import KINDS, Ledger, Plan, Published, Question, after, plan

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

_LEDGER = "sharing"


class Sharing(NamedTuple):
    """What was shared, or would be. `files` are the whole contributions that change, by path: these very bytes leave.

    `ask` waits for a yes. `left` are lines that could not be taken back, because someone changed them in the file.
    """

    week: str
    plan: Plan
    files: tuple[tuple[Path, str], ...]
    left: tuple[Published, ...]

    @property
    def ask(self) -> tuple[Question, ...]:
        """The lines that wait for a yes."""
        return self.plan.ask


def share(config: "Config", today: date, *, agreed: Collection[str] = (), dry_run: bool = False) -> Sharing:
    """Share every line that was agreed to, and take back those whose note no longer offers them.

    `agreed` are ids of pieces (see `Sharing.ask`). Nothing else is ever shared. Raises UserError if a contribution
    cannot be written, or what is shared cannot be noted down on this device; then nothing is shared.
    """
    if not dry_run:
        join_copies(config)
    with fresh_index(config) as index:
        shared, offered = shared_records(config, index), pieces(config, index, today)
    texts = _own_contributions(config, shared)
    standing = {line for text in texts.values() for line in _lines_of(text)}
    ledger = _settled(_read_ledger(config), standing)
    decided = plan(
        offered, ledger, standing=standing, is_open=lambda week: _is_open(shared, week, today), agreed=agreed
    )
    week = _next_week(shared, today)
    written, left = _laid_out(config, texts, decided, week)
    result = Sharing(week, decided, tuple(written.items()), left)
    if dry_run:
        return result
    done = after(ledger, decided.publish, set(decided.withdraw) - set(left), week, offered)
    if decided.publish or decided.withdraw:
        # First as pending: cut off after that, the next run sees in the file what got there.
        _keep(config, done, pending=decided.publish != ())
        for path, text in written.items():
            _write(config, path, texts.get(path), text, today)
    if done != ledger or decided.publish:
        _keep(config, done)
    return result


def _own_contributions(config: "Config", shared: Shared) -> dict[Path, str]:
    """One's own contributions as they stand, by path."""
    from vaultkit.vault.shared_folder import on_disk

    found = {}
    for one in shared.contributions:
        if folded(one.author) == folded(config.me):
            path = on_disk(config, one.path)
            found[path] = read_text(path)
    return found


def _lines_of(text: str) -> list[tuple[str, str]]:
    """Kind and words of each line that a contribution holds."""
    return [
        (kind, words)
        for section in sections(text)
        for kind, heading in KINDS.items()
        if section.title.casefold().startswith(heading.casefold())
        for words in bullets(text[section.start : section.end])
    ]


def _is_open(shared: Shared, week: str, today: date) -> bool:
    """Whether a check-in is still to come: one of a week that has not begun was not held, whatever its note says."""
    checkin = checkin_of(shared, week)
    return checkin is None or checkin.status == "planned" or week > week_of(today)


def _next_week(shared: Shared, today: date) -> str:
    """The week of the next check-in that is not over yet."""
    for ahead in range(10):
        week = week_of(today + timedelta(weeks=ahead))
        if _is_open(shared, week, today):
            return week
    return week_of(today)


def _laid_out(
    config: "Config", texts: Mapping[Path, str], decided: Plan, week: str
) -> tuple[dict[Path, str], tuple[Published, ...]]:
    """The contributions that change, each as it is to be, and the lines that were not found in theirs."""
    changed = dict(texts)
    left = []
    for line in decided.withdraw:
        path, text = _without(changed, line)
        if path is None:
            if any((line.kind, line.words) in _lines_of(text) for text in changed.values()):
                left.append(line)
        else:
            changed[path] = text
    if decided.publish:
        path = _path(config, changed, week)
        text = changed.get(path) or _begun(config, week)
        for kind in KINDS:
            words = [piece.words for piece in decided.publish if piece.kind == kind]
            text = put_under(text, _heading(config, text, kind), words) if words else text
        changed[path] = text
    return {path: text for path, text in changed.items() if text != texts.get(path)}, tuple(left)


def _path(config: "Config", texts: Mapping[Path, str], week: str) -> Path:
    usual = config.root / config.shared / config.me / f"{week} {config.me}.md"
    return next((path for path in texts if name_key(path.name) == name_key(usual.name)), usual)


def _begun(config: "Config", week: str) -> str:
    """A contribution with nothing in it yet: by the packaged template, with no day but the Monday of its week."""
    source = template_source("contribution", None)
    values = {"week": week, "date": week_start(week), "me": config.me, "partner": config.partner}
    return render(source.text, source.name, values)


def _heading(config: "Config", text: str, kind: str) -> str:
    start = KINDS[kind]
    there = (one.title for one in sections(text) if one.title.casefold().startswith(start.casefold()))
    new = f"{start} to {config.partner}" if kind == "thanks" and config.partner else start
    return next(there, new)


def _without(texts: Mapping[Path, str], line: Published) -> tuple[Path | None, str]:
    """The contribution that holds the line, without it; None if none does as it was shared."""
    wanted = f"- {line.words}"
    for path, text in texts.items():
        for section in sections(text):
            if section.title.casefold().startswith(KINDS[line.kind].casefold()):
                position = section.start
                for one in text[section.start : section.end].splitlines(keepends=True):
                    if one.rstrip("\r\n") == wanted:
                        return path, text[:position] + text[position + len(one) :]
                    position += len(one)
    return None, ""


def _write(config: "Config", path: Path, before: str | None, text: str, today: date) -> None:
    """Put the contribution in place, unless someone changed it meanwhile; its time is the beginning of the day."""
    root = config.root / config.shared
    time = day_begins(config, today)
    if before is None:
        if not create_note(path, text, root=root, modified=time):
            raise UserError(f"{path}: was made meanwhile; share again")
        return

    def edit(found: str) -> str:
        if found != before:
            raise UserError("line 1: was changed meanwhile; share again")
        return text

    change(config, path, edit)
    os.utime(path, (time, time))


def _read_ledger(config: "Config") -> Ledger:
    """What was kept; what cannot be read counts as nothing, so that everything is asked again."""
    found = read_state(config, _LEDGER)
    if not isinstance(found, dict):
        return Ledger()
    try:
        lines = tuple(
            Published(str(kind), str(words), str(note), str(week), bool(pending))
            for kind, words, note, week, pending in found["lines"]
        )
        mine = frozenset((str(kind), str(words)) for kind, words in found.get("mine", ()))
        return Ledger(
            frozenset(map(str, found["kinds"])), lines, frozenset(map(str, found.get("notes", ()))), mine
        )
    except (KeyError, TypeError, ValueError):
        return Ledger()


def _settled(ledger: Ledger, standing: Collection[tuple[str, str]]) -> Ledger:
    """The ledger without those lines of an interrupted run that did not get into the file."""
    lines = (line for line in ledger.lines if not line.pending or (line.kind, line.words) in standing)
    return ledger._replace(lines=tuple(line._replace(pending=False) for line in lines))


def _keep(config: "Config", ledger: Ledger, *, pending: bool = False) -> None:
    lines = [[*line[:4], pending] for line in ledger.lines]
    kept = {
        "kinds": sorted(ledger.kinds),
        "lines": lines,
        "notes": sorted(ledger.notes),
        "mine": sorted(ledger.mine),
    }
    if not write_state(config, _LEDGER, kept):
        raise UserError(
            "what is shared could not be noted down on this device, so nothing more is shared; "
            "look whether the disk is full, and share again"
        )
