"""A ritual of trust: private words in every place there is, every command run, and not one of them in what left or could.

Every private word is the word canary with something after it. Two partners exchange for a day, over a server and over
a folder; then every byte is searched that reached the other, lies in the shared folder, was said by sync and share, or
stood among the arguments of a program that was started. One word is shared on purpose, and must be found everywhere.
"""

import os
import re
import shutil
import stat
import struct
import subprocess
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from vaultkit.cli.app import app
from vaultkit.workbook.kinds import KINDS

DAY = "2026-11-24"
ID = "ca9a71ca9a71ca97"
ON_PURPOSE = "nightingale"
"""The word that is shared on purpose."""

PRIVATE = re.compile(
    rb"canar[yi]|" + ID.encode() + rb"|2026-10-1[37]|17\.10\.2026|1793[0-9]{6}", re.IGNORECASE
)
"""The private words, the vault's id, and the days and times of files that no shared note has."""

ODD_TIME = 1793_111_713
SSH = '#!/bin/sh\nunset GIT_CONFIG_COUNT\nfor last; do :; done\nexec sh -c "$last"\n'
GIT = '#!/bin/sh\nprintf "%s\\n" "$@" >> "{log}"\nenv | grep -v "^PATH=" >> "{log}"\nexec {real} "$@"\n'


class World(NamedTuple):
    """Two partners' vaults, the place between them, and what was said and started on the way."""

    folder: Path
    mara: Path
    jonas: Path
    remote: str
    said: list[str]

    @property
    def started(self) -> bytes:
        return (self.folder / "started").read_bytes()


def private_notes() -> Iterator[tuple[str, str]]:
    """Notes of each private kind with a private word in each property and place, half of them with `share: true`."""
    made: dict[str, Callable[[str, str], str]] = {
        "text": lambda kind, name: f'"canary-{kind}-{name} [[canary-linked-{kind}]]"',
        "texts": lambda kind, name: f'["canary-{kind}-{name}", "[[canary-linked-{name}]]"]',
        "rating": lambda *_: "7",
        "link": lambda *_: '"[[canary-ladder]]"',
        "time": lambda *_: '"13:17"',
        "percent": lambda *_: "73",
        "minutes": lambda *_: "37",
    }
    for kind in (one for one in KINDS.values() if not one.shared and one.name != "progress"):
        # A ladder and a tool share their very name.
        for shared in ("false", "true") if kind.name not in ("ladder", "tool") else ("false",):
            lines = [
                f"type: {kind.name}",
                "date: 2026-10-17",
                f"share: {shared}",
                "canary-property: canary-value",
            ]
            lines += [
                f"{field.name}: {made[field.form](kind.name, field.name)}"
                for field in kind.fields
                if field.form in made and field.name not in ("type", "tags", "author")
            ]
            lines.append(f"tags: [vaultkit/{kind.name}, canary-tag]")
            body = (
                f"canary-body-{kind.name}\n\n## Thank you to Jonas\n- canary-thanks\n\n## For our check-in\n- canary-topic\n"
                "- [ ] canary-task 📅 2026-10-13\n"
            )
            yield (
                f"{kind.folder}/canary-name-{kind.name}-{shared}.md",
                "\n".join(["---", *lines, "---", body]),
            )


