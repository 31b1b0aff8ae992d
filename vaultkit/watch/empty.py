"""Which empty notes are new, and are to get their kind's template: each once, and only while it is still empty."""

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

from vaultkit.vault.state import read_state, write_state
from vaultkit.watch.pace import Pace
from vaultkit.watch.scanning import Seen
from vaultkit.watch.settling import Settling

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

_STATE = "watch-empty"
_REMEMBERED = 1000
_A_DAY = 86_400


class EmptyNotes:
    """Notes that may be new and empty. One that was filled, or ever held a word, is not new again, also after a restart."""

    def __init__(self, config: "Config", pace: Pace) -> None:
        self._config = config
        self._waiting = Settling(pace.fill)
        found = read_state(config, _STATE)
        # A dict keeps the order in which they came, so that the oldest are forgotten first.
        self._known: dict[str, None] = dict.fromkeys(map(str, found)) if isinstance(found, list) else {}

    def begin(self, seen: Seen, now: float) -> None:
        """At the start: those that were made in the last day, while nobody watched."""
        self.saw((path for path in seen.empty() if self._is_recent(path)), now)

    @property
    def waiting(self) -> bool:
        """Whether one may be filled soon."""
        return any(self._size(path) == 0 for path in self._waiting.names())

    def saw(self, paths: Iterable[str], now: float) -> None:
        """These notes changed."""
        if self._config.watch.fill:
            self._waiting.saw((path for path in paths if self._is_of_interest(path)), now)

    def was(self, path: str, size: int | None) -> None:
        """How large a note was before it changed; None if it was not there."""
        if self._size(path) is None:
            # What is made under this name after that is a new note.
            self._known.pop(path, None)
        elif size:
            self.not_new([path])

    def not_new(self, paths: Iterable[str]) -> None:
        """These are not to be filled: they held words before, or came from the partner."""
        added = [path for path in paths if self._size(path) == 0 and path not in self._known]
        self._waiting.forget(added)
        self._remember(added)

    def next_due(self) -> float | None:
        """When the next one will have settled."""
        return self._waiting.next_due()

    def fill(self, today: date, clock: datetime, now: float) -> Iterator[tuple[str, str, Exception | None]]:
        """Fill what has settled and is still empty: each path, its kind, and what kept it from being filled."""
        from vaultkit.actions.empty_notes import fill_empty

        for path in self._waiting.ready(now):
            if self._size(path) != 0 or path in self._known or not self._is_recent(path):
                continue
            try:
                kind = fill_empty(self._config, self._config.root / path, today, f"{clock:%H:%M}")
            except Exception as error:  # noqa: BLE001
                yield path, "", error
                continue
            if kind:
                self._remember([path])
                yield path, kind, None

    def _is_of_interest(self, path: str) -> bool:
        from vaultkit.actions.empty_notes import kind_for

        return path not in self._known and bool(kind_for(self._config, path))

    def _size(self, path: str) -> int | None:
        try:
            return (self._config.root / path).lstat().st_size
        except OSError:
            return None

    def _is_recent(self, path: str) -> bool:
        with suppress(OSError):
            return abs(time.time() - (self._config.root / path).lstat().st_mtime) < _A_DAY
        return False

    def _remember(self, paths: Iterable[str]) -> None:
        added = [path for path in paths if path not in self._known]
        if added:
            self._known.update(dict.fromkeys(added))
            while len(self._known) > _REMEMBERED:
                del self._known[next(iter(self._known))]
            write_state(self._config, _STATE, list(self._known))
