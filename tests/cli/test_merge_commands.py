"""`vaultkit merge` and `vaultkit merge-driver`, as people and git run them."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

BASE = "# Monday\n\n- soup\n"
OURS = "# Monday\n\n- soup\n- a walk by the river\n"
THEIRS = "# Monday\n\n- soup with leeks\n"
BOTH = "# Monday\n\n- soup with leeks\n- a walk by the river\n"
Run = Callable[..., object]


@pytest.fixture
def versions(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{name}.md" for name in ("base", "ours", "theirs")]
    for path, text in zip(paths, (BASE, OURS, THEIRS), strict=True):
        path.write_text(text, encoding="utf-8", newline="")
    return paths


def test_merge_shows_the_note_and_nothing_else(run: Run, versions: list[Path]) -> None:
    ran = run("merge", *versions)
    assert (ran.code, ran.out, ran.err) == (0, BOTH, "")


def test_merge_writes_where_it_is_told_and_prints_the_path(
    run: Run, versions: list[Path], tmp_path: Path
) -> None:
    ran = run("merge", *versions, "--output", tmp_path / "joined.md")
    assert ran.code == 0
    assert ran.last == tmp_path / "joined.md"
    assert ran.last.read_text(encoding="utf-8") == BOTH


def test_merge_leaves_with_3_and_says_what_stands_twice(run: Run, versions: list[Path]) -> None:
    versions[1].write_text("# Monday\n\n- soup at noon\n", encoding="utf-8")
    versions[2].write_text("# Monday\n\n- soup at eight\n", encoding="utf-8")
    ran = run("merge", *versions)
    assert ran.code == 3
    assert ran.out == "# Monday\n\n- soup at eight\n- soup at noon\n"
    assert "two versions stand" in ran.err
    told = run("merge", *versions, "--json")
    assert told.code == 3
    assert told.json()["kept_both"] == [
        {
            "kind": "item",
            "why": "both changed it, and the changes do not fit together",
            "one": "- soup at eight",
            "two": "- soup at noon",
        }
    ]


def test_an_empty_base_means_that_both_wrote_the_note(run: Run, versions: list[Path]) -> None:
    versions[0].write_text("", encoding="utf-8")
    assert run("merge", *versions).out.count("# Monday") == 1
    assert run("merge", os.devnull, *versions[1:]).out.count("# Monday") == 1


@pytest.mark.parametrize("spoilt", [b"caf\xe9\n", b"a\0b\n"])
@pytest.mark.parametrize("side", [0, 1, 2])
def test_what_is_not_text_is_refused_and_nothing_is_touched(
    run: Run, versions: list[Path], spoilt: bytes, side: int
) -> None:
    versions[side].write_bytes(spoilt)
    before = [path.read_bytes() for path in versions]
    for command in ("merge", "merge-driver"):
        ran = run(command, *versions)
        assert ran.code == 1
        assert ran.out == ""
        assert str(versions[side]) in ran.err
    assert [path.read_bytes() for path in versions] == before


def test_the_driver_writes_the_file_that_git_gave_it(run: Run, versions: list[Path]) -> None:
    versions[1].chmod(0o640)
    ran = run("merge-driver", *versions, "Journal/Monday.md")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert versions[1].read_text(encoding="utf-8") == BOTH
    assert versions[1].stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in versions[0].parent.glob("*.m*")) == [
        "base.md",
        "ours.md",
        "theirs.md",
    ]


def test_the_driver_is_done_also_where_two_versions_stand(run: Run, versions: list[Path]) -> None:
    versions[0].write_text("six\n", encoding="utf-8")
    versions[1].write_text("seven\n", encoding="utf-8")
    versions[2].write_text("eight\n", encoding="utf-8")
    ran = run("merge-driver", *versions, "Day.md")
    assert ran.code == 0
    assert "Day.md" in ran.err
    assert "<<<<" not in versions[1].read_text(encoding="utf-8")


def test_the_driver_without_files_says_how_it_is_called(run: Run) -> None:
    ran = run("merge-driver")
    assert ran.code == 2
    assert "%O %A %B %P" in ran.err


def test_outside_of_a_repository_there_is_nothing_to_install(run: Run, tmp_path: Path) -> None:
    ran = run("merge-driver", "--install", cwd=tmp_path)
    assert ran.code == 1
    assert "git repository" in ran.err


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def repository(tmp_path: Path, environment: Mapping[str, str]) -> Callable[..., str]:
    folder = tmp_path / "notes"
    folder.mkdir()
    settings = {**environment, "GIT_CONFIG_NOSYSTEM": "1", "PYTHONPATH": str(Path(__file__).parents[2])}

    def git(*arguments: str, fails: bool = False) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=Mara", "-c", "user.email=mara@example.org", *arguments],
            cwd=folder,
            env=settings,
            capture_output=True,
            check=False,
        )
        assert fails or done.returncode == 0, done.stderr
        return done.stdout.decode()

    git("init", "-q", "-b", "main")
    return git


def two_sides(git: Callable[..., str], folder: Path, base: bytes, ours: bytes, theirs: bytes) -> None:
    note = folder / "Monday's note.md"
    note.write_bytes(base)
    git("add", ".")
    git("commit", "-qm", "base")
    git("checkout", "-qb", "theirs")
    note.write_bytes(theirs)
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "main")
    note.write_bytes(ours)
    git("commit", "-qam", "ours")


@needs_git
@pytest.mark.parametrize("shared", [False, True])
def test_after_install_git_merges_with_it(
    run: Run, repository: Callable[..., str], tmp_path: Path, shared: bool
) -> None:
    folder = tmp_path / "notes"
    ran = run("merge-driver", "--install", *(["--shared"] if shared else []), cwd=folder)
    assert ran.code == 0
    written = folder / (".gitattributes" if shared else ".git/info/attributes")
    assert written.read_text(encoding="utf-8") == "*.md merge=vaultkit\n"
    two_sides(
        repository,
        folder,
        b"- the walk on Friday\n",
        b"- the walk on Saturday\n",
        b"- the long walk on Friday\n",
    )
    repository("merge", "-q", "--no-edit", "theirs")
    assert (folder / "Monday's note.md").read_bytes() == b"- the long walk on Saturday\n"


@needs_git
def test_git_keeps_both_of_what_is_not_text(run: Run, repository: Callable[..., str], tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    run("merge-driver", "--install", cwd=folder)
    two_sides(repository, folder, b"a\n", b"caf\xe9\n", b"b\n")
    repository("merge", "-q", "--no-edit", "theirs", fails=True)
    assert (folder / "Monday's note.md").read_bytes() == b"caf\xe9\n"
    assert len(repository("ls-files", "-u").splitlines()) == 3


@needs_git
def test_install_keeps_other_settings_and_uninstall_takes_out_its_own(
    run: Run, repository: Callable[..., str], tmp_path: Path
) -> None:
    folder = tmp_path / "notes"
    config, attributes = folder / ".git/config", folder / ".git/info/attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("*.png binary", encoding="utf-8")
    before = config.read_bytes(), attributes.read_bytes()
    assert run("merge-driver", "--install", "--dry-run", cwd=folder).code == 0
    assert (config.read_bytes(), attributes.read_bytes()) == before
    assert run("merge-driver", "--install", "--json", cwd=folder).json()["installed"] is True
    once = config.read_bytes(), attributes.read_bytes()
    assert run("merge-driver", "--install", cwd=folder).code == 0
    assert (config.read_bytes(), attributes.read_bytes()) == once
    assert repository("config", "merge.vaultkit.driver").endswith("merge-driver %O %A %B %P\n")
    assert run("merge-driver", "--uninstall", cwd=folder).code == 0
    assert config.read_bytes() == before[0]
    assert attributes.read_bytes() == before[1] + b"\n"


def test_the_driver_calls_a_file_that_is_not_utf_8_by_its_name(run: Run, versions: list[Path]) -> None:
    versions[1].write_bytes(b"caf\xe9\n")
    ran = run("merge-driver", *versions, "Notes/monday.md")
    assert ran.code == 1
    assert "Notes/monday.md:1: byte 3" in ran.err
    assert "ours.md" not in ran.err
    assert versions[1].read_bytes() == b"caf\xe9\n"


def test_merge_says_that_the_folder_to_write_in_is_not_there(
    run: Run, versions: list[Path], tmp_path: Path
) -> None:
    ran = run("merge", *versions, "--output", tmp_path / "nowhere" / "joined.md")
    assert ran.code == 1
    assert "there is no folder" in ran.err
