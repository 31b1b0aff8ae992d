from pathlib import Path

import pytest

from vaultkit.errors import UserError
from vaultkit.vault.discovery import find_vault


def vault(folder: Path) -> Path:
    (folder / ".vaultkit").mkdir(parents=True)
    (folder / ".vaultkit/config.toml").touch()
    return folder


def test_a_vault_is_found_from_any_folder_in_it(tmp_path: Path) -> None:
    root = vault(tmp_path / "ours")
    deep = root / "Journal/2026/11"
    deep.mkdir(parents=True)
    assert find_vault(deep, None, {}) == root
    assert find_vault(root, None, {}) == root


def test_the_option_wins_over_the_variable_and_that_over_where_one_stands(tmp_path: Path) -> None:
    here, named, chosen = (vault(tmp_path / name) for name in ("here", "named", "chosen"))
    environ = {"VAULTKIT_VAULT": str(named)}
    assert find_vault(here, str(chosen), environ) == chosen
    assert find_vault(here, None, environ) == named
    assert find_vault(here, None, {"VAULTKIT_VAULT": ""}) == here


def test_a_relative_path_counts_from_where_one_stands(tmp_path: Path) -> None:
    root = vault(tmp_path / "ours")
    (tmp_path / "other").mkdir()
    assert find_vault(tmp_path, "ours", {}) == root
    assert find_vault(tmp_path / "other", "../ours", {}) == root


def test_a_named_folder_inside_a_vault_is_not_the_vault_itself(tmp_path: Path) -> None:
    (vault(tmp_path) / "Journal").mkdir()
    with pytest.raises(UserError, match="name the vault itself"):
        find_vault(tmp_path, "Journal", {})


def test_without_a_vault_one_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"here or above; .* vaultkit init"):
        find_vault(tmp_path, None, {})
    with pytest.raises(UserError, match="no such folder"):
        find_vault(tmp_path, str(tmp_path / "gone"), {})
    (tmp_path / "my notes").mkdir()
    with pytest.raises(UserError, match="vaultkit init 'my notes'"):
        find_vault(tmp_path, "my notes", {})
    with pytest.raises(UserError, match="VAULTKIT_VAULT"):
        find_vault(tmp_path, None, {"VAULTKIT_VAULT": "~nobody-of-this-name/x"})
