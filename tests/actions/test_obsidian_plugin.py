"""The plugin's files in a vault: copied, looked at, taken out again."""

import json
import os
import shutil
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

import vaultkit
from vaultkit.actions import obsidian_plugin
from vaultkit.actions.obsidian_plugin import FILES
from vaultkit.cli.version import PROTOCOL

SHIPPED = Path(vaultkit.__file__).parent / "obsidian"


@pytest.fixture
def vault(tmp_path, monkeypatch):
    from vaultkit.actions.init import init

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "Our vault 🌻"
    (root / ".obsidian").mkdir(parents=True)
    init(root, me="Mara")
    return vaultkit.Vault.open(root)


def standings(vault: vaultkit.Vault) -> set[str]:
    return {file.standing for file in vault.obsidian_plugin().files}


def test_making_a_vault_puts_no_plugin_in_it(vault):
    assert standings(vault) == {"absent"}
    assert not (vault.config.root / ".obsidian/plugins").exists()


def test_it_is_copied_as_it_came_and_switched_on_by_nobody(vault):
    done = vault.install_obsidian_plugin()
    assert done.folder == vault.config.root / ".obsidian/plugins/vaultkit"
    assert sorted(path.name for path in done.folder.iterdir()) == sorted(FILES)
    for name in FILES:
        assert (done.folder / name).read_bytes() == (SHIPPED / name).read_bytes()
    assert not (vault.config.root / ".obsidian/community-plugins.json").exists()
    assert not vault.obsidian_plugin().enabled
    assert standings(vault) == {"current"}
    assert vault.install_obsidian_plugin().written == ()


def test_a_dry_run_writes_nothing(vault):
    assert vault.install_obsidian_plugin(dry_run=True).written == FILES
    assert standings(vault) == {"absent"}
    vault.install_obsidian_plugin()
    assert vault.uninstall_obsidian_plugin(dry_run=True).removed == FILES
    assert standings(vault) == {"current"}


def test_what_someone_changed_is_put_aside_by_install_and_left_by_uninstall(vault):
    folder = vault.install_obsidian_plugin().folder
    (folder / "main.js").write_text("mine")
    (folder / "data.json").write_text("{}")
    assert "changed" in standings(vault)
    assert vault.install_obsidian_plugin().aside == ("main.js.kept-1",)
    (folder / "main.js").write_text("mine again")
    assert vault.install_obsidian_plugin().aside == ("main.js.kept-2",)
    assert (folder / "main.js.kept-1").read_text() == "mine"
    (folder / "styles.css").write_text("mine")
    done = vault.uninstall_obsidian_plugin()
    assert set(done.kept) == {"data.json", "main.js.kept-1", "main.js.kept-2", "styles.css"}
    assert (folder / "styles.css").read_text() == "mine"


def test_what_an_earlier_version_put_there_is_ours_still(vault, tmp_path, monkeypatch):
    earlier = tmp_path / "earlier"
    shutil.copytree(SHIPPED, earlier)
    (earlier / "main.js").write_text("// an earlier one\n")
    with monkeypatch.context() as patched:
        patched.setattr(obsidian_plugin, "_SHIPPED", earlier)
        vault.install_obsidian_plugin()
    assert standings(vault) == {"current", "earlier"}
    done = vault.install_obsidian_plugin()
    assert (done.written, done.aside) == (("main.js",), ())
    assert vault.uninstall_obsidian_plugin().kept == ()
    assert not done.folder.exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize(
    "place", [".obsidian/plugins", ".obsidian/plugins/vaultkit", ".obsidian/plugins/vaultkit/main.js"]
)
def test_a_link_out_of_the_vault_is_not_followed(vault, tmp_path, place):
    outside = tmp_path / "outside"
    outside.mkdir()
    link = vault.config.root / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside)
    for act in (vault.install_obsidian_plugin, vault.uninstall_obsidian_plugin):
        with pytest.raises(vaultkit.UserError, match="leads out of the vault"):
            act()
    assert list(outside.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize(
    "place", [".obsidian/plugins", ".obsidian/plugins/vaultkit", ".obsidian/plugins/vaultkit/main.js"]
)
def test_a_link_to_itself_is_no_mistake_of_ours_and_stays(vault, place):
    link = vault.config.root / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(link.name)
    for act in (vault.obsidian_plugin, vault.uninstall_obsidian_plugin, vault.install_obsidian_plugin):
        # Older Pythons refuse to look where it leads; newer ones take it for a file that cannot be read.
        with suppress(vaultkit.UserError):
            act()
    assert any(one.is_symlink() for one in link.parent.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_code_never_goes_into_the_shared_folder_through_a_link(vault):
    shared = vault.config.root / vault.config.shared
    shared.mkdir(exist_ok=True)
    before = sorted(shared.rglob("*"))
    plugins = vault.config.root / ".obsidian/plugins"
    plugins.mkdir(parents=True)
    (plugins / "vaultkit").symlink_to(shared)
    for act in (vault.install_obsidian_plugin, vault.uninstall_obsidian_plugin):
        with pytest.raises(vaultkit.UserError, match="leads into the shared folder"):
            act()
    assert sorted(shared.rglob("*")) == before


def test_the_list_of_what_is_switched_on_is_read_whatever_it_holds(vault):
    listed = vault.config.root / ".obsidian/community-plugins.json"
    for text, on in (
        ('["dataview", "vaultkit"]', True),
        ("[]", False),
        ("{", False),
        ("7", False),
        ("null", False),
    ):
        listed.write_text(text)
        assert vault.obsidian_plugin().enabled is on
        assert listed.read_text() == text


def test_the_plugin_says_the_version_and_the_protocol_of_its_program():
    manifest = json.loads((SHIPPED / "manifest.json").read_text("utf-8"))
    assert manifest["version"] == vaultkit.__version__
    assert manifest["id"] == "vaultkit"
    assert f"const PROTOCOL = {PROTOCOL};" in (SHIPPED / "main.js").read_text("utf-8")


def test_the_wheel_carries_the_plugin(tmp_path):
    builder = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is not installed")
    root = Path(__file__).parents[2]
    (wheel,) = builder.WheelBuilder(str(root)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(wheel) as packed:
        assert {f"vaultkit/obsidian/{name}" for name in FILES} <= set(packed.namelist())
