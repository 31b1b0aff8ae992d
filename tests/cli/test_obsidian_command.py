"""`vaultkit obsidian` and `vaultkit version`, as real processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def run(tmp_path):
    """Run a command in a fresh vault, with standard input closed."""
    root = tmp_path / "our vault"
    environment = os.environ | {"XDG_STATE_HOME": str(tmp_path / "state"), "HOME": str(tmp_path)}

    def command(*arguments: str, within: Path = root) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "vaultkit", "--vault", str(within), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            env=environment,
            check=False,
        )

    subprocess.run(
        [sys.executable, "-m", "vaultkit", "init", str(root), "--me", "Mara"],
        stdin=subprocess.DEVNULL,
        env=environment,
        capture_output=True,
        check=True,
    )
    command.root = root
    return command


def test_the_plugin_is_copied_only_after_a_yes(run):
    refused = run("obsidian", "install")
    assert refused.returncode == 1
    assert "say --yes" in refused.stderr
    assert not (run.root / ".obsidian/plugins").exists()
    done = run("obsidian", "install", "--yes")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == str(run.root / ".obsidian/plugins/vaultkit")
    assert "Nothing is switched on for you" in " ".join(done.stdout.split())
    status = json.loads(run("obsidian", "status", "--json").stdout)
    assert status["installed"]
    assert not status["enabled"]
    assert run("obsidian", "uninstall").returncode == 1
    assert run("obsidian", "uninstall", "--yes").returncode == 0
    assert not (run.root / ".obsidian/plugins/vaultkit").exists()
    assert "nothing of it" in run("obsidian", "uninstall", "--yes").stdout


def test_where_others_may_write_it_says_first_that_a_plugin_is_code(run):
    (run.root / ".stfolder").mkdir()
    said = " ".join(run("obsidian", "install", "--dry-run").stdout.split())
    assert said.index("A plugin is code") < said.index("Syncthing") < said.index("Would copy")
    assert json.loads(run("obsidian", "install", "--yes", "--json").stdout)["warnings"]


@pytest.mark.skipif(os.name == "nt", reason="there is no pty there")
def test_where_the_answer_is_json_nobody_is_asked_even_at_a_terminal(run, tmp_path):
    import pty

    mine, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "vaultkit", "--vault", str(run.root), "obsidian", "install", "--json"],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        timeout=60,
        env=os.environ | {"XDG_STATE_HOME": str(tmp_path / "state"), "HOME": str(tmp_path)},
        check=False,
    )
    os.close(mine)
    os.close(theirs)
    assert done.returncode == 1
    assert "say --yes" in done.stderr
    assert not (run.root / ".obsidian/plugins").exists()


def test_a_changed_plugin_is_told(run):
    run("obsidian", "install", "--yes")
    (run.root / ".obsidian/plugins/vaultkit/main.js").write_text("fetch('https://example.invalid')")
    said = run("obsidian", "status").stdout
    assert "main.js: changed since" in said
    assert "If it was not you" in said


def test_the_version_is_said_with_and_without_a_vault(run, tmp_path):
    assert run("version", within=tmp_path).stdout.startswith("vaultkit ")
    answer = json.loads(run("version", "--json", within=tmp_path / "nowhere").stdout)
    assert answer["program"] == "vaultkit"
    assert isinstance(answer["protocol"], int)
