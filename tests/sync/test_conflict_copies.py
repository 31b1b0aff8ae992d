"""Copies that other sync products leave find their way back into their note, and no word of either is lost."""

from pathlib import Path

import pytest

from vaultkit.actions.conflict_copies import Joined, join_copies, possible_copies
from vaultkit.sync.conflict_copies import may_be_copy, original_of
from vaultkit.vault.config import Config, load_config


@pytest.mark.parametrize(
    ("copy", "note"),
    [
        ("Walk (Conflicted copy Pixel 8 202611241830).md", "Walk.md"),
        ("Walk (Conflicted copy).md", "Walk.md"),
        ("2026-W48.sync-conflict-20261124-183000-ABCDEF7.md", "2026-W48.md"),
        ("Walk (Mara's conflicted copy 2026-11-24).md", "Walk.md"),
        ("Walk (conflicted copy 2026-11-24 183000).md", "Walk.md"),
        ("Walk (Mara's conflicted copy 2026-11-24 1).md", "Walk.md"),
        ("A (b) (Conflicted copy phone 202611241830).md", "A (b).md"),
        ("A.sync-conflict-20261124-183000-ABCDEF7.sync-conflict-20261125-183000-ABCDEF7.md", "A.md"),
    ],
)
def test_the_names_of_the_known_products_lead_to_the_note(copy, note):
    assert original_of(copy) == note
    assert not may_be_copy(copy)


@pytest.mark.parametrize(
    "name",
    [
        "Walk.md",
        "Walk 2.md",
        "Our conflict copy.md",
        "About conflict (an old one).md",
        "Walk (conflicted copy).md",
        "Walk.sync-conflict-2026.md",
        "Walk (Conflicted copy 2026).md",
        " (Conflicted copy).txt",
    ],
)
def test_a_name_that_is_not_known_for_certain_is_no_copy(name):
    assert original_of(name) == ""
    assert may_be_copy(name) == ("onflict" in name)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "ours"
    put(root / ".vaultkit/config.toml", 'id = "0123456789abcdef"\nme = "Mara"\npartner = "Jonas"\n')
    put(root / "Shared/Check-ins/2026-W48.md", "# W48\n\n- ours\n- both\n")
    return load_config(root)


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_copy_is_joined_into_its_note_and_goes(config: Config):
    name = "Shared/Check-ins/2026-W48.sync-conflict-20261124-183000-ABCDEF7.md"
    copy = put(config.root / name, "# W48\n\n- both\n- theirs\n")
    assert [one.copy for one in join_copies(config, dry_run=True)] == [name]
    assert copy.exists()
    assert join_copies(config) == [Joined(name, "Shared/Check-ins/2026-W48.md", False)]
    assert not copy.exists()
    text = (config.root / "Shared/Check-ins/2026-W48.md").read_text("utf-8")
    assert sorted(text.split("\n")) == sorted(["# W48", "", "- ours", "- both", "- theirs", ""])
    assert join_copies(config) == []


def test_a_copy_whose_note_is_gone_takes_its_name(config: Config):
    put(config.root / "Shared/Goals/Shelf (Conflicted copy).md", "words\n")
    join_copies(config)
    assert (config.root / "Shared/Goals/Shelf.md").read_text("utf-8") == "words\n"
    assert [path.name for path in (config.root / "Shared/Goals").iterdir()] == ["Shelf.md"]


def test_a_copy_that_cannot_be_read_and_anything_less_certain_stay(config: Config):
    broken = config.root / "Shared/Check-ins/2026-W48 (Conflicted copy).md"
    broken.write_bytes(b"\xff\xfe\xff")
    perhaps = put(config.root / "Shared/Walk (conflict).md", "words\n")
    private = put(config.root / "Journal/2026-11-24 (Conflicted copy).md", "words\n")
    assert join_copies(config) == []
    assert possible_copies(config) == [perhaps]
    assert broken.exists()
    assert private.exists()
