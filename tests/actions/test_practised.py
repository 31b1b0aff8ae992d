"""Listing what was practised, and moments from programs."""

import shutil
from datetime import date
from pathlib import Path

import pytest

import vaultkit
from vaultkit.notes import parse_note

EXAMPLE = Path(__file__).parents[2] / "example-vault"
DAY = date(2026, 11, 24)


@pytest.fixture
def vault(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return vaultkit.Vault.open(shutil.copytree(EXAMPLE, tmp_path / "vault", copy_function=shutil.copyfile))


def practised(listed):
    return parse_note(listed.path.read_text("utf-8")).properties["practised"]


def test_the_page_is_made_where_it_is_not_there(vault):
    listed = vault.practised(["tea"], DAY)
    assert (listed.created, listed.changed) == (True, True)
    assert practised(listed) == ["tea"]


def test_a_tool_stands_there_once_however_it_is_spelled_and_nothing_else_changes(vault):
    path = vault.journal(DAY).path
    own = (
        path.read_text("utf-8").replace("practised: []", "practised:\n  - Tea   # twice\nmine: 012")
        + "\nMy words.\n"
    )
    path.write_text(own, "utf-8")
    assert not vault.practised(["tea", " TEA "], DAY).changed
    assert path.read_text("utf-8") == own
    assert vault.practised(["tea", "walk"], DAY).changed
    text = path.read_text("utf-8")
    assert parse_note(text).properties["practised"] == ["Tea", "walk"]
    assert text.partition("practised:")[0] == own.partition("practised:")[0]
    assert text.endswith("\nMy words.\n")
    assert "mine: 012" in text


def test_one_alone_that_is_no_list_becomes_one(vault):
    path = vault.journal(DAY).path
    path.write_text(path.read_text("utf-8").replace("practised: []", "practised: tea"), "utf-8")
    assert practised(vault.practised(["walk"], DAY)) == ["tea", "walk"]


def test_a_dry_run_writes_nothing(vault):
    assert vault.practised(["tea"], DAY, dry_run=True).created
    assert not (vault.config.root / "Journal/2026-11-24.md").exists()


def test_in_a_daily_note_of_obsidian_the_properties_are_added_and_its_words_stay(vault):
    settings = vault.config.root / ".vaultkit/config.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[journal]\ninto = "daily"\n', "utf-8")
    daily = vaultkit.Vault.open(vault.config.root)
    page = daily.config.root / "Journal/2026-11-24.md"
    page.write_text("My own words.\n", "utf-8")
    assert practised(daily.practised(["tea"], DAY)) == ["tea"]
    assert "My own words.\n" in page.read_text("utf-8")


def test_a_page_that_only_templater_may_begin_is_left_to_it_and_the_moment_is_kept(vault):
    root = vault.config.root
    (root / "Daily.md").write_text("<% tp.date.now() %>\n", "utf-8")
    settings = root / ".vaultkit/config.toml"
    settings.write_text(
        settings.read_text("utf-8") + '\n[journal]\ninto = "daily"\ntemplate = "Daily"\n', "utf-8"
    )
    kept = vaultkit.Vault.open(root).moment({"before": 7, "tools": ["tea"]}, day=DAY, time="21:30")
    assert kept.path.is_file()
    assert kept.journal is None
    assert "Templater" in kept.problem
    assert not (root / "Journal/2026-11-24.md").exists()


def test_a_page_that_cannot_be_edited_is_named_and_the_moment_is_kept(vault):
    page = vault.config.root / "Journal/2026-11-24.md"
    page.write_text("---\ntype: journal\npractised: [a]\npractised: [b]\n---\n", "utf-8")
    kept = vault.moment({"before": 7, "tools": ["tea"]}, day=DAY, time="21:30")
    assert kept.path.is_file()
    assert "2026-11-24.md:4" in kept.problem


def test_a_moment_lists_its_tools_unless_told_otherwise(vault):
    kept = vault.moment({"before": 7, "after": 3, "tools": ["tea"]}, day=DAY, time="21:30")
    assert kept.path.name == "2026-11-24 2130 moment.md"
    assert parse_note(kept.journal.read_text("utf-8")).properties["practised"] == ["tea"]
    kept = vault.moment({"before": 7, "tools": ["walk"]}, day=DAY, time="21:40", practised=False)
    assert kept.journal is None


def test_a_value_that_is_not_of_its_form_writes_nothing(vault):
    with pytest.raises(vaultkit.UserError, match="before: found 17"):
        vault.moment({"before": 17}, day=DAY)


def test_exercises_can_be_read_by_a_program(vault):
    found = vault.exercises()
    assert {"baseline", "breathing"} <= {one.name for one in found.known}
    assert found.problems == ()
