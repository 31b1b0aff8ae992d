"""The day's page: a note of its own, or a good guest in the daily note that the vault has anyway."""

import datetime
import json
import os
import time
from pathlib import Path

import pytest

from vaultkit.actions.journal import Made, open_journal
from vaultkit.actions.new import new_note
from vaultkit.errors import UserError
from vaultkit.notes.note import parse_note
from vaultkit.vault.config import Config, load_config
from vaultkit.vault.index import Index
from vaultkit.vault.reading import private_records
from vaultkit.workbook.records import Journal

DAY = datetime.date(2026, 11, 24)
TEMPLATE = """\
---
created: {{date:YYYY-MM-DD}}
type: daily
share: true
tags: daily
feeling:
---
# {{title}}

## What happened
as ever

## Tasks
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "ours"


def vault(root: Path, journal: str = "", more: str = "", files: dict[str, str] | None = None) -> Config:
    text = f'id = "0123456789abcdef"\nme = "Mara"\npartner = "Jonas"\n{more}\n[journal]\n{journal}\n'
    for name, words in {".vaultkit/config.toml": text, **(files or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, "utf-8")
    return load_config(root)


def daily(root: Path, journal: str = "", template: str = TEMPLATE) -> Config:
    """A vault whose daily notes are named and begun in its own way."""
    settings = f'format = "YYYY/YYYY-MM-DD dddd"\ninto = "daily"\ntemplate = "Templates/Day"\n{journal}'
    return vault(root, settings, '[folders]\njournal = "Days"', {"Templates/Day.md": template})


def records(config: Config) -> list[dict[str, object]]:
    with Index.open(config) as index:
        index.refresh()
        assert index.problems() == []
        return [note.properties for note in index.notes(["journal"])]


def test_a_page_is_made_where_the_format_says_and_never_twice(root: Path) -> None:
    config = vault(root, 'format = "YYYY/MM-MMMM/YYYY-MM-DD dddd"')
    path = root / "Journal/2026/11-November/2026-11-24 Tuesday.md"
    assert open_journal(config, DAY, dry_run=True) == Made(path, created=True)
    assert not path.exists()
    assert open_journal(config, DAY) == Made(path, created=True)
    path.write_text("my words", "utf-8")
    assert open_journal(config, DAY) == Made(path, created=False)
    assert path.read_text("utf-8") == "my words"


def test_a_note_of_the_same_name_elsewhere_is_not_taken_for_the_page(root: Path) -> None:
    config = vault(root, files={"2026-11-24.md": "elsewhere", "Notes/2026-11-24.md": "elsewhere"})
    assert open_journal(config, DAY) == Made(root / "Journal/2026-11-24.md", created=True)


def test_a_page_whose_name_differs_in_case_alone_is_the_page(root: Path) -> None:
    config = vault(root, 'format = "YYYY-MM-DD dddd"', files={"Journal/2026-11-24 TUESDAY.md": "mine"})
    assert open_journal(config, DAY) == Made(root / "Journal/2026-11-24 TUESDAY.md", created=False)
    assert len(os.listdir(root / "Journal")) == 1


def test_an_untouched_page_is_the_same_on_each_device_and_as_old_as_the_day(tmp_path: Path) -> None:
    made = [
        open_journal(vault(tmp_path / device, more='[day]\ntime_zone = "Europe/Berlin"'), DAY).path
        for device in "ab"
    ]
    assert made[0].read_bytes() == made[1].read_bytes()
    began = datetime.datetime(2026, 11, 24, 3, tzinfo=datetime.UTC).timestamp()
    assert {path.stat().st_mtime for path in made} == {min(began, path.stat().st_mtime) for path in made}
    assert all(path.stat().st_mtime <= time.time() for path in made)


def test_a_page_of_a_day_gone_by_carries_the_time_its_day_began(root: Path) -> None:
    page = open_journal(
        vault(root, more='[day]\nrollover = "05:30"\ntime_zone = "UTC"'), datetime.date(2024, 2, 1)
    )
    began = datetime.datetime(2024, 2, 1, 5, 30, tzinfo=datetime.UTC)
    assert page.path.stat().st_mtime == began.timestamp()


def test_a_daily_note_begins_with_the_vaults_own_template_and_what_a_page_needs(root: Path) -> None:
    path = open_journal(daily(root), DAY).path
    assert path == root / "Days/2026/2026-11-24 Tuesday.md"
    text = path.read_text("utf-8")
    assert text.startswith("---\ncreated: 2026-11-24\ntype: daily\nshare: false\n")
    assert "\n# 2026-11-24 Tuesday\n\n## What happened\nas ever\n\n## Tasks\n" in text
    assert text.count("## What happened") == 1
    assert "## For our check-in" in text
    found = parse_note(text).properties
    assert found["tags"] == ["daily", "vaultkit/journal"]
    assert (found["date"], found["author"], found["feeling"]) == ("2026-11-24", "Mara", None)


@pytest.mark.parametrize("line", ["date: 2020-01-01", "date: 2026-11-25T00:10:00", "date: soon", "date:"])
def test_the_day_of_a_daily_note_is_the_one_its_path_says(root: Path, line: str) -> None:
    config = daily(root, template=f"---\n{line}\n---\n")
    open_journal(config, DAY)
    assert [record["date"] for record in records(config)] == [str(DAY)]


def test_a_template_from_a_stranger_cannot_make_a_page_shared(root: Path) -> None:
    for number, said in enumerate(("true", "yes please", '["true"]', "")):
        config = daily(root / str(number), template=f"---\nshare: {said}\n---\n")
        assert parse_note(open_journal(config, DAY).path.read_text("utf-8")).properties["share"] is False


def test_a_page_in_a_daily_note_is_read_back_whatever_type_the_note_has(root: Path) -> None:
    config = daily(root)
    path = open_journal(config, DAY).path
    (found,) = records(config)
    assert (found["type"], found["date"], found["author"]) == ("journal", "2026-11-24", "Mara")
    text = path.read_text("utf-8").replace("date: 2026-11-24\n", "").replace("type: daily\n", "")
    path.write_text(text.replace("distress:\n", "distress: 4\n"), "utf-8")
    (found,) = records(config)
    assert (found["type"], found["date"], found["distress"]) == ("journal", "2026-11-24", 4)
    path.write_text(text.replace("created:", "date: 24th of November\ncreated:"), "utf-8")
    (found,) = records(config)
    assert found["date"] == "2026-11-24"


def test_other_daily_notes_are_no_pages_and_no_problem(root: Path) -> None:
    config = daily(root)
    for number, head in enumerate(
        ("type: journal\nmood: 3", "type: daily", "tags: [daily]", "date: [[today]]")
    ):
        (root / f"Days/2026-11-0{number + 1} x.md").parent.mkdir(exist_ok=True)
        (root / f"Days/2026-11-0{number + 1} x.md").write_text(f"---\n{head}\n---\n", "utf-8")
    (root / "Templates/Day.md").write_text("---\ntags: [vaultkit/journal]\n---\n", "utf-8")
    assert records(config) == []


def test_pages_of_their_own_are_read_by_their_tag_too_and_a_slip_is_told(root: Path) -> None:
    config = vault(root)
    page = "---\ntype: {}\ndate: 2026-11-24\ntags: [vaultkit/journal]\n---\n"
    path = root / "Anywhere/a.md"
    path.parent.mkdir()
    path.write_text(page.format("daily"), "utf-8")
    assert [found["type"] for found in records(config)] == ["journal"]
    path.write_text(page.format("jurnal"), "utf-8")
    with Index.open(config) as index:
        index.refresh()
        assert index.notes(["journal"]) == []
        assert "found jurnal, expected journal" in str(index.problems())


def test_only_notes_that_may_be_ours_are_reported_as_unreadable(root: Path) -> None:
    config = daily(root, template="---\n{{title}}: [\n---\n")
    for name in ("Recipes/a.md", "Days/2026/odd.md", "Days/2026/2026-11-24 Tuesday.md", "Ladders/b.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("---\na: [\n---\n", "utf-8")
    (root / "Recipes/c.md").write_text("---\na: [\ntags: vaultkit/journal\n---\n", "utf-8")
    with Index.open(config) as index:
        index.refresh()
        found = sorted({path for path, _ in index.problems()})
    assert found == ["Days/2026/2026-11-24 Tuesday.md", "Ladders/b.md", "Recipes/c.md"]


def test_settings_that_change_are_minded_at_once(root: Path) -> None:
    page = {"Journal/2026-11-24 Tuesday.md": "---\ntype: journal\n---\n"}
    config = vault(root, files=page)
    assert [found.get("date") for found in records(config)] == [None]
    assert records(vault(root, 'into = "daily"')) == []


def test_a_daily_note_that_is_there_is_left_alone_unless_it_is_to_be_completed(root: Path) -> None:
    config = daily(root)
    path = root / "Days/2026/2026-11-24 Tuesday.md"
    path.parent.mkdir(parents=True)
    own = "---\nshare: true\ntags:\n  - mine\n---\nWords.\n## Thank you to Jonas\n- the soup\n"
    path.write_text(own, "utf-8")
    assert open_journal(config, DAY) == Made(path, created=False)
    assert path.read_text("utf-8") == own
    assert open_journal(config, DAY, complete=True, dry_run=True) == Made(path, False, completed=True)
    assert path.read_text("utf-8") == own
    assert open_journal(config, DAY, complete=True).completed
    text = path.read_text("utf-8")
    kept = [line for line in text.splitlines() if line in own.splitlines()]
    assert kept == own.splitlines()
    found = parse_note(text).properties
    assert (found["share"], found["type"], found["tags"]) == (True, "journal", ["mine", "vaultkit/journal"])
    assert text.count("## Thank you to Jonas") == 1
    assert not open_journal(config, DAY, complete=True).completed
    assert path.read_text("utf-8") == text
    completing = daily(root, "complete = true")
    assert open_journal(completing, DAY, complete=False) == Made(path, created=False)
    path.write_text(own, "utf-8")
    assert open_journal(completing, DAY).completed


def test_a_template_of_templater_is_left_to_templater(root: Path) -> None:
    config = daily(root, "complete = true", "---\na: <% tp.date.now() %>\n---\n<%* tp.file %>\n")
    path = root / "Days/2026/2026-11-24 Tuesday.md"
    assert open_journal(config, DAY) == Made(path, created=False, left_to="Templates/Day")
    assert not path.exists()
    path.parent.mkdir(parents=True)
    path.write_text("<% tp.date.now() %>\n", "utf-8")
    assert open_journal(config, DAY) == Made(path, created=False)
    with pytest.raises(UserError, match="commands for Templater still stand in this note"):
        open_journal(config, DAY, complete=True)
    with pytest.raises(UserError, match="may write over what is added"):
        new_note(config, "journal", DAY, given={"feeling": "tired"})
    assert path.read_text("utf-8") == "<% tp.date.now() %>\n"
    path.write_text("2026-11-24\n", "utf-8")
    assert open_journal(config, DAY).completed


def test_a_template_of_periodic_notes_is_filled_in_its_own_way(root: Path) -> None:
    config = daily(root, "periodic = true", "{{ date }} after {{yesterday:D MMM}} and {{date+1d:dddd}}\n")
    assert open_journal(config, DAY).path.read_text("utf-8").partition("---\n# ")[2] == ""
    body = parse_note(open_journal(config, DAY).path.read_text("utf-8")).body
    assert body.startswith("2026/2026-11-24 Tuesday after ")
    assert "Wednesday" in body


def test_dates_in_a_template_are_written_as_the_vault_writes_them(root: Path) -> None:
    (root / ".obsidian").mkdir(parents=True)
    (root / ".obsidian/templates.json").write_text(json.dumps({"dateFormat": "D. MMMM"}), "utf-8")
    config = daily(root, 'language = "de"', "Heute ist {{date}}, {{Date:dddd}}. {{ date }}\n")
    body = parse_note(open_journal(config, DAY).path.read_text("utf-8")).body
    assert body.startswith("Heute ist 24. November, Dienstag. {{ date }}\n")


@pytest.mark.parametrize(
    ("template", "reason"),
    [(None, "is no note in the vault"), ("---\na: [\n---\n", "Templates/Day: line 3"), ("{{date:N}}", "era")],
)
def test_a_template_that_cannot_be_used_is_named_and_nothing_is_written(
    root: Path, template: str | None, reason: str
) -> None:
    config = daily(root, template=template or "")
    if template is None:
        os.unlink(root / "Templates/Day.md")
    with pytest.raises(UserError, match=reason):
        open_journal(config, DAY)
    assert not (root / "Days").exists()


def test_a_template_outside_the_vault_is_not_read(root: Path) -> None:
    config = daily(root)
    (root / "Templates/Day.md").unlink()
    (root.parent / "secret.md").write_text("secret", "utf-8")
    (root / "Templates/Day.md").symlink_to(root.parent / "secret.md")
    with pytest.raises(UserError, match="no note in the vault"):
        open_journal(config, DAY)


def test_what_a_daily_template_says_is_no_word_of_the_writer(root: Path) -> None:
    config = daily(
        root,
        template="---\ntags: [daily]\n---\nBegun on {{date}} with tea.\n{{title}}\n- [ ] water the plants\n",
    )
    page = open_journal(config, DAY).path
    with Index.open(config) as index:
        index.refresh()
        assert (
            private_records(config, index, Journal) != []
        )  # a line that is a variable alone could be anyone's
    config = daily(
        root, template="---\ntags: [daily]\n---\nBegun on {{date}} with tea.\n- [ ] water the plants\n"
    )
    page.unlink()
    page = open_journal(config, DAY).path
    for added, pages in (("", 0), ("Begun on nothing.\n", 1), ("It rained.\n", 1)):
        page.write_text(page.read_text("utf-8") + added, "utf-8")
        with Index.open(config) as index:
            index.refresh()
            assert len(private_records(config, index, Journal)) == pages


@pytest.mark.parametrize(
    "name",
    [
        "Tagebu\u0308cher/2026/2026-11-24.md",
        "tageb\u00fccher/2026/2026-11-24.MD",
        "Tagebu\u0308cher/2026/Another.md",
    ],
)
def test_a_folder_that_other_systems_take_for_the_same_is_not_made_a_second_time(
    root: Path, name: str
) -> None:
    settings = 'format = "YYYY/YYYY-MM-DD"\ninto = "daily"'
    config = vault(root, settings, '[folders]\njournal = "Tageb\u00fccher"', {name: "mine\n"})
    made = open_journal(config, DAY)
    assert made.path.parent == (root / name).parent
    assert made.created is name.endswith("Another.md")
    assert len([folder for folder in root.iterdir() if folder.name[0] != "."]) == 1
    open_journal(config, DAY, complete=True)
    assert len(records(config)) == 1
