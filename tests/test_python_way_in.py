"""`vaultkit.Vault`: the verbs of the command line, for programs."""

import shutil
from datetime import date
from pathlib import Path

import pytest

import vaultkit
from vaultkit.workbook import periods

EXAMPLE = Path(__file__).parent.parent / "example-vault"
DAY = date(2026, 11, 24)


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> vaultkit.Vault:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return vaultkit.Vault.open(shutil.copytree(EXAMPLE, tmp_path / "vault", copy_function=shutil.copyfile))


def test_every_verb_returns_what_happened(vault):
    assert vault.journal(DAY).created
    assert not vault.journal(DAY).created
    made = vault.new("moment", {"before": 7, "after": 3}, day=DAY, time="21:30")
    assert made.path.name == "2026-11-24 2130 moment.md"
    prepared = vault.checkin("2026-W48")
    assert prepared.status == "planned"
    assert vault.hold_checkin("2026-W48", talked=prepared.topics[:1]).status == "held"
    assert vault.skip_checkin("2026-W49").status == "skipped"
    found = vault.progress(periods.month(DAY))
    assert found.progress.distress is not None
    assert vault.write_progress(found).created
    assert {view.state.steps for view in vault.ladders(DAY)} == {5, 8}
    assert vault.rituals(DAY).due
    assert vault.keep_ritual("Pottery class", DAY).is_file()
    assert vault.check(DAY).problems == ()


def test_a_ladder_is_found_with_its_sessions_however_its_name_is_spelled(vault):
    (vault.config.root / "Ladders" / "Cafe\u0301 alone.md").write_text(
        '---\ntype: ladder\nsteps:\n  - "20 min: a coffee"\n---\n', encoding="utf-8"
    )
    vault.new("exposure", {"ladder": "caf\u00e9 ALONE", "step": 1, "actual": 20}, day=DAY)
    (view,) = vault.ladders(DAY, name=" Caf\u00e9  alone")
    assert len(view.sessions) == view.state.sessions == 1


def test_what_a_person_can_mend_is_a_user_error(vault, tmp_path):
    with pytest.raises(vaultkit.UserError, match="no ritual of that name"):
        vault.keep_ritual("Nothing of ours", DAY)
    with pytest.raises(vaultkit.UserError, match="time: found half past nine"):
        vault.new("moment", day=DAY, time="half past nine")
    with pytest.raises(vaultkit.UserError, match="vaultkit init"):
        vaultkit.Vault.open(tmp_path)
