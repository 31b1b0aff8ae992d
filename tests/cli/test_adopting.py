"""`init` and `journal` in a vault that someone has in Obsidian, as the person at the terminal meets them."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

DAY = "2026-11-24"


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A vault with daily notes of its own, for its owner's eyes."""
    root = tmp_path / "theirs"
    for name, text in {
        ".obsidian/daily-notes.json": json.dumps(
            {"folder": "Days", "template": "T", "format": "YYYY/YYYY-MM-DD"}
        ),
        "T.md": "# {{title}}\n",
        "Days/2026/2026-11-20.md": "words\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    tmp_path.chmod(0o700)
    root.chmod(0o700)
    return root


def terminal(environment: Mapping[str, str], cwd: Path, answers: str, *arguments: str) -> Iterator[str]:
    """What a person sees who types these answers."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "vaultkit", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**environment, "COLUMNS": "200"},
        cwd=cwd,
    )
    os.close(theirs)
    os.write(ours, answers.encode())
    try:
        while piece := os.read(ours, 4096):
            yield piece.decode()
    except OSError:
        pass
    assert process.wait(30) in (0, 1)
    os.close(ours)


def test_without_a_terminal_init_takes_its_own_proposal_and_says_so(run, theirs):
    ran = run("init", theirs, "--me", "Mara")
    assert ran.code == 0
    assert "your daily notes, such as Days/2026/2026-11-24.md" in " ".join(ran.out.split())
    assert "begins with your template T" in ran.out
    page = run("--vault", theirs, "--date", DAY, "journal")
    assert page.last == theirs / "Days/2026/2026-11-24.md"
    assert "\n# 2026-11-24\n" in page.last.read_text("utf-8")
    assert run("--vault", theirs, "--date", DAY, "check").code == 0
    assert run("init", theirs).out == "Everything is in place already; nothing was changed.\n"


def test_a_dry_run_of_init_shows_everything_and_writes_nothing(run, theirs):
    before = sorted(theirs.rglob("*"))
    ran = run("init", theirs, "--me", "Mara", "--dry-run")
    assert sorted(theirs.rglob("*")) == before
    for told in ("your daily notes", "would make  Bases/Journal.base", "would make  .vaultkit/config.toml"):
        assert told in ran.out
    found = run("init", theirs, "--me", "Mara", "--dry-run", "--json").json()
    assert len(found["adopted"]) == 2
    assert found["left"] == []


@pytest.mark.parametrize(("answer", "into"), [("", "daily"), ("n", "own")])
def test_at_a_terminal_init_asks_once_whether_to_use_the_daily_notes(environment, theirs, answer, into):
    seen = "".join(terminal(environment, theirs, f"Mara\n\n{answer}\n", "init"))
    assert seen.count("Use your daily notes for your pages") == 1
    assert seen.count("such as Days/2026/2026-11-24.md") == 1
    settings = (theirs / ".vaultkit/config.toml").read_text("utf-8")
    assert ('into = "daily"' in settings) == (into == "daily")
    assert "# into" in settings or into == "daily"


def test_a_place_that_cannot_be_is_refused_before_anything_is_asked(environment):
    home = Path(environment["HOME"])
    seen = "".join(terminal(environment, home, "", "init"))
    assert "choose one in it" in seen
    assert "What are you called" not in seen


def test_the_name_that_init_took_from_the_login_is_said(run, environment, tmp_path):
    tmp_path.chmod(0o700)
    assert "here; another name: --me NAME" in run("init", tmp_path / "a", "--dry-run").err
    assert "change me in .vaultkit/config.toml" in run("init", tmp_path / "a").err
    assert "You are called" not in run("init", tmp_path / "b", "--me", "Mara").err
    assert "You are called" not in run("init", tmp_path / "a").err


def test_init_says_in_its_help_what_it_adds_to_obsidians_settings(run):
    told = " ".join(run("init", "--help").out.split())
    assert "your notes stay as they are" in told
    assert "names of properties are added to .obsidian/types.json" in told


def test_a_daily_note_that_is_there_is_completed_only_if_asked(run, theirs):
    run("init", theirs, "--me", "Mara")
    note = theirs / "Days/2026/2026-11-24.md"
    note.write_text("mine\n", "utf-8")
    command = ("--vault", theirs, "--date", DAY, "journal")
    assert run(*command).out == f"{note}\n"
    assert note.read_text("utf-8") == "mine\n"
    assert run(*command, "--complete", "--dry-run").out == f"Would add what is missing to:\n{note}\n"
    assert note.read_text("utf-8") == "mine\n"
    assert run(*command, "--complete").out == f"Added what was missing.\n{note}\n"
    assert "\nmine\n" in note.read_text("utf-8")
    again = run(*command, "--complete", "--json").json()
    assert (again["created"], again["completed"]) == (False, False)


def test_a_note_that_templater_begins_is_left_to_it_in_one_calm_line(run, theirs):
    (theirs / "T.md").write_text("<% tp.date.now() %>", "utf-8")
    run("init", theirs, "--me", "Mara")
    ran = run("--vault", theirs, "--date", DAY, "journal")
    assert ran.code == 0
    first, last = ran.out.splitlines()
    assert first == "T is for Templater: begin this note in Obsidian, and it will be here."
    assert Path(last) == theirs / "Days/2026/2026-11-24.md"
    assert not Path(last).exists()


def test_a_page_that_can_take_no_words_yet_is_said_before_anyone_has_typed_some(run, environment, theirs):
    (theirs / "T.md").write_text("<% tp.date.now() %>", "utf-8")
    run("init", theirs, "--me", "Mara")
    seen = "".join(terminal(environment, theirs, "", "--date", DAY, "new", "journal"))
    assert "this page is begun by Templater from T, and nothing is written yet" in seen
    assert "How strong" not in seen
