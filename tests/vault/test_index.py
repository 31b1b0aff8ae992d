import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from vaultkit.notes import parse_note
from vaultkit.vault.config import Config, load_config
from vaultkit.vault.index import Index
from vaultkit.vault.state import state_folder
from vaultkit.vault.walk import is_conflict_copy


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "ours"
    (root / ".vaultkit").mkdir(parents=True)
    settings = 'id = "0123456789abcdef"\nme = "Mara"\npartner = "Jonas"\n'
    (root / ".vaultkit/config.toml").write_text(settings)
    return load_config(root)


@pytest.fixture
def index(config: Config) -> Iterator[Index]:
    with Index.open(config) as opened:
        yield opened


def write(config: Config, path: str, text: str | bytes, *, age: int = 60) -> Path:
    """A note last changed `age` seconds ago."""
    file = config.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    then = file.stat().st_mtime_ns - age * 1_000_000_000
    os.utime(file, ns=(then, then))
    return file


def journal(day: str, more: str = "") -> str:
    return f"---\ntype: journal\ndate: {day}\n{more}---\nWords.\n"


def paths(index: Index, *kinds: str) -> list[str]:
    index.refresh()
    return [note.path for note in index.notes(kinds)]


def test_a_record_holds_the_properties_and_their_lines(config: Config, index: Index) -> None:
    write(
        config,
        "Journal/2026-11-24.md",
        journal("2026-11-24", "distress: 4\ngratitude:\n  - tea\nslept: true\n"),
    )
    index.refresh()
    (note,) = index.notes(["journal"])
    assert (note.path, note.type, note.date) == ("Journal/2026-11-24.md", "journal", "2026-11-24")
    assert note.properties == {
        "type": "journal",
        "date": "2026-11-24",
        "distress": 4,
        "gratitude": ["tea"],
        "slept": True,
    }
    assert note.lines == {"type": 2, "date": 3, "distress": 4, "gratitude": 5, "slept": 7}


def test_a_note_is_ours_by_its_folder_or_by_its_tag(config: Config, index: Index) -> None:
    write(config, "Journal/2026/a.md", journal("2026-11-01"))
    write(config, "Diary/b.md", journal("2026-11-02", "tags: [x, vaultkit/journal]\n"))
    write(config, "Diary/c.md", journal("2026-11-03", "tags: [vaultkit/moment]\n"))
    write(config, "Diary/d.md", journal("2026-11-04"))
    write(config, "Journal/e.md", "---\ntype: recipe\n---\n")
    assert paths(index, "journal") == ["Journal/2026/a.md", "Diary/b.md"]


def test_a_note_in_the_shared_folder_never_passes_for_a_private_one(config: Config, index: Index) -> None:
    write(config, "Shared/Jonas/forged.md", journal("2026-11-01", "tags: [vaultkit/journal]\n"))
    write(config, "Elsewhere/c.md", "---\ntype: checkin\ntags: [vaultkit/checkin]\n---\n")
    write(config, "Shared/Check-ins/2026-W48.md", "---\ntype: checkin\n---\n")
    assert paths(index, "journal", "checkin") == ["Shared/Check-ins/2026-W48.md"]


def test_notes_can_be_asked_for_by_date(config: Config, index: Index) -> None:
    for day in ("2026-11-01", "2026-11-02", "2026-11-03", "soon"):
        write(config, f"Journal/{day}.md", journal(day))
    write(config, "Moments/m.md", "---\ntype: moment\ndate: 2026-11-02T21:30:00\n---\n")
    index.refresh()
    both = ("journal", "moment")
    found = index.notes(both, date(2026, 11, 2), date(2026, 11, 3))
    assert [note.path for note in found] == ["Journal/2026-11-02.md", "Moments/m.md", "Journal/2026-11-03.md"]
    assert [note.date for note in index.notes(["journal"], until=date(2026, 11, 1))] == ["2026-11-01"]
    assert len(index.notes(both)) == 5


