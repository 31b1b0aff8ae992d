"""Notes are created and edited whole or not at all, inside the vault only, and nothing is left lying about."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vaultkit.errors import UserError
from vaultkit.notes import swapping
from vaultkit.notes.files import create_note, edit_note, existing_twin, left_behind, read_text


def append(text):
    return text + "more\n"


def names(folder):
    return sorted(os.listdir(folder))


def test_a_note_is_created_with_its_folders_exactly_as_given(tmp_path):
    path = tmp_path / "Journal" / "2026" / "11-24.md"
    text = "\ufeffa\r\nb\rc\n\nno newline at the end"
    assert create_note(path, text, root=tmp_path)
    assert path.read_bytes() == text.encode()
    assert names(path.parent) == ["11-24.md"]
    umask = os.umask(0)
    os.umask(umask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask


def test_a_note_that_exists_is_never_overwritten(tmp_path):
    path = tmp_path / "note.md"
    path.write_text("mine")
    assert not create_note(path, "other", root=tmp_path)
    (tmp_path / "folder.md").mkdir()
    assert not create_note(tmp_path / "folder.md", "other", root=tmp_path)
    (tmp_path / "dangling.md").symlink_to("nowhere.md")
    assert not create_note(tmp_path / "dangling.md", "other", root=tmp_path)
    assert path.read_text() == "mine"
    assert names(tmp_path) == ["dangling.md", "folder.md", "note.md"]


@pytest.mark.parametrize(
    ("there", "new"), [("Tea.md", "tea.MD"), ("Mara\u0308.md", "mar\u00e4.md"), ("STRASSE.md", "Straße.md")]
)
def test_a_name_that_is_the_same_file_elsewhere_counts_as_there(tmp_path, there, new):
    (tmp_path / there).write_text("mine")
    assert not create_note(tmp_path / new, "other", root=tmp_path)
    assert names(tmp_path) == [there]


def test_where_links_are_missing_a_note_is_still_created_and_never_overwritten(tmp_path, monkeypatch):
    def no_link(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_link)
    path = tmp_path / "note.md"
    assert create_note(path, "words", root=tmp_path)
    monkeypatch.setattr(os.path, "lexists", lambda path: False)
    monkeypatch.setattr(os, "listdir", lambda folder: [])
    assert not create_note(path, "other", root=tmp_path)
    monkeypatch.undo()
    assert (path.read_text(), names(tmp_path)) == ("words", ["note.md"])


def test_nothing_is_written_outside_the_vault(tmp_path):
    vault, outside = tmp_path / "vault", tmp_path / "vault 2"
    vault.mkdir()
    outside.mkdir()
    (outside / "note.md").write_text("theirs")
    (vault / "link").symlink_to(outside)
    (vault / "note.md").symlink_to(outside / "note.md")
    for path in (
        vault / "../x.md",
        vault / "a" / ".." / ".." / "x.md",
        vault / "link" / "x.md",
        outside / "x.md",
        "/x.md",
    ):
        with pytest.raises(UserError, match="leads out of"):
            create_note(path, "words", root=vault)
    for path in (vault / "note.md", vault / "link" / "note.md", outside / "note.md"):
        with pytest.raises(UserError, match="leads out of"):
            edit_note(path, append, root=vault)
    assert (outside / "note.md").read_text() == "theirs"
    assert names(outside) == ["note.md"]
    assert names(tmp_path) == ["vault", "vault 2"]
    assert names(vault) == ["link", "note.md"]


def test_a_vault_may_itself_be_a_link_or_the_root_of_the_disk(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "vault").symlink_to("real")
    assert create_note(tmp_path / "vault" / "a.md", "a\n", root=tmp_path / "vault")
    assert edit_note(tmp_path / "real" / "a.md", append, root=tmp_path / "vault")
    assert edit_note(tmp_path / "real" / "a.md", append, root="/")
    assert read_text(tmp_path / "real" / "a.md") == "a\nmore\nmore\n"


def test_an_edit_changes_the_text_and_keeps_permissions_and_attributes(tmp_path):
    path = tmp_path / "note.md"
    path.write_bytes(b"one\r\n")
    path.chmod(0o640)
    try:
        os.setxattr(path, "user.colour", b"green")
    except (OSError, AttributeError):
        attribute = None
    else:
        attribute = b"green"
    assert edit_note(path, append, root=tmp_path)
    assert path.read_bytes() == b"one\r\nmore\n"
    assert path.stat().st_mode & 0o777 == 0o640
    if attribute:
        assert os.getxattr(path, "user.colour") == attribute
    assert names(tmp_path) == ["note.md"]


def test_an_edit_that_changes_nothing_writes_nothing(tmp_path):
    path = tmp_path / "note.md"
    path.write_text("one")
    before = path.stat()
    assert not edit_note(path, lambda text: text, root=tmp_path)
    after = path.stat()
    # Being read may count as access.
    assert (after.st_ino, after.st_mtime_ns, after.st_ctime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_ctime_ns,
    )


def test_an_edit_through_a_link_edits_what_it_leads_to(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "note.md").write_text("one\n")
    (tmp_path / "link.md").symlink_to("a/note.md")
    assert edit_note(tmp_path / "link.md", append, root=tmp_path)
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "a" / "note.md").read_text() == "one\nmore\n"


def test_an_edit_that_raises_leaves_the_note_and_nothing_else(tmp_path):
    path = tmp_path / "note.md"
    path.write_text("one")

    def broken(text):
        raise ValueError(text)

    with pytest.raises(ValueError, match="one"):
        edit_note(path, broken, root=tmp_path)
    with pytest.raises(UserError, match="half a character"):
        edit_note(path, lambda text: text + "\n\ud800", root=tmp_path)
    with pytest.raises(UserError, match=r"new\.md:2: half a character"):
        create_note(tmp_path / "new.md", "a\n\udfff", root=tmp_path)
    assert (path.read_text(), names(tmp_path)) == ("one", ["note.md"])


@pytest.mark.parametrize("name", ["none.md", "none/x.md", "loop.md", "folder.md", "file/x.md", "latin.md"])
def test_what_cannot_be_edited_is_told_in_one_line(tmp_path, name):
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "file").write_text("")
    (tmp_path / "latin.md").write_bytes(b"\xe9")
    before = names(tmp_path)
    with pytest.raises(UserError) as caught:
        edit_note(tmp_path / name, append, root=tmp_path)
    [problem] = caught.value.problems
    assert problem.startswith(f"{tmp_path / name}:")
    assert "\n" not in problem
    assert names(tmp_path) == before


@pytest.mark.parametrize("name", ["file/x.md", "x" * 300 + ".md", "", "a\0b.md"])
def test_what_cannot_be_created_is_told_in_one_line(tmp_path, name):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError) as caught:
        create_note(f"{tmp_path}/{name}", "words", root=tmp_path)
    assert "\n" not in str(caught.value)
    assert names(tmp_path) == ["file"]


def test_a_save_that_comes_while_the_edit_is_made_is_kept_and_edited(tmp_path):
    path = tmp_path / "note.md"
    path.write_text("one\n")
    seen = []

    def edit(text):
        if not seen:
            path.write_text("one\nsaved by an editor\n")
        seen.append(text)
        return append(text)

    assert edit_note(path, edit, root=tmp_path)
    assert path.read_text() == "one\nsaved by an editor\nmore\n"
    assert seen == ["one\n", "one\nsaved by an editor\n"]
    assert names(tmp_path) == ["note.md"]


@pytest.mark.parametrize("missing", ["swap", "hold"])
def test_where_the_system_cannot_swap_or_hold_a_save_before_the_swap_is_kept(tmp_path, monkeypatch, missing):
    if missing == "swap":
        monkeypatch.setattr(swapping, "_exchange", lambda first, second: False)
    else:
        import fcntl

        real = fcntl.fcntl

        def no_lease(fd, command, *arguments):
            if command == getattr(fcntl, "F_SETLEASE", None):
                raise OSError(errno.EINVAL, "no leases here")
            return real(fd, command, *arguments)

        monkeypatch.setattr(fcntl, "fcntl", no_lease)
    test_a_save_that_comes_while_the_edit_is_made_is_kept_and_edited(tmp_path)
    assert edit_note(tmp_path / "note.md", append, root=tmp_path)
    assert read_text(tmp_path / "note.md").endswith("more\nmore\n")


def test_a_save_into_our_version_in_the_instant_before_it_is_taken_back_is_kept(tmp_path, monkeypatch):
    path = tmp_path / "note.md"
    path.write_text("one\n")
    exchange = swapping._exchange
    times = []

    def disturbed(first, second):
        times.append(second)
        if len(times) == 1:
            # Another program replaced the note right before, and saves into our version right after.
            (tmp_path / "other").write_text("one\nreplaced\n")
            os.replace(tmp_path / "other", path)
            done = exchange(first, second)
            with open(path, "a") as note:
                note.write("typed at that instant\n")
            return done
        return exchange(first, second)

    monkeypatch.setattr(swapping, "_exchange", disturbed)
    assert edit_note(path, append, root=tmp_path)
    assert path.read_text() == "one\nreplaced\nmore\ntyped at that instant\n"
    assert names(tmp_path) == ["note.md"]


def test_a_program_that_keeps_the_note_open_for_writing_is_named_as_the_reason(tmp_path, monkeypatch):
    if sys.platform != "linux":
        pytest.skip("the system does not tell")
    monkeypatch.setattr(swapping, "PATIENCE", 0.1)
    path = tmp_path / "note.md"
    path.write_text("one\n")
    with open(path, "a"), pytest.raises(UserError, match="another program keeps writing"):
        edit_note(path, append, root=tmp_path)
    assert (path.read_text(), names(tmp_path)) == ("one\n", ["note.md"])


def test_a_note_can_carry_an_earlier_time_and_never_one_to_come(tmp_path):
    then = 1_795_000_000.0
    for name, modified in (("then.md", then - 1e9), ("ahead.md", time.time() + 9999)):
        assert create_note(tmp_path / name, "words", root=tmp_path, modified=modified)
    assert (tmp_path / "then.md").stat().st_mtime == then - 1e9
    assert (tmp_path / "ahead.md").stat().st_mtime <= time.time() + 1


def test_what_killed_programs_left_is_cleared_or_told_after_an_hour(tmp_path):
    new, edit, fresh = ".~vaultkit-new-1.tmp", ".~vaultkit-edit-2.tmp", ".~vaultkit-new-3.tmp"
    for name in (new, edit, fresh, ".other.tmp"):
        (tmp_path / name).write_text("x")
        if name != fresh:
            os.utime(tmp_path / name, (time.time() - 3700,) * 2)
    create_note(tmp_path / "note.md", "words", root=tmp_path)
    assert names(tmp_path) == sorted([edit, fresh, ".other.tmp", "note.md"])
    assert left_behind(tmp_path) == [str(tmp_path / edit)]


def test_creating_a_note_loads_nothing_it_does_not_need():
    code = (
        "import sys; from vaultkit.notes.files import create_note\n"
        "print([m for m in ('ctypes', 'hashlib', 'yaml', 'fcntl', 'pathlib', 'tempfile') if m in sys.modules])"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX systems")
def test_the_edit_of_a_private_note_is_private_from_its_first_byte(tmp_path, monkeypatch):
    note = tmp_path / "note.md"
    note.write_text("a")
    note.chmod(0o600)
    modes = []
    fsync = os.fsync

    def looked_at(fd):
        modes.append(os.fstat(fd).st_mode & 0o777)
        fsync(fd)

    monkeypatch.setattr(os, "fsync", looked_at)
    assert edit_note(note, lambda text: text + "b", root=tmp_path)
    assert modes[0] == 0o600
    assert note.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX systems")
def test_a_new_note_has_the_permissions_of_any_new_file(tmp_path):
    (tmp_path / "plain").write_text("")
    create_note(tmp_path / "note.md", "a", root=tmp_path)
    assert (tmp_path / "note.md").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_the_note_that_has_a_name_already_is_found_in_other_case_or_spelling(tmp_path):
    for name in ("2026-11-24.MD", "Caf\u0065\u0301.md"):
        (tmp_path / name).write_text("")
    assert existing_twin(tmp_path / "2026-11-24.MD") == str(tmp_path / "2026-11-24.MD")
    assert existing_twin(tmp_path / "2026-11-24.md") == str(tmp_path / "2026-11-24.MD")
    assert existing_twin(tmp_path / "caf\u00e9.md") == str(tmp_path / "Caf\u0065\u0301.md")
    assert existing_twin(tmp_path / "2026-11-25.md") is None
    assert existing_twin(tmp_path / "nowhere" / "a.md") is None
