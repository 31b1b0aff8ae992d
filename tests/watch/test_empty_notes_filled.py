import os
import time
from pathlib import Path

import pytest
from watched import Hand


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("Moments/Untitled.md", 'type: moment\ndate: 2026-11-24\nauthor: Mara\ntime: "08:00"'),
        ("Journal/2026-11-22.md", "type: journal\ndate: 2026-11-22"),
        ("Thoughts/2026-11-20 at the station.md", "date: 2026-11-20"),
        ("Toolkit/Slow walk.md", "# Slow walk"),
        ("Ladders/Evenings.md", "type: ladder"),
        ("Ladders/Time on my own/a.md", "type: exposure"),
        ("Shared/Rituals/Sunday walk.md", "type: ritual"),
        ("Shared/Check-ins/2026-W49.md", "week: 2026-W49"),
        ("Shared/Mara/2026-W48 Mara.md", "type: contribution\nweek: 2026-W48"),
    ],
)
def test_a_new_empty_note_gets_the_template_of_its_folder(hand: Hand, path: str, there: str) -> None:
    hand.settle(3)
    file = hand.write(path, "")
    hand.settle(4)
    assert there in file.read_text(encoding="utf-8")
    assert [event.path for event in hand.told("filled")] == [path]


@pytest.mark.parametrize(
    "path",
    [
        "Notes/Untitled.md",
        "Untitled.md",
        "Shared/Jonas/2026-W48 Jonas.md",
        "Shared/Check-ins/Untitled.md",
        "Shared/Our workbook.md",
        "Progress/Untitled.md",
        "Templates/vaultkit/moment.md",
        ".trash/Moments/a.md",
    ],
)
def test_elsewhere_an_empty_note_stays_empty(hand: Hand, path: str) -> None:
    hand.settle(3)
    file = hand.write(path, "")
    hand.settle(5)
    assert file.read_bytes() == b""


@pytest.mark.parametrize("text", ["x", "\n", " ", "\ufeff"])
def test_a_note_with_a_single_character_is_never_touched(hand: Hand, text: str) -> None:
    hand.settle(3)
    file = hand.write("Moments/a.md", "")
    hand.step(0.4)
    hand.write("Moments/a.md", text)
    hand.settle(5)
    assert file.read_bytes() == text.encode()


def test_whoever_types_at_once_is_faster_than_the_template(hand: Hand) -> None:
    hand.settle(3)
    file = hand.write("Moments/a.md", "")
    hand.step(2)
    # Saved, and not yet seen.
    hand.write("Moments/a.md", "my words", seen=False)
    hand.settle(5)
    assert file.read_text() == "my words"


def test_a_note_is_filled_once_and_not_again_when_it_is_emptied(hand: Hand) -> None:
    hand.settle(3)
    file = hand.write("Moments/a.md", "")
    hand.settle(4)
    assert file.stat().st_size
    for _ in range(2):
        hand.write("Moments/a.md", "")
        hand.settle(4)
        assert file.read_bytes() == b""
        hand.restart()
    hand.settle(4)
    assert file.read_bytes() == b""


def test_a_note_that_someone_empties_is_not_new(hand: Hand) -> None:
    hand.settle(3)
    file = hand.write("Moments/a.md", "words that were here before")
    hand.settle(3)
    hand.write("Moments/a.md", "")
    hand.settle(5)
    assert file.read_bytes() == b""


def test_after_it_was_deleted_a_note_of_that_name_is_new_again(hand: Hand) -> None:
    hand.settle(3)
    file = hand.write("Moments/a.md", "")
    hand.settle(4)
    file.unlink()
    hand.watcher.saw(["Moments/a.md"], hand.now)
    hand.settle(3)
    hand.write("Moments/a.md", "")
    hand.settle(4)
    assert "type: moment" in file.read_text()


def test_what_was_made_while_nobody_watched_is_filled_and_what_lies_there_for_long_is_not(hand: Hand) -> None:
    fresh = hand.write("Moments/new.md", "", seen=False)
    old = hand.write("Moments/old.md", "", seen=False)
    os.utime(old, (time.time() - 200_000,) * 2)
    hand.settle(5)
    assert (fresh.stat().st_size > 0, old.stat().st_size) == (True, 0)


def test_an_empty_note_that_came_from_the_partner_is_left_to_them(hand: Hand) -> None:
    from vaultkit.watch.rounds import Outcome

    hand.settle(3)
    file = hand.write("Shared/Rituals/a.md", "")
    hand.watcher.exchanged(Outcome(("Shared/Rituals/a.md",), synced=True), hand.now)
    hand.settle(5)
    assert file.read_bytes() == b""


def test_nothing_is_filled_where_that_is_switched_off(tmp_path: Path) -> None:
    from watched import SETTINGS

    hand = Hand(tmp_path / "other", f"{SETTINGS}[watch]\nfill = false\n")
    file = hand.write("Moments/a.md", "")
    hand.settle(5)
    assert file.read_bytes() == b""
    hand.watcher.close()


def test_a_template_that_cannot_be_used_is_told_of_and_the_note_stays_as_it_is(hand: Hand) -> None:
    hand.write("Templates/vaultkit/moment.md", "{{ nothing_of_that_name }}", seen=False)
    file = hand.write("Moments/a.md", "")
    hand.settle(6)
    assert file.read_bytes() == b""
    assert "moment.md" in (hand.root / "Vaultkit.md").read_text(encoding="utf-8")


DAILY = '[journal]\ninto = "daily"\ntemplate = "Templates/Daily.md"\n'


@pytest.mark.parametrize(("complete", "added"), [("", False), ("complete = true\n", True)])
def test_a_daily_note_begun_by_obsidian_gets_what_it_lacks_only_if_the_settings_say_so(
    tmp_path: Path, complete: str, added: bool
) -> None:
    from watched import SETTINGS

    hand = Hand(
        tmp_path / "daily",
        f'{SETTINGS}{DAILY}{complete}[folders]\njournal = "Daily"\n[watch]\njournal = false\n',
    )
    hand.write("Templates/Daily.md", "# Today\n", seen=False)
    hand.settle(3)
    file = hand.write("Daily/2026-11-24.md", "# Today\nfirst words\n")
    hand.settle(4)
    text = file.read_text(encoding="utf-8")
    assert "# Today\nfirst words\n" in text
    assert ("vaultkit/journal" in text) is added
    # What the person takes out again stays out.
    hand.write("Daily/2026-11-24.md", text.replace("distress:\n", ""))
    hand.settle(4)
    assert "distress:" not in file.read_text(encoding="utf-8")
    hand.watcher.close()
