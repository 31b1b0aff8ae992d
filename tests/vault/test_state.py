import os
import shutil
import stat
from datetime import time
from pathlib import Path

import pytest

from vaultkit.vault.config import Config, load_config
from vaultkit.vault.state import read_state, state_folder, write_state


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def vault(folder: Path, vault_id: str = "0123456789abcdef") -> Config:
    (folder / ".vaultkit").mkdir(parents=True, exist_ok=True)
    (folder / ".vaultkit/config.toml").write_text(f'id = "{vault_id}"\nme = "Mara"\n')
    config = load_config(folder)
    assert config.rollover == time(4)
    return config


def test_state_lies_outside_the_vault_readable_by_its_owner_alone(tmp_path: Path, home: Path) -> None:
    config = vault(tmp_path / "ours")
    folder = state_folder(config)
    assert folder.is_relative_to(home)
    assert not folder.is_relative_to(config.root)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    assert write_state(config, "sign-post", "2026-11-24")
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in folder.iterdir())
    assert sorted(os.listdir(config.root)) == [".vaultkit"]


def test_the_xdg_variable_is_honoured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    assert state_folder(vault(tmp_path / "ours")).is_relative_to(tmp_path / "elsewhere")


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    config = vault(tmp_path / "ours")
    assert read_state(config, "sign-post") is None
    assert write_state(config, "sign-post", {"last": "2026-11-24"})
    assert read_state(config, "sign-post") == {"last": "2026-11-24"}


def test_a_moved_vault_takes_its_state_along(tmp_path: Path) -> None:
    before = vault(tmp_path / "ours")
    write_state(before, "sign-post", "2026-11-24")
    (tmp_path / "ours").rename(tmp_path / "moved")
    after = load_config(tmp_path / "moved")
    assert read_state(after, "sign-post") == "2026-11-24"
    assert len(os.listdir(state_folder(after).parent)) == 1


def test_a_copy_is_another_vault(tmp_path: Path) -> None:
    config = vault(tmp_path / "ours")
    write_state(config, "sign-post", "2026-11-24")
    shutil.copytree(tmp_path / "ours", tmp_path / "copy")
    copy = load_config(tmp_path / "copy")
    assert read_state(copy, "sign-post") is None
    assert write_state(copy, "sign-post", "2026-12-01")
    assert read_state(config, "sign-post") == "2026-11-24"


def test_two_vaults_with_different_ids_never_share_state(tmp_path: Path) -> None:
    write_state(vault(tmp_path / "ours"), "sign-post", "2026-11-24")
    shutil.rmtree(tmp_path / "ours")
    assert read_state(vault(tmp_path / "ours", "fedcba9876543210"), "sign-post") is None


def test_one_vault_reached_by_two_names_has_one_state(tmp_path: Path) -> None:
    config = vault(tmp_path / "ours")
    (tmp_path / "link").symlink_to(tmp_path / "ours")
    assert state_folder(load_config(tmp_path / "link")) == state_folder(config)


def test_where_no_state_can_be_kept_everything_else_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    config = vault(tmp_path / "ours")
    assert write_state(config, "sign-post", "2026-11-24") is False
    assert read_state(config, "sign-post") is None


def test_state_that_was_damaged_counts_as_none(tmp_path: Path) -> None:
    config = vault(tmp_path / "ours")
    write_state(config, "sign-post", "2026-11-24")
    (state_folder(config) / "sign-post.json").write_bytes(b'{"la\xff')
    assert read_state(config, "sign-post") is None
