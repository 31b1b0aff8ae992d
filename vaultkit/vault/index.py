"""The notes of a vault as records, kept in a small database so that only what changed is read again."""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple, Self, TypeVar
from zlib import crc32

from vaultkit.errors import Problem
from vaultkit.notes.quoting import quoted
from vaultkit.notes.reading import MAX_NOTE_BYTES
from vaultkit.notes.scalars import Value
from vaultkit.vault.belonging import belonging
from vaultkit.vault.config import Config
from vaultkit.vault.index_file import connected
from vaultkit.vault.index_rows import decoded, is_young, joined, marks, split
from vaultkit.vault.note_kinds import concern, kind_of
from vaultkit.vault.state import state_folder
from vaultkit.vault.walk import AWAY, FolderNotes, note_stats, walk_notes
from vaultkit.workbook.kinds import KINDS

_T = TypeVar("_T")

# Raise this when what is stored, or what a reader makes of a note, changes: an older database is then built again.
_VERSION = 5

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_TOGETHER = 500
_MOST_KEPT = 5_000
_encode = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode


class NoteRecord(NamedTuple):
    """The properties of one note that belongs to vaultkit.

    `path` is relative to the vault, with "/". `date` is what the note says, in its first ten characters, or "".
    `lines` gives the line of each property, counted from 1.
    """

    path: str
    type: str
    date: str
    properties: dict[str, object]
    lines: dict[str, int]
    problems: tuple[Problem, ...]


