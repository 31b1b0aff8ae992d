"""Small files of JSON that a program of ours alone reads and writes: whole or not there, for their owner's eyes."""

import json
import os
from pathlib import Path


def read_json(path: Path) -> object:
    """What stands in the file; None if there is none, or it cannot be read."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def write_json(path: Path, value: object) -> None:
    """Replace the file whole, so that a reader or a killed process never leaves half of it. Raises OSError."""
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        new.touch(mode=0o600)
        new.write_text(json.dumps(value), encoding="utf-8")
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