PURPOSEFUL = {
    "Journal/2026-11-24.md": f"""---
type: journal
date: 2026-11-24
distress: 8
feeling: canary-feeling
strength: ""
practised: ["[[canary-tool]]"]
share: true
tags: [vaultkit/journal]
---
# canary-title
canary-text

## Thank you to Jonas
%% canary-comment %%
- for the {ON_PURPOSE} by the [[canary-place|water]] <!-- canary-aside --> ![[canary-note]] ![](canary.png)
- for [tea](canary-folder/canary-note.md#canary) and [more tea][canary] %% canary %% [it](obsidian://open?file=canary)

## For our check-in
- our <span title="canary">evenings</span> [^canary]

[canary]: canary.md
[^canary]: canary

## canary-heading
- canary-bullet
""",
    "Requests/2026-11-20.md": "---\ntype: request\ndate: 2026-11-20\nwould_like: a walk %%canary%%\nstatus: offered\n"
    "share: true\n---\ncanary-request\n",
    "Ladders/On my own.md": "---\ntype: ladder\ndate: 2026-11-01\ngoal: canary-goal\nstatus: active\nsteps: ['20 min: a walk', "
    "'canary-step']\nshare: true\n---\ncanary\n",
    "Toolkit/Tea.md": "---\ntype: tool\nwhen: canary-when\nshare: true\n---\ncanary\n",
    "canary-folder/canary-note.md": "canary-elsewhere\n",
    "Our canary-calendar.ics": "BEGIN:VCALENDAR\nSUMMARY:canary\nEND:VCALENDAR\n",
    "Templates/vaultkit/journal.md": "---\ntype: journal\ndate: {{ date }}\nshare: false\ntags: [vaultkit/journal]\n---\n"
    "canary-template\n\n## Thank you to Jonas\n- canary-scaffold\n",
    "Templates/vaultkit/contribution.md": "---\ntype: contribution\nauthor: Mara\n---\ncanary-contribution\n",
    ".obsidian/app.json": '{"canary": "canary"}',
    ".trash/canary.md": "canary\n",
}