def test_what_changed_is_read_again_and_what_is_gone_is_forgotten(config: Config, index: Index) -> None:
    write(config, "Journal/a.md", journal("2026-11-01", "distress: 4\n"))
    write(config, "Journal/b.md", journal("2026-11-02"))
    write(config, "Journal/old/c.md", journal("2026-11-03", "distress: .nan\n"))
    index.refresh()
    assert len(index.problems()) == 1
    write(config, "Journal/a.md", journal("2026-11-01", "distress: 5\n"), age=30)
    (config.root / "Journal/b.md").unlink()
    (config.root / "Journal/old/c.md").unlink()
    (config.root / "Journal/old").rmdir()
    index.refresh()
    assert [note.properties["distress"] for note in index.notes(["journal"])] == [5]
    assert index.problems() == []


def test_an_unchanged_note_is_not_opened_again(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    write(config, "Journal/a.md", journal("2026-11-01", "distress: 4\n"))
    with Index.open(config) as index:
        index.refresh()
    opened: list[str] = []
    monkeypatch.setattr("vaultkit.vault.heads.note_head", opened.append)
    with Index.open(config) as index:
        index.refresh()
        assert index.notes(["journal"])[0].properties["distress"] == 4
    assert opened == []


def test_a_note_changed_in_place_with_its_old_time_and_size_is_read_again(config: Config) -> None:
    file = write(config, "Journal/a.md", journal("2026-11-01", "distress: 4\n"))
    before = file.stat()
    with Index.open(config) as index:
        index.refresh()
    file.write_bytes(file.read_bytes().replace(b"4", b"5"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    with Index.open(config) as index:
        index.refresh()
        assert index.notes(["journal"])[0].properties["distress"] == 5


def test_a_note_written_twice_within_a_tick_of_the_clock_is_not_taken_for_unchanged(
    config: Config, index: Index
) -> None:
    file = write(config, "Journal/a.md", journal("2026-11-01", "distress: 4\n"), age=0)
    before = file.stat()
    index.refresh()
    file.write_bytes(file.read_bytes().replace(b"4", b"5"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    index.refresh()
    assert index.notes(["journal"])[0].properties["distress"] == 5


def test_properties_longer_than_the_first_read_are_read_whole(config: Config, index: Index) -> None:
    for size in (3_000, 4_060, 4_096, 5_000, 70_000):
        write(
            config,
            f"Journal/{size}.md",
            journal("2026-11-01", f"feeling: {'é' * (size // 2)}\nstrength: x\n"),
        )
    index.refresh()
    assert index.problems() == []
    assert [note.properties["strength"] for note in index.notes(["journal"])] == ["x"] * 5


def test_hidden_places_templates_and_conflict_copies_are_passed_over(config: Config, index: Index) -> None:
    for path in (
        ".obsidian/a.md",
        ".trash/a.md",
        "Journal/.git/a.md",
        "Journal/.a.md.tmp",
        "Journal/.hidden.md",
        "Templates/vaultkit/journal.md",
        "Journal/a (Conflicted copy Phone 202611241030).md",
        "Journal/a (Conflicted copy).md",
        "Journal/a.sync-conflict-20261124-103000-ABCDEF7.md",
        "Journal/a (Mara's conflicted copy 2026-11-24).md",
        "Journal/a (conflicted copy 2026-11-24 103000).md",
        "Journal/a.txt",
    ):
        write(config, path, journal("2026-11-01"))
    write(config, "Journal/a (conflict).md", journal("2026-11-01"))
    deep = "Journal/" + "d/" * 200 + "a.md"
    write(config, deep, journal("2026-11-02"))
    assert paths(index, "journal") == ["Journal/a (conflict).md", deep]


def test_names_that_only_speak_of_conflict_are_notes() -> None:
    assert not is_conflict_copy("A conflicted copy of me.md")
    assert not is_conflict_copy("Conflict.md")
    assert not is_conflict_copy("a.sync-conflict.md")


def test_what_cannot_be_read_is_reported_and_the_rest_is_read(
    config: Config, index: Index, tmp_path: Path
) -> None:
    write(config, "Journal/good.md", journal("2026-11-01"))
    write(config, "Journal/large.md", journal("2026-11-01") + "x" * 8_388_609)
    write(config, "Journal/latin.md", journal("2026-11-01", "feeling: m\xfcde\n").encode("latin-1"))
    write(config, "Journal/utf16.md", journal("2026-11-01").encode("utf-16"))
    write(config, "Journal/open.md", "---\ntype: journal\nWords.\n")
    write(config, "Journal/twice.md", journal("2026-11-02", "date: 2026-11-03\n"))
    write(config, "Journal/folder.md/inner.md", journal("2026-11-04"))
    write(config, "Journal/empty.md", "")
    os.mkfifo(config.root / "Journal/pipe.md")
    os.symlink("loop.md", config.root / "Journal/loop.md")
    outside = tmp_path / "outside.md"
    outside.write_text(journal("2026-11-05"))
    os.symlink(outside, config.root / "Journal/out.md")
    os.symlink("good.md", config.root / "Journal/inside.md")
    os.symlink("nowhere.md", config.root / "Journal/dangling.md")
    os.symlink(tmp_path, config.root / "Journal/linked folder")
    (config.root / os.fsdecode(b"Journal/m\xfc.md")).write_text(journal("2026-11-01"))
    found = paths(index, "journal")
    assert found == [f"Journal/{name}.md" for name in ("good", "inside", "twice", "folder.md/inner")]
    problems = [(path, problem.line) for path, problem in index.problems()]
    assert problems == [
        ("Journal/dangling.md", 0),
        ("Journal/large.md", 0),
        ("Journal/latin.md", 4),
        ("Journal/loop.md", 0),
        ("Journal/m\ufffd.md", 0),
        ("Journal/open.md", 1),
        ("Journal/out.md", 0),
        ("Journal/pipe.md", 0),
        ("Journal/twice.md", 4),
        ("Journal/utf16.md", 0),
    ]
    assert not any(str(config.root) in problem.message for _, problem in index.problems())
    with Index.open(config) as again:
        again.refresh()
        assert again.problems() == index.problems()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything is readable here")
def test_a_note_made_readable_is_read_next_time(config: Config, index: Index) -> None:
    file = write(config, "Journal/a.md", journal("2026-11-01"))
    file.chmod(0)
    assert paths(index, "journal") == []
    assert len(index.problems()) == 1
    file.chmod(0o600)
    assert paths(index, "journal") == ["Journal/a.md"]


@pytest.mark.parametrize("value", ["[journal]", "{a: b}", "7", ""])
def test_a_type_that_is_no_word_is_not_ours(config: Config, index: Index, value: str) -> None:
    write(config, "Journal/a.md", f"---\ntype: {value}\n---\n")
    assert paths(index, "journal") == []


def damage(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[100 : len(data) // 2] = os.urandom(len(data) // 2 - 100)
    file.write_bytes(data)


def another_version(file: Path) -> None:
    database = sqlite3.connect(file)
    database.executescript("DROP TABLE notes; CREATE TABLE notes (x); PRAGMA user_version = 99")
    database.close()


@pytest.mark.parametrize(
    "spoil",
    [
        damage,
        another_version,
        lambda file: file.write_bytes(b"no database"),
        lambda file: file.write_bytes(b""),
    ],
)
def test_a_damaged_or_older_index_is_built_again_without_a_word(config: Config, spoil: object) -> None:
    assert callable(spoil)
    for day in range(10, 30):
        write(config, f"Journal/{day}.md", journal(f"2026-11-{day}", f"feeling: {'calm ' * 100}\n"))
    with Index.open(config) as index:
        index.refresh()
    spoil(state_folder(config) / "index.sqlite")
    for _ in range(2):
        with Index.open(config) as index:
            assert len(paths(index, "journal")) == 20


def test_the_index_is_readable_by_its_owner_alone_and_holds_no_words_of_the_body(
    config: Config, index: Index
) -> None:
    write(config, "Journal/a.md", journal("2026-11-01"))
    index.refresh()
    file = state_folder(config) / "index.sqlite"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"Words." not in file.read_bytes()


def test_without_a_place_for_state_notes_are_read_all_the_same(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "ours/.vaultkit/config.toml"))
    write(config, "Journal/a.md", journal("2026-11-01"))
    with Index.open(config) as index:
        assert paths(index, "journal") == ["Journal/a.md"]


def test_a_database_that_someone_else_holds_does_not_stop_anyone(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vaultkit.vault.index_file.PATIENCE", 0.1)
    write(config, "Journal/a.md", journal("2026-11-01"))
    with Index.open(config) as index:
        index.refresh()
        holder = sqlite3.connect(state_folder(config) / "index.sqlite")
        holder.execute("BEGIN EXCLUSIVE")
        write(config, "Journal/b.md", journal("2026-11-02"))
        assert paths(index, "journal") == ["Journal/a.md", "Journal/b.md"]
        with Index.open(config) as other:
            assert paths(other, "journal") == ["Journal/a.md", "Journal/b.md"]
        holder.close()
    assert (state_folder(config) / "index.sqlite").exists()


def test_processes_side_by_side_agree(config: Config) -> None:
    for day in range(10, 30):
        write(config, f"Journal/{day}.md", journal(f"2026-11-{day}"))
    code = f"""
import os
from pathlib import Path
from vaultkit.vault.config import load_config
from vaultkit.vault.index import Index
config = load_config(Path({str(config.root)!r}))
for turn in range(20):
    with Index.open(config) as index:
        new = config.root / f".{{os.getpid()}}"
        new.write_text("---\\ntype: journal\\ndistress: %d\\n---\\n" % turn)
        new.replace(config.root / "Journal/30.md")
        index.refresh()
        assert len(index.notes(["journal"])) == 21
"""
    runs = [
        subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, cwd=Path(__file__).parents[2])
        for _ in range(4)
    ]
    assert [run.communicate()[1] for run in runs] == [b""] * 4
    with Index.open(config) as index:
        index.refresh()
        assert len(index.notes(["journal"])) == 21
        assert index.notes(["journal"])[0].properties["distress"] == 19


def test_the_index_is_the_same_whether_kept_or_built_anew(config: Config) -> None:
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st

    names = st.sampled_from(["Journal/a.md", "Journal/b.md", "Journal/x/c.md", "Shared/Goals/d.md", "e.md"])
    texts = st.sampled_from(
        [None, journal("2026-11-01"), journal("x", "a: .nan\n"), "---\ntype: goal\n---\n", "", b"\xff"]
    )

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(names, texts), max_size=8))
    def check(steps: list[tuple[str, str | bytes | None]]) -> None:
        for path, text in steps:
            if text is None:
                (config.root / path).unlink(missing_ok=True)
            else:
                write(config, path, text, age=0)
            with Index.open(config) as kept:
                kept.refresh()
        new = Index(config, None)
        new.refresh()
        with Index.open(config) as kept:
            kept.refresh()
            assert kept.notes(["journal", "goal"]) == new.notes(["journal", "goal"])
            assert kept.problems() == new.problems()
        new.close()

    check()


def with_fields(config: Config) -> Config:
    file = config.root / ".vaultkit/config.toml"
    file.write_text(
        file.read_text() + '[measures]\nnames = ["Hours slept"]\n[reading]\ninline_fields = true\n'
    )
    return load_config(config.root)


FIELDS = (
    "distress:: 7\n\nIt was [feeling:: calm, mostly].\n- gratitude:: tea, the rain\n- hours slept:: 7.5\n"
)


def test_fields_in_a_body_are_read_only_where_the_settings_say_so(config: Config) -> None:
    page = write(config, "Journal/a.md", journal("2026-11-24", "distress:\nfeeling: tired\n") + FIELDS)
    before = page.read_bytes()
    with Index.open(config) as index:
        index.refresh()
        (without,) = index.notes(["journal"])
    assert without.properties == {
        "type": "journal",
        "date": "2026-11-24",
        "distress": None,
        "feeling": "tired",
    }
    with Index.open(with_fields(config)) as index:
        index.refresh()
        (note,) = index.notes(["journal"])
    assert note.properties == {
        "type": "journal",
        "date": "2026-11-24",
        "distress": 7,
        "feeling": "tired",
        "gratitude": ["tea", "the rain"],
        "Hours slept": 7.5,
    }
    assert note.lines == {
        "type": 2,
        "date": 3,
        "distress": 8,
        "feeling": 5,
        "gratitude": 11,
        "Hours slept": 12,
    }
    assert page.read_bytes() == before
    with Index.open(config) as index:
        index.refresh()
        assert index.notes(["journal"]) == [without]


def test_fields_far_down_in_a_long_body_are_read_too(config: Config) -> None:
    write(config, "Journal/a.md", journal("2026-11-24") + "Words.\n" * 2000 + "distress:: 7\n")
    with Index.open(with_fields(config)) as index:
        index.refresh()
        (note,) = index.notes(["journal"])
    assert (note.properties["distress"], note.lines["distress"]) == (7, 2006)


def test_a_field_with_the_day_gives_a_note_its_date(config: Config) -> None:
    write(config, "Journal/a.md", "---\ntype: journal\n---\ndate:: 2026-11-24\n")
    with Index.open(with_fields(config)) as index:
        index.refresh()
        (note,) = index.notes(["journal"], since=date(2026, 11, 24))
    assert note.date == "2026-11-24"


def test_no_field_makes_a_note_ours_or_changes_what_is_shared(config: Config) -> None:
    write(config, "Diary/a.md", "---\ntype: journal\ntags:\n---\ntags:: vaultkit/journal\n")
    write(config, "Journal/b.md", "type:: journal\n")
    write(config, "Shared/Check-ins/2026-W48.md", "---\ntype: checkin\n---\nweek:: 2026-W48\n")
    with Index.open(with_fields(config)) as index:
        assert paths(index, "journal") == []
        (checkin,) = index.notes(["checkin"])
    assert checkin.properties == {"type": "checkin"}


def test_a_body_that_cannot_be_read_is_reported_and_its_properties_are_kept(config: Config) -> None:
    text = (journal("2026-11-24", "distress: 4\n") + "Words.\n" * 2000).encode() + b"feeling:: \xff\n"
    write(config, "Journal/a.md", text)
    with Index.open(with_fields(config)) as index:
        index.refresh()
        (note,) = index.notes(["journal"])
        ((path, problem),) = index.problems()
    assert note.properties["distress"] == 4
    assert (path, problem.line) == ("Journal/a.md", 2007)
    assert "expected UTF-8" in problem.message


@pytest.mark.parametrize("record", ["", "no property", "[1, 2", "[]", "distress: [4"])
def test_a_record_that_no_one_wrote_so_costs_no_note(config: Config, record: str) -> None:
    write(config, "Journal/a.md", journal("2026-11-01", "distress: 4\n"), age=60)
    with Index.open(config) as index:
        index.refresh()
        index._database.execute("UPDATE notes SET record = ?", (record,))
        (note,) = index.notes(["journal"])
        assert note.properties["distress"] == 4


@pytest.mark.parametrize(
    "text",
    [
        "distress: 4\nstrength: I rang\n",
        "distress: 4\r\ngratitude:\r\n  - tea\r\n",
        'strength: "a: b"\n',
        "x: &a 1\n",
    ],
)
def test_a_record_is_what_the_note_says_with_its_lines_however_it_is_kept(config: Config, text: str) -> None:
    write(config, "Journal/a.md", journal("2026-11-01", text), age=60)
    for _ in range(2):
        with Index.open(config) as index:
            index.refresh()
            (note,) = index.notes(["journal"])
        said = parse_note((config.root / "Journal/a.md").read_bytes().decode())
        assert (note.properties, note.lines) == (said.properties, said.lines)
