import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.actions.own_files import _is_ours, _marked, write_own
from vaultkit.errors import UserError


def test_a_file_is_made_for_its_owner_alone_and_says_who_made_it(tmp_path):
    made = write_own(tmp_path / "charts/a.svg", "<svg/>\n", root=tmp_path)
    text = made.path.read_text("utf-8")
    assert (made.created, made.changed) == (True, False)
    assert text.startswith("<!-- Made by vaultkit, ")
    assert text.endswith("-->\n<svg/>\n")
    if os.name != "nt":
        assert stat.S_IMODE(made.path.stat().st_mode) == 0o600


def test_a_page_still_begins_with_what_it_is(tmp_path):
    made = write_own(tmp_path / "a.html", "<!doctype html>\n<p>x\n", root=tmp_path)
    assert made.path.read_text("utf-8").startswith("<!doctype html>\n<!-- Made by vaultkit, ")


def test_a_file_that_says_the_same_is_not_touched(tmp_path):
    path = write_own(tmp_path / "a.svg", "one\n", root=tmp_path).path
    os.utime(path, (1, 1))
    again = write_own(tmp_path / "a.svg", "one\n", root=tmp_path)
    assert (again.path, again.created, again.changed) == (path, False, False)
    assert path.stat().st_mtime == 1


def test_a_file_of_ours_is_made_again_when_it_changes(tmp_path):
    path = write_own(tmp_path / "a.svg", "one\n", root=tmp_path).path
    again = write_own(tmp_path / "a.svg", "two\n", root=tmp_path)
    assert (again.path, again.created, again.changed) == (path, False, True)
    assert path.read_text("utf-8").endswith("-->\ntwo\n")
    assert os.listdir(tmp_path) == ["a.svg"]


@pytest.mark.parametrize(
    "words", ["my own drawing", "<!-- Made by vaultkit, 0123456789ab. -->\nx\n", "\ufeff"]
)
def test_someones_file_of_that_name_stays_as_it_is(tmp_path, words):
    (tmp_path / "a.svg").write_text(words, "utf-8")
    made = write_own(tmp_path / "a.svg", "one\n", root=tmp_path)
    assert (tmp_path / "a.svg").read_text("utf-8") == words
    assert made.path == tmp_path / "a 2.svg"
    assert write_own(tmp_path / "a.svg", "two\n", root=tmp_path).path == made.path


def test_a_file_of_ours_that_someone_changed_is_theirs(tmp_path):
    path = write_own(tmp_path / "a.svg", "one\n", root=tmp_path).path
    changed = path.read_text("utf-8") + "<!-- mine -->\n"
    path.write_text(changed, "utf-8")
    assert write_own(path, "two\n", root=tmp_path).path == tmp_path / "a 2.svg"
    assert path.read_text("utf-8") == changed


def test_a_file_that_is_no_text_stays_as_it_is(tmp_path):
    (tmp_path / "a.svg").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "a 2.svg").mkdir()
    made = write_own(tmp_path / "a.svg", "one\n", root=tmp_path)
    assert made.path == tmp_path / "a 3.svg"
    assert (tmp_path / "a.svg").read_bytes() == b"\xff\xfe\x00"


def test_a_name_in_other_letters_is_the_same_file_elsewhere_and_so_here(tmp_path):
    (tmp_path / "A.SVG").write_text("mine", "utf-8")
    assert write_own(tmp_path / "a.svg", "one\n", root=tmp_path).path == tmp_path / "a 2.svg"


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_nothing_is_written_through_a_link_out_of_the_vault(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "charts").symlink_to(outside)
    with pytest.raises(UserError, match="leads out of"):
        write_own(vault / "charts/a.svg", "one\n", root=vault)
    assert os.listdir(outside) == []
    (vault / "a.svg").symlink_to(outside / "a.svg")
    assert write_own(vault / "a.svg", "one\n", root=vault).path == vault / "a 2.svg"
    assert os.listdir(outside) == []


def test_in_a_dry_run_nothing_is_written(tmp_path):
    path = tmp_path / "charts/a.svg"
    assert write_own(path, "one\n", root=tmp_path, dry_run=True).created
    assert os.listdir(tmp_path) == []
    write_own(path, "one\n", root=tmp_path)
    before = path.read_bytes()
    assert write_own(path, "two\n", root=tmp_path, dry_run=True).changed
    assert path.read_bytes() == before


def test_when_every_number_is_taken_it_says_so(tmp_path):
    for name in ["a.svg", *(f"a {number}.svg" for number in range(2, 10))]:
        (tmp_path / name).write_text("mine", "utf-8")
    with pytest.raises(UserError, match="taken"):
        write_own(tmp_path / "a.svg", "one\n", root=tmp_path)


@given(st.text(), st.text(min_size=1))
def test_only_what_no_one_changed_counts_as_ours(text, more):
    text = f"x{text}\n"
    assert _is_ours(_marked(text))
    if (more + text).replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") != text.replace(
        "\r\n", "\n"
    ).replace("\r", "\n").rstrip("\n"):
        assert not _is_ours(_marked(text) + more + "x")
