"""A partner or a host that means harm: objects byte by byte, and the two ways by which they arrive."""

import datetime
import hashlib
import os
import stat
import subprocess
import zlib
from pathlib import Path

import pytest

from vaultkit.actions.syncing import Synced, set_up, sync
from vaultkit.errors import UserError
from vaultkit.sync.objects import BLOB, COMMIT, TREE, Object, pack
from vaultkit.vault.config import Config, load_config

DAY = datetime.date(2026, 11, 24)
DEVICE = "feedfacefeedface"
PRIVATE = (
    "---\ntype: journal\ndate: 2026-11-24\ndistress: 4\nshare: false\ntags: [vaultkit/journal]\n---\nmine\n"
)
OWN = "---\ntype: goal\ntarget: 3\n---\n# A swim\nour own words\n"
SSH = '#!/bin/sh\nfor last; do :; done\nexec sh -c "$last"\n'


class Host:
    """What a host holds: objects that nobody has checked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.objects: dict[str, Object] = {}

    def put(self, kind: str, data: bytes) -> str:
        """Hold an object; its id."""
        made = Object(kind, data)
        self.objects[made.id] = made
        return made.id

    def blob(self, text: str | bytes) -> str:
        return self.put(BLOB, text if isinstance(text, bytes) else text.encode())

    def tree(self, *entries: tuple[str, str | bytes, str]) -> str:
        """A folder of mode, name and id, in the order given."""
        names = [
            (mode, name if isinstance(name, bytes) else name.encode(), id_) for mode, name, id_ in entries
        ]
        return self.put(TREE, b"".join(b"%s %s\0" % (m.encode(), n) + bytes.fromhex(i) for m, n, i in names))

    def files(self, files: dict[str, str | bytes]) -> str:
        """A folder of files by path, in git's order."""
        here: dict[str, str] = {}
        inner: dict[str, dict[str, str | bytes]] = {}
        for path, text in files.items():
            folder, slash, rest = path.partition("/")
            if slash:
                inner.setdefault(folder, {})[rest] = text
            else:
                here[path] = self.blob(text)
        entries = [("100644", name, id_) for name, id_ in here.items()]
        entries += [("40000", name, self.files(below)) for name, below in inner.items()]
        return self.tree(*sorted(entries, key=lambda one: one[1] + "/" * (one[0] == "40000")))

    def commit(
        self, tree: str, *parents: str, message: str = "x", who: str = "x <x@x> 1764000000 +0000"
    ) -> str:
        lines = [f"tree {tree}", *(f"parent {one}" for one in parents), f"author {who}", f"committer {who}"]
        return self.put(COMMIT, "\n".join([*lines, "", message, ""]).encode())

    def bare(self, head: str) -> Path:
        """A repository on a server with these objects and that head; what was there before stays."""
        place = self.folder / "ours.git"
        if not place.is_dir():
            git("init", "-q", "--bare", "-b", "main", str(place))
        for id_, one in self.objects.items():
            file = place / "objects" / id_[:2] / id_[2:]
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(zlib.compress(b"%s %d\0" % (one.kind.encode(), len(one.data)) + one.data))
        (place / "refs/heads/main").write_text(f"{head}\n")
        return place

    def bundle(self, head: str, number: int = 1, device: str = DEVICE, needed: tuple[str, ...] = ()) -> Path:
        """A file on a stick with these objects and that head."""
        place = self.folder / "stick"
        place.mkdir(exist_ok=True)
        return write_bundle(place, head, pack(list(self.objects.values())), number, device, needed)


def write_bundle(
    place: Path,
    head: str,
    packed: bytes,
    number: int = 1,
    device: str = DEVICE,
    needed: tuple[str, ...] = (),
) -> Path:
    lines = "".join(f"-{one}\n" for one in needed)
    file = place / f"{device}-{number:06}.bundle"
    file.write_bytes(f"# v2 git bundle\n{lines}{head} refs/heads/main\n\n".encode() + packed)
    return file


def raw_pack(*objects: tuple[int, int, bytes]) -> bytes:
    """A pack of objects given as git's number of their kind, their size, and their compressed bytes."""
    pieces = [b"PACK" + (2).to_bytes(4, "big") + len(objects).to_bytes(4, "big")]
    for kind, size, squeezed in objects:
        byte, size = kind << 4 | size & 15, size >> 4
        header = bytearray()
        while size:
            header.append(byte | 128)
            byte, size = size & 127, size >> 7
        header.append(byte)
        pieces += bytes(header), squeezed
    whole = b"".join(pieces)
    return whole + hashlib.sha1(whole).digest()


def git(*arguments: str) -> str:
    """The real git, with nothing of this machine's settings."""
    env = {
        **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True, env=env).stdout


def a_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, me: str = "Mara") -> Config:
    """A vault with one private note and one shared one, and a stand-in for ssh that runs git's own server side."""
    ssh = tmp_path / "ssh"
    if not ssh.exists():
        ssh.write_text(SSH)
        ssh.chmod(ssh.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / f"state of {me}"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir(exist_ok=True)
    root = tmp_path / me
    partner = "Jonas" if me == "Mara" else "Mara"
    for name, text in {
        ".vaultkit/config.toml": f'id = "0123456789abcde{len(me)}"\nme = "{me}"\npartner = "{partner}"\n',
        "Journal/2026-11-24.md": PRIVATE,
        "Shared/Our workbook.md": "---\ntype: settings\nnames: [Jonas, Mara]\n---\n",
        "Shared/Goals/A swim.md": OWN,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return load_config(root)


class Way:
    """One of the two ways, by which a head of the host's comes to the vault."""

    def __init__(self, name: str, config: Config, host: Host) -> None:
        self.name, self.config, self.host = name, config, host
        self.number = 0

    def offer(self, head: str) -> None:
        if self.name == "ssh":
            self.host.bare(head)
        else:
            self.number += 1
            self.host.bundle(head, self.number)

    def begin(self) -> None:
        """Set sync up with a host that has nothing yet."""
        if self.name == "ssh":
            place = self.host.folder / "ours.git"
            git("init", "-q", "--bare", "-b", "main", str(place))
            set_up(self.config, f"ssh://host{place}")
        else:
            (self.host.folder / "stick").mkdir(exist_ok=True)
            set_up(self.config, str(self.host.folder / "stick"))

    def sync(self) -> list[str]:
        """Sync, and give what was said that is not all well."""
        before = everything_but_shared(self.config)
        told = said(self.config)
        assert everything_but_shared(self.config) == before
        assert (self.config.root / "Shared/Goals/A swim.md").read_text("utf-8") == OWN
        for line in told:
            assert line.isprintable(), line
            assert len(line) < 400, line
        return told


def said(config: Config) -> list[str]:
    """Sync, and give every sentence of trouble, whichever way it is told."""
    try:
        done: Synced = sync(config, DAY)
    except UserError as error:
        return [str(one) for one in error.problems]
    return [*done.told, *([f"offline: {done.offline}"] if done.offline else [])]


def everything_but_shared(config: Config) -> dict[str, bytes]:
    """Every file of the vault outside the shared folder, with its bytes."""
    return {
        path.relative_to(config.root).as_posix(): path.read_bytes()
        for path in sorted(config.root.rglob("*"))
        if path.is_file() and path.relative_to(config.root).parts[0] != "Shared"
    }


def shared_files(config: Config) -> set[str]:
    """Every path in the shared folder, links included."""
    root = config.root / "Shared"
    return {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if not path.is_dir() or path.is_symlink()
    }
