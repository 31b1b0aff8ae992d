"""What the watcher says of itself: to whoever looks on, and to a log that holds no private name and no word of a note."""

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeAlias

_LARGEST = 200_000
LOG = "watch.log"


class Event(NamedTuple):
    """One thing that happened. `path` is a note's, relative to the vault; `code` says which of a few, `number` how many."""

    name: str
    code: str = ""
    path: str = ""
    number: int | None = None
    words: str = ""


Tell: TypeAlias = Callable[[Event], None]

_WORDS = {
    "watching": "Watching.",
    "looking": "Looking every few seconds, because this place tells nothing of its own accord.",
    "rescan": "Looked at every note.",
    "page": "Made today's page.",
    "prepared": "Prepared the check-in.",
    "season": "A new season is near.",
    "written": "Brought up to date:",
    "filled": "Gave an empty note its template:",
    "completed": "Added what a page needs to:",
    "rested": "Left to another program, which keeps changing it:",
    "exchanged": "Shared and synced.",
    "offline": "Offline; yours is kept and goes out later.",
    "problem": "Needs a look:",
    "solved": "Solved:",
    "away": "The vault is not there just now.",
    "back": "The vault is there again.",
    "settings": "Read the settings again.",
    "mistake": "A mistake in vaultkit was written down, and watching goes on.",
    "stopped": "Stopped.",
}


def in_words(event: Event) -> str:
    """One line for the person at the terminal."""
    said = _WORDS.get(event.name, event.name)
    return " ".join(part for part in (said, event.path, event.words) if part)


def as_json(event: Event, now: datetime) -> str:
    """One line of JSON for another program."""
    known = {name: value for name, value in event._asdict().items() if value not in ("", None)}
    return json.dumps({"time": now.isoformat(timespec="seconds"), "event": known.pop("name"), **known})


def logged(event: Event, now: datetime, shared: str) -> str:
    """One line for the log: codes, numbers, and a path only if both partners see that note anyway."""
    parts = [now.isoformat(timespec="seconds"), event.name, event.code]
    if event.number is not None:
        parts.append(str(event.number))
    if event.path.startswith(f"{shared}/"):
        parts.append("".join(mark if mark.isprintable() else "?" for mark in event.path))
    return " ".join(part for part in parts if part)


class Log:
    """The watcher's log in `folder`; one older part is kept. What cannot be written is left out."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOG

    def add(self, line: str) -> None:
        """Add one line."""
        try:
            if self._path.exists() and self._path.stat().st_size > _LARGEST:
                self._path.replace(self._path.with_name(f"{LOG}.1"))
            with open(self._path, "a", encoding="utf-8", opener=_private) as file:
                file.write(f"{line}\n")
        except OSError:
            return


def last_lines(folder: Path, most: int) -> list[str]:
    """The last lines of the log, oldest first."""
    lines: list[str] = []
    for name in (f"{LOG}.1", LOG):
        try:
            lines += (folder / name).read_text("utf-8", "replace").splitlines()
        except OSError:
            continue
    return lines[-most:]


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
