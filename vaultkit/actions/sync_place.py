"""The hidden history of the shared folder, opened for one piece of work, and what sync keeps beside it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.errors import UserError
from vaultkit.vault.json_files import read_json, write_json
from vaultkit.vault.lock import take_lock
from vaultkit.vault.state import state_folder

if TYPE_CHECKING:
    from vaultkit.sync.rounds import Exchange
    from vaultkit.vault.config import Config


@contextmanager
def opened_exchange(
    config: "Config", settings: dict[str, object], progress: Callable[[str], None] | None = None
) -> "Iterator[Exchange]":
    """The shared folder and everything around it, open."""
    from vaultkit.sync.git import GitError, Repository
    from vaultkit.sync.rounds import Exchange
    from vaultkit.sync.transport import Transport
    from vaultkit.sync.transport_folder import FolderTransport
    from vaultkit.sync.transport_url import UrlTransport, is_url

    place = sync_folder(config)
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
def locked(config: "Config") -> Iterator[None]:
    """One sync of a vault at a time; UserError if another one is under way."""
    place = sync_folder(config)
    place.mkdir(mode=0o700, exist_ok=True)
    with (place / "lock").open("a+b") as file:
        if not take_lock(file):
            raise UserError("this vault is being synced just now; try again in a moment")
        yield


def sync_folder(config: "Config") -> Path:
    """Where the hidden history and the settings of sync are; it need not be there."""
    return state_folder(config) / "sync"


def sync_settings(config: "Config") -> dict[str, object]:
    """The place that is exchanged with, this device's name, and whether sync rests."""
    return read_kept(config, "settings")


def read_kept(config: "Config", name: str) -> dict[str, object]:
    """What `keep` last kept under that name; nothing if it cannot be read."""
    found = read_json(sync_folder(config) / f"{name}.json")
    return found if isinstance(found, dict) else {}


def keep(config: "Config", name: str, value: dict[str, object]) -> None:
    """Keep settings, or what is to be known next time, for this machine alone."""
    place = sync_folder(config)
    place.mkdir(mode=0o700, exist_ok=True)
    write_json(place / f"{name}.json", value)
