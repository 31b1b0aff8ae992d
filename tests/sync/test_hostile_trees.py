"""Folders that no honest device makes: what could act or hide is refused or left out, and said in a calm line."""

from pathlib import Path

import pytest
from hostile_host import Host, Way, a_vault, said, shared_files

from vaultkit.sync.git import Repository
from vaultkit.sync.incoming import Incoming, checked_tree

GOOD = {"Goals/A swim.md", "Our workbook.md"}
BODY = "hostile words\n"
OTHER_FILES = [
    "a",
    "a.base",
    "a.canvas",
    "a.exe",
    "a.html",
    "a.js",
    "a.md.lnk",
    "a.svg",
    "desktop.ini",
    "run.sh",
]


@pytest.fixture(params=["ssh", "folder"])
def way(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Way:
    found = Way(request.param, a_vault(tmp_path, monkeypatch), Host(tmp_path))
    found.begin()
    return found


NAMES = [
    ".git",
    ".GIT",
    "git~1",
    "GIT~1",
    "..",
    ".",
    ".g\u200cit",
    "\u200c.git",
    "\u200d.obsidian",
    ".git ",
    ".git::$INDEX_ALLOCATION",
    ".obsidian",
    ".Obsidian",
    "OBSIDI~1",
    ".vaultkit",
    "VAULTK~1",
    ".trash",
    "Templates",
    "templates",
    "Bases",
    "CON",
    "aux",
    "NUL.x",
    "COM\u00b9",
    "LPT1",
    "CONIN$",
    "a:x",
    "a\\b",
    "C:",
    "a\nb",
    "a\rb",
    "a\x1b[2Jb",
    "a\u202eb",
    "a\u2066b",
    "a\u200bb",
    "a\ufeffb",
    "a.",
    "a ",
    " a",
    "A\u030a",
    "x" * 256,
]


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, bool], Incoming]:
    """What is taken of a folder with each name in it, as a folder and as a note, had git let all of them in."""
    host = Host(tmp_path_factory.mktemp("host"))
    heads = {}
    for name in NAMES:
        inner = host.tree(("100644", "x.md", host.blob(BODY)))
        heads[name, True] = host.commit(host.tree(("40000", name, inner)))
        heads[name, False] = host.commit(host.tree(("100644", f"{name}.md", host.blob(BODY))))
    with Repository.open(tmp_path_factory.mktemp("ours")) as repository:
        repository.write(list(host.objects.values()))
        return {key: checked_tree(repository, head) for key, head in heads.items()}


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_that_is_not_a_plain_one_everywhere_is_left_out_and_said(walked, name: str):
    for as_folder in (True, False):
        if not as_folder and name in ("Templates", "templates", "Bases", "a.", "a ", ".."):
            continue
        found = walked[name, as_folder]
        assert found.files == {}
        (line,) = found.left_out
        assert line.isprintable()
        assert len(line) < 200


@pytest.mark.parametrize("name", [".git", "..", "git~1", ".g\u200cit"], ids=ascii)
def test_a_name_that_leads_into_gits_own_folder_is_refused_whole_by_either_way(way: Way, name: str):
    host = way.host
    hooks = host.tree(("40000", "hooks", host.tree(("100755", "post-checkout", host.blob(BODY)))))
    way.offer(host.commit(host.tree(("40000", name, hooks), ("100644", "x.md", host.blob(BODY)))))
    (told,) = way.sync()
    assert "refused" in told
    assert shared_files(way.config) == GOOD


