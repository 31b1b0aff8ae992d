"""A note is read exactly; whatever else has a note's name is told of in one line, and never waited for."""

import os
import re
import socket

import pytest

from vaultkit.errors import UserError
from vaultkit.notes.files import MAX_NOTE_BYTES, read_head, read_text


def refused(path, pattern, read=read_text):
    with pytest.raises(UserError, match=pattern) as caught:
        read(path)
    [problem] = caught.value.problems
    assert problem.startswith(f"{path}:")
    assert "\n" not in problem
    assert "; " in problem
    return problem


@pytest.mark.parametrize(
    "text", ["", "a", "a\r\nb\n", "only\rreturns\r", "\ufeffmarked\n", "\x85\u2028\0é🫖\n"]
)
def test_the_text_is_what_is_on_disk_to_the_byte(tmp_path, text):
    path = tmp_path / "note.md"
    path.write_bytes(text.encode())
    assert read_text(path) == text
    assert read_text(str(path)) == text
    assert read_head(path)[0] == text


def test_the_head_says_whether_it_is_all_and_cuts_no_character(tmp_path):
    path = tmp_path / "note.md"
    path.write_bytes("ab🫖cd".encode())
    assert read_head(path, 2)[::2] == ("ab", False)
    assert [read_head(path, size)[0] for size in (3, 4, 5, 6)] == ["ab", "ab", "ab", "ab🫖"]
    text, status, whole = read_head(path, 8)
    assert (text, status.st_size, whole) == ("ab🫖cd", 8, True)


def test_a_broken_character_is_told_with_its_line(tmp_path):
    path = tmp_path / "note.md"
    path.write_bytes("one\ntwo\nd\xe9j\xe0\n".encode("latin-1"))
    assert re.match(f"{path}:3: byte 9 is 0xe9, expected UTF-8", refused(path, "UTF-8"))
    refused(path, "UTF-8", read_head)
    path.write_bytes(b"ok\n\xf0\x9f\xab")
    refused(path, "UTF-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(tmp_path, encoding):
    path = tmp_path / "note.md"
    path.write_bytes("# A day\nwith words\n".encode(encoding))
    refused(path, "UTF-16")
    refused(path, "UTF-16", read_head)


def test_a_file_of_fifty_megabytes_is_not_read(tmp_path):
    path = tmp_path / "note.md"
    with open(path, "wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert "52,428,800 bytes" in refused(path, "at most 8,388,608")
    path.write_bytes(b"a" * 11)
    refused(path, "at most 10", lambda path: read_text(path, limit=10))
    path.write_bytes(b"a" * 10)
    assert read_text(path, limit=10) == "a" * 10
    assert MAX_NOTE_BYTES == 8_388_608


def test_a_file_that_says_it_is_empty_and_never_ends_is_not_read():
    if os.path.exists("/dev/zero"):
        refused("/dev/zero", "not a file")


def test_a_folder_named_like_a_note_is_told_as_such(tmp_path):
    path = tmp_path / "x.md"
    path.mkdir()
    refused(path, "is a folder")
    refused(path, "is a folder", read_head)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_or_a_socket_is_not_waited_for(tmp_path):
    path = tmp_path / "pipe.md"
    os.mkfifo(path)
    refused(path, "pipe")
    refused(path, "pipe", read_head)
    path = tmp_path / "s.md"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        refused(path, "socket")


@pytest.mark.skipif(os.name == "nt", reason="links need rights here")
def test_links_are_followed_and_loops_told(tmp_path):
    (tmp_path / "note.md").write_text("words")
    (tmp_path / "link.md").symlink_to("note.md")
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "gone.md").symlink_to("nowhere.md")
    assert read_text(tmp_path / "link.md") == "words"
    refused(tmp_path / "loop.md", "leads back to itself")
    refused(tmp_path / "gone.md", "no such note")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_note_one_may_not_read_is_told(tmp_path):
    path = tmp_path / "note.md"
    path.write_text("words")
    path.chmod(0)
    refused(path, "not readable")


def test_names_that_cannot_be_are_told(tmp_path):
    (tmp_path / "file").write_text("")
    refused(tmp_path / "none.md", "no such note")
    refused(tmp_path / "file" / "x.md", "not a folder")
    refused(tmp_path / ("x" * 300 + ".md"), "too long")
    with pytest.raises(UserError, match="not a name"):
        read_text(f"{tmp_path}/a\0b.md")
