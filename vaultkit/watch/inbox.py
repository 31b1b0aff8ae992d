"""Where other threads leave what they saw, and the watcher picks it up."""

from collections.abc import Callable
from threading import Condition
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Batch(NamedTuple, Generic[T]):
    """What came in: paths, whether something was missed, what came back, whether to stop."""

    paths: set[str]
    lost: bool
    outcomes: list[T]
    stop: bool


class Inbox(Generic[T]):
    """Any thread may put something in. A path that is in already costs nothing more."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._paths: set[str] = set()
        self._lost = self._stop = False
        self._outcomes: list[T] = []

    def saw(self, path: str) -> None:
        """A path changed."""
        self._put(lambda: self._paths.add(path))

    def lost(self) -> None:
        """Something was missed."""
        self._put(lambda: setattr(self, "_lost", True))

    def outcome(self, outcome: T) -> None:
        """A round is over."""
        self._put(lambda: self._outcomes.append(outcome))

    def stop(self) -> None:
        """It is time to stop."""
        self._put(lambda: setattr(self, "_stop", True))

    def take(self, seconds: float) -> Batch[T]:
        """Everything that came in, once there is something or the seconds are over."""
        with self._changed:
            self._changed.wait_for(self._is_full, max(0.0, seconds))
            batch = Batch(self._paths, self._lost, self._outcomes, self._stop)
            self._paths, self._outcomes, self._lost = set(), [], False
        return batch

    def _is_full(self) -> bool:
        return bool(self._paths or self._lost or self._outcomes or self._stop)

    def _put(self, change: Callable[[], object]) -> None:
        with self._changed:
            change()
            self._changed.notify()
