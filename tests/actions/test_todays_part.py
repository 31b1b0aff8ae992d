"""What a new page begins with: from one's own notes alone, said once, and nobody's words."""

import datetime
import os
from pathlib import Path

import pytest

from vaultkit.actions.journal import open_journal
from vaultkit.actions.new import new_note
from vaultkit.notes.blocks import find_blocks
from vaultkit.notes.note import parse_note
from vaultkit.vault.config import Config, load_config
from vaultkit.vault.reading import fresh_index, private_records
from vaultkit.vault.untouched import has_words
from vaultkit.workbook.prompts import PROMPTS
from vaultkit.workbook.records import Journal

TUESDAY = datetime.date(2026, 11, 24)
TEA = "---\ntype: tool\nwhen: evening\ndays: [weekdays]\ntags: [vaultkit/tool]\n---\n"
CALL = "---\ntype: thought\ndate: 2026-11-22\naction: call Lotte\naction_when: Tuesday\n---\n"
PLAN = "---\ntype: plan\ntrigger: late reply\nthen: I put the kettle on.\n---\n"
LATE = "---\ntype: moment\ndate: 2026-11-23\ntriggers: [Late reply]\n---\n"
NOTES = {
    "Toolkit/Tea.md": TEA,
    "Thoughts/2026-11-22 thought.md": CALL,
    "Plans/late reply.md": PLAN,
    "Moments/2026-11-23 2130 moment.md": LATE,
}
ALL = [
    "- Planned today: Tea (evening)",
    "- You wanted to: call Lotte. How did it go?",
    "- For the next “late reply”: I put the kettle on.",
]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "ours"


def vault(root: Path, notes: dict[str, str], settings: str = "") -> Config:
    text = f'id = "0123456789abcdef"\nme = "Mara"\npartner = "Jonas"\n{settings}\n'
    for name, words in {".vaultkit/config.toml": text, **notes}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, "utf-8")
    return load_config(root)


def page(config: Config, day: datetime.date = TUESDAY) -> str:
    return open_journal(config, day).path.read_text("utf-8")


def said(text: str) -> list[str]:
    blocks = [block for block in find_blocks(text) if block.name == "today"]
    assert all(not block.touched for block in blocks)
    return [line for block in blocks for line in block.content.split("\n")]


def test_a_page_begins_with_what_is_planned_due_and_came_up_below_its_first_line(root: Path) -> None:
    text = page(vault(root, NOTES))
    assert said(text) == ALL
    assert (
        text.index("Two minutes are plenty") < text.index("vaultkit:begin") < text.index("## What happened")
    )
    assert parse_note(text).properties["practised"] == []


def test_a_page_without_anything_to_say_has_no_such_part(root: Path) -> None:
    bare = page(vault(root / "a", {}))
    assert "vaultkit:begin" not in bare
    assert page(vault(root / "b", {"Toolkit/Tea.md": TEA.replace("weekdays", "Sunday")})) == bare


def test_such_a_page_is_untouched_until_someone_writes(root: Path) -> None:
    config = vault(root, NOTES)
    text = page(config)
    assert not has_words(text)
    assert not has_words("\ufeff" + text.replace("\n", "\r\n"))
    with fresh_index(config) as index:
        assert private_records(config, index, Journal) == []
    for written in (text + "Rain.\n", text.replace("## What happened\n", "## What happened\nRain.\n")):
        assert has_words(written)
    assert has_words(text.replace("How did it go?", "How did it go? Well."))


def test_the_same_notes_give_the_same_bytes_in_whatever_order_they_were_written(root: Path) -> None:
    more = {f"Toolkit/{name}.md": TEA for name in ("b", "a", "C", "ä")}
    one = page(vault(root / "a", {**NOTES, **more}))
    other = page(vault(root / "b", dict(reversed([*NOTES.items(), *more.items()]))))
    assert one == other


def test_a_page_that_is_there_is_left_as_it_is(root: Path) -> None:
    config = vault(root, {"Toolkit/Tea.md": TEA})
    before = page(config)
    vault(root, NOTES)
    assert page(config) == before


def test_a_thing_is_asked_about_once_and_a_plan_comes_back_once(root: Path) -> None:
    config = vault(root, NOTES)
    page(config)
    assert said(page(config, datetime.date(2026, 11, 25))) == ["- Planned today: Tea (evening)"]


def test_what_was_due_on_a_day_without_a_page_comes_on_the_next(root: Path) -> None:
    config = vault(root, NOTES)
    page(config, datetime.date(2026, 11, 21))
    assert said(page(config, datetime.date(2026, 11, 28))) == ALL[1:]


def test_nothing_that_lies_in_the_shared_folder_is_said(root: Path) -> None:
    shared = {f"Shared/Jonas/{name.rpartition('/')[2]}": text for name, text in NOTES.items()}
    folders = {f"Shared/{name}": text for name, text in NOTES.items()}
    assert said(page(vault(root / "a", {**shared, **folders}))) == []
    settings = '[folders]\ntool = "Notes"\nshared = "Notes/Shared"\nplan = "Notes"\nthought = "Notes"'
    within = {f"Notes/Shared/Jonas/{name.rpartition('/')[2]}": text for name, text in NOTES.items()}
    assert said(page(vault(root / "b", within, settings))) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_no_link_brings_in_a_note_from_the_shared_folder_or_from_outside(root: Path) -> None:
    config = vault(root, {"Shared/Toolkit/Tea.md": TEA, "Plans/.keep": ""})
    (root / "Toolkit").symlink_to(root / "Shared/Toolkit")
    (root / "Thoughts").mkdir()
    (root.parent / "outside.md").write_text(CALL, "utf-8")
    (root / "Thoughts/2026-11-22 thought.md").symlink_to(root.parent / "outside.md")
    assert said(page(config)) == []


