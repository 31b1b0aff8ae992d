"""Joining two versions of the whole shared folder with what they came from. Pure: ids by path in, ids or bytes out.

Each file by itself as `merge_notes` joins a note; what a file is called, and whether it is there, by the rules below.
Swapping the sides gives the same. Rules: docs/syncing.md.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.sync.paths import LARGEST_MERGED, is_image, twins
from vaultkit.sync.versions import KeptBoth
from vaultkit.vault.names import name_key

if TYPE_CHECKING:
    from vaultkit.sync.merge import Merged

Files = Mapping[str, str]
"""What is in a folder: an id for each path."""

Read = Callable[[str], bytes]
"""The bytes of an id."""


class Twice(NamedTuple):
    """Something that stands twice after a merge, in the file at `path`, and why."""

    path: str
    what: KeptBoth


class MergedTree(NamedTuple):
    """The merged folder: ids by path, and the bytes of those files that are neither side's.

    `twice` tells what stands twice; `names` are sentences about files that both called differently.
    """

    files: dict[str, str]
    made: dict[str, bytes]
    twice: tuple[Twice, ...]
    names: tuple[str, ...]


def merge_trees(base: Files, ours: Files, theirs: Files, read: Read) -> MergedTree:
    """Join two versions of a folder.

    What one side changed, made, renamed or deleted and the other left alone happens. A note that both changed is
    merged; an image that both changed is there twice. What one deleted and the other changed stays, changed. A file
    that one renamed (the same bytes under another name) and the other changed is renamed and changed; one that both
    renamed has the name that comes first. Names that some systems take for one are one note.
    """
    if ours == theirs or theirs == base:
        return MergedTree(dict(ours), {}, (), ())
    if ours == base:
        return MergedTree(dict(theirs), {}, (), ())
    sides = sorted((dict(ours), dict(theirs)), key=lambda side: sorted(side.items()))
    work = _Work(dict(base), sides[0], sides[1], read)
    work.follow_renames()
    work.join_twins()
    for path in sorted(work.base.keys() | work.one.keys() | work.two.keys()):
        work.merge(path)
    work.part_files_from_folders()
    return MergedTree(work.files, work.made, tuple(work.twice), tuple(work.names))


def united(files: Files, read: Read) -> MergedTree:
    """One machine's folder, in which names that some systems take for one are one note, with the words of each.

    Of images each stays, with a number.
    """
    kept = dict(files)
    made: dict[str, bytes] = {}
    twice: list[Twice] = []
    names: list[str] = []
    for first, *others in twins(files):
        for other in others:
            texts = [_text(made.get(path) or read(files[path])) for path in (first, other)]
            blob = kept.pop(other)
            if is_image(first) or texts[0] is None or texts[1] is None:
                new = _numbered(other, {name_key(path) for path in kept} | {name_key(other)})
                kept[new] = blob
                names.append(f"{other} has the name of {first} on some systems, so it is {new} now.")
            else:
                merged = _merge_notes(None, texts[0], texts[1])
                made[first] = merged.text.encode()
                twice += [Twice(first, what) for what in merged.kept_both]
                names.append(f"{other} has the name of {first} on some systems, so both are {first} now.")
    return MergedTree(kept, made, tuple(twice), tuple(names))


class _Work:
    """The three folders while they are joined; `one` and `two` are the sides in an order of their own."""

    def __init__(self, base: dict[str, str], one: dict[str, str], two: dict[str, str], read: Read) -> None:
        self.base, self.one, self.two = base, one, two
        self.read = read
        self.files: dict[str, str] = {}
        self.made: dict[str, bytes] = {}
        self.twice: list[Twice] = []
        self.names: list[str] = []

    def follow_renames(self) -> None:
        """Bring all three to the name that a file has in the end."""
        renamed_one, renamed_two = _renames(self.base, self.one), _renames(self.base, self.two)
        for old in sorted(renamed_one.keys() | renamed_two.keys()):
            new, other = renamed_one.get(old), renamed_two.get(old)
            if new and other and new != other:
                first, second = sorted((new, other))
                if first in (self.two if new == first else self.one):
                    # That side has another file of this name.
                    continue
                self.names.append(f"{old} was renamed to {first} and to {second}; it is now {first}.")
                _move(self.one, new, first)
                _move(self.two, other, first)
                new = first
            target = new or other or old
            if not all(old in side or target in side for side in (self.one, self.two)):
                # The other side deleted it: what was renamed stays as it is.
                continue
            for side in (self.base, self.one, self.two):
                if target not in side:
                    _move(side, old, target)

    def join_twins(self) -> None:
        """Give files whose names some systems take for one the same name: the one that comes first."""
        names: dict[str, set[str]] = {}
        for path in self.one.keys() | self.two.keys():
            names.setdefault(name_key(path), set()).add(path)
        for same in sorted(sorted(paths) for paths in names.values() if len(paths) > 1):
            first = same[0]
            if any(len([path for path in same if path in side]) > 1 for side in (self.one, self.two)):
                # One side alone has both, so its system keeps them apart.
                continue
            for side in (self.base, self.one, self.two):
                for path in same[1:]:
                    if path in side and first not in side:
                        _move(side, path, first)

    def merge(self, path: str) -> None:
        """Decide over one path."""
        before, one, two = self.base.get(path), self.one.get(path), self.two.get(path)
        if one == two or two == before:
            kept = one
        elif one == before or one is None:
            kept = two
        elif two is None:
            kept = one
        else:
            self._join(path, before, one, two)
            return
        if kept is not None:
            self.files[path] = kept

    def part_files_from_folders(self) -> None:
        """A file where the other side has a folder of that name gets a number."""
        folders = {path[:end] for path in self.files for end in _slashes(path)}
        for path in sorted(folders & self.files.keys()):
            new = _numbered(path, self.files)
            self.names.append(f"{path} is a folder now, so the file of that name is {new}.")
            _move(self.files, path, new)
            if path in self.made:
                self.made[new] = self.made.pop(path)

    def _join(self, path: str, before: str | None, one: str, two: str) -> None:
        texts = [None if blob is None else _text(self.read(blob)) for blob in (before, one, two)]
        if is_image(path) or texts[1] is None or texts[2] is None:
            first, second = sorted((one, two))
            other = _numbered(path, self.files.keys() | self.one.keys() | self.two.keys())
            self.files[path], self.files[other] = first, second
            self.names.append(f"Both of you changed {path}; the other version is {other}.")
            return
        merged = _merge_notes(texts[0], texts[1], texts[2])
        self.twice += (Twice(path, what) for what in merged.kept_both)
        for blob, text in ((one, texts[1]), (two, texts[2])):
            if merged.text == text:
                self.files[path] = blob
                return
        self.files[path] = ""
        self.made[path] = merged.text.encode()


def _renames(base: Files, side: Files) -> dict[str, str]:
    """What each file that is gone is called now, where just one new file has its very bytes."""
    gone: dict[str, list[str]] = {}
    for path, blob in base.items():
        if path not in side:
            gone.setdefault(blob, []).append(path)
    come: dict[str, list[str]] = {}
    for path, blob in side.items():
        if path not in base:
            come.setdefault(blob, []).append(path)
    pairs = [
        (old[0], come[blob][0]) for blob, old in gone.items() if len(old) == len(come.get(blob, ())) == 1
    ]
    return {old: new for old, new in pairs if is_image(old) == is_image(new)}


def _move(files: dict[str, str], old: str, new: str) -> None:
    if old != new and old in files:
        files[new] = files.pop(old)


def _slashes(path: str) -> list[int]:
    return [place for place, one in enumerate(path) if one == "/"]


def _numbered(path: str, taken: Mapping[str, object] | set[str]) -> str:
    """The path with the first free number from 2 before its ending."""
    stem, dot, ending = path.rpartition(".")
    number = 2
    while name_key(new := f"{stem} {number}{dot}{ending}") in taken or new in taken:
        number += 1
    return new


def _merge_notes(base: str | None, one: str, two: str) -> "Merged":
    # Loaded only when there is something to merge.
    from vaultkit.sync.merge import merge_notes

    return merge_notes(base, one, two)


def _text(data: bytes) -> str | None:
    """The bytes as a note's text; None if they are none, or more than are merged."""
    try:
        return data.decode("utf-8") if len(data) <= LARGEST_MERGED else None
    except UnicodeDecodeError:
        return None
