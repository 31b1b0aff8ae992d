"""git's objects as bytes: files, folders and commits, their ids, and the pack in which several are handed over."""

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

BLOB, TREE, COMMIT = "blob", "tree", "commit"
NO_ID = "0" * 40
FILE_MODE, FOLDER_MODE = "100644", "40000"

_IN_PACKS = {COMMIT: 1, TREE: 2, BLOB: 3}


class Entry(NamedTuple):
    """One entry of a folder. `mode` is git's, such as 100644 for a file and 40000 for a folder."""

    name: bytes
    mode: str
    id: str


class Commit(NamedTuple):
    """A commit. `time` is in whole seconds since 1970, of its author and of its committer alike."""

    tree: str
    parents: tuple[str, ...]
    author: str
    time: int


class Object(NamedTuple):
    """An object to be written."""

    kind: str
    data: bytes

    @property
    def id(self) -> str:
        """Forty hex digits."""
        return hashlib.sha1(b"%s %d\0" % (self.kind.encode(), len(self.data)) + self.data).hexdigest()


def tree_object(entries: Iterable[Entry]) -> Object:
    """A folder, its entries in git's order."""
    ordered = sorted(entries, key=lambda one: one.name + b"/" * (one.mode == FOLDER_MODE))
    lines = (b"%s %s\0" % (one.mode.encode(), one.name) + bytes.fromhex(one.id) for one in ordered)
    return Object(TREE, b"".join(lines))


def entries_of(data: bytes) -> list[Entry]:
    """The entries of a folder; ValueError if the bytes are not one."""
    found = []
    position = 0
    while position < len(data):
        name = data.index(b"\0", position)
        mode, _, named = data[position:name].partition(b" ")
        if name + 21 > len(data):
            raise ValueError("cut off")
        found.append(Entry(named, mode.decode("ascii"), data[name + 1 : name + 21].hex()))
        position = name + 21
    return found


def folders_of(files: Mapping[str, str]) -> list[Object]:
    """Every folder of a tree of files, given as ids by path with "/"; the topmost comes last."""
    inner: dict[str, dict[str, str]] = {}
    here = []
    for path, blob in files.items():
        folder, slash, rest = path.partition("/")
        if slash:
            inner.setdefault(folder, {})[rest] = blob
        else:
            here.append(Entry(folder.encode(), FILE_MODE, blob))
    written: list[Object] = []
    for name, below in inner.items():
        written += folders_of(below)
        here.append(Entry(name.encode(), FOLDER_MODE, written[-1].id))
    return [*written, tree_object(here)]


def commit_object(tree: str, parents: Sequence[str], author: str, time: int) -> Object:
    """A commit that tells nothing but what is in it: `author` is an e-mail address that no one has."""
    lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
    lines += [f"{who} vaultkit <{author}> {time} +0000" for who in ("author", "committer")]
    return Object(COMMIT, "\n".join([*lines, "", "Shared folder", ""]).encode())


def commit_of(data: bytes) -> Commit:
    """What a commit says; ValueError if it cannot be read."""
    head = data.partition(b"\n\n")[0].decode("utf-8", "replace")
    tree, parents, author, time = "", [], "", 0
    for line in head.split("\n"):
        name, _, value = line.partition(" ")
        if name == "tree" and not tree:
            tree = value
        elif name == "parent":
            parents.append(value)
        elif name == "committer":
            who, _, when = value.rpartition("> ")
            author, time = who.rpartition("<")[2], int(when.partition(" ")[0])
    if len(tree) != 40:
        raise ValueError("no tree")
    return Commit(tree, tuple(parents), author, time)


def pack(objects: Sequence[Object]) -> bytes:
    """The objects in git's form for handing over several at once."""
    pieces = [b"PACK" + (2).to_bytes(4, "big") + len(objects).to_bytes(4, "big")]
    for one in objects:
        size = len(one.data)
        byte = _IN_PACKS[one.kind] << 4 | size & 15
        size >>= 4
        header = bytearray()
        while size:
            header.append(byte | 128)
            byte, size = size & 127, size >> 7
        header.append(byte)
        pieces += bytes(header), zlib.compress(one.data)
    whole = b"".join(pieces)
    return whole + hashlib.sha1(whole).digest()
