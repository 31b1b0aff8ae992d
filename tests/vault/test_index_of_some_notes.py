"""Bringing some notes of an index up to date, and what is kept of the others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from vaultkit.vault.config import load_config
from vaultkit.vault.index import Index
from vaultkit.vault.reading import private_records
from vaultkit.workbook.records import Moment


def write(root: Path, path: str, text: str) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def moment(day: str, before: int) -> str:
    return f"---\ntype: moment\ndate: {day}\nbefore: {before}\ntags: [vaultkit/moment]\n---\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    write(tmp_path / "v", ".vaultkit/config.toml", 'id = "0123456789abcdef"\nme = "Mara"\n')
    for day in (20, 21):
        write(tmp_path / "v", f"Moments/{day}.md", moment(f"2026-11-{day}", day - 15))
    return tmp_path / "v"


@pytest.fixture
def index(root: Path) -> Iterator[Index]:
    with Index.open(load_config(root)) as opened:
        opened.refresh()
        yield opened


def read(root: Path, index: Index) -> dict[str, int | None]:
    return {one.path: one.before for one in private_records(load_config(root), index, Moment)}


@pytest.mark.parametrize("keeps", [False, True])
def test_only_the_named_notes_are_read_again(root: Path, index: Index, keeps: bool) -> None:
    if keeps:
        index.keep()
    assert read(root, index) == {"Moments/20.md": 5, "Moments/21.md": 6}
    write(root, "Moments/20.md", moment("2026-11-20", 9))
    write(root, "Moments/21.md", moment("2026-11-21", 9))
    write(root, "Moments/22.md", moment("2026-11-22", 1))
    index.refresh_notes(["Moments/20.md", "Moments/22.md"])
    assert read(root, index) == {"Moments/20.md": 9, "Moments/21.md": 6, "Moments/22.md": 1}
    (root / "Moments/20.md").unlink()
    index.refresh_notes(["Moments/20.md", "Elsewhere/none.md"])
    assert read(root, index) == {"Moments/21.md": 6, "Moments/22.md": 1}
    index.refresh()
    assert read(root, index) == {"Moments/21.md": 9, "Moments/22.md": 1}


def test_a_type_and_a_date_are_told_without_reading_the_rest(index: Index) -> None:
    assert index.kinds(["Moments/20.md", "None.md"]) == {"Moments/20.md": ("moment", "2026-11-20")}
    assert len(index.kinds()) == 2


def test_a_kept_record_is_the_very_same_until_its_note_changes(root: Path, index: Index) -> None:
    index.keep()
    before = {note.path: note for note in index.notes(["moment"])}
    write(root, "Moments/20.md", moment("2026-11-20", 9))
    index.refresh()
    after = {note.path: note for note in index.notes(["moment"])}
    assert after["Moments/21.md"] is before["Moments/21.md"]
    assert after["Moments/20.md"] is not before["Moments/20.md"]


def test_a_note_whose_words_are_elsewhere_for_now_counts_as_it_was_last_read(
    root: Path, index: Index
) -> None:
    (root / "Moments/20.md").rename(root / "Moments/.20.md.icloud")
    write(root, "Moments/.23.md.icloud", "bplist00")
    for refresh in (
        index.refresh,
        index.refresh,
        lambda: index.refresh_notes(["Moments/20.md", "Moments/23.md"]),
    ):
        refresh()
        assert read(root, index) == {"Moments/20.md": 5, "Moments/21.md": 6}
    (root / "Moments/.20.md.icloud").unlink()
    index.refresh()
    assert read(root, index) == {"Moments/21.md": 6}
