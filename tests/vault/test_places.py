import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from vaultkit.vault.places import close_to_others, open_to_others, place_warnings


@pytest.fixture
def home(tmp_path: Path) -> Path:
    tmp_path.chmod(0o700)
    return tmp_path


def made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    folder.chmod(0o700)
    return folder


def test_a_folder_of_ones_own_gives_no_warning(home: Path) -> None:
    assert place_warnings(made(home / "ours")) == []
    assert place_warnings(home / "not there yet") == []


@pytest.mark.parametrize(
    ("path", "product"),
    [
        ("Dropbox/ours", "Dropbox"),
        ("Dropbox (Personal)/ours", "Dropbox"),
        ("Library/CloudStorage/Dropbox-Private/ours", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/ours", "iCloud Drive"),
        ("Library/Mobile Documents/iCloud~md~obsidian/Documents/ours", "iCloud Drive"),
        ("iCloudDrive/ours", "iCloud Drive"),
        ("OneDrive/ours", "OneDrive"),
        ("OneDrive - Somewhere/ours", "OneDrive"),
        ("Google Drive/My Drive/ours", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-me/ours", "Google Drive"),
        ("Nextcloud/ours", "Nextcloud"),
        ("Syncthing/ours", "Syncthing"),
    ],
)
def test_a_synced_place_is_named_before_the_first_private_note(home: Path, path: str, product: str) -> None:
    for folder in (home / path, made(home / path)):
        (warning,) = place_warnings(folder)
        assert f"lies in {product}" in warning
        assert "choose a folder outside" in warning


def test_a_link_into_a_synced_place_is_seen_through(home: Path) -> None:
    made(home / "Dropbox/ours")
    (home / "ours").symlink_to(home / "Dropbox/ours")
    assert len(place_warnings(home / "ours")) == 1


@pytest.mark.parametrize(
    ("mark", "product"),
    [(".stfolder", "Syncthing"), (".stignore", "Syncthing"), (".nextcloudsync.log", "Nextcloud")],
)
def test_marks_that_products_leave_above_the_folder_are_seen(home: Path, mark: str, product: str) -> None:
    folder = made(home / "notes/ours")
    (home / "notes" / mark).touch()
    assert [warning.split(",")[0] for warning in place_warnings(folder)] == [f"This folder lies in {product}"]


def test_names_that_merely_resemble_a_product_give_no_warning(home: Path) -> None:
    assert place_warnings(made(home / "My dropboxes/Syncthing notes/ours")) == []


def test_a_git_repository_counts_once_it_has_a_remote(home: Path) -> None:
    folder = made(home / "project/ours")
    for arguments in (["init", "-q"], ["remote", "add", "origin", "https://example.org/x"]):
        assert place_warnings(folder) == []
        subprocess.run(["git", "-C", str(home / "project"), *arguments], check=True)
    (warning,) = place_warnings(folder)
    assert ".gitignore" in warning


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_folder_others_can_read_is_named_and_can_be_closed() -> None:
    with TemporaryDirectory() as name:
        above = Path(name)
        folder = made(above / "ours")
        folder.chmod(0o755)
        # Whoever cannot pass the folder above cannot read this one.
        assert not open_to_others(folder)
        above.chmod(0o711)
        (warning,) = place_warnings(folder)
        assert "vaultkit init --private" in warning
        close_to_others(folder)
        assert folder.stat().st_mode & 0o777 == 0o700
        assert place_warnings(folder) == []