def test_notes_in_folders_within_and_with_names_of_their_own_are_found(root: Path) -> None:
    notes = {
        "Toolkit/Calm/Tea.md": TEA,
        "Thoughts/About Lotte.md": CALL,
        "Plans/When it is late.md": PLAN,
        "Moments/2026/11/2026-11-23 2130 moment.md": LATE,
    }
    assert said(page(vault(root, notes))) == ALL


def test_a_note_that_cannot_be_read_keeps_no_page_from_being_made(root: Path) -> None:
    config = vault(root, {**NOTES, "Toolkit/odd.md": "---\ndays: [\n---\n", "Plans/empty.md": ""})
    (root / "Toolkit/binary.md").write_bytes(b"\xff\xfe---")
    (root / "Toolkit/folder.md").mkdir()
    assert said(page(config)) == ALL


def test_words_of_a_note_stay_words(root: Path) -> None:
    mean = "%% vaultkit:end today %% [[Secret]] #tag ![[x]] - [ ] due:: now"
    text = page(
        vault(
            root,
            {
                "Thoughts/2026-11-22 thought.md": CALL.replace("call Lotte", f"'{mean}'"),
                "Toolkit/%% vaultkit.md": TEA,
            },
        )
    )
    assert len(said(text)) == 2
    assert "[[" not in text
    assert "::" not in text
    assert text.count("vaultkit:end today") == 2
    assert not has_words(text)


def test_fields_in_a_note_count_where_the_settings_say_so(root: Path) -> None:
    notes = {"Toolkit/Tea.md": "---\ntype: tool\n---\ndays:: Tuesday\n"}
    assert said(page(vault(root / "a", notes))) == []
    settings = "[reading]\ninline_fields = true"
    assert said(page(vault(root / "b", notes, settings))) == ["- Planned today: Tea"]


def test_a_template_of_ones_own_says_where_it_stands_or_leaves_it_out(root: Path) -> None:
    head = "---\ntype: journal\ndate: {{ date }}\ntags: [vaultkit/journal]\n---\n"
    mine = {"Templates/vaultkit/journal.md": head + "## Mine\n\n{{ today }}\n\n## More\n"}
    text = page(vault(root / "a", {**NOTES, **mine}))
    assert said(text) == ALL
    assert text.endswith("%% vaultkit:end today %%\n\n## More\n")
    without = {"Templates/vaultkit/journal.md": head + "## Mine\n"}
    assert said(page(vault(root / "b", {**NOTES, **without}))) == []


DAILY = '[folders]\njournal = "Days"\n[journal]\ninto = "daily"\n'


def test_a_daily_note_begun_from_its_own_template_gets_it_before_the_pages_first_heading(root: Path) -> None:
    notes = {**NOTES, "Templates/Day.md": "# {{title}}\n\n## Tasks\n- [ ] water\n"}
    text = page(vault(root, notes, DAILY + 'template = "Templates/Day"'))
    assert said(text) == ALL
    assert text.index("- [ ] water") < text.index("vaultkit:begin") < text.index("## What happened")


def test_a_daily_note_gets_it_when_it_becomes_a_page_and_not_again(root: Path) -> None:
    config = vault(root, {**NOTES, "Days/2026-11-24.md": "My own words.\n"}, DAILY)
    path = root / "Days/2026-11-24.md"
    assert open_journal(config, TUESDAY, complete=True).completed
    text = path.read_text("utf-8")
    assert said(text) == ALL
    assert text.count("My own words.") == 1
    block = find_blocks(text)[0]
    path.write_text(text[: block.start] + text[block.end :], "utf-8")
    open_journal(config, TUESDAY, complete=True)
    assert said(path.read_text("utf-8")) == []


def test_the_days_page_before_is_the_last_daily_note_that_is_a_page(root: Path) -> None:
    moment = {"Moments/2026-11-21 0900 moment.md": LATE.replace("11-23", "11-21"), "Plans/a.md": PLAN}
    config = vault(root, {**moment, "Days/2026-11-23.md": "Not a page.\n"}, DAILY)
    assert said(page(config)) == ALL[2:]


def test_words_typed_for_a_new_page_stand_beside_it(root: Path) -> None:
    made = new_note(vault(root, NOTES), "journal", TUESDAY, given={"what happened": "Rain."})
    text = made.path.read_text("utf-8")
    assert said(text) == ALL
    assert "## What happened\nRain.\n" in text


def test_a_question_stands_on_the_first_page_of_a_week_for_those_who_want_one(root: Path) -> None:
    config = vault(root, {"Toolkit/Tea.md": TEA}, "[journal]\nprompts = true")
    monday, *_, sunday = (TUESDAY + datetime.timedelta(days=days) for days in range(-1, 6))
    assert said(page(config))[-1].startswith("*If you like, a question for this week: ")
    assert len(said(page(config, TUESDAY + datetime.timedelta(days=1)))) == 1
    assert said(page(config, sunday)) == []
    questions = {
        said(page(config, monday + datetime.timedelta(weeks=weeks)))[-1]
        for weeks in range(1, 1 + len(PROMPTS))
    }
    assert len(questions) == len(PROMPTS)
    assert not has_words(page(config))
