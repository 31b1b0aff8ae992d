"""Importing vaultkit.notes costs only what is used."""

import subprocess
import sys

import pytest

import vaultkit.notes


def loaded_after(code):
    script = f"import sys\n{code}\nprint(*sys.modules)"
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()


def test_reading_an_everyday_note_loads_no_yaml():
    modules = loaded_after(
        "from vaultkit.notes import parse_note\n"
        "note = parse_note('---\\ntype: journal\\ntags: [a, b]\\ntime: \"21:30\"\\ndone:\\n  - x\\n---\\nbody')\n"
        "assert note.properties['done'] == ['x']"
    )
    assert not {"yaml", "frontmatter", "dataclasses", "inspect", "tempfile"} & set(modules)


def test_importing_the_package_loads_none_of_its_parts():
    assert [
        name for name in loaded_after("import vaultkit.notes") if name.startswith("vaultkit.notes.")
    ] == []


@pytest.mark.parametrize("name", vaultkit.notes.__all__)
def test_every_public_name_is_there(name):
    assert getattr(vaultkit.notes, name) is not None
    assert name in dir(vaultkit.notes)


def test_a_name_that_does_not_exist_is_an_attribute_error():
    assert not hasattr(vaultkit.notes, "nothing")
