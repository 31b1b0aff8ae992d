"""One round of sharing and syncing, by the same actions as the plain commands; it may run beside everything else."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.vault.discovery import is_vault
from vaultkit.watch.mistakes import reason

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


class Outcome(NamedTuple):
    """What a round did. `changed` are paths in the vault, `waiting` lines that wait for a yes, `told` what to look at.

    `failed` says why there was none, for the person.
    """

    changed: tuple[str, ...] = ()
    synced: bool = False
    offline: bool = False
    waiting: int = 0
    told: tuple[str, ...] = ()
    failed: str = ""


def exchange_round(config: "Config", today: date) -> Outcome:
    """Share what was consented to, and sync where that is set up and not paused. Nobody is asked. Never fails."""
    from vaultkit.actions.share import share
    from vaultkit.actions.syncing import status, sync

    try:
        if not is_vault(config.root):
            return Outcome()
        standing = status(config)
        if standing.paused:
            return Outcome()
        if not standing.remote:
            shared = share(config, today)
            changed = tuple(path.relative_to(config.root).as_posix() for path, _ in shared.files)
            return Outcome(changed, waiting=len(shared.ask))
        done = sync(config, today)
    except Exception as error:  # noqa: BLE001
        return Outcome(failed=reason(error))
    paths = tuple(f"{config.shared}/{path}" for path in done.changed)
    return Outcome(paths, not done.offline, bool(done.offline), done.waiting, done.told)
