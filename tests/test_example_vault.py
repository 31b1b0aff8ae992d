"""The example vault: believable to read, complete, and right in every line."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from vaultkit import Vault
from vaultkit.notes import parse_note, wikilinks
from vaultkit.workbook.kinds import KINDS

EXAMPLE = Path(__file__).parent.parent / "example-vault"
NOTES = {path.relative_to(EXAMPLE).as_posix(): path.read_text("utf-8") for path in EXAMPLE.rglob("*.md")}
PROPERTIES = {path: parse_note(text).properties for path, text in NOTES.items()}
LEAST = {
    "journal": 40,
    "moment": 25,
    "thought": 6,
    "ladder": 2,
    "exposure": 14,
    "tool": 10,
    "request": 5,
    "contribution": 12,
    "checkin": 8,
    "ritual": 10,
    "goal": 3,
    "settings": 1,
}


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


def of(kind: str) -> list[dict[str, object]]:
    return [found for found in PROPERTIES.values() if found.get("type") == kind]


def test_it_passes_check_without_a_problem_or_a_hint():
    checked = Vault.open(EXAMPLE).check(date(2026, 11, 24))
    assert (checked.problems, checked.hints) == ((), ())


def test_it_has_enough_notes_of_every_kind():
    counted = Counter(str(found.get("type")) for found in PROPERTIES.values())
    assert {kind: counted[kind] for kind, least in LEAST.items() if counted[kind] < least} == {}


def test_it_shows_every_cadence_balance_and_status():
    assert {one.get("cadence") for one in of("ritual")} == {"weekly", "monthly", "seasonal", "yearly"}
    assert {one.get("balance") for one in of("ritual")} == {"together", "apart"}
    assert {one.get("status") for one in of("request")} == {
        "draft",
        "offered",
        "agreed",
        "declined",
        "dropped",
    }
    assert {one.get("status") for one in of("checkin")} == {"planned", "held", "skipped"}
    assert "yes" in {one.get("came_true") for one in of("exposure")}


def test_every_link_leads_to_one_note_of_the_vault():
    names = Counter(Path(path).stem.casefold() for path in NOTES)
    for path, text in NOTES.items():
        for link in wikilinks(text):
            assert names[Path(link.target).name.casefold()] == 1, (path, link.target)


def test_every_note_of_vaultkit_says_its_kind_in_a_tag_and_private_ones_that_they_are():
    for path, found in PROPERTIES.items():
        if kind := KINDS.get(str(found.get("type"))):
            assert f"vaultkit/{kind.name}" in found.get("tags", []), path
            assert kind.shared == path.startswith("Shared/"), path
            assert kind.shared or "share" in found, path


def test_no_shared_note_leads_to_a_private_one():
    private = {Path(path).stem.casefold() for path in NOTES if not path.startswith("Shared/")}
    for path, text in NOTES.items():
        if path.startswith("Shared/"):
            assert not {Path(link.target).name.casefold() for link in wikilinks(text)} & private, path


def test_what_mara_shared_stands_in_her_own_notes_and_those_say_so():
    said = "\n".join(text for path, text in NOTES.items() if PROPERTIES[path].get("share") is True)
    for path, text in NOTES.items():
        if path.startswith("Shared/Mara/"):
            thanks = text.partition("## Thank you")[2].partition("\n## ")[0]
            for line in re.findall(r"^- (.+)$", thanks, re.MULTILINE):
                assert line in said, (path, line)


def test_the_words_that_shame_or_label_do_not_stand_in_it():
    words = (
        "clingy|needy|codependent|insecure|toxic|streaks?|relapsed?|compliance|obsessive|abnormal|calm down"
    )
    for path, text in NOTES.items():
        assert not re.findall(rf"\b(?:{words})\b", text, re.IGNORECASE), path
