"""What the watcher has seen of the vault: the stats of its notes and how many share a name, and nothing they say."""

import time
from collections import Counter
from collections.abc import Iterable

from vaultkit.errors import Problem
from vaultkit.notes.reading import MAX_NOTE_BYTES
from vaultkit.vault.config import Config
from vaultkit.vault.discovery import is_vault
from vaultkit.vault.names import name_key
from vaultkit.vault.walk import note_stats, walk_notes

# A file written twice within the clock's step keeps its time.
_SETTLED = 2_000_000_000


class Gone(Exception):
    """The vault is not where it was: unmounted, moved, or deleted."""


class Seen:
    """The notes of one vault as they were last seen. `names` counts them by name, as `vault.links` needs it.

    `ambiguous` says whether since it was last cleared a name came to be, or ceased to be, that of several notes.
    """

    def __init__(self, config: Config) -> None:
        self._root, self._templates = config.root, config.templates
        self._folders: dict[str, dict[str, str]] = {}
        self.names: Counter[str] = Counter()
        self.ambiguous = False

    def rescan(self) -> set[str]:
        """Look at the whole vault; the notes that are new, changed or gone since last time. Raises Gone."""
        if not is_vault(self._root):
            raise Gone
        problems: list[tuple[str, Problem]] = []
        found = {
            one.folder: one.stats
            for one in walk_notes(str(self._root), MAX_NOTE_BYTES, self._templates, problems)
        }
        changed: set[str] = set()
        for folder in found.keys() | self._folders.keys():
            changed |= self._compare(folder, found.get(folder, {}))
        return changed

    def look(self, paths: Iterable[str]) -> set[str]:
        """Look at these notes alone; those of them that changed."""
        by_folder: dict[str, list[str]] = {}
        for path in paths:
            folder, slash, name = path.rpartition("/")
            if not f"{folder}/".startswith(f"{self._templates}/"):
                by_folder.setdefault(folder + slash, []).append(name)
        changed: set[str] = set()
        for folder, names in by_folder.items():
            stats = note_stats(str(self._root), folder, names, MAX_NOTE_BYTES)
            there = self._folders.get(folder, {})
            wanted = set(names)
            rest = (
                {name: stat for name, stat in there.items() if name not in wanted} if len(names) > 1 else None
            )
            if rest is None:
                # One note of many: the usual case, in which the others are not gone through.
                changed |= self._one(folder, names[0], stats.get(names[0]))
            else:
                changed |= self._compare(folder, rest | stats)
        return changed

    def size(self, path: str) -> int | None:
        """The size of a note when it was last seen, in bytes; None if it was not there."""
        folder, slash, name = path.rpartition("/")
        stat = self._folders.get(folder + slash, {}).get(name, "").split(" ")
        return int(stat[2]) if len(stat) >= 4 else None

    def empty(self) -> list[str]:
        """The notes without a byte in them."""
        return [
            folder + name
            for folder, stats in self._folders.items()
            for name, stat in stats.items()
            if stat.split(" ")[2:3] == ["0"]
        ]

    def _one(self, folder: str, name: str, stat: str | None) -> set[str]:
        there = self._folders.setdefault(folder, {})
        before = there.get(name)
        if before == stat:
            return set()
        stat = stat and _marked(stat, time.time_ns())
        if stat is None:
            del there[name]
            self._count(name, -1)
        else:
            there[name] = stat
            if before is None:
                self._count(name, 1)
        return {folder + name}

    def _compare(self, folder: str, stats: dict[str, str]) -> set[str]:
        before = self._folders.get(folder, {})
        changed = {folder + name for name, stat in stats.items() if before.get(name) != stat}
        changed |= {folder + name for name in before if name not in stats}
        for name in stats.keys() - before.keys():
            self._count(name, 1)
        for name in before.keys() - stats.keys():
            self._count(name, -1)
        if stats:
            now = time.time_ns()
            self._folders[folder] = {
                name: _marked(stat, now) if folder + name in changed else stat for name, stat in stats.items()
            }
        else:
            self._folders.pop(folder, None)
        return changed

    def _count(self, name: str, by: int) -> None:
        key = name_key(name)
        before = self.names[key]
        self.names[key] += by
        if not self.names[key]:
            del self.names[key]
        self.ambiguous = self.ambiguous or (before > 1) != (before + by > 1)


def _marked(stat: str, now: int) -> str:
    """The stat, with a mark if it is so young that another write may not change it: then it will differ next time."""
    return (
        f"{stat} young" if stat[:1].isdigit() and abs(int(stat.partition(" ")[0]) - now) < _SETTLED else stat
    )
