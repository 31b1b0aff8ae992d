"""Minding what needs a person: found, told at once in the log, and after a while in a note, until it is settled."""

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import vaultkit.watch.doing as doing
from vaultkit.errors import UserError
from vaultkit.vault.index import Index
from vaultkit.vault.state import read_state, write_state
from vaultkit.watch.own_writes import OwnWrites
from vaultkit.watch.pace import Pace
from vaultkit.watch.problems import NOTE, Problems, Trouble, write_note
from vaultkit.watch.telling import Event, Tell

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

_STATUS = "watch-status"
_WAITING = "watch-waiting"


class Minding:
    """What needs a person in one vault, and when to look and tell again."""

    def __init__(self, config: "Config", index: Index, own: OwnWrites, pace: Pace, tell: Tell) -> None:
        self._config, self._index, self._own, self._pace, self._tell = config, index, own, pace, tell
        self._problems = Problems()
        self._look_at: float | None = None
        self._tell_at: float | None = None

    def put(self, key: str, trouble: Trouble) -> None:
        """This needs a person."""
        if self._problems.put(key, trouble):
            self._tell(Event("problem", trouble.code, trouble.path, words=trouble.words))

    def settle(self, key: str) -> None:
        """This does no longer."""
        if (trouble := self._problems.settle(key)) is not None:
            self._tell(Event("solved", trouble.code, trouble.path))

    def all(self) -> list[Trouble]:
        """Everything that needs a person."""
        return self._problems.all()

    def all_of(self, start: str, found: list[Trouble]) -> None:
        """These are all there are of their sort."""
        wanted = {f"{start}{one.path}:{one.words}": one for one in found}
        for key in self._problems.keys(start):
            if key not in wanted:
                self.settle(key)
        for key, one in wanted.items():
            self.put(key, one)

    def waiting(self, lines: int, today: date) -> None:
        """So many lines wait for a yes; told from the next day on, so that no one is pressed."""
        known = read_state(self._config, _WAITING)
        since = str(known) if lines and isinstance(known, str) else str(today) if lines else ""
        if since != (known or ""):
            write_state(self._config, _WAITING, since)
        are = "line waits" if lines == 1 else "lines wait"
        words = f"{lines} {are} for your yes before your partner can read them: vaultkit share"
        told = [Trouble("waiting", "", words)] if lines and since < str(today) else []
        self.all_of("waiting:", told)

    def begin(self, now: float) -> None:
        """Look at everything now."""
        self._look_at = self._tell_at = now

    def notes_changed(self, now: float) -> None:
        """Notes changed: look at once if that may settle something, else when they had time to be finished."""
        at = now if self._problems.keys("note:") else now + self._pace.unreadable
        self._look_at = at if self._look_at is None else min(self._look_at, at)

    @property
    def next_due(self) -> float | None:
        """When there is something to do next."""
        return min((one for one in (self._look_at, self._tell_at) if one is not None), default=None)

    def step(self, now: float) -> None:
        """Look and tell, if it is time."""
        if self._look_at is not None and now >= self._look_at:
            self._look(now)
        if self._problems.changed and self._tell_at is None:
            self._tell_at = now + 1
        if self._tell_at is not None and now >= self._tell_at:
            self.tell(now)

    def _look(self, now: float) -> None:
        """Notes that cannot be read, once they have been left alone for a while: a line may be half typed."""
        self._look_at = None
        found = []
        for path, problem in self._index.problems():
            words = str(problem.at(path))
            wait = doing.quiet_left(self._config.root / path, self._pace.unreadable)
            if wait and f"note:{path}:{words}" not in self._problems.keys("note:"):
                self._look_at = min(self._look_at or now + wait, now + wait)
            else:
                found.append(Trouble("unreadable", path, words))
        self.all_of("note:", found)

    def tell(self, now: float) -> None:
        """Bring the note about problems, and what `watch status` says, up to date."""
        self._tell_at = None
        note = self._config.root / NOTE
        left = doing.quiet_left(note, self._pace.quiet)
        if left and not self._own.is_ours(note):
            self._tell_at = now + left
            return
        self._problems.changed = False
        troubles = self._problems.all()
        write_state(self._config, _STATUS, [list(one) for one in troubles])
        with suppress(UserError, OSError):
            if write_note(self._config.root, troubles):
                self._own.wrote(note)


def last_problems(config: "Config") -> list[Trouble]:
    """What needed a person when the watcher last looked."""
    found = read_state(config, _STATUS)
    listed = found if isinstance(found, list) else []
    return [Trouble(*map(str, one)) for one in listed if isinstance(one, list) and len(one) == 3]
