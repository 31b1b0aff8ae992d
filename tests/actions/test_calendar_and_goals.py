"""The same verbs from Python, with a state folder that can't be written, and two people's machines side by side."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

import vaultkit
from vaultkit.notes import parse_note

EXAMPLE = Path(__file__).parents[2] / "example-vault"
DAY = date(2026, 11, 24)


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> vaultkit.Vault:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return vaultkit.Vault.open(shutil.copytree(EXAMPLE, tmp_path / "vault", copy_function=shutil.copyfile))


def test_every_verb_says_what_happened(vault, tmp_path):
    written = vault.calendar(DAY)
    assert written.ours is not None
    assert written.mine is not None
    assert (written.ours.entries, written.ours.changed) == (13, True)
    assert not vault.calendar(DAY).ours.changed
    alone = vault.calendar(DAY, mine=tmp_path / "own.ics", names=True)
    assert alone.ours is None
    assert alone.mine.path == tmp_path / "own.ics"
    assert vault.goals(DAY)[0].latest.percent == 45
    moved = vault.move_goal("A weekend in the mountains", 60, DAY)
    assert "2026-11-24: 60" in parse_note(moved.read_text("utf-8")).properties["moved"]
    assert vault.goals(DAY)[0].latest.percent == 60
    vault.reach_goal("A weekend in the mountains", DAY)
    vault.set_goal("Twenty Polish lessons", "paused")
    assert [one.goal.status for one in vault.goals(DAY)] == ["reached", "reached", "paused"]
    kept = vault.keep_ritual("Pottery class", DAY)
    assert vault.take_back_ritual("Pottery class", DAY) == kept
    assert vault.take_idea(vault.ritual_ideas("winter", DAY).ideas[0].number, DAY).created


def test_what_a_person_can_mend_is_a_user_error(vault):
    for act in (
        lambda: vault.move_goal("A weekend in the mountains", 101, DAY),
        lambda: vault.set_goal("A weekend in the mountains", "late"),
        lambda: vault.move_goal("Nothing of ours", 5, DAY),
        lambda: vault.take_idea("Nothing of ours", DAY),
        lambda: vault.ritual_ideas("monsoon", DAY),
        lambda: vault.take_back_ritual("Pottery class", date(2001, 1, 1)),
        lambda: vault.calendar(DAY, ours=vault.config.root / "no such folder" / "x.ics"),
        lambda: vault.calendar(DAY, ours=vault.config.root),
    ):
        with pytest.raises(vaultkit.UserError):
            act()


def test_both_partners_machines_make_the_same_file_of_the_same_shared_folder(vault, tmp_path):
    other = shutil.copytree(vault.config.root, tmp_path / "Jonas at home", copy_function=shutil.copyfile)
    settings = other / ".vaultkit" / "config.toml"
    text = settings.read_text("utf-8").replace("Europe/Berlin", "Pacific/Auckland")
    settings.write_text(text.replace(vault.config.id, "f" * 16), "utf-8")
    theirs = vaultkit.Vault.open(other).calendar(date(2027, 5, 5))
    ours = vault.calendar(DAY)
    assert ours.ours.path.read_bytes() == theirs.ours.path.read_bytes()
    assert ours.mine.path.read_bytes() != theirs.mine.path.read_bytes()


def test_a_calendar_is_written_also_where_nothing_can_be_remembered(vault, monkeypatch, tmp_path):
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "a file"))
    first = vault.calendar(DAY).ours
    assert first.changed
    assert not vault.calendar(DAY).ours.changed


def test_goals_written_without_quotation_marks_keep_their_lines(vault):
    path = vault.config.root / "Shared/Goals/Odd.md"
    path.write_text(
        "---\r\ntype: goal\r\nmoved:\r\n  - 2026-11-01: 5 # mine\r\n  - soon\r\nmine:   1\r\ntags: [vaultkit/goal]\r\n---\r\nwords\r\n",
        "utf-8",
        newline="",
    )
    vault.move_goal("odd", 40, DAY)
    after = path.read_bytes().decode()
    for line in ("  - 2026-11-01: 5 # mine\r\n", "  - soon\r\n", "mine:   1\r\n", "words\r\n"):
        assert line in after
    assert next(one for one in vault.goals(DAY) if "Odd" in one.goal.path).latest.percent == 40


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_that_may_not_be_written_is_named(vault, tmp_path):
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(vaultkit.UserError, match="may not be written by you"):
        vault.calendar(DAY, ours=tmp_path / "closed/x.ics")
