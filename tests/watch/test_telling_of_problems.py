import json
import shutil
from datetime import datetime
from pathlib import Path

from watched import Hand, journal

from vaultkit.watch.minding import last_problems
from vaultkit.watch.problems import Trouble, write_note
from vaultkit.watch.rounds import Outcome
from vaultkit.watch.telling import Event, Log, as_json, in_words, last_lines, logged

BROKEN = "---\ntype: journal\ndate: 2026-11-20\nfeeling: [half\n---\n"
AT = datetime(2026, 11, 24, 8)


def test_a_note_that_cannot_be_read_is_told_of_at_the_vaults_root_and_no_longer_once_it_can(
    hand: Hand,
) -> None:
    hand.write("Journal/2026-11-20.md", journal("2026-11-20"), seen=False)
    hand.settle(3)
    assert not (hand.root / "Vaultkit.md").exists()
    hand.write("Journal/2026-11-20.md", BROKEN)
    hand.settle(4)
    text = (hand.root / "Vaultkit.md").read_text(encoding="utf-8")
    assert "Journal/2026-11-20.md:4" in text.replace("\\", "")
    assert [one.path for one in last_problems(hand.config)] == ["Journal/2026-11-20.md"]
    hand.write("Journal/2026-11-20.md", journal("2026-11-20"))
    hand.settle(4)
    assert not (hand.root / "Vaultkit.md").exists()
    assert last_problems(hand.config) == []


def test_words_that_someone_adds_to_that_note_stay_when_all_is_settled(hand: Hand) -> None:
    hand.write("Journal/2026-11-20.md", BROKEN)
    hand.settle(4)
    file = hand.root / "Vaultkit.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nask Jonas about this\n", encoding="utf-8")
    hand.write("Journal/2026-11-20.md", journal("2026-11-20"))
    hand.settle(4)
    text = file.read_text(encoding="utf-8")
    assert "ask Jonas about this" in text
    assert "vaultkit:begin" not in text


def test_a_note_of_that_name_that_someone_wrote_is_not_taken_away(tmp_path: Path) -> None:
    (tmp_path / "Vaultkit.md").write_text("what I want to try\n")
    assert write_note(tmp_path, []) is False
    write_note(tmp_path, [Trouble("sync", "", "the stick is not there")])
    write_note(tmp_path, [])
    assert (tmp_path / "Vaultkit.md").read_text().strip() == "what I want to try"


def test_what_failed_is_tried_again_and_told_as_long_as_it_lasts(hand: Hand) -> None:
    hand.exchanges = False
    hand.write("Journal/2026-11-20.md", journal("2026-11-20"), seen=False)
    template = hand.write("Templates/vaultkit/checkin.md", "{{ nothing }}", seen=False)
    hand.settle(3)
    # Friday: the check-in on Sunday is to be prepared.
    hand.begin(hand.clock.date().replace(day=27))
    hand.settle(4)
    assert "checkin.md" in (hand.root / "Vaultkit.md").read_text(encoding="utf-8")
    template.unlink()
    hand.step(70)
    hand.settle(4)
    assert (hand.root / "Shared/Check-ins/2026-W48.md").exists()
    assert not (hand.root / "Vaultkit.md").exists()


def test_a_place_that_cannot_be_written_is_told_of_and_written_once_it_can(hand: Hand) -> None:
    hand.exchanges = False
    hand.write("Journal/2026-11-20.md", journal("2026-11-20"), seen=False)
    hand.settle(3)
    # A drive that is full or may not be written answers as a file in the way does: with an error of the system's.
    away = (hand.root / "Progress").rename(hand.root / "away")
    (hand.root / "Progress").write_text("in the way")
    shutil.rmtree(away / "charts")
    hand.watcher.lost(hand.now)
    hand.settle(3)
    (hand.root / "Progress").unlink()
    away.rename(hand.root / "Progress")
    (hand.root / "Progress/charts").write_text("in the way")
    hand.watcher.lost(hand.now)
    hand.write("Journal/2026-11-21.md", journal("2026-11-21", 8))
    hand.settle(4)
    assert "charts" in (hand.root / "Vaultkit.md").read_text(encoding="utf-8")
    (hand.root / "Progress/charts").unlink()
    hand.step(70)
    hand.settle(4)
    assert list((hand.root / "Progress/charts").glob("*.svg"))
    assert not (hand.root / "Vaultkit.md").exists()


def test_lines_that_wait_for_a_yes_are_told_of_from_the_next_day_on(hand: Hand) -> None:
    text = (
        journal("2026-11-23").replace("share: false", "share: true") + "\n## For our check-in\n- the stove\n"
    )
    hand.write("Journal/2026-11-23.md", text)
    hand.settle(9)
    assert not (hand.root / "Vaultkit.md").exists()
    hand.begin(hand.clock.date().replace(day=25))
    hand.settle(9)
    said = (hand.root / "Vaultkit.md").read_text(encoding="utf-8")
    assert "vaultkit share" in said
    assert "stove" not in said


def test_the_log_holds_codes_and_the_names_of_shared_notes_alone() -> None:
    shared = Event("written", "agenda", "Shared/Check-ins/2026-W48.md")
    private = Event(
        "problem", "unreadable", "Journal/a secret.md", words="Journal/a secret.md:4: found Zitrone"
    )
    assert logged(shared, AT, "Shared") == "2026-11-24T08:00:00 written agenda Shared/Check-ins/2026-W48.md"
    assert logged(private, AT, "Shared") == "2026-11-24T08:00:00 problem unreadable"
    assert logged(Event("exchanged", number=0), AT, "Shared") == "2026-11-24T08:00:00 exchanged 0"


def test_the_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    log = Log(tmp_path)
    for number in range(10_000):
        log.add(f"{number:05} " + "x" * 60)
    sizes = [path.stat().st_size for path in tmp_path.iterdir()]
    assert len(sizes) == 2
    assert max(sizes) < 210_000
    assert last_lines(tmp_path, 2)[-1].startswith("09999")


def test_an_event_is_one_line_in_words_or_as_json() -> None:
    event = Event("filled", "moment", "Moments/a.md")
    assert in_words(event) == "Gave an empty note its template: Moments/a.md"
    line = as_json(event, AT)
    assert json.loads(line) == {
        "time": "2026-11-24T08:00:00",
        "event": "filled",
        "code": "moment",
        "path": "Moments/a.md",
    }
    assert "\n" not in line


def test_a_sync_that_fails_once_is_tried_again_and_told_of_when_it_fails_again(hand: Hand) -> None:
    hand.exchanges = False
    hand.settle(3)
    hand.watcher.exchanged(Outcome(failed="sync: the stick is not there"), hand.now)
    hand.settle(3)
    assert not (hand.root / "Vaultkit.md").exists()
    hand.watcher.exchanged(Outcome(failed="sync: the stick is not there"), hand.now)
    hand.settle(3)
    assert "the stick is not there" in (hand.root / "Vaultkit.md").read_text(encoding="utf-8")
    hand.watcher.exchanged(Outcome(synced=True), hand.now)
    hand.settle(3)
    assert not (hand.root / "Vaultkit.md").exists()
