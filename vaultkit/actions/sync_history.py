"""Looking back in the shared folder: what changed on which day, and bringing a note back as it was."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.sync_place import locked, opened_exchange, sync_settings
from vaultkit.errors import UserError
from vaultkit.vault.clock import day_begins, today

if TYPE_CHECKING:
    from vaultkit.sync.rounds import Exchange
    from vaultkit.vault.config import Config

_LONGEST_LOG = 30
_WHOLE_LOG = 100_000


class Change(NamedTuple):
    """One step of the shared folder's history: its day, and the paths that differ from the step before."""

    day: date
    paths: tuple[str, ...]


def history(config: "Config", most: int = _LONGEST_LOG) -> list[Change]:
    """The last steps of the shared folder, newest first: which day, which files; never whose."""
    found = []
    with opened_exchange(config, sync_settings(config)) as exchange:
        for commit in _steps(exchange, most):
            known = exchange.repository.commit(commit)
            before = exchange.files(known.parents[0]) if known.parents else {}
            after = exchange.files(commit)
            paths = sorted(
                path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
            )
            if paths:
                found.append(Change(datetime.fromtimestamp(known.time, UTC).date(), tuple(paths)))
    return found


def restore(config: "Config", path: str, day: date, *, dry_run: bool = False) -> tuple[Path, date]:
    """Bring a shared note back as it was at the end of a day; what stands now is kept in the history first.

    Gives the note and the day that its words are from. A contribution is never brought back: what someone took back stays
    taken back. Raises UserError where there was no such note.
    """
    from vaultkit.notes.files import create_note, edit_note
    from vaultkit.vault.config import SETTINGS_NAME
    from vaultkit.vault.shared_folder import PARTS

    path = path.replace("\\", "/").removeprefix(f"{config.shared}/")
    if path != SETTINGS_NAME and path.partition("/")[0] not in PARTS.values():
        raise UserError(
            f"{path}: what one of you brought to a check-in is not restored, so that what was taken back stays so; "
            "check-ins, rituals, goals and Our workbook can be"
        )
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), UTC).timestamp()
    with locked(config), opened_exchange(config, sync_settings(config)) as exchange:
        exchange.remember(day_begins(config, today(config)))
        found = next(_versions(exchange, path, end), None)
    if found is None:
        raise UserError(f"{path}: there was no such note on {day}; vaultkit sync log lists what there was")
    text, written = found
    file, root = config.root / config.shared / path, config.root / config.shared
    if not dry_run and not create_note(file, _with_agenda_of(text, ""), root=root):
        edit_note(file, lambda now: _with_agenda_of(text, now), root=root)
    return file, written


def _with_agenda_of(text: str, now: str) -> str:
    """An earlier text with the agenda as it is now, which quotes no line that was taken back since.

    A check-in that was held keeps its own: what stands in there was heard.
    """
    from vaultkit.notes import parse_note
    from vaultkit.notes.blocks import find_blocks
    from vaultkit.notes.putting import put_block

    if parse_note(text).properties.get("status") == "held":
        return text
    current = {block.name: block.content for block in find_blocks(now)}
    for block in reversed(find_blocks(text)):
        # Cut out whole first, so that nothing in it counts as words that someone put there.
        empty = put_block("", block.name, current.get(block.name, "")).strip("\n")
        text = text[: block.start] + empty + text[block.end :]
    return text


def _versions(exchange: "Exchange", path: str, end: float) -> Iterator[tuple[str, date]]:
    """What stood in a file before that moment, and since which day, newest first."""
    for commit in _steps(exchange, _WHOLE_LOG):
        known = exchange.repository.commit(commit)
        blob = exchange.files(commit).get(path) if known.time < end else None
        if blob:
            yield (
                exchange.read(blob).decode("utf-8", "replace"),
                datetime.fromtimestamp(known.time, UTC).date(),
            )


def _steps(exchange: "Exchange", most: int) -> Iterator[str]:
    from vaultkit.sync.rounds import DISK

    head = exchange.repository.ref(DISK)
    if head:
        told = exchange.repository.run("rev-list", "--date-order", f"--max-count={most}", head)
        yield from told.decode().split()
