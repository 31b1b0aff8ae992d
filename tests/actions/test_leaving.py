"""Leaving works alone and offline, loses no note and sends nothing; an export has every note as it is."""

import datetime
import json
from pathlib import Path

import pytest

from vaultkit.actions.init import init
from vaultkit.actions.leaving import export, leave
from vaultkit.actions.new import new_note
from vaultkit.actions.syncing import pause, set_up, status, sync
from vaultkit.errors import UserError
from vaultkit.vault.config import Config, load_config
from vaultkit.vault.state import state_folder

DAY = datetime.date(2026, 11, 24)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    init(tmp_path / "ours", "Mara", "Jonas", private=True)
    config = load_config(tmp_path / "ours")
    new_note(config, "journal", DAY, given={"distress": 3, "#What happened": "private words"})
    new_note(config, "ritual", DAY, title="Sunday walk", given={"cadence": "weekly"})
    return config


def all_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_leaving_keeps_every_note_and_begins_a_shared_folder_for_one(config: Config):
    before = all_files(config.root)
    done = leave(config, DAY)
    assert done.archive == config.root / "Shared until 2026-11-24"
    after = all_files(config.root)
    for name, data in before.items():
        if name != ".vaultkit/config.toml":
            assert after[name.replace("Shared/", "Shared until 2026-11-24/")] == data
    alone = load_config(config.root)
    assert (alone.me, alone.partner) == ("Mara", "")
    assert "Jonas" not in (config.root / "Shared/Our workbook.md").read_text("utf-8")


def test_a_dry_run_of_leaving_changes_nothing(config: Config):
    before = all_files(config.root)
    assert leave(config, DAY, dry_run=True).archive == config.root / "Shared until 2026-11-24"
    assert all_files(config.root) == before


def test_leaving_takes_sync_down_without_a_word_to_the_place_it_went_to(config: Config, tmp_path: Path):
    set_up(config, str(tmp_path / "stick"))
    sync(config, DAY)
    sent = all_files(tmp_path / "stick")
    assert leave(config, DAY).synced
    assert all_files(tmp_path / "stick") == sent
    assert status(config).remote == ""
    assert not (state_folder(config) / "sync").exists()
    with pytest.raises(UserError, match="not set up"):
        sync(config, DAY)


def test_leaving_twice_keeps_both_archives(config: Config):
    leave(config, DAY)
    assert leave(load_config(config.root), DAY).archive == config.root / "Shared until 2026-11-24 2"


def test_while_sync_rests_nothing_goes_out(config: Config, tmp_path: Path):
    set_up(config, str(tmp_path / "stick"))
    pause(config)
    with pytest.raises(UserError, match="paused"):
        sync(config, DAY)
    assert all_files(tmp_path / "stick") == {}
    pause(config, end=True)
    assert sync(config, DAY).sent


def test_an_export_has_every_note_as_it_is_and_what_they_say_as_data(config: Config, tmp_path: Path):
    done = export(config, tmp_path / "out")
    copied = all_files(tmp_path / "out")
    data = json.loads(copied.pop("vaultkit.json"))
    assert done.notes == len(copied) == len(data)
    assert copied == {name: text for name, text in all_files(config.root).items() if name in copied}
    (journal,) = [one for one in data if one["type"] == "journal"]
    assert (journal["path"], journal["distress"]) == ("Journal/2026-11-24.md", 3)


def test_an_export_never_goes_over_what_is_there_or_into_the_vault(config: Config, tmp_path: Path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine", "utf-8")
    for place in (tmp_path / "out", config.root / "out"):
        with pytest.raises(UserError):
            export(config, place)
    assert all_files(tmp_path / "out") == {"mine.txt": b"mine"}