class Index:
    """The records of one vault. It can be thrown away at any time; without a place to keep it, it is in memory."""

    def __init__(self, config: Config, file: Path | None) -> None:
        self._config = config
        self._belongs = belonging(config)
        self._kind_of, self._concerns = kind_of(config), concern(config)
        self._root = os.fspath(config.root)
        self._file = file
        self._walk_problems: list[tuple[str, Problem]] = []
        # What is stored depends on what the settings say about pages and folders, too.
        said = (config.journal, sorted(config.folders.items()))
        bodies = (config.measures,) if config.inline_fields else ()
        self._version = crc32(repr((_VERSION, *said, *bodies)).encode()) >> 1
        self._database = connected(file, self._version)
        self._given: dict[str, tuple[str, NoteRecord]] | None = None
        self.made: dict[str, tuple[NoteRecord, object]] = {}

    @classmethod
    def open(cls, config: Config) -> Self:
        """The index of this vault, as it was left; `refresh` brings it up to date."""
        try:
            return cls(config, state_folder(config) / "index.sqlite")
        except (OSError, sqlite3.DatabaseError):
            return cls(config, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def keep(self) -> None:
        """From now on give the same record again for a note that has not changed, for whoever asks time and again.

        In `made` readers keep what they made of a record, by path; it holds as long as the record is that very one.
        """
        self._given = {}

    @property
    def keeps(self) -> bool:
        """Whether records are kept."""
        return self._given is not None

    def refresh(self) -> None:
        """Read what changed since last time, forget what is gone."""
        self._trusted(self._refresh)

    def refresh_notes(self, paths: Collection[str]) -> None:
        """Bring these notes alone up to date, by their paths; what else has changed is left for `refresh`."""
        if paths:
            self._trusted(lambda: self._refresh_notes(paths))

    def kinds(self, paths: Collection[str] | None = None) -> dict[str, tuple[str, str]]:
        """The type and the date of each of these notes that has a type of vaultkit's, by path; of all if left out.

        Whether it also lies where its kind belongs is not asked.
        """
        return self._trusted(lambda: dict(self._kinds(paths)))

    def notes(
        self, kinds: Collection[str], since: date | None = None, until: date | None = None
    ) -> list[NoteRecord]:
        """The notes of these kinds, by date and path; `since` and `until` are included.

        With either of them, notes without a date are left out.
        """
        return self._trusted(lambda: list(self._notes(kinds, since, until)))

    def problems(self) -> list[tuple[str, Problem]]:
        """What could not be read as meant, in any note of vaultkit's, by path and line."""
        stored = self._trusted(
            lambda: self._database.execute("SELECT path, line, message FROM problems").fetchall()
        )
        found = [(path, Problem(line, message)) for path, line, message in stored]
        return sorted(found + self._walk_problems)

    def _trusted(self, work: Callable[[], _T]) -> _T:
        """What `work` gives; if the database is damaged or taken, from a new one in memory."""
        try:
            return work()
        except (sqlite3.DatabaseError, json.JSONDecodeError) as error:
            self._database.close()
            if self._file and getattr(error, "sqlite_errorcode", 0) & 0xFF not in _BUSY:
                with suppress(OSError):
                    self._file.unlink()
            self._file = None
            self._database = connected(None, self._version)
            self._refresh()
            return work()

    def _refresh(self) -> None:
        self._walk_problems.clear()
        known = self._known()
        changed = []
        for found in walk_notes(
            self._root,
            MAX_NOTE_BYTES,
            self._config.templates,
            self._walk_problems,
        ):
            if known.pop(found.folder, None) != joined(found.stats):
                changed.append(found)
        changed += [FolderNotes(folder, {}) for folder in known]
        if not changed:
            return
        self._database.execute("BEGIN IMMEDIATE")
        # Another process may have written since: compare with what is there now, under the lock.
        known = self._known()
        for found in changed:
            self._update(found, known.get(found.folder, ""))
        # Made after the first notes, which is quicker than growing it with each of them.
        self._database.execute("CREATE INDEX IF NOT EXISTS notes_of_kind ON notes (type, date)")
        self._database.execute("COMMIT")

    def _refresh_notes(self, paths: Collection[str]) -> None:
        by_folder: dict[str, list[str]] = {}
        for path in paths:
            folder, slash, name = path.rpartition("/")
            by_folder.setdefault(folder + slash, []).append(name)
        self._database.execute("BEGIN IMMEDIATE")
        for folder, names in by_folder.items():
            row = self._database.execute("SELECT stats FROM folders WHERE folder = ?", (folder,)).fetchone()
            known = row[0] if row else ""
            stats = split(known)
            for name in names:
                stats.pop(name, None)
            stats |= note_stats(self._root, folder, names, MAX_NOTE_BYTES)
            self._update(FolderNotes(folder, stats), known)
        self._database.execute("COMMIT")

    def _known(self) -> dict[str, str]:
        return dict(self._database.execute("SELECT folder, stats FROM folders"))

    def _update(self, found: FolderNotes, known: str) -> None:
        """Bring one folder's notes up to date."""
        # Not loaded where nothing has changed.
        from vaultkit.vault.heads import note_head

        folder, stats = found
        before = split(known)
        for name in [name for name, stat in stats.items() if stat == AWAY]:
            # Its words are somewhere else for now: what was read of it still holds, and no one has to fetch it.
            if name in before:
                stats[name] = before[name]
            else:
                del stats[name]
        stale = [(folder + name,) for name, stat in before.items() if stats.get(name) != stat]
        for table in ("notes", "problems") if stale else ():
            self._database.executemany(f"DELETE FROM {table} WHERE path = ?", stale)
        records: list[tuple[str, str, str, str]] = []
        problems: list[tuple[str, int, str]] = []
        now = time.time_ns()
        for name in [name for name, stat in stats.items() if before.get(name) != stat]:
            path = folder + name
            head = note_head(f"{self._root}/{path}")
            if head is None:
                del stats[name]
                continue
            if head.problems and self._concerns(path):
                problems += [(path, *problem) for problem in head.problems]
            properties, meant = self._kind_of(path, head.properties)
            kind = properties.get("type")
            kind = kind.strip().lower() if isinstance(kind, str) else kind
            if isinstance(kind, str) and kind in KINDS:
                # What was not in the note itself is told of with its first line.
                lines = head.lines
                if properties is not head.properties:
                    lines = {name: lines.get(name, 1) for name in properties}
                if self._config.inline_fields:
                    properties, lines, slips = self._with_fields(path, kind, properties, lines)
                    problems += [(path, *problem) for problem in slips]
                    head = head._replace(readable=head.readable and not slips)
                day = properties.get("date")
                # What the quick reader can read again needs no other form.
                plain = head.plain if properties is head.properties else ""
                record = plain or _encode([properties, list(lines.values())])
                records.append((path, kind, day[:10] if isinstance(day, str) else "", record))
            elif meant:
                said = f"found {quoted(str(kind))}" if kind else "not there"
                problems.append(
                    (path, head.lines.get("type", 1), f"type: {said}, expected {meant}, as its tag says")
                )
            if not head.readable or is_young(stats[name], now):
                stats[name] = ""
        self._database.executemany("INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?)", records)
        self._database.executemany("INSERT INTO problems VALUES (?, ?, ?)", problems)
        self._database.execute("DELETE FROM folders WHERE folder = ?", (folder,))
        if stats:
            self._database.execute("INSERT INTO folders VALUES (?, ?)", (folder, joined(stats)))

    def _with_fields(
        self, path: str, kind: str, properties: Mapping[str, Value], lines: dict[str, int]
    ) -> tuple[Mapping[str, Value], dict[str, int], tuple[Problem, ...]]:
        # Not loaded where no body is read.
        from vaultkit.vault.body_fields import with_fields

        return with_fields(self._config, path, kind, properties, lines)

    def _kinds(self, paths: Collection[str] | None) -> Iterator[tuple[str, tuple[str, str]]]:
        asked = "SELECT path, type, date FROM notes"
        if paths is None:
            yield from ((path, (kind, day)) for path, kind, day in self._database.execute(asked))
            return
        listed = list(paths)
        for first in range(0, len(listed), _TOGETHER):
            some = listed[first : first + _TOGETHER]
            rows = self._database.execute(f"{asked} WHERE path IN ({marks(some)})", some)
            yield from ((path, (kind, day)) for path, kind, day in rows)

    def _notes(self, kinds: Collection[str], since: date | None, until: date | None) -> Iterator[NoteRecord]:
        problems: dict[str, list[Problem]] = {}
        for path, line, message in self._database.execute("SELECT path, line, message FROM problems"):
            problems.setdefault(path, []).append(Problem(line, message))
        wanted = f"SELECT * FROM notes WHERE type IN ({marks(kinds)})"
        values = list(kinds)
        if since or until:
            wanted += " AND date BETWEEN ? AND ?"
            values += [since.isoformat() if since else "0", until.isoformat() if until else "9999-12-31"]
        rows = self._database.execute(f"{wanted} ORDER BY date, path", values)
        while some := rows.fetchmany(_TOGETHER):
            for path, kind, day, record in some:
                slips = tuple(problems.get(path, ()))
                if self._given is not None and path in self._given:
                    known, note = self._given[path]
                    if known == record and (note.type, note.problems) == (kind, slips):
                        yield note
                        continue
                properties, lines = decoded(record)
                if self._belongs(path, kind, properties):
                    note = NoteRecord(path, kind, day, properties, lines, slips)
                    if self._given is not None:
                        self._keep(record, note)
                    yield note

    def _keep(self, record: str, note: NoteRecord) -> None:
        given = self._given
        if given is not None:
            if len(given) >= _MOST_KEPT:
                given.clear()
                self.made.clear()
            given[note.path] = (record, note)
