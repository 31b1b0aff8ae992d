"""The file that an index is kept in: opened, and made anew where it is damaged or of another version."""

import sqlite3
from pathlib import Path

_FRESH = """
BEGIN IMMEDIATE;
DROP TABLE IF EXISTS folders; DROP TABLE IF EXISTS notes; DROP TABLE IF EXISTS problems;
CREATE TABLE folders (folder TEXT PRIMARY KEY, stats TEXT) WITHOUT ROWID;
CREATE TABLE notes (path TEXT PRIMARY KEY, type TEXT, date TEXT, record TEXT) WITHOUT ROWID;
CREATE TABLE problems (path TEXT, line INTEGER, message TEXT);
CREATE INDEX problems_of_note ON problems (path);
PRAGMA user_version = {version};
COMMIT;
"""
PATIENCE = 5.0
"""Seconds to wait for another process that writes."""


def connected(file: Path | None, version: int) -> sqlite3.Connection:
    """The database in `file`, or in memory; a damaged one, or one of another version, is made anew."""
    if file is None:
        return _prepared(sqlite3.connect(":memory:", isolation_level=None), version)
    file.touch(mode=0o600)
    try:
        return _prepared(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None), version)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        file.unlink()
        file.touch(mode=0o600)
        return _prepared(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None), version)


def _prepared(database: sqlite3.Connection, version: int) -> sqlite3.Connection:
    try:
        (found,) = database.execute("PRAGMA user_version").fetchone()
        # What a power cut may cost here can be built again.
        database.execute("PRAGMA synchronous = OFF")
        if found != version:
            database.executescript(_FRESH.format(version=version))
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database
