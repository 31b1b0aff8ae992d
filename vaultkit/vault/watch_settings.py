"""What the watcher does on its own, as set under `[watch]` and `[checkin]` in the vault's settings."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple


class WatchSettings(NamedTuple):
    """What the watcher does, and how often.

    `prepare_days` is how many days before a check-in its note is made (0 to 6). `journal` makes each day's page, `summary`
    keeps a note on the last four weeks, `fill` gives an empty note its template, `notify` shows a neutral notification.
    `poll_seconds` (1 to 3600) is how often to look where the system tells nothing of changes, `sync_seconds` (5 to 86400)
    how often to look for the partner's words.
    """

    prepare_days: int = 2
    journal: bool = True
    summary: bool = True
    fill: bool = True
    notify: bool = False
    poll_seconds: int = 10
    sync_seconds: int = 300


PREPARE = "checkin.prepare_days"
_BOUNDS = {"prepare_days": (0, 6), "poll_seconds": (1, 3600), "sync_seconds": (5, 86400)}


def key_of(name: str) -> str:
    """The full name of a setting, as it stands in the settings."""
    return PREPARE if name == "prepare_days" else f"watch.{name}"


KEYS = tuple(map(key_of, WatchSettings._fields))


def watch_settings(found: Mapping[str, object], problem: Callable[[str, str], None]) -> WatchSettings:
    """The watcher's settings; `problem` is told the name of each that cannot be used, and what is expected."""
    given: dict[str, Any] = {}
    for name in WatchSettings._fields:
        key = key_of(name)
        if key in found:
            if expected := _expected(name, found[key]):
                problem(key, expected)
            else:
                given[name] = found[key]
    return WatchSettings(**given) if given else WatchSettings()


def _expected(name: str, value: object) -> str:
    if name not in _BOUNDS:
        return "" if isinstance(value, bool) else "true or false"
    low, high = _BOUNDS[name]
    usable = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
    return "" if usable else f"a whole number from {low} to {high}"
