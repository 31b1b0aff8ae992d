"""What the everyday commands do to a vault and say about it."""

from pathlib import Path

from vaultkit.notes import parse_note


def contents(vault: Path) -> dict[str, bytes]:
    return {str(path.relative_to(vault)): path.read_bytes() for path in vault.rglob("*") if path.is_file()}


def test_journal_makes_todays_note_once_and_prints_its_path_as_the_last_line(on, vault):
    first = on("journal")
    text = first.last.read_bytes()
    again = on("journal")
    assert (first.code, again.code) == (0, 0)
    assert first.last == again.last == vault / "Journal/2026-11-24.md"
    assert first.last.read_bytes() == text


def test_a_journal_note_that_exists_is_never_touched(on, vault):
    path = vault / "Journal/2026-11-24.md"
    path.write_bytes(b"not even front matter \xff\r\n")
    assert on("journal").code == 0
    assert path.read_bytes() == b"not even front matter \xff\r\n"


def test_a_dry_run_writes_nothing_at_all(on, vault):
    before = contents(vault)
    for command in (
        ["journal", "--dry-run"],
        ["checkin", "--dry-run"],
        ["checkin", "hold", "--dry-run"],
        ["checkin", "skip", "--dry-run"],
        ["progress", "--write", "--dry-run"],
        ["new", "moment", "--set", "before=7", "--dry-run"],
        ["new", "ritual", "Soup", "--set", "cadence=weekly", "--dry-run"],
        ["rituals", "done", "Sunday walk", "--dry-run"],
    ):
        ran = on(*command)
        assert ran.code == 0, (command, ran.err)
        assert ran.last.is_absolute()
    assert contents(vault) == before


def test_reading_commands_change_nothing_in_the_vault(on, vault):
    before = contents(vault)
    for command in (["progress"], ["rituals"], ["ladder", "show"], ["check"], ["support"]):
        assert on(*command).code == 0
    assert contents(vault) == before


def test_the_agenda_is_the_same_to_the_byte_when_it_is_built_again(on, vault):
    path = on("checkin").last
    first = path.read_bytes()
    again = on("checkin")
    assert again.last == path
    assert path.read_bytes() == first
    assert b"### 1. Arrive" in first


def test_holding_a_check_in_notes_what_had_its_turn_and_closes_it(on):
    topics = on("checkin", "--json").json()["topics"]
    wish = next(number for number, topic in enumerate(topics, 1) if topic["is_wish"])
    held = on("checkin", "hold", "--talked", 1, "--agreed", wish)
    assert held.code == 0
    properties = parse_note(held.last.read_text("utf-8")).properties
    assert properties["status"] == "held"
    assert properties["talked"] == [f"{topics[0]['author']}: {topics[0]['words']}"]
    assert properties["answers"] == [f"agreed: {topics[wish - 1]['author']}: {topics[wish - 1]['words']}"]
    closed = held.last.read_bytes()
    assert on("checkin").code == 0
    assert held.last.read_bytes() == closed
    next_week = on("checkin", "--week", "2026-W49", "--json").json()["topics"]
    assert topics[0] not in next_week
    assert topics[wish - 1] not in next_week
    waiting = [topic["words"] for topic in topics if topic not in (topics[0], topics[wish - 1])]
    assert sorted(waiting) == sorted(topic["words"] for topic in next_week)


def test_a_skipped_week_leaves_every_topic_for_the_next(on):
    topics = on("checkin", "--json").json()["topics"]
    assert on("checkin", "skip").code == 0
    next_week = on("checkin", "--week", "2026-W49", "--json").json()["topics"]
    assert sorted(topic["words"] for topic in next_week) == sorted(topic["words"] for topic in topics)


def test_progress_can_be_written_as_a_note_and_what_is_added_to_it_stays(on):
    first = on("progress", "--month", "--write")
    assert first.code == 0
    path = first.last
    path.write_text(path.read_text("utf-8") + "\nMy own words.\n", "utf-8")
    on("new", "moment", "--set", "before=7", "--set", "after=2")
    on("progress", "--month", "--write")
    assert path.read_text("utf-8").endswith("\nMy own words.\n")
    assert path.name == "Progress November 2026.md"
    assert on("check").code == 0


def test_a_ritual_kept_twice_on_one_day_is_noted_once_and_nothing_else_changes(on, vault):
    path = vault / "Shared/Rituals/Sunday walk.md"
    before = path.read_text("utf-8")
    assert on("rituals", "done", "sunday walk", "--on", "2026-11-29").code == 0
    once = path.read_text("utf-8")
    assert on("rituals", "done", "Sunday walk", "--on", "2026-11-29").code == 0
    assert path.read_text("utf-8") == once
    assert set(once.splitlines()) - set(before.splitlines()) == {"  - 2026-11-29"}


def test_the_demo_shows_all_three_main_jobs_and_leaves_a_vault_that_passes_check(run, tmp_path):
    ran = run("demo", tmp_path / "demo")
    assert ran.code == 0
    for words in (
        "Today's journal note",
        "This week's check-in",
        "What the notes say so far",
        "vaultkit init",
    ):
        assert words in ran.out
    assert (tmp_path / "demo/Journal/2026-11-24.md").is_file()
    assert "vaultkit:begin agenda" in (tmp_path / "demo/Shared/Check-ins/2026-W48.md").read_text("utf-8")
    assert (tmp_path / "demo/.obsidian").is_dir()
    assert run("demo", tmp_path / "demo").code == 0
    assert run("--vault", tmp_path / "demo", "check").code == 0


def test_the_demo_never_writes_into_a_folder_that_holds_something_else(run, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.md").write_text("mine")
    ran = run("demo", tmp_path / "full")
    assert ran.code == 1
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.md"]


def test_everything_works_from_a_folder_inside_the_vault(run, vault):
    ran = run("--date", "2026-11-24", "journal", cwd=vault / "Moments")
    assert ran.last == vault / "Journal/2026-11-24.md"


def test_the_progress_note_links_as_the_vault_does_in_obsidian(on, vault):
    settings = '{"newLinkFormat": "relative", "useMarkdownLinks": true}'
    (vault / ".obsidian/app.json").write_text(settings, "utf-8")
    text = on("progress", "--write").last.read_text("utf-8")
    assert "[2026-11-23](../Journal/2026-11-23.md)" in text
    assert "[Time on my own](../Ladders/Time%20on%20my%20own.md)" in text
