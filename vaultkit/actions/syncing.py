"""Exchanging the shared folder with the partner: setting it up, doing it, and what can be said about it afterwards."""

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.errors import UserError
from vaultkit.vault.clock import day_begins, today
from vaultkit.vault.state import state_folder

if TYPE_CHECKING:
    from vaultkit.sync.rounds import Exchange
    from vaultkit.sync.tree_merge import Twice
    from vaultkit.vault.config import Config

_LONGEST_LOG = 30
_WHOLE_LOG = 100_000


class Synced(NamedTuple):
    """What a sync did. `changed` are paths in the shared folder that it changed here.

    `sent` says whether the partner can have all of ours by now; `offline` says why not, "" if they can. `twice` is what
    stands twice after joining, `told` are sentences about names, and about what was left out or lies elsewhere.
    `waiting` is how many lines wait for a yes (see `share`).
    """

    changed: tuple[str, ...]
    sent: bool
    offline: str
    twice: "tuple[Twice, ...]"
    told: tuple[str, ...]
    waiting: int


class Status(NamedTuple):
    """How sync stands: where it goes, the day this machine last met the others, what the last merges kept twice."""

    remote: str
    met: date | None
    twice: tuple[tuple[str, str], ...]
    paused: bool


class Change(NamedTuple):
    """One step of the shared folder's history: its day, and the paths that differ from the step before."""

    day: date
    paths: tuple[str, ...]


def set_up(config: "Config", remote: str, *, join: bool = False) -> Path | str:
    """Remember where to exchange: a git server by https or ssh, or a folder. The first partner begins, the second joins.

    Raises UserError if git is missing, the remote cannot be one, there is nothing to join, or to begin with something
    is there already. Nothing is sent yet.
    """
    from vaultkit.sync.transport_url import check_url, is_url, without_secret

    settings = _settings(config)
    if settings.get("remote"):
        shown = without_secret(str(settings["remote"]))
        raise UserError(
            f"this vault syncs with {shown} already; to change that, run vaultkit sync forget first"
        )
    place: Path | str = check_url(remote) if is_url(remote) else _folder(config, remote, join=join)
    settings = {"remote": str(place), "device": settings.get("device") or secrets.token_hex(8)}
    with _exchange(config, settings) as exchange:
        fetched = exchange.transport.fetch()
        if fetched.offline:
            raise UserError(f"{without_secret(str(place))}: could not be reached: {fetched.offline}")
        if join and not fetched.heads:
            raise UserError(
                f"{without_secret(str(place))}: there is nothing here yet; the first of you begins with vaultkit sync init, "
                "and then vaultkit sync"
            )
        if not join and fetched.heads:
            raise UserError(
                f"{without_secret(str(place))}: there is a shared folder here already; to take part in it, run "
                "vaultkit sync join with the same place"
            )
    _keep(config, "settings", settings)
    return place


def forget(config: "Config") -> bool:
    """Stop syncing with that place, and drop the hidden history; notes stay. Whether there was anything to forget."""
    from shutil import rmtree

    place = _place(config)
    if not place.is_dir():
        return False
    rmtree(place)
    return True


def sync(config: "Config", day: date, progress: Callable[[str], None] | None = None) -> Synced:
    """Share what was agreed to, bring what the others sent, join, send and write. Nobody is asked anything.

    Being offline is no error. Raises UserError if sync is not set up, paused, or the shared folder is not there.
    """
    from vaultkit.actions.defending import defend, own_texts
    from vaultkit.actions.share import share

    settings = _settings(config)
    if not settings.get("remote"):
        raise UserError("sync is not set up; begin with vaultkit sync init and a folder or an address")
    if settings.get("paused"):
        raise UserError("sync is paused here; vaultkit pause --end goes on with it")
    told: tuple[str, ...] = ()
    waiting = 0
    with _locked(config), _exchange(config, settings, progress) as exchange:
        exchange.begin()
        try:
            waiting = len(share(config, day).ask)
        except UserError as error:
            told = error.problems
        own = own_texts(config)
        done = exchange.round(day_begins(config, day))
        defended = defend(config, day, own, done.changed)
        if defended.written and not done.offline:
            again = exchange.round(day_begins(config, day))
            done = again._replace(
                changed=tuple(dict.fromkeys((*done.changed, *again.changed))),
                twice=(*done.twice, *again.twice),
            )
    last = _read(config, "last")
    met = last.get("met", "") if done.offline else str(day)
    twice = [[one.path, one.what.why] for one in done.twice] or last.get("twice", [])
    _keep(config, "last", {"met": met, "twice": twice})
    return Synced(
        done.changed, done.sent, done.offline, done.twice, (*told, *done.told, *defended.told), waiting
    )