def image() -> bytes:
    """A photograph with private words in every place where cameras and programs put them."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    words = [
        (b"tEXt", b"Comment\0canary"),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0canary"),
        (b"eXIf", b"MM\0*canary"),
    ]
    words += [
        (b"tIME", b"\x07\xea\x0a\x11\x0d\x11\x00canary"),
        (b"zTXt", b"a\0\0canary"),
        (b"caNy", b"canary"),
    ]
    parts = [(b"IHDR", head), *words, (b"IDAT", zlib.compress(b"\0\1\2\3")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(part(*one) for one in parts) + b"canary"


def photograph() -> bytes:
    def part(marker: int, data: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data

    private = [
        (0xE0, b"JFXX\0\x10canary"),
        (0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\0canary"),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0canary"),
    ]
    private += [
        (0xE2, b"MPF\0canary"),
        (0xED, b"Photoshop 3.0\0canary"),
        (0xFE, b"canary"),
        (0xEE, b"canary"),
        (0xE0, b"canary"),
    ]
    parts = b"".join(part(*one) for one in private)
    scan = part(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\x34\xff\x00\x56"
    return (
        b"\xff\xd8"
        + part(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
        + parts
        + part(0xDB, bytes(65))
        + scan
        + b"\xff\xd9canary"
    )


@pytest.fixture(scope="module", params=["a server", "a folder"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("ritual")
    real = shutil.which("git")
    if real is None:
        pytest.skip("git is not here")
    with pytest.MonkeyPatch.context() as patch:
        script(folder / "bin/git", GIT.format(real=real, log=folder / "started"))
        script(folder / "ssh", SSH)
        for name, value in {
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "GIT_SSH_COMMAND": str(folder / "ssh"),
            "GIT_SSH_VARIANT": "simple",
            "HOME": str(folder / "home"),
            "TZ": "UTC",
        }.items():
            patch.setenv(name, value)
        (folder / "home").mkdir()
        (folder / "home/.gitconfig").write_text("[user]\n\tname = canary\n\temail = canary@canary\n")
        if request.param == "a server":
            subprocess.run([real, "init", "-q", "--bare", "-b", "main", str(folder / "ours.git")], check=True)
            remote = f"ssh://host{folder / 'ours.git'}"
        else:
            remote = str(folder / "stick")
        made = World(folder, folder / "canary-vault", folder / "jonas", remote, [])
        (folder / "started").touch()
        a_day(made, patch)
        yield made


def script(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def a_day(world: World, patch: pytest.MonkeyPatch) -> None:
    """Both begin, Mara runs every command there is, and both exchange in between."""
    for root, me, partner in ((world.mara, "Mara", "Jonas"), (world.jonas, "Jonas", "Mara")):
        files = {
            ".vaultkit/config.toml": f'# canary\nid = "{ID if me == "Mara" else "1" * 16}"\nme = "{me}"\npartner = "{partner}"\n'
            '[support]\npeople = ["canary-helper"]\n[measures]\nnames = ["canary-measure"]\n',
            "Shared/Our workbook.md": "---\ntype: settings\nnames: [Jonas, Mara]\n---\n",
            "Shared/Goals/A swim.md": "---\ntype: goal\ndate: 2026-11-01\ntarget: 3\n---\n",
            "Shared/Rituals/Sunday walk.md": "---\ntype: ritual\ndate: 2026-11-01\ncadence: weekly\nbalance: together\n---\n",
        }
        if me == "Mara":
            files |= {**dict(private_notes()), **PURPOSEFUL}
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            if "canary" in name:
                os.utime(path, (ODD_TIME, ODD_TIME))
    (world.mara / "Shared/us.png").write_bytes(image())
    (world.mara / "Shared/them.jpg").write_bytes(photograph())
    for name in ("us.png", "them.jpg"):
        os.utime(world.mara / "Shared" / name, (ODD_TIME, ODD_TIME))
    (world.mara / "Shared/.canary").write_text("canary")
    (world.mara / "Shared/canary.txt").write_text("canary")
    (world.mara / "Shared/A link.md").symlink_to(world.mara / "canary-folder/canary-note.md")
    (world.mara / "Shared/A folder").symlink_to(world.mara / "canary-folder")

    def run(me: str, *arguments: str, given: str = "", heard: bool = True) -> str:
        patch.setenv("XDG_STATE_HOME", str(world.folder / f"state of {me}"))
        root = world.mara if me == "Mara" else world.jonas
        done = CliRunner().invoke(app, ["--vault", str(root), "--date", DAY, *arguments], input=given)
        assert done.exit_code in (0, 1, 2, 3), (arguments, done.output, done.exception)
        if heard:
            world.said.append(done.output.replace(str(world.mara), "VAULT"))
        return done.output

    def quietly(*arguments: str, given: str = "") -> None:
        run("Mara", *arguments, given=given, heard=False)

    run("Mara", "sync", "init", world.remote)
    run("Mara", "sync")
    run("Jonas", "sync", "join", world.remote)
    run("Jonas", "sync")
    # What is shared and taken back before anything is sent never leaves.
    early = world.mara / "Requests/early.md"
    text = (
        "---\ntype: request\ndate: 2026-11-21\nwould_like: canary-early\nstatus: offered\nshare: true\n---\n"
    )
    early.write_text(text)
    quietly("share", *yes(run("Mara", "share", "--json", heard=False), "canary-early"))
    assert "canary-early" in contribution(world)
    early.write_text(text.replace("true", "false"))
    quietly("journal")
    quietly("journal", "--complete")
    # What neither shares nor syncs is run once, not for either way again.
    alone = "://" in world.remote
    for kind in ("moment", "thought", "tool", "plan", "request", "ladder") if alone else ("moment",):
        quietly("new", kind, given="canary-typed\n" * 20)
    quietly("moment", "--before", "8", given="canary-typed\n" * 9)
    quietly("soothe", "--plain", "--no-questions", "sigh")
    quietly("ladder", "log", "On my own", "--before", "5", "--after", "3", given="canary-typed\n" * 9)
    for arguments in (
        [
            "calendar",
            "--out",
            str(world.folder / "both.ics"),
            "--private",
            str(world.folder / "own.ics"),
            "--names",
        ],
        ["ladder", "show"],
        ["ladder", "next"],
        ["progress"],
        ["progress", "--write"],
        ["progress", "--season"],
        ["report"],
        ["report", "--for-professional"],
        ["rituals"],
        ["goal"],
        ["check"],
        ["support"],
        ["export", str(world.folder / "export")],
    )[: 99 if alone else 1]:
        quietly(*arguments)
    run("Mara", "checkin")
    run("Mara", "rituals", "done", "Sunday walk")
    run("Mara", "goal", "moved", "A swim", "1")
    run("Mara", "progress", "--with-partner")
    run("Mara", "report", "--with-partner")
    shutil.copytree(world.mara / "Progress", world.folder / "reports of both", dirs_exist_ok=True)
    run("Mara", "sync")
    quietly("share", "--preview")
    quietly("share")
    assert ON_PURPOSE not in contribution(world)
    run("Mara", "share", *yes(run("Mara", "share", "--json", heard=False), ""))
    assert ON_PURPOSE in contribution(world)
    run("Mara", "checkin")
    run("Mara", "report", "--with-partner", "--with-words")
    run("Mara", "sync")
    run("Jonas", "sync")
    run("Jonas", "checkin")
    run("Jonas", "sync")
    for arguments in (
        ["sync"],
        ["sync", "--json"],
        ["sync", "status"],
        ["sync", "log"],
        ["sync", "log", "--json"],
        ["share"],
    ):
        run("Mara", *arguments)
    run("Mara", "sync", "restore", "Check-ins/2026-W48.md", "--at", DAY)
    run("Mara", "sync", "restore", "../Journal/2026-11-24.md", "--at", DAY)
    run("Mara", "checkin", "hold", "--talked", "1")
    run("Mara", "sync")
    run("Mara", "pause")
    run("Mara", "sync")


def yes(told: str, words: str) -> list[str]:
    """The options that say yes to every line that waits and has these words."""
    import json

    waiting = json.loads(told)["ask"]
    return [part for one in waiting if words in one["words"] for part in ("--yes", one["id"])]


def contribution(world: World) -> str:
    found = (world.mara / "Shared").glob("Mara/*.md")
    return "".join(path.read_text("utf-8") for path in found)


def everything(folder: Path, *, but: tuple[str, ...] = ()) -> bytes:
    """Every name and every byte below a folder; of links only the name."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.name in but:
            continue
        found.append(path.relative_to(folder).as_posix().encode())
        if path.is_file() and not path.is_symlink():
            found.append(path.read_bytes())
    return b"\n".join(found)


