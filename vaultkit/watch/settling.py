"""When something that changes is quiet enough to be looked at: a pure account of what was seen and when."""

from collections.abc import Iterable


class Settling:
    """Things seen to change. Each is ready once it was quiet for a while, or has changed without a pause for long.

    Times are seconds of any one clock that never goes back.
    """

    def __init__(self, quiet: float, longest: float = float("inf")) -> None:
        self._quiet = quiet
        self._longest = longest
        self._first: dict[str, float] = {}
        self._last: dict[str, float] = {}

    def __len__(self) -> int:
        return len(self._last)

    def saw(self, what: Iterable[str], now: float) -> None:
        """These changed just now."""
        for one in what:
            self._first.setdefault(one, now)
            self._last[one] = now

    def names(self) -> list[str]:
        """Everything that waits."""
        return list(self._last)

    def forget(self, what: Iterable[str]) -> None:
        """These are of no interest any more."""
        for one in what:
            self._first.pop(one, None)
            self._last.pop(one, None)

    def ready(self, now: float) -> list[str]:
        """What has settled by now, in order of its name; each is given once."""
        found = sorted(one for one in self._last if self._due(one) <= now)
        self.forget(found)
        return found

    def next_due(self) -> float | None:
        """When the next one will be ready, if nothing more happens to it; None if nothing is waiting."""
        return min(map(self._due, self._last), default=None)

    def _due(self, one: str) -> float:
        return min(self._last[one] + self._quiet, self._first[one] + self._longest)
