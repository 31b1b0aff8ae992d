"""The plugin for Obsidian in node, against the real `vaultkit` command, and by Obsidian's own rules for plugins."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MAIN = HERE.parents[1] / "vaultkit" / "obsidian" / "main.js"
NODE_MODULES = Path(os.environ.get("VAULTKIT_NODE_MODULES") or HERE.parent / "node_modules")
PACKAGES = ("obsidian-test-mocks", "jsdom", "eslint", "eslint-plugin-obsidianmd")
PROGRAM = Path(sys.executable).with_name("vaultkit")

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="the stand-ins for the program are shell scripts"),
    pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed"),
    pytest.mark.usefixtures("recent_node"),
    pytest.mark.skipif(
        not all((NODE_MODULES / package).is_dir() for package in PACKAGES),
        reason="the npm packages are not installed",
    ),
    pytest.mark.skipif(not PROGRAM.is_file(), reason="vaultkit is not installed beside this Python"),
]


@pytest.fixture(scope="module")
def recent_node() -> None:
    """jsdom needs node 20.19 or newer."""
    said = subprocess.run(["node", "--version"], capture_output=True, encoding="utf-8", check=True).stdout
    if tuple(map(int, said.strip().removeprefix("v").split(".")[:2])) < (20, 19):
        pytest.skip(f"node is {said.strip()}")


def node(*arguments: str) -> None:
    """Run node, and show what it says if it is not content."""
    environment = os.environ | {"VAULTKIT_PROGRAM": str(PROGRAM)}
    done = subprocess.run(
        ["node", *arguments],
        cwd=HERE,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


@pytest.mark.parametrize("part", ["breath", "commands", "program"])
def test_the_plugin_does_what_it_says_with_the_real_program(part: str) -> None:
    node("--test", "--test-reporter=spec", f"{part}.test.mjs")


def test_the_plugin_keeps_to_the_rules_that_obsidian_has_for_plugins() -> None:
    node("lint.mjs")


def test_the_plugin_can_be_read_in_ten_minutes() -> None:
    lines = MAIN.read_text("utf-8").splitlines()
    assert len(lines) <= 450
    assert max(map(len, lines)) <= 120