def status(config: "Config") -> Status:
    """How sync stands on this machine; nothing in it is about what the other one does."""
    from vaultkit.sync.transport_url import without_secret

    settings, last = _settings(config), _read(config, "last")
    try:
        met = date.fromisoformat(str(last.get("met", "")))
    except ValueError:
        met = None
    twice = last.get("twice", [])
    kept = tuple((str(path), str(why)) for path, why in twice) if isinstance(twice, list) else ()
    return Status(without_secret(str(settings.get("remote", ""))), met, kept, bool(settings.get("paused")))


def history(config: "Config", most: int = _LONGEST_LOG) -> list[Change]:
    """The last steps of the shared folder, newest first: which day, which files; never whose."""
    found = []
    with _exchange(config, _settings(config)) as exchange:
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
    with _locked(config), _exchange(config, _settings(config)) as exchange:
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


def pause(config: "Config", *, end: bool = False) -> None:
    """Stop syncing for a while, or go on; nothing is sent about it."""
    settings = _settings(config)
    _keep(config, "settings", {**settings, "paused": not end})


def _folder(config: "Config", remote: str, *, join: bool) -> Path:
    place = Path(remote).expanduser().absolute()
    if place.resolve().is_relative_to(config.root.resolve()):
        raise UserError(f"{remote}: lies inside your vault; choose a folder outside of it")
    if not place.is_dir() and join:
        raise UserError(f"{remote}: there is no such folder; is the stick or the drive there?")
    if (place / "HEAD").is_file() and (place / "objects").is_dir():
        raise UserError(
            f"{remote}: is a git repository, and those are reached by ssh:// or https:// only; choose an empty folder"
        )
    try:
        place.mkdir(exist_ok=True)
    except OSError as error:
        raise UserError(f"{remote}: could not be made: {error.strerror or error}") from None
    return place


def _steps(exchange: "Exchange", most: int) -> Iterator[str]:
    from vaultkit.sync.rounds import DISK

    head = exchange.repository.ref(DISK)
    if head:
        told = exchange.repository.run("rev-list", "--date-order", f"--max-count={most}", head)
        yield from told.decode().split()


@contextmanager
def _exchange(
    config: "Config", settings: dict[str, object], progress: Callable[[str], None] | None = None
) -> "Iterator[Exchange]":
    """The shared folder and everything around it, open."""
    from vaultkit.sync.git import GitError, Repository
    from vaultkit.sync.rounds import Exchange
    from vaultkit.sync.transport import Transport
    from vaultkit.sync.transport_folder import FolderTransport
    from vaultkit.sync.transport_url import UrlTransport, is_url

    place = _place(config)
    remote, device = str(settings.get("remote", "")), str(settings.get("device", "0" * 16))
    if not remote:
        raise UserError("sync is not set up; begin with vaultkit sync init and a folder or an address")
    place.mkdir(mode=0o700, exist_ok=True)
    try:
        with Repository.open(place / "shared.git") as repository:
            transport: Transport = (
                UrlTransport(repository, remote, progress)
                if is_url(remote)
                else FolderTransport(repository, Path(remote), device, progress)
            )
            yield Exchange(config.root / config.shared, place, repository, transport, device)
    except GitError as error:
        raise UserError(f"sync: git could not go on: {error}") from None


@contextmanager
def _locked(config: "Config") -> Iterator[None]:
    """One sync of a vault at a time; UserError if another one is under way."""
    import os

    place = _place(config)
    place.mkdir(mode=0o700, exist_ok=True)
    with (place / "lock").open("a+b") as file:
        try:
            if os.name == "nt":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UserError("this vault is being synced just now; try again in a moment") from None
        yield


def _place(config: "Config") -> Path:
    return state_folder(config) / "sync"


def _settings(config: "Config") -> dict[str, object]:
    return _read(config, "settings")


def _read(config: "Config", name: str) -> dict[str, object]:
    try:
        found = json.loads((_place(config) / f"{name}.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _keep(config: "Config", name: str, value: dict[str, object]) -> None:
    place = _place(config)
    place.mkdir(mode=0o700, exist_ok=True)
    new = place / f"{name}.json.new"
    new.touch(mode=0o600)
    new.write_text(json.dumps(value), "utf-8")
    new.replace(place / f"{name}.json")
