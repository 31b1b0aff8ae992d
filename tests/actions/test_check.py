"""What `check` says of slips in real notes: where they are, what was found, what was expected."""

import datetime
from pathlib import Path

import pytest

from vaultkit.actions.check import Checked, check
from vaultkit.vault.config import load_config

DAY = datetime.date(2026, 11, 24)
NOTES = {
    "Ladders/Alone.md": 'type: ladder\nsteps:\n  - a walk\n  - "1 h: a book"\ncurrent: 3\n',
    "Ladders/Alone/a.md": 'type: exposure\ndate: 2026-11-20\nladder: "[[Alone]]"\nstep: 4\n',
    "Ladders/Alone/b.md": 'type: exposure\ndate: 2026-11-20\nladder: "[[Evenings]]"\nstep: 1\n',
    "Journal/a.md": "type: journal\ndate: 2026-11-20\ndistres: 4\nconnections: 3\nenergy: 2\n",
    "Moments/a.md": 'type: moment\ndate: 2026-11-20\nminutes: "4"\n',
    "Shared/Our workbook.md": "type: settings\nboxes: [arive 3, topic 20]\n",
}


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    settings = 'id = "0123456789abcdef"\nme = "Mara"\n[measures]\nnames = ["energy", "connections"]\n'
    for path, text in {
        **{path: f"---\n{text}---\n" for path, text in NOTES.items()},
        ".vaultkit/config.toml": settings,
    }.items():
        file = tmp_path / "ours" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return check(load_config(tmp_path / "ours"), DAY)


def test_slips_between_notes_are_problems_with_their_line(checked: Checked) -> None:
    assert [str(one) for one in checked.problems] == [
        "Ladders/Alone.md:6: current: found 3, expected a step of this ladder, from 1 to 2",
        "Ladders/Alone/a.md:5: step: found 4, expected a step of Alone, from 1 to 2",
        "Ladders/Alone/b.md:4: ladder: found Evenings, expected the name of one of your ladders",
        'Moments/a.md:4: minutes: found "4", expected whole minutes, from 0 to 10080 (a week)',
        "Shared/Our workbook.md:3: boxes: found arive 3, expected a list of parts and their minutes, such as "
        "topic 25, of arrive, thanks, went well, still open, topic, us, close",
    ]


def test_what_may_be_meant_so_is_a_hint_and_ones_own_measures_are_not_touched(checked: Checked) -> None:
    assert [str(one) for one in checked.hints] == [
        "Journal/a.md:4: distres: did you mean distress?",
        "Ladders/Alone.md:3: steps: found a walk, expected its length first, such as 20 min: …, 2.5 h: … or 1 day: …",
    ]