def unpacked(world: World) -> bytes:
    """Every object that lies between the two, whole, and every byte of the files that they lie in."""
    env = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull}

    def git(*arguments: str, given: bytes = b"") -> bytes:
        return subprocess.run(
            ["git", "--git-dir", str(place), *arguments],
            input=given,
            capture_output=True,
            check=True,
            env=env,
        ).stdout

    place = world.folder / "ours.git"
    if not place.exists():
        place = world.folder / "unpacked.git"
        if not place.exists():
            subprocess.run(["git", "init", "-q", "--bare", str(place)], check=True, env=env)
        for bundle in sorted((world.folder / "stick").iterdir()):
            data = bundle.read_bytes()
            git("index-pack", "--stdin", "--fix-thin", given=data[data.index(b"\n\n") + 2 :])
        times = "".join(f"{one.name} {one.stat().st_mtime}\n" for one in (world.folder / "stick").iterdir())
    else:
        times = ""
    ids = git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)")
    assert ids
    return git("cat-file", "--batch", given=ids) + git("for-each-ref") + times.encode()


def of_both(world: World) -> bytes:
    """The page and the calendar that are made for both."""
    pages = [one for one in (world.folder / "reports of both").rglob("*") if "with" in one.name.casefold()]
    pages += [
        one
        for one in (world.mara / "Progress").rglob("*")
        if "partner" in one.name.casefold() or "both" in one.name.casefold()
    ]
    return (
        b"".join(one.read_bytes() for one in pages if one.is_file())
        + (world.folder / "both.ics").read_bytes()
    )


def found_in(data: bytes) -> list[bytes]:
    """Every private word there, with what stands around it."""
    return [data[max(one.start() - 60, 0) : one.end() + 40] for one in PRIVATE.finditer(data)]


