"""Sharing by consent: the lines that were agreed to, put into one's own contribution to the next check-in."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.conflict_copies import join_copies
from vaultkit.actions.contributions import (
    begun,
    is_set_up,
    keep_ledger,
    lines_of,
    read_ledger,
    settled,
    with_lines,
    without_line,
    write_contribution,
)
from vaultkit.notes.files import read_text
from vaultkit.vault.names import name_key
from vaultkit.vault.reading import fresh_index, shared_records
from vaultkit.vault.shareable import pieces
from vaultkit.workbook.days import week_of
from vaultkit.workbook.people import checkin_of
from vaultkit.workbook.quoting import quoted
from vaultkit.workbook.records import Shared, folded
from vaultkit.workbook.sharing import KINDS, Ledger, Line, Piece, Plan, Published, Question, after, plan

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

_ENOUGH = 60
"""Characters by which a quoted line is known again."""


class Sharing(NamedTuple):
    """What was shared, or would be. `files` are the whole contributions that change, by path: these very bytes leave.

    `ask` waits for a yes. `left` are lines that could not be taken back, because someone changed them in the file.
    `strange` are lines in one's contributions that came from elsewhere: from another device of one's own, or from someone
    else. They wait for a yes or a no.
    """

    week: str
    plan: Plan
    files: tuple[tuple[Path, str], ...]
    left: tuple[Published, ...]
    strange: tuple[Piece, ...] = ()

    @property
    def ask(self) -> tuple[Question, ...]:
        """The lines that wait for a yes."""
        return self.plan.ask


def share(
    config: "Config",
    today: date,
    *,
    agreed: Collection[str] = (),
    refused: Collection[str] = (),
    dry_run: bool = False,
) -> Sharing:
    """Share every line that was agreed to, and take back those whose note no longer offers them.

    `agreed` are ids of pieces (see `Sharing.ask`). Nothing else is ever shared. Of `Sharing.strange`, those `agreed` are
    one's own from now on, and those `refused` are taken out. Raises UserError if a contribution cannot be written, or
    what is shared cannot be noted down on this device; then nothing is shared.
    """
    if not dry_run:
        join_copies(config)
    with fresh_index(config) as index:
        shared, offered = (
            shared_records(config, index, ("contribution", "checkin", "settings")),
            pieces(config, index, today),
        )
    texts = own_contributions(config, shared)
    standing = {line for text in texts.values() for line in lines_of(text)}
    kept = read_ledger(config)
    ledger, gone = _looked_over(config, settled(kept, standing), standing)

    def is_open(week: str) -> bool:
        return _is_open(shared, week, today)

    decided = plan(
        offered,
        ledger,
        standing=standing,
        gone={(line.kind, line.words) for line in gone if is_open(line.week)},
        is_open=is_open,
        agreed=agreed,
    )
    week = _next_week(shared, today)
    strange = [Piece(*line, "") for line in sorted(ledger.strange)]
    out = [piece for piece in strange if piece.id in refused]
    written, left = _laid_out(config, _without_strange(texts, out), decided, week)
    changed = {path: text for path, text in written.items() if text != texts.get(path)}
    undecided = tuple(piece for piece in strange if piece.id not in {*agreed, *refused})
    result = Sharing(week, decided, tuple(changed.items()), left, undecided)
    if dry_run:
        return result
    done = after(ledger, decided.publish, set(decided.withdraw) - set(left), week, offered)
    done = done._replace(
        mine=done.mine | {(one.kind, one.words) for one in strange if one.id in agreed},
        strange=frozenset((one.kind, one.words) for one in undecided),
    )
    if changed:
        # First as pending: cut off after that, the next run sees in the file what got there.
        keep_ledger(config, done, pending=decided.publish != ())
        for path, text in changed.items():
            write_contribution(config, path, texts.get(path), text, today)
    if decided.withdraw or out:
        _refresh_agendas(
            config, shared, [*(one.words for one in decided.withdraw), *(one.words for one in out)]
        )
    if done != kept or decided.publish:
        keep_ledger(config, done)
    return result


def _looked_over(
    config: "Config", ledger: Ledger, standing: Collection[Line]
) -> tuple[Ledger, tuple[Published, ...]]:
    """The ledger with every line that stands in one's contributions placed, and the shared lines that are gone from there.

    Where sync is set up it has seen what came from other devices, and the rest was done by hand on this one. Where
    another product carries the folder nobody has, so nothing is taken for certain but what stood there at first.
    """
    known = {(line.kind, line.words) for line in ledger.lines}
    synced = is_set_up(config)
    new = {line for line in standing if line not in known | ledger.mine | ledger.strange}
    by_hand = synced or ledger == Ledger()
    looked = ledger._replace(
        mine=(ledger.mine | (new if by_hand else set())) & set(standing),
        strange=((ledger.strange | (set() if by_hand else new)) & set(standing)) - known,
    )
    gone = () if synced else ledger.lines
    return looked, tuple(line for line in gone if (line.kind, line.words) not in standing)


def _refresh_agendas(config: "Config", shared: Shared, words: Collection[str]) -> None:
    """Let no agenda of a check-in that is still to come quote a line that was taken back."""
    from vaultkit.actions.checkin import prepare_checkin
    from vaultkit.vault.shared_folder import on_disk

    starts = [quoted(one)[:_ENOUGH] for one in words]
    for checkin in shared.checkins:
        if checkin.status == "planned":
            text = read_text(on_disk(config, checkin.path))
            if any(start in text for start in starts):
                prepare_checkin(config, checkin.week)


def _without_strange(texts: Mapping[Path, str], out: Collection[Piece]) -> dict[Path, str]:
    """The contributions without these lines."""
    changed = dict(texts)
    for piece in out:
        path, text = without_line(changed, piece.kind, piece.words)
        if path is not None:
            changed[path] = text
    return changed


def own_contributions(config: "Config", shared: Shared) -> dict[Path, str]:
    """One's own contributions as they stand, by path."""
    from vaultkit.vault.shared_folder import on_disk

    found = {}
    for one in shared.contributions:
        if folded(one.author) == folded(config.me):
            path = on_disk(config, one.path)
            found[path] = read_text(path)
    return found


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
    """The contributions, each as it is to be, and the lines that were not found in theirs."""
    changed = dict(texts)
    left = []
    for line in decided.withdraw:
        path, text = without_line(changed, line.kind, line.words)
        if path is None:
            if any((line.kind, line.words) in lines_of(text) for text in changed.values()):
                left.append(line)
        else:
            changed[path] = text
    if decided.publish:
        path = _path(config, changed, week)
        text = changed.get(path) or begun(config, week)
        for kind in KINDS:
            text = with_lines(config, text, kind, [one.words for one in decided.publish if one.kind == kind])
        changed[path] = text
    return changed, tuple(left)


def _path(config: "Config", texts: Mapping[Path, str], week: str) -> Path:
    usual = config.root / config.shared / config.me / f"{week} {config.me}.md"
    return next((path for path in texts if name_key(path.name) == name_key(usual.name)), usual)
