"""Which changes are the watcher's own, told by what stands in the file and not by when it was written."""

from hashlib import blake2b
from pathlib import Path

from vaultkit.notes.blocks import find_blocks

MOST_ANSWERS = 2
"""How often the same text is written again into a note that some other program keeps changing."""


class OwnWrites:
    """The digest of each file that was written, and of the generated parts in it."""

    def __init__(self) -> None:
        self._whole: dict[str, bytes] = {}
        self._parts: dict[str, bytes] = {}
        self._answers: dict[str, int] = {}

    def wrote(self, path: Path) -> None:
        """The file was just written; if its generated parts are as they were left last time, that answered someone."""
        data = _read(path)
        if data is None:
            return
        key = str(path)
        text = data.decode("utf-8", "replace")
        parts = _digest("\0".join(block.content for block in find_blocks(text)).encode("utf-8", "replace"))
        self._answers[key] = self._answers.get(key, 0) + 1 if self._parts.get(key) == parts else 0
        self._whole[key], self._parts[key] = _digest(data), parts

    def is_ours(self, path: Path) -> bool:
        """Whether the file holds just what was last written there."""
        known = self._whole.get(str(path))
        data = _read(path) if known else None
        return data is not None and _digest(data) == known

    def rests(self, path: Path) -> bool:
        """Whether the note is left to another program, because the same text was put back into it often enough."""
        return self._answers.get(str(path), 0) >= MOST_ANSWERS

    def begin_again(self) -> None:
        """Another day: what was left to another program is tried again."""
        self._answers.clear()


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