def test_of_many_strange_names_only_the_plain_note_arrives(way: Way):
    host = way.host
    strange = [
        one
        for one in NAMES
        if one
        not in (
            ".git",
            ".GIT",
            "git~1",
            "GIT~1",
            "..",
            ".",
            ".g\u200cit",
            "\u200c.git",
            ".git ",
            ".git::$INDEX_ALLOCATION",
        )
    ]
    inner = host.tree(("100644", "x.md", host.blob(BODY)))
    entries = [("40000", name, inner) for name in strange]
    entries += [("100644", name, host.blob("x")) for name in OTHER_FILES]
    entries.append(("100644", "plain.md", host.blob(BODY)))
    entries.sort(key=lambda one: one[1].encode() + b"/" * (one[0] == "40000"))
    way.offer(host.commit(host.tree(*entries)))
    assert len(way.sync()) >= len(strange)
    assert shared_files(way.config) == GOOD | {"plain.md"}


@pytest.mark.parametrize(
    ("mode", "target"), [("120000", "../../Journal"), ("120000", "/etc/passwd"), ("160000", "")]
)
def test_links_and_repositories_inside_are_left_out(way: Way, mode: str, target: str):
    host = way.host
    id_ = host.blob(target) if target else host.commit(host.tree())
    way.offer(host.commit(host.tree((mode, "Goals.md", id_), ("100644", "Theirs.md", host.blob(BODY)))))
    told = way.sync()
    assert any("Goals.md" in line for line in told)
    assert shared_files(way.config) == GOOD | {"Theirs.md"}


def test_a_name_that_is_not_utf_8_is_left_out(way: Way):
    host = way.host
    way.offer(host.commit(host.tree(("100644", b"a\xff.md", host.blob(BODY)))))
    assert way.sync()
    assert shared_files(way.config) == GOOD


def test_the_same_name_twice_is_refused(way: Way):
    host = way.host
    one, two = host.blob("one\n"), host.blob("two\n")
    way.offer(host.commit(host.tree(("100644", "a.md", one), ("100644", "a.md", two))))
    assert way.sync()
    assert shared_files(way.config) == GOOD


def test_names_that_some_systems_take_for_one_lose_no_word(way: Way):
    files: dict[str, str | bytes] = {
        "Goals/a swim.md": BODY,
        "Goals/Tea.md": "one\n",
        "Goals/tea.md": "two\n",
    }
    way.offer(way.host.commit(way.host.files(files)))
    said(way.config)
    root = way.config.root / "Shared"
    words = "".join((root / name).read_text("utf-8") for name in shared_files(way.config))
    assert all(part in words for part in ("our own words", "hostile words", "one\n", "two\n"))


def test_a_program_bit_does_not_arrive(way: Way):
    host = way.host
    way.offer(host.commit(host.tree(("100755", "a.md", host.blob("#!/bin/sh\n")))))
    way.sync()
    assert (way.config.root / "Shared/a.md").stat().st_mode & 0o111 == 0


def test_a_folder_too_deep_is_left_out(way: Way):
    way.offer(way.host.commit(way.host.files({"/".join("abcdefghijk") + "/x.md": BODY, "y.md": BODY})))
    assert way.sync()
    assert shared_files(way.config) == GOOD | {"y.md"}


@pytest.mark.parametrize("missing", ["tree", "blob", "parent"])
def test_what_lacks_a_part_is_refused_whole(way: Way, missing: str):
    host = way.host
    head = host.commit(host.files({"a.md": BODY}), *[host.commit(host.tree())] * (missing == "parent"))
    kinds = {"tree": "tree", "blob": "blob", "parent": "commit"}
    gone = next(id_ for id_, one in host.objects.items() if one.kind == kinds[missing] and id_ != head)
    del host.objects[gone]
    way.offer(head)
    assert way.sync()
    assert shared_files(way.config) == GOOD


@pytest.mark.parametrize(
    "who", ["", "x", "x <x> 99999999999999999999999999 +0000", "x <x@x> -5 +0000", "\x1b[2J <\u202e> 1 +9999"]
)
def test_a_commit_with_a_broken_head_harms_nothing(way: Way, who: str):
    way.offer(way.host.commit(way.host.files({"a.md": BODY}), who=who))
    way.sync()
    way.sync()
    assert shared_files(way.config) <= GOOD | {"a.md"}
