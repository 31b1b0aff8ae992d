"""The watcher beside editors, formatters and sync products: it waits, it does not answer for ever, it reads no noise."""

import os
import time
from pathlib import Path

import pytest
from watched import Hand, journal

from vaultkit.watch.noise import behind_placeholder, is_note
from vaultkit.watch.pace import Pace
from vaultkit.watch.rounds import Outcome

RECENT = "Progress/Progress last four weeks.md"


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("Journal/2026-11-24.md", True),
        ("Journal/Deep/er/a.MD", True),
        (".obsidian/workspace.json", False),
        (".obsidian/plugins/x/README.md", False),
        (".trash/2026-11-24.md", False),
        ("Journal/.2026-11-24.md.swp", False),
        ("Journal/2026-11-24.md~", False),
        ("Journal/.~vaultkit-edit-00.tmp", False),
        ("Journal/.syncthing.2026-11-24.md.tmp", False),
        ("Journal/~syncthing~2026-11-24.md.tmp", False),
        ("Journal/.dropbox.cache/a.md", False),
        ("Journal/a.sync-conflict-20261124-101010-ABCDEFG.md", False),
        ("Journal/4913", False),
        ("Pictures/a.png", False),
    ],
)
def test_only_notes_are_of_interest(path: str, counts: bool) -> None:
    assert is_note(path) is counts


def test_a_placeholder_stands_for_its_note() -> None:
    assert behind_placeholder("Journal/.2026-11-24.md.icloud") == "Journal/2026-11-24.md"
    assert behind_placeholder("Pictures/.a.png.icloud") == behind_placeholder(".trash/.a.md.icloud") == ""


def begun(tmp_path: Path, pace: Pace) -> Hand:
    hand = Hand(tmp_path / "vault", pace=pace)
    hand.exchanges = False
    hand.write("Journal/2026-11-20.md", journal("2026-11-20", 4), seen=False)
    hand.settle(3)
    return hand


def age(file: Path, seconds: float) -> None:
    os.utime(file, (time.time() - seconds,) * 2)


def test_a_note_in_which_someone_has_just_typed_is_not_rewritten_before_it_was_left_alone(
    tmp_path: Path,
) -> None:
    hand = begun(tmp_path, Pace(quiet=60, unreadable=0))
    file = hand.root / RECENT
    text = file.read_text(encoding="utf-8") + "my own line\n"
    hand.write(RECENT, text)
    hand.write("Journal/2026-11-21.md", journal("2026-11-21", 9))
    hand.settle(5)
    assert file.read_text(encoding="utf-8") == text
    age(file, 61)
    hand.step(61)
    hand.settle(2)
    now = file.read_text(encoding="utf-8")
    assert "2 of 28 days" in now
    assert now.endswith("my own line\n")
    hand.watcher.close()


def test_what_the_watcher_wrote_itself_is_not_taken_for_someone_typing(tmp_path: Path) -> None:
    hand = begun(tmp_path, Pace(quiet=60, unreadable=0))
    for day in (21, 22):
        hand.write(f"Journal/2026-11-{day}.md", journal(f"2026-11-{day}", 9))
        hand.settle(2)
        assert f"{day - 19} of 28 days" in (hand.root / RECENT).read_text(encoding="utf-8")
    hand.watcher.close()


def test_a_formatter_and_the_watcher_do_not_answer_each_other_for_ever(hand: Hand) -> None:
    hand.exchanges = False
    hand.write("Journal/2026-11-20.md", journal("2026-11-20", 4), seen=False)
    hand.settle(3)
    file = hand.root / RECENT
    formatted = 0
    for _ in range(30):
        text = file.read_text(encoding="utf-8")
        nicer = text.replace("\n- ", "\n* ").replace("*before: ", "_before: ")
        if nicer != text:
            formatted += 1
            hand.write(RECENT, nicer)
        hand.step(3)
    assert formatted <= 4
    assert len(hand.told("written")) <= 4
    assert [event.path for event in hand.told("rested")][:1] == [RECENT]
    # As soon as there is something new to say, it is said.
    hand.write("Journal/2026-11-21.md", journal("2026-11-21", 9))
    hand.settle(3)
    assert "2 of 28 days" in file.read_text(encoding="utf-8")


def test_its_own_writes_make_no_further_ones(hand: Hand) -> None:
    hand.write("Journal/2026-11-20.md", journal("2026-11-20", 4))
    hand.settle(20)
    assert [event.path for event in hand.told("written")] == [RECENT]


