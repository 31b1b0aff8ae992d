"""`vaultkit calendar`: two files, one for both and one for oneself, and nothing private in the first."""

import os
import stat
from pathlib import Path

import pytest
from icalendar import Calendar

from vaultkit.notes import parse_note


def titles(path: Path) -> set[str]:
    return {str(event["summary"]) for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


def edit(path: Path, **changes: object) -> None:
    note = parse_note(path.read_text("utf-8"))
    path.write_text(note.with_properties(**changes).text, "utf-8")


def test_both_files_go_to_the_vault_and_the_last_lines_say_where(on, vault):
    ran = on("calendar")
    assert ran.code == 0
    assert ran.out.splitlines()[-2:] == [str(vault / "Calendar/Ours.ics"), str(vault / "Calendar/Mine.ics")]
    assert {"Check-in", "Sunday walk", "First evening with candles"} <= titles(vault / "Calendar/Ours.ics")
    assert "Swim before breakfast" not in titles(vault / "Calendar/Ours.ics")
    assert titles(vault / "Calendar/Mine.ics") == {"Time for myself"}


def test_nothing_goes_into_the_shared_folder_and_no_other_note_changes(on, vault):
    before = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    on("calendar")
    after = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    assert {path.name for path in after.keys() - before.keys()} == {"Ours.ics", "Mine.ics"}
    assert {path: data for path, data in after.items() if path in before} == before


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such permissions")
def test_ones_own_file_is_for_its_owners_eyes_alone(on, vault):
    on("calendar")
    assert stat.S_IMODE((vault / "Calendar/Mine.ics").stat().st_mode) == 0o600
    assert stat.S_IMODE((vault / "Calendar").stat().st_mode) == 0o700


def test_unchanged_notes_give_the_same_bytes_on_any_day(on, vault, tmp_path):
    on("calendar")
    first = [(vault / "Calendar" / name).read_bytes() for name in ("Ours.ics", "Mine.ics")]
    again = on("calendar", date="2027-03-09")
    assert again.out.count(", as before") == 2
    on("calendar", "--out", tmp_path / "a.ics", "--private", tmp_path / "b.ics", date="2028-01-01")
    for name, other, data in zip(("Ours.ics", "Mine.ics"), ("a.ics", "b.ics"), first, strict=True):
        assert (vault / "Calendar" / name).read_bytes() == (tmp_path / other).read_bytes() == data


def test_a_change_updates_its_entry_and_leaves_the_others_as_they_are(on, vault):
    def by_title() -> dict[str, object]:
        events = Calendar.from_ical((vault / "Calendar/Ours.ics").read_bytes()).walk("VEVENT")
        return {str(event["summary"]): event for event in events}

    on("calendar")
    before = by_title()
    edit(vault / "Shared/Rituals/Pottery class.md", weekday="wednesday")
    on("calendar", date="2026-11-30")
    after = by_title()
    one = after.pop("Pottery class")
    assert one["uid"] == before["Pottery class"]["uid"]
    assert one["sequence"] == 1
    assert str(one.decoded("last-modified").date()) == "2026-11-30"
    assert one["rrule"].to_ical() == b"FREQ=WEEKLY;BYDAY=WE"
    assert {name: event.to_ical() for name, event in after.items()} == {
        name: before[name].to_ical() for name in after
    }


def test_what_one_keeps_oneself_never_stands_in_the_calendar_of_both(on, vault, tmp_path):
    for path in (vault / "Toolkit").glob("*.md"):
        edit(path, days=["monday"], when="SECRETWORD in the evening", exercise="SECRETWORD")
        path.write_text(path.read_text("utf-8") + "\nSECRETWORD\n", "utf-8")
        path.rename(path.with_name(f"SECRETWORD {path.name}"))
    (vault / "Ladders/Time on my own/2026-12-01 Time on my own.md").write_text(
        '---\ntype: exposure\ndate: 2026-12-01\nladder: "[[Time on my own]]"\nstep: 3\nfeared: SECRETWORD\n'
        "tags: [vaultkit/exposure]\n---\nSECRETWORD\n",
        "utf-8",
    )
    both, own, named = tmp_path / "both.ics", tmp_path / "own.ics", tmp_path / "named.ics"
    assert on("calendar", "--out", both, "--private", own).code == 0
    assert on("calendar", "--private", named, "--names").code == 0
    assert b"SECRETWORD" not in both.read_bytes() + own.read_bytes()
    assert b"Time on my own" not in both.read_bytes() + own.read_bytes()
    assert "Time on my own" in titles(named)
    assert b"20261201" in own.read_bytes()
    assert b"Time for myself" not in both.read_bytes()


def test_a_private_note_in_the_shared_folder_is_nobodys_practice(on, vault):
    (vault / "Shared/Jonas/Posing.md").write_text(
        "---\ntype: tool\ndays: [monday]\ntags: [vaultkit/tool]\n---\n", "utf-8"
    )
    before = on("calendar", "--json").json()["mine"]["entries"]
    (vault / "Shared/Jonas/Posing.md").unlink()
    assert on("calendar", "--json").json()["mine"]["entries"] == before


def test_with_one_file_named_only_that_one_is_written(on, vault, tmp_path):
    assert on("calendar", "--out", tmp_path / "x.ics").last == tmp_path / "x.ics"
    assert on("calendar", "--private", tmp_path / "y.ics").last == tmp_path / "y.ics"
    assert not (vault / "Calendar").exists()
    assert "Check-in" in titles(tmp_path / "x.ics")
    assert "Check-in" not in titles(tmp_path / "y.ics")


def test_a_relative_place_counts_from_where_one_is(on, tmp_path):
    assert on("calendar", "--out", "here.ics").last == tmp_path / "here.ics"


def test_ones_own_calendar_is_refused_in_the_shared_folder_and_in_the_file_of_both(on, vault, tmp_path):
    (tmp_path / "link").symlink_to(vault / "Shared")
    for place in (vault / "Shared/Mine.ics", vault / "Shared/Mara/Mine.ics", tmp_path / "link/Mine.ics"):
        ran = on("calendar", "--private", place)
        assert ran.code == 1
        assert "for you alone" in ran.err
        assert not place.exists()
    ran = on("calendar", "--out", tmp_path / "one.ics", "--private", tmp_path / "one.ics")
    assert ran.code == 1
    assert not (tmp_path / "one.ics").exists()
    on("calendar", "--out", tmp_path / "one.ics")
    assert on("calendar", "--private", tmp_path / "one.ics").code == 1
    assert "Check-in" in titles(tmp_path / "one.ics")


@pytest.mark.parametrize(
    "words", ["my words\n", "BEGIN:VCALENDAR\r\nPRODID:-//Someone//EN\r\nEND:VCALENDAR\r\n", ""]
)
def test_a_file_that_is_someone_elses_is_never_written_over(on, tmp_path, words):
    path = tmp_path / "theirs.ics"
    path.write_bytes(words.encode())
    for option in ("--out", "--private"):
        ran = on("calendar", option, path)
        assert ran.code == 1
        assert "nothing was changed" in ran.err
    assert path.read_bytes() == words.encode()


def test_a_folder_that_is_not_there_or_a_folder_itself_is_wrong_usage(on, tmp_path):
    assert on("calendar", "--out", tmp_path / "no/x.ics").code == 2
    assert on("calendar", "--private", tmp_path).code == 2


def test_a_dry_run_says_what_it_would_write_and_writes_nothing(on, vault):
    ran = on("calendar", "--dry-run")
    assert ran.code == 0
    assert "Would write:" in ran.out
    assert not (vault / "Calendar").exists()
    assert on("calendar", "--json", "--dry-run").json()["ours"] == {
        "path": str(vault / "Calendar/Ours.ics"),
        "entries": 13,
        "changed": True,
    }


@pytest.mark.parametrize(
    "zone",
    ["Berlin", "../../etc/passwd", "localtime", "Nowhere/At all", "right/UTC", "\u202ex", "x" * 100_000],
)
def test_a_time_zone_that_is_none_is_named_and_the_times_stand_without(on, vault, zone):
    edit(vault / "Shared/Our workbook.md", time_zone=zone)
    ran = on("calendar")
    assert ran.code == 3
    assert "Shared/Our workbook.md:9: time_zone: found " in ran.err
    assert len(ran.err) < 400
    text = (vault / "Calendar/Ours.ics").read_text("utf-8")
    assert "TZID" not in text
    assert "DTSTART:20261004T193000\n" in text
    assert on("calendar", "--json").json()["problems"] != []
    assert "Shared/Our workbook.md:9: time_zone: found " in on("check").out


def test_without_planned_practice_there_is_no_file_of_ones_own(on, vault):
    for path in (vault / "Toolkit").glob("*.md"):
        path.unlink()
    ran = on("calendar")
    assert ran.code == 0
    assert "nothing planned so far" in ran.out
    assert ran.last == vault / "Calendar/Ours.ics"
    assert not (vault / "Calendar/Mine.ics").exists()


def test_practice_that_is_planned_no_more_leaves_the_file(on, vault):
    on("calendar")
    for path in (vault / "Toolkit").glob("*.md"):
        path.unlink()
    assert on("calendar").code == 0
    assert titles(vault / "Calendar/Mine.ics") == set()


def test_notes_that_cannot_be_read_cost_no_entry_of_another(on, vault):
    (vault / "Shared/Rituals/Broken.md").write_bytes(b"---\ntype: ritual\ncadence: [\n---\n\xff")
    (vault / "Shared/Rituals/Odd.md").write_text(
        "---\ntype: ritual\ncadence: sometimes\ntags: [vaultkit/ritual]\n---\n", "utf-8"
    )
    ran = on("calendar", "--json")
    assert ran.code == 0
    assert ran.json()["ours"]["entries"] == 13
