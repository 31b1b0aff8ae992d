"""The watcher: it keeps a vault ready while its people write in it. `run` is the way in."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaultkit.watch.running import run as run

__all__ = ["run"]


def __getattr__(name: str) -> object:
    # Loaded on first use, so that asking for one part does not bring the others.
    if name == "run":
        from vaultkit.watch.running import run

        return run
    raise AttributeError(name)
