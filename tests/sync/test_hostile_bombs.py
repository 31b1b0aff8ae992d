"""Little that unfolds to very much: refused in a calm line, with little memory, and one's own notes as they were."""

import hashlib
import json
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hostile_host import OWN, Host, Way, a_vault, everything_but_shared, raw_pack, shared_files, write_bundle

from vaultkit.actions.syncing import forget
from vaultkit.sync.objects import Object

pytest.importorskip("resource")

MOST_MEMORY = 200_000_000
GOOD = {"Goals/A swim.md", "Our workbook.md"}
MEASURE = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True, timeout=100)
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps([done.returncode, done.stdout, done.stderr, most]))
"""


class Ran(NamedTuple):
    """How `vaultkit sync` ended, what it said, and the most memory that it or a child of it had."""

    code: int
    said: str
    memory: int


def run_sync(way: Way) -> Ran:
    """Sync in a process of its own, measured by another one that is small."""
    command = [sys.executable, "-m", "vaultkit", "--vault", str(way.config.root), "sync"]
    before = everything_but_shared(way.config)
    told = subprocess.run(
        [sys.executable, "-S", "-c", MEASURE, *command],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    code, out, err, memory = json.loads(told.stdout)
    assert everything_but_shared(way.config) == before
    assert (way.config.root / "Shared/Goals/A swim.md").read_text("utf-8") == OWN
    assert "Traceback" not in err
    assert all(len(line) < 400 for line in (out + err).splitlines())
    return Ran(code, out + err, memory)


@pytest.fixture
def way(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Way]:
    found = Way(getattr(request, "param", "folder"), a_vault(tmp_path, monkeypatch), Host(tmp_path))
    found.begin()
    yield found
    leftover = [one for one in (tmp_path / "state of Mara").rglob("*") if one.is_file()]
    assert sum(one.stat().st_size for one in leftover) < 20_000_000


BOTH = pytest.mark.parametrize("way", ["ssh", "folder"], indirect=True)


@BOTH
def test_a_thousand_million_paths_are_refused(way: Way):
    host = way.host
    id_ = host.blob("x\n")
    tree = host.tree(*(("100644", f"{number}.md", id_) for number in range(30)))
    for _ in range(6):
        tree = host.tree(*(("40000", f"{number:02}", tree) for number in range(30)))
    way.offer(host.commit(tree))
    ran = run_sync(way)
    assert "refused" in ran.said
    assert ran.memory < MOST_MEMORY
    assert shared_files(way.config) == GOOD


@BOTH
def test_a_note_that_unfolds_to_400_megabytes_is_left_out(way: Way):
    host = way.host
    squeezed, id_ = zeros(400_000_000)
    tree = host.tree(("100644", "big.md", id_), ("100644", "small.md", host.blob("x\n")))
    head = host.commit(tree)
    if way.name == "ssh":
        place = host.bare(head)
        (place / "objects" / id_[:2]).mkdir(exist_ok=True)
        (place / "objects" / id_[:2] / id_[2:]).write_bytes(squeezed_loose(400_000_000))
    else:
        objects = [
            ({"commit": 1, "tree": 2, "blob": 3}[one.kind], len(one.data), zlib.compress(one.data))
            for one in host.objects.values()
        ]
        write_bundle(host.folder / "stick", head, raw_pack(*objects, (3, 400_000_000, squeezed)))
    ran = run_sync(way)
    assert "too large" in ran.said or "refused" in ran.said
    assert ran.memory < MOST_MEMORY
    assert shared_files(way.config) <= GOOD | {"small.md"}


@pytest.mark.parametrize("kind", [1, 2], ids=["commit", "folder"])
def test_a_commit_or_a_folder_of_300_megabytes_is_refused(way: Way, kind: int):
    squeezed, _ = zeros(300_000_000)
    write_bundle(way.host.folder / "stick", "1" * 40, raw_pack((kind, 300_000_000, squeezed)))
    ran = run_sync(way)
    assert "refused" in ran.said
    assert ran.memory < MOST_MEMORY
    assert shared_files(way.config) == GOOD


def test_a_difference_that_unfolds_to_400_megabytes_is_refused(way: Way):
    size = 16_000_000
    base = Object("blob", b"\0" * size)
    copies = b"\xf0" + size.to_bytes(3, "little")
    delta = bytes(number(size)) + bytes(number(size * 25)) + copies * 25
    packed = raw_pack(
        (3, size, zlib.compress(base.data)), (7, len(delta), bytes.fromhex(base.id) + zlib.compress(delta))
    )
    write_bundle(way.host.folder / "stick", "1" * 40, packed)
    ran = run_sync(way)
    assert "refused" in ran.said
    assert ran.memory < MOST_MEMORY


def is_running(program: int) -> bool:
    """Whether a program still runs a moment later; one that has ended counts as ended before anyone asks after it."""
    for _ in range(50):
        try:
            if " Z " in Path(f"/proc/{program}/stat").read_text("utf-8"):
                return False
        except OSError:
            return False
        time.sleep(0.02)
    return True


def test_a_host_that_never_stops_talking_is_cut_off(
    way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    forget(way.config)
    other = Way("ssh", way.config, way.host)
    other.host.folder = tmp_path / "other"
    other.host.folder.mkdir()
    other.begin()
    (tmp_path / "ssh").write_text(
        f"#!/bin/sh\necho $$ >> {tmp_path}/begun\n"
        "while :; do echo 'tell me more, tell me more, tell me more'; done >&2\n"
    )
    ran = run_sync(other)
    assert ran.memory < MOST_MEMORY
    assert [one for one in (tmp_path / "begun").read_text("utf-8").split() if is_running(int(one))] == []
    assert shared_files(way.config) == GOOD


def test_a_pack_that_says_it_has_more_than_it_has_is_refused(way: Way):
    packed = raw_pack((3, 5, zlib.compress(b"hello")))
    write_bundle(way.host.folder / "stick", "1" * 40, packed[:8] + b"\xff\xff\xff\xff" + packed[12:])
    ran = run_sync(way)
    assert "refused" in ran.said
    assert ran.memory < MOST_MEMORY


@cache
def zeros(size: int) -> tuple[bytes, str]:
    """Zeros, compressed, and the id of the blob that they are."""
    squeeze, digest = zlib.compressobj(6), hashlib.sha1(b"blob %d\0" % size)
    piece = b"\0" * 1_000_000
    pieces = []
    for _ in range(size // len(piece)):
        digest.update(piece)
        pieces.append(squeeze.compress(piece))
    return b"".join([*pieces, squeeze.flush()]), digest.hexdigest()


def squeezed_loose(size: int) -> bytes:
    squeeze = zlib.compressobj(6)
    pieces = [squeeze.compress(b"blob %d\0" % size)]
    pieces += [squeeze.compress(b"\0" * 1_000_000) for _ in range(size // 1_000_000)]
    return b"".join([*pieces, squeeze.flush()])


def number(value: int) -> Iterator[int]:
    """A size as a delta has it."""
    while value > 127:
        yield value & 127 | 128
        value >>= 7
    yield value


def test_a_note_of_millions_of_lines_where_one_has_a_note_of_ones_own_takes_little_memory(way: Way):
    ours = way.config.root / "Shared/Goals/Tea.md"
    ours.write_text("---\ntype: goal\n---\nour own tea\n", "utf-8")
    way.offer(way.host.commit(way.host.files({"Goals/Tea.md": "a\n" * 4_900_000})))
    ran = run_sync(way)
    assert ran.memory < MOST_MEMORY
    words = [path.read_text("utf-8") for path in ours.parent.glob("Tea*.md")]
    assert any("our own tea" in text for text in words)
