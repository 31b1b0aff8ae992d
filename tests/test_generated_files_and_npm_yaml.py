"""Obsidian's own parser reads the front matter of every note, and every base, as we do."""

import json
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from vaultkit import Vault
from vaultkit.actions.init import init
from vaultkit.notes import parse_note
from vaultkit.notes.front_matter import FrontMatter, find_front_matter
from vaultkit.notes.yaml_reader import read_yaml
from vaultkit.workbook.questions import QUESTIONS

sys.path.append(str(Path(__file__).parent / "notes"))
import npm_yaml

pytestmark = pytest.mark.skipif(not npm_yaml.IS_HERE, reason="node with the package yaml is not here")

EXAMPLE = Path(__file__).parent.parent / "example-vault"
DAY = date(2026, 11, 27)
AWKWARD = "\"Why?\": he said: #no, [maybe] - 10:30 \\ 'so' 🌧"
GIVEN = {
    "journal": {"distress": 4, "slept": False, "feeling": AWKWARD, "gratitude": [AWKWARD, "yes", "- a"]},
    "moment": {"before": 7, "after": 3, "feeling": "null", "triggers": [AWKWARD, "1e3"], "thought": AWKWARD},
    "thought": {"feeling": "0x1F", "belief_before": 80},
    "ladder": {"title": "Evenings: mine", "steps": ["20 min: a walk", "40 min: the market"]},
    "exposure": {"ladder": "Time on my own", "step": 4, "actual": 90, "came_true": False},
    "tool": {"title": "A warm bath", "minutes": 20, "fits": ["move", "calm"]},
    "plan": {"trigger": "short: tone", "then": AWKWARD},
    "request": {"feel": AWKWARD, "when": "plans change", "because": "~", "would_like": "a call"},
    "contribution": {"for_our_check_in": "what we do on Sunday", "thank_you": ["you waited", "you sang"]},
    "ritual": {"title": "Soup night", "cadence": "monthly", "balance": "together"},
    "goal": {"title": "Learn to sail", "target": AWKWARD},
}


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def properties_text(text: str) -> str:
    """The YAML between the fences, without them."""
    found = find_front_matter(text)
    return text[found.start : found.end] if isinstance(found, FrontMatter) else ""


def read_differently(notes: list[Path]) -> list[str]:
    """The names of those notes whose properties npm yaml reads otherwise than we do, or refuses."""
    texts = [path.read_text("utf-8") for path in notes]
    theirs = npm_yaml.read_all([properties_text(text) for text in texts])
    return [
        path.name
        for path, text, read in zip(notes, texts, theirs, strict=True)
        if read is None or not npm_yaml.is_same(parse_note(text).properties, read[0] or {})
    ]


def test_every_note_of_the_example_vault_reads_the_same():
    notes = sorted(EXAMPLE.rglob("*.md"))
    assert len(notes) > 150
    assert read_differently(notes) == []


def test_every_note_that_a_command_makes_reads_the_same(tmp_path: Path):
    copy = tmp_path / "vault"
    shutil.copytree(EXAMPLE, copy)
    vault = Vault.open(copy)
    before = set(copy.rglob("*.md"))
    made = [vault.journal(date(2026, 11, 28)).path]
    assert set(GIVEN) == set(QUESTIONS)
    for kind, given in GIVEN.items():
        named = {key: value for key, value in given.items() if key != "title"}
        made.append(vault.new(kind, named, title=str(given.get("title", "")), day=DAY, time="21:30").path)
    made.append(vault.checkin("2026-W49").path)
    topics = vault.checkin("2026-W48").topics
    made.append(vault.hold_checkin("2026-W48", talked=topics[:1]).path)
    made.append(vault.write_progress(vault.progress()).path)
    new = set(copy.rglob("*.md")) - before
    assert len(new) >= len(GIVEN)
    assert read_differently(sorted(new | set(made))) == []
    # A command may also have changed a note that was there.
    assert read_differently(sorted(before)) == []


def test_every_file_that_init_makes_reads_the_same(tmp_path: Path):
    root = tmp_path / "ours"
    init(root, "Mara", "Jonas")
    assert read_differently(sorted(root.rglob("*.md"))) == []
    bases = sorted(root.rglob("*.base"))
    types = root / ".obsidian" / "types.json"
    assert len(bases) >= 5
    texts = [path.read_text("utf-8") for path in [*bases, types]]
    for path, text, theirs in zip([*bases, types], texts, npm_yaml.read_all(texts), strict=True):
        ours, _, problems = read_yaml(text)
        assert not problems or path == types, path.name
        expected = json.loads(text) if path == types else ours
        assert theirs is not None, path.name
        assert npm_yaml.is_same(expected, theirs[0]), path.name
