"""A note is removed as it was known to be, and words that came meanwhile stay where people see them."""

import os
from pathlib import Path

import pytest

from vaultkit.notes.removing import remove_note


def test_a_note_that_is_as_it_was_goes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"words\n")
    assert remove_note(tmp_path / "a.md", b"words\n")
    assert os.listdir(tmp_path) == []


def test_a_note_that_someone_changed_stays(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"words\nand more\n")
    assert not remove_note(tmp_path / "a.md", b"words\n")
    assert os.listdir(tmp_path) == ["a.md"]
    assert (tmp_path / "a.md").read_bytes() == b"words\nand more\n"


@pytest.mark.parametrize("links", [True, False])
def test_a_note_that_was_changed_and_then_written_again_is_there_twice(
    tmp_path: Path, monkeypatch, links: bool
) -> None:
    (tmp_path / "a.md").write_bytes(b"changed\n")
    look = Path.read_bytes

    def write_again(path: Path) -> bytes:
        if path.name.endswith(".going"):
            (tmp_path / "a.md").write_bytes(b"written again\n")
        return look(path)

    def no_links(*_: object) -> None:
        raise OSError(95, "not supported")

    with monkeypatch.context() as context:
        context.setattr(Path, "read_bytes", write_again)
        if not links:
            context.setattr(os, "link", no_links)
        assert not remove_note(tmp_path / "a.md", b"words\n")
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert found == {"a.md": b"written again\n", "a 2.md": b"changed\n"}
