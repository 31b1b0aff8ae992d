"""Today's page comes up at once: a command loads what it needs and no more."""

import subprocess
import sys

import pytest
from typer.core import TyperCommand

from vaultkit.cli.app import COMMANDS, load

NEVER_FOR_A_PAGE = {"yaml", "frontmatter", "rich", "sqlite3", "pydantic", "platformdirs"}


@pytest.fixture
def loaded_by_journal(environment, vault):
    """The modules that `vaultkit journal` loads, by their full names."""

    def loaded() -> set[str]:
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "vaultkit", "--date", "2026-11-24", "journal"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            cwd=vault,
            check=True,
            text=True,
        )
        lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
        return {line.rpartition("|")[2].strip() for line in lines}

    return loaded


def packages(modules):
    return {name.partition(".")[0] for name in modules}


def test_a_page_that_is_there_is_found_without_loading_templates_notes_or_the_index(loaded_by_journal, vault):
    note = vault / "Journal" / "2026-11-24.md"
    note.parent.mkdir(exist_ok=True)
    note.write_text("mine\n", encoding="utf-8")
    modules = loaded_by_journal()
    assert "vaultkit.actions.journal" in modules
    assert not packages(modules) & (NEVER_FOR_A_PAGE | {"jinja2", "json", "tempfile", "hashlib"})
    assert not {name for name in modules if name.startswith(("vaultkit.notes", "vaultkit.render"))}


def test_a_new_page_is_made_without_loading_yaml_or_the_index(loaded_by_journal, vault):
    (vault / "Journal" / "2026-11-24.md").unlink(missing_ok=True)
    modules = loaded_by_journal()
    assert "jinja2" in modules
    assert not packages(modules) & NEVER_FOR_A_PAGE
    assert not {name for name in modules if name.startswith("vaultkit.cli.")} - {
        "vaultkit.cli.app",
        "vaultkit.cli.journal",
        "vaultkit.cli.opening",
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_described_in_the_list_as_in_its_own_help(command):
    listed = TyperCommand(command, help=COMMANDS[command])
    assert listed.get_short_help_str(200) == load(command).get_short_help_str(200)


def test_ctrl_c_while_a_command_is_still_loading_leaves_no_trace_on_the_screen(environment):
    program = (
        "import sys\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'vaultkit.cli.app': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "from vaultkit.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
