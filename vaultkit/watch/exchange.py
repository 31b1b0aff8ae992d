"""When to share and sync: after changes, at regular times, and with growing waits while the other side is out of reach."""

from vaultkit.watch.pace import Pace


class Exchange:
    """A pure timetable. Times are seconds of a clock that never goes back; `every` is the wait between two regular rounds."""

    def __init__(self, pace: Pace, every: float, now: float) -> None:
        self._pace = pace
        self._every = every
        self._wait = 0.0
        self._changed: float | None = None
        self._settled = now
        self._regular = now
        self.running = False

    def changed(self, now: float) -> None:
        """Something that may have to be sent changed; a round follows once it is quiet, at most a minute later."""
        if self._changed is None:
            self._changed = now
        self._settled = now

    def next_due(self) -> float | None:
        """When the next round is due; None while one is under way."""
        if self.running:
            return None
        if self._changed is None or self._wait:
            # While the other side cannot be reached, a change does not make it come back.
            return self._regular
        settled = min(self._settled + self._pace.send, self._changed + 60)
        return min(settled, self._regular)

    def begin(self) -> None:
        """A round begins: what changed until now goes along."""
        self.running = True
        self._changed = None

    def done(self, now: float, *, offline: bool) -> float:
        """A round is over. Seconds to the next regular one."""
        self.running = False
        if offline:
            self._wait = min(max(self._wait * 2, self._pace.offline_first), self._pace.offline_most)
        else:
            self._wait = 0.0
        self._regular = now + (self._wait or self._every)
        return self._regular - now
