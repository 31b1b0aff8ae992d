"""Exchanging the shared folder with the partner: setting it up, doing it, and what can be said about it afterwards."""

import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.sync_place import keep, locked, opened_exchange, read_kept, sync_folder, sync_settings
from vaultkit.errors import UserError
from vaultkit.vault.clock import day_begins

if TYPE_CHECKING:
    from vaultkit.sync.tree_merge import Twice
    from vaultkit.vault.config import Config


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


def set_up(config: "Config", remote: str, *, join: bool = False) -> Path | str:
    """Remember where to exchange: a git server by https or ssh, or a folder. The first partner begins, the second joins.

    Raises UserError if git is missing, the remote cannot be one, there is nothing to join, or to begin with something
    is there already. Nothing is sent yet.
    """
    from vaultkit.sync.transport_url import check_url, is_url, without_secret

    settings = sync_settings(config)
    if settings.get("remote"):
        shown = without_secret(str(settings["remote"]))
        raise UserError(
            f"this vault syncs with {shown} already; to change that, run vaultkit sync forget first"
        )
    place: Path | str = check_url(remote) if is_url(remote) else _folder(config, remote, join=join)
    settings = {"remote": str(place), "device": settings.get("device") or secrets.token_hex(8)}
    with opened_exchange(config, settings) as exchange:
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
    keep(config, "settings", settings)
    return place


def forget(config: "Config") -> bool:
    """Stop syncing with that place, and drop the hidden history; notes stay. Whether there was anything to forget."""
    from shutil import rmtree

    place = sync_folder(config)
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

    settings = sync_settings(config)
    if not settings.get("remote"):
        raise UserError("sync is not set up; begin with vaultkit sync init and a folder or an address")
    if settings.get("paused"):
        raise UserError("sync is paused here; vaultkit pause --end goes on with it")
    told: tuple[str, ...] = ()
    waiting = 0
    with locked(config), opened_exchange(config, settings, progress) as exchange:
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
    last = read_kept(config, "last")
    met = last.get("met", "") if done.offline else str(day)
    twice = [[one.path, one.what.why] for one in done.twice] or last.get("twice", [])
    keep(config, "last", {"met": met, "twice": twice})
    return Synced(
        done.changed, done.sent, done.offline, done.twice, (*told, *done.told, *defended.told), waiting
    )


def status(config: "Config") -> Status:
    """How sync stands on this machine; nothing in it is about what the other one does."""
    from vaultkit.sync.transport_url import without_secret

    settings, last = sync_settings(config), read_kept(config, "last")
    try:
        met = date.fromisoformat(str(last.get("met", "")))
    except ValueError:
        met = None
    twice = last.get("twice", [])
    kept = tuple((str(path), str(why)) for path, why in twice) if isinstance(twice, list) else ()
    return Status(without_secret(str(settings.get("remote", ""))), met, kept, bool(settings.get("paused")))


def pause(config: "Config", *, end: bool = False) -> None:
    """Stop syncing for a while, or go on; nothing is sent about it."""
    settings = sync_settings(config)
    keep(config, "settings", {**settings, "paused": not end})


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