def test_no_private_word_reached_the_place_between_the_two(world: World):
    assert found_in(unpacked(world)) == []


def test_no_private_word_reached_the_other(world: World):
    assert found_in(everything(world.jonas, but=("config.toml",))) == []


def test_no_private_word_lies_in_the_shared_folder(world: World):
    mine = (".canary", "canary.txt", "us.png", "them.jpg")
    assert found_in(everything(world.mara / "Shared", but=mine)) == []


def test_no_private_word_is_kept_where_sync_could_send_it(world: World):
    (repository,) = (world.folder / "state of Mara").rglob("shared.git")
    env = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull}
    git = ["git", "--git-dir", str(repository)]
    told = subprocess.run(
        [*git, "rev-list", "--objects", "--all"], capture_output=True, check=True, env=env
    ).stdout
    ids = b"\n".join(line[:40] for line in told.splitlines())
    data = subprocess.run(
        [*git, "cat-file", "--batch"], input=ids, capture_output=True, check=True, env=env
    ).stdout
    assert found_in(data) == []


def test_no_private_word_was_said_by_sync_and_share(world: World):
    said = "\n".join(world.said).encode()
    # Sync says of a file of one's own that it stays on this machine.
    kept = b"canary.txt is neither a note nor a JPEG, PNG or WebP image, so it stays on this machine."
    assert found_in(b" ".join(said.split()).replace(kept, b"")) == []


def test_no_private_word_stood_among_the_arguments_and_surroundings_of_a_program(world: World):
    started = world.started.replace(os.fsencode(world.mara), b"").replace(os.fsencode(world.folder), b"")
    # The state folder is named after the vault's id.
    assert found_in(started.replace(ID.encode(), b"")) == []
    assert len(started) > 1000


def test_no_private_word_is_on_the_page_for_both(world: World):
    page = of_both(world)
    assert b"<html" in page
    assert found_in(page) == []


def test_a_word_that_was_shared_on_purpose_is_found_in_each_of_these(world: World):
    word = ON_PURPOSE.encode()
    assert word in unpacked(world)
    assert word in everything(world.jonas)
    assert word in everything(world.mara / "Shared")
    assert found_in(b"x Canary-y") != []


def test_authors_and_times_tell_no_name_and_no_hour(world: World):
    heads = re.findall(rb"^(?:author|committer) (.*)$", unpacked(world), re.MULTILINE)
    assert heads
    for head in heads:
        found = re.fullmatch(rb"vaultkit <([0-9a-f]{16}|merge)@device\.invalid> (\d+) \+0000", head)
        assert found
        assert int(found[2]) % 86_400 == 0


def test_pictures_are_there_and_tell_nothing(world: World):
    assert (world.jonas / "Shared/us.png").read_bytes().startswith(b"\x89PNG")
    assert (world.jonas / "Shared/them.jpg").read_bytes().startswith(b"\xff\xd8")


def test_sharing_nothing_and_having_nothing_to_say_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Two worlds: in one Mara has private notes and shares none of them, in the other she has none."""
    left = []
    for name in ("silent", "empty"):
        place = tmp_path / name
        monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
        monkeypatch.setattr("secrets.token_hex", lambda count: "0" * 2 * count)
        root = place / "vault"
        files = {
            ".vaultkit/config.toml": f'id = "{"1" * 16}"\nme = "Mara"\npartner = "Jonas"\n',
            "Shared/Our workbook.md": "---\ntype: settings\nnames: [Jonas, Mara]\n---\n",
        }
        if name == "silent":
            files |= {path: text for path, text in private_notes() if "false" in path}
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
        for arguments in (["checkin"], ["share"], ["sync", "init", str(place / "stick")], ["sync"]):
            done = CliRunner().invoke(app, ["--vault", str(root), "--date", DAY, *arguments], input="")
            assert done.exit_code == 0, done.output
        left.append(everything(root / "Shared") + everything(place / "stick"))
    assert left[0] == left[1]