def test_what_a_sync_brought_is_on_the_agenda_and_makes_no_further_sync(hand: Hand) -> None:
    hand.settle(3)
    brought = (
        "---\ntype: contribution\nweek: 2026-W48\nauthor: Jonas\ntags:\n  - vaultkit/contribution\n---\n"
        "## For our check-in\n- holidays in June\n"
    )
    agenda = hand.write("Shared/Check-ins/2026-W48.md", "")
    hand.settle(9)
    path = "Shared/Jonas/2026-W48 Jonas.md"
    hand.write(path, brought, seen=False)
    hand.watcher.exchanged(Outcome((path,), synced=True), hand.now)
    hand.settle(3)
    assert "holidays in June" in agenda.read_text(encoding="utf-8")
    # An older agenda that came with a sync is not the last word.
    text = agenda.read_text(encoding="utf-8").replace("holidays in June", "holidays in May")
    hand.write("Shared/Check-ins/2026-W48.md", text, seen=False)
    hand.watcher.exchanged(Outcome(("Shared/Check-ins/2026-W48.md",), synced=True), hand.now)
    hand.settle(9)
    assert "holidays in June" in agenda.read_text(encoding="utf-8")
    rounds = len(hand.told("exchanged"))
    hand.write(path, brought + "- the stove\n", seen=False)
    hand.watcher.exchanged(Outcome((path,), synced=True), hand.now)
    hand.settle(20)
    # That one, and one more for the agenda that was written for it.
    assert len(hand.told("exchanged")) <= rounds + 2


def test_five_thousand_notes_at_once_are_one_change(hand: Hand) -> None:
    hand.exchanges = False
    hand.settle(3)
    for number in range(5000):
        hand.write(f"Notes/{number}.md", "", seen=False)
    hand.write("Journal/2026-11-20.md", journal("2026-11-20", 4), seen=False)
    hand.watcher.saw([*(f"Notes/{number}.md" for number in range(5000)), "Journal/2026-11-20.md"], hand.now)
    hand.settle(3)
    assert "1 of 28 days" in (hand.root / RECENT).read_text(encoding="utf-8")


def test_a_folder_that_is_moved_out_is_gone_and_back_when_it_is_back(hand: Hand, tmp_path: Path) -> None:
    hand.exchanges = False
    for day in (20, 21):
        hand.write(f"Journal/2026-11-{day}.md", journal(f"2026-11-{day}", 4), seen=False)
    hand.write(
        "Moments/a.md",
        "---\ntype: moment\ndate: 2026-11-21\nbefore: 5\ntags: [vaultkit/moment]\n---\n",
        seen=False,
    )
    hand.settle(3)
    (hand.root / "Journal").rename(tmp_path / "away")
    hand.watcher.lost(hand.now)
    hand.settle(3)
    assert "2 of 28 days" not in (hand.root / RECENT).read_text(encoding="utf-8")
    shutil_move = (tmp_path / "away").rename(hand.root / "Journal")
    assert shutil_move.is_dir()
    hand.watcher.lost(hand.now)
    hand.settle(3)
    assert "2 of 28 days" in (hand.root / RECENT).read_text(encoding="utf-8")


def test_a_note_that_icloud_keeps_elsewhere_still_counts(hand: Hand) -> None:
    hand.exchanges = False
    file = hand.write("Journal/2026-11-20.md", journal("2026-11-20", 4))
    hand.write("Journal/2026-11-21.md", journal("2026-11-21", 4))
    hand.settle(3)
    file.rename(file.with_name(".2026-11-20.md.icloud"))
    hand.watcher.saw(["Journal/2026-11-20.md"], hand.now)
    hand.settle(3)
    hand.write("Journal/2026-11-22.md", journal("2026-11-22", 4))
    hand.watcher.lost(hand.now)
    hand.settle(3)
    assert "3 of 28 days" in (hand.root / RECENT).read_text(encoding="utf-8")


def test_a_name_that_changes_in_case_alone_is_the_same_note(hand: Hand) -> None:
    hand.exchanges = False
    file = hand.write(
        "Moments/walk.md", "---\ntype: moment\ndate: 2026-11-21\nbefore: 5\ntags: [vaultkit/moment]\n---\n"
    )
    hand.settle(3)
    before = (hand.root / RECENT).read_text(encoding="utf-8")
    file.rename(file.with_name("Walk.md"))
    hand.watcher.saw(["Moments/walk.md", "Moments/Walk.md"], hand.now)
    hand.settle(3)
    assert (hand.root / RECENT).read_text(encoding="utf-8") == before


def test_lines_that_end_as_on_windows_stay_so(hand: Hand) -> None:
    hand.exchanges = False
    hand.write("Journal/2026-11-20.md", journal("2026-11-20", 4))
    hand.settle(3)
    file = hand.root / RECENT
    hand.write(RECENT, file.read_bytes().decode().replace("\n", "\r\n"))
    hand.settle(3)
    hand.write("Journal/2026-11-21.md", journal("2026-11-21", 9).replace("\n", "\r\n"))
    hand.settle(4)
    data = file.read_bytes()
    assert b"2 of 28 days" in data
    assert data.count(b"\r\n") == data.count(b"\n")
