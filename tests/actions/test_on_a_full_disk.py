"""Where a disk takes nothing more: the words are the same everywhere, and no empty file stays behind."""

import os
import signal
import subprocess
import sys

import pytest

from vaultkit.actions.own_files import write_own
from vaultkit.errors import UserError
from vaultkit.notes.files import create_note
from vaultkit.vault.replacing import replace_file

FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
from pathlib import Path
from vaultkit import UserError
from vaultkit.actions.own_files import write_own
from vaultkit.vault.replacing import replace_file
folder = Path(sys.argv[1])
for write in (
    lambda: write_own(folder / "charts/a.svg", "<svg/>", root=folder),
    lambda: write_own(folder / "Report.html", "<!doctype html>\\n<p>", root=folder),
    lambda: replace_file(folder / "Ours.ics", b"BEGIN", private=True),
):
    try:
        write()
    except UserError as error:
        print(error)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limit on the size of files here")
def test_a_file_that_could_not_be_written_is_not_left_empty(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, timeout=60, check=True
    )
    said = done.stdout.splitlines()
    assert len(said) == 3
    assert all("could not be written" in line and "or check the disk" in line for line in said)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_calendars_pages_and_notes_that_can_not_be_written_say_the_same(tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    place = tmp_path / "file/x.md"
    said = []
    for write in (
        lambda: create_note(place, "one", root=tmp_path),
        lambda: write_own(place, "one", root=tmp_path),
        lambda: replace_file(place, b"one"),
    ):
        with pytest.raises(UserError) as found:
            write()
        said.append(str(found.value))
    assert len(set(said)) == 1
    assert os.listdir(tmp_path) == ["file"]
