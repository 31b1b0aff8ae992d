"""Generated files take the place of the ones before in one step."""

import os
import stat
from pathlib import Path

import pytest

from vaultkit.errors import UserError
from vaultkit.vault.replacing import replace_file

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such permissions and links")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_written_once_and_left_alone_while_it_says_the_same(tmp_path):
    path = tmp_path / "x.ics"
    assert replace_file(path, b"one")
    os.utime(path, (1, 1))
    assert not replace_file(path, b"one")
    assert path.stat().st_mtime == 1
    assert replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["x.ics"]


@POSIX
def test_a_private_file_is_its_owners_alone_and_any_other_keeps_what_it_had(tmp_path):
    replace_file(tmp_path / "mine", b"one", private=True)
    assert mode(tmp_path / "mine") == 0o600
    (tmp_path / "mine").chmod(0o644)
    replace_file(tmp_path / "mine", b"two", private=True)
    assert mode(tmp_path / "mine") == 0o600
    replace_file(tmp_path / "ours", b"one")
    (tmp_path / "ours").chmod(0o640)
    replace_file(tmp_path / "ours", b"two")
    assert mode(tmp_path / "ours") == 0o640


@POSIX
def test_a_link_stays_one_and_what_it_leads_to_is_written(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link.ics").symlink_to(tmp_path / "real/x.ics")
    assert replace_file(tmp_path / "link.ics", b"one")
    assert (tmp_path / "link.ics").is_symlink()
    assert (tmp_path / "real/x.ics").read_bytes() == b"one"


def test_a_place_that_can_not_be_written_is_named_and_nothing_is_left_behind(tmp_path):
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "folder", tmp_path / "none/x.ics", tmp_path / ("x" * 300)):
        with pytest.raises(UserError, match=r"could not be written|no such|too long"):
            replace_file(path, b"one")
    assert os.listdir(tmp_path) == ["folder"]
