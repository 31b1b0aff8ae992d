"""How an index keeps notes in its database: properties as text, and what changes when a file does."""

import json
import sqlite3
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from vaultkit.notes.fast_reader import read_plain

# A file written twice within the clock's step keeps its time; what is this young is read again next time.
_SETTLED = 2_000_000_000


def decoded(record: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The properties of a record, and the line of each."""
    if record.startswith("["):
        with suppress(ValueError, TypeError, AttributeError):
            properties, lines = json.loads(record)
            return {**properties}, dict(zip(properties, lines, strict=True))
    elif record and (plain := read_plain(record)):
        return plain
    raise sqlite3.DatabaseError("a record that cannot be read")


def marks(values: Collection[str]) -> str:
    """A place for each value in a query."""
    return ", ".join("?" * len(values))


def joined(stats: dict[str, str]) -> str:
    """Names, then their stats, with a character between that no file name has."""
    return "\0".join([*stats, *stats.values()])


def split(joined: str) -> dict[str, str]:
    """What `joined` was made of."""
    parts = joined.split("\0") if joined else []
    half = len(parts) // 2
    return dict(zip(parts[:half], parts[half:], strict=True))


def is_young(stat: str, now: int) -> bool:
    """Whether a file may be written again without its stat changing."""
    return -_SETTLED < int(stat.partition(" ")[0]) - now < _SETTLED
