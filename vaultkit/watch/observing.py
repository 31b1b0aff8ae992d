"""Being told by the system what changes in a folder, by watchdog; or knowing that it does not tell."""

import errno
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.vault.discovery import CONFIG
from vaultkit.watch.noise import behind_placeholder, is_hidden, is_note

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent

_LIMITS = (errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.ENOMEM)

LIMIT_WORDS = (
    "this system watches no more folders (its inotify limit is reached), so the vault is looked at every few seconds instead. "
    "To raise the limit: sudo sysctl fs.inotify.max_user_watches=524288"
)


_A_MOMENT = 2.0


class LimitReached(Exception):
    """The system cannot watch as many folders as there are."""


class Observing:
    """Watches a vault until `stop`. `saw` is called with paths relative to it, `lost` when something was missed.

    Both are called from other threads. Raises LimitReached, or OSError if the folder cannot be watched.
    """

    def __init__(self, root: Path, saw: Callable[[str], None], lost: Callable[[], None]) -> None:
        from watchdog.events import (
            DirCreatedEvent,
            DirDeletedEvent,
            DirMovedEvent,
            FileCreatedEvent,
            FileDeletedEvent,
            FileModifiedEvent,
            FileMovedEvent,
            FileSystemEventHandler,
        )
        from watchdog.observers import Observer

        relative = _relative_to(root)

        class Handler(FileSystemEventHandler):
            def dispatch(self, event: "FileSystemEvent") -> None:
                for path in {os.fsdecode(event.src_path), os.fsdecode(event.dest_path)} - {""}:
                    place = relative(path)
                    if event.is_directory:
                        # What lies in it may have come or gone with it, without a word of its own.
                        if place is not None and not is_hidden(place) and event.event_type != "modified":
                            lost()
                    elif place is not None and (is_note(place) or place == CONFIG or "onflict" in place):
                        saw(place)
                    elif place is not None and (note := behind_placeholder(place)):
                        saw(note)

        self._missed = _Missed(lost)
        logging.getLogger("watchdog").addHandler(self._missed)
        # Opening and closing is left out at the source: reading notes would make thousands of such events.
        wanted: list[type[FileSystemEvent]] = [
            FileCreatedEvent,
            FileModifiedEvent,
            FileMovedEvent,
            FileDeletedEvent,
            DirCreatedEvent,
            DirMovedEvent,
            DirDeletedEvent,
        ]
        self._observer = None
        try:
            self._observer = Observer()
            self._observer.schedule(Handler(), str(root), recursive=True, event_filter=wanted)
            self._observer.start()
        except OSError as error:
            self.stop()
            if error.errno in _LIMITS:
                raise LimitReached from None
            raise

    def stop(self) -> None:
        """Stop watching."""
        logging.getLogger("watchdog").removeHandler(self._missed)
        if self._observer is not None and self._observer.is_alive():
            self._observer.stop()
            self._observer.join(5)

    @property
    def is_alive(self) -> bool:
        """Whether it still watches: it ends when the vault's folder goes away."""
        observer = self._observer
        return (
            observer is not None and observer.is_alive() and all(one.is_alive() for one in observer.emitters)
        )


class Folders:
    """Whether the system watches every folder below `root`: one over its limit is left out in silence.

    Asked a moment after folders came or went, and twice, because a new one is not watched in the same instant.
    """

    def __init__(self, root: Path, now: float) -> None:
        self._root = root
        self._missed = False
        self.next_due: float | None = now + _A_MOMENT

    def look_soon(self, now: float) -> None:
        """Folders came or went."""
        self.next_due = self.next_due or now + _A_MOMENT

    def are_missed(self, now: float) -> bool:
        """Whether some are not watched, as far as is known by now."""
        if self.next_due is None or now < self.next_due:
            return False
        before, self._missed = self._missed, not _watches_all(self._root)
        self.next_due = now + _A_MOMENT if self._missed else None
        return before and self._missed


def _watches_all(root: Path) -> bool:
    watched = 0
    for info in Path("/proc/self/fdinfo").glob("*"):
        # One of them is the listing itself, and gone by now.
        with suppress(OSError):
            watched += info.read_text("utf-8", "replace").count("inotify wd:")
    return watched == 0 or watched >= sum(1 for _ in os.walk(root))


class _Missed(logging.Handler):
    """watchdog says in its log that the system's queue ran over, or that a folder could not be watched."""

    def __init__(self, lost: Callable[[], None]) -> None:
        super().__init__(logging.WARNING)
        self._lost = lost

    def emit(self, record: logging.LogRecord) -> None:
        """Something was missed; what exactly, no one can say."""
        self._lost()


def _relative_to(root: Path) -> Callable[[str], str | None]:
    start = f"{os.fspath(root).rstrip(os.sep)}{os.sep}"

    def relative(path: str) -> str | None:
        if not path.startswith(start):
            return None
        place = path[len(start) :]
        return place.replace(os.sep, "/") if os.sep != "/" else place

    return relative
