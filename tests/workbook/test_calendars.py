"""What goes into the two calendars, whatever stands in the notes."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.appointments import EARLIEST, LATEST, WITHOUT_A_DAY, Appointment, Stamp, stamped
from vaultkit.workbook.days import WEEKDAYS, week_of
from vaultkit.workbook.our_calendar import our_appointments
from vaultkit.workbook.own_calendar import NEUTRAL, own_appointments
from vaultkit.workbook.records import CheckIn, Exposure, Ritual, Settings, Shared, Tool
from vaultkit.workbook.rituals import is_due

DAY = date(2026, 11, 24)
CADENCES = ["weekly", "monthly", "seasonal", "yearly"]


def checkin(day: str, **more: Any) -> CheckIn:
    week = more.pop("week", week_of(date.fromisoformat(day)))
    return CheckIn(f"Check-ins/{week}.md", week, date.fromisoformat(day), **more)


def series(*checkins: CheckIn, **settings: Any) -> Appointment:
    return our_appointments(Shared(settings=Settings(**settings), checkins=checkins))[0]


@given(
    st.sampled_from(CADENCES),
    st.none() | st.integers(1, 12),
    st.sampled_from(["", *WEEKDAYS]),
    st.sampled_from(["north", "south"]),
    st.dates(date(2019, 1, 1), date(2201, 1, 1)),
)
def test_a_ritual_stands_in_the_calendar_on_a_day_on_which_it_is_due(
    cadence, month, weekday, hemisphere, made
):
    ritual = Ritual("Rituals/x.md", cadence, weekday, month, date=made)
    (found,) = our_appointments(Shared(settings=Settings(hemisphere=hemisphere), rituals=[ritual]))[1:]
    assert is_due(ritual, found.day, hemisphere)
    assert found.day >= min(max(made, EARLIEST), LATEST)
    if cadence in ("seasonal", "yearly"):
        # It stands on the first of the days on which it may be kept.
        assert found.day.day == 1
        before = found.day - timedelta(days=1)
        kept_last_time = ritual._replace(done=(before,))
        assert not is_due(ritual, before, hemisphere) or is_due(kept_last_time, found.day, hemisphere)
    if weekday and cadence in ("weekly", "monthly"):
        assert WEEKDAYS[found.day.weekday()] == weekday


def test_the_same_notes_read_by_season_on_each_half_of_the_earth():
    rituals = [Ritual("Rituals/Soup night.md", "seasonal", month=6, balance="together")]

    def about(hemisphere: str) -> str:
        return our_appointments(Shared(settings=Settings(hemisphere=hemisphere), rituals=rituals))[1].about

    assert about("north") == "Together. Any day until summer ends."
    assert about("south") == "Together. Any day until winter ends."


def test_a_ritual_that_is_paused_or_ended_is_left_out():
    rituals = [Ritual("a.md", "weekly", status="paused"), Ritual("b.md", "weekly", status="ended")]
    assert len(our_appointments(Shared(rituals=rituals))) == 1


def test_a_skipped_check_in_is_left_out_and_a_moved_one_stands_on_its_day():
    found = series(
        checkin("2026-11-08", status="held"),
        checkin("2026-11-15", status="skipped"),
        checkin("2026-11-21", status="held", time="10:00"),
        checkin("2026-11-29", minutes=60),
        checkin("2026-12-06"),
    )
    assert found.day == date(2026, 11, 8)
    assert found.left_out == (date(2026, 11, 15),)
    assert found.elsewhen == (
        (date(2026, 11, 22), date(2026, 11, 21), "10:00", 45),
        (date(2026, 11, 29), date(2026, 11, 29), "19:30", 60),
    )


def test_a_day_far_from_its_week_is_a_slip_and_moves_nothing():
    assert series(checkin("2027-11-22", week="2026-W47")).elsewhen == ()


def test_a_slip_in_a_year_does_not_fill_a_calendar_with_centuries():
    found = series(checkin("1900-01-07", week="1900-W01"), checkin("2026-11-08"))
    assert found.day == date(2026, 11, 8)
    shared = Shared(rituals=[Ritual("x.md", "weekly", done=(date(1900, 1, 1),))])
    assert our_appointments(shared)[1].day.year == EARLIEST.year


def test_without_any_day_in_the_notes_both_machines_begin_on_the_same_one():
    found = our_appointments(Shared(rituals=[Ritual("x.md", "weekly")]))
    assert {one.since for one in found} == {WITHOUT_A_DAY}


def test_both_partners_have_the_same_entries_whatever_they_call_the_shared_folder_or_spell_a_name():
    ours = our_appointments(Shared(rituals=[Ritual("Rituals/Café walk.md", "weekly")]))
    theirs = our_appointments(Shared(rituals=[Ritual("rituals/CAFE\u0301 WALK.md", "weekly")]))
    assert [one.uid for one in ours] == [one.uid for one in theirs]


def test_changing_when_a_ritual_or_check_in_is_keeps_its_entry():
    before = our_appointments(Shared(rituals=[Ritual("x.md", "weekly", "Sunday")]))
    settings = Settings(checkin_weekday="Friday", checkin_time="18:00", names=("A", "B"))
    after = our_appointments(Shared(settings=settings, rituals=[Ritual("x.md", "monthly", balance="apart")]))
    assert [one.uid for one in before] == [one.uid for one in after]


def test_of_two_names_that_differ_in_case_alone_there_is_one_entry():
    shared = Shared(rituals=[Ritual("Rituals/x.md", "weekly"), Ritual("Rituals/X.md", "monthly")])
    assert len(our_appointments(shared)) == 2


TOOLS = [
    Tool("Toolkit/Tea for the panic.md", minutes=8, when="evening", days=("monday",), date=date(2026, 9, 28)),
    Tool("Toolkit/Breathing.md", days=("daily",), when="at 7:05"),
    Tool("Toolkit/Walk.md", days=("Tue", "thursdays", "someday")),
    Tool("Toolkit/No days.md", when="morning"),
]
SESSIONS = [
    Exposure("Ladders/Alone/2026-11-28.md", date(2026, 11, 28), "Time on my own", planned=20),
    Exposure("Ladders/Alone/2026-11-20.md", date(2026, 11, 20), "Time on my own", actual=20),
]


def test_ones_own_entries_say_nothing_unless_names_are_asked_for():
    neutral = own_appointments(TOOLS, SESSIONS, "0" * 16)
    named = own_appointments(TOOLS, SESSIONS, "0" * 16, names=True)
    assert {one.title for one in neutral} == {NEUTRAL}
    assert not any(one.about for one in (*neutral, *named))
    assert [one.title for one in named] == ["Breathing", "Tea for the panic", "Walk", "Time on my own"]
    assert [one._replace(title=NEUTRAL) for one in named] == neutral


def test_ones_own_practice_is_planned_by_oneself_alone():
    found = own_appointments(TOOLS, SESSIONS, "0" * 16)
    assert [(one.day, one.time, one.minutes) for one in found] == [
        (date(2026, 1, 1), "07:05", 15),
        (date(2026, 9, 28), "20:00", 8),
        (date(2026, 1, 1), "", 15),
        (date(2026, 11, 28), "", 0),
    ]
    assert found[2].every
    assert found[2].every.weekdays == (1, 3)


def test_ones_own_entries_keep_their_names_in_one_vault_and_differ_in_another():
    one, same, other = (own_appointments(TOOLS, [], vault) for vault in ("a" * 16, "a" * 16, "b" * 16))
    moved = own_appointments([TOOLS[0]._replace(days=("friday",), when="8:00")], [], "a" * 16)
    assert one == same
    assert not {entry.uid for entry in one} & {entry.uid for entry in other}
    assert moved[0].uid == one[1].uid


def test_unchanged_entries_keep_their_stamp_on_any_later_day():
    entries = own_appointments(TOOLS, SESSIONS, "0" * 16)
    stamps, known = stamped(entries, "Europe/Berlin", {}, DAY)
    assert {stamp.sequence for stamp in stamps.values()} == {0}
    again, still = stamped(entries, "Europe/Berlin", known, DAY + timedelta(days=400))
    assert (again, still) == (stamps, known)


def test_each_change_counts_up_and_a_clock_that_went_back_does_not_take_it_down():
    first = own_appointments(TOOLS[:1], [], "0" * 16)
    uid = first[0].uid
    changed = [first[0]._replace(time="21:00")]
    known = stamped(first, "", {}, DAY)[1]
    stamps, known = stamped(changed, "", known, DAY)
    assert stamps[uid] == Stamp(1, DAY)
    stamps, known = stamped(first, "", known, DAY - timedelta(days=30))
    assert stamps[uid] == Stamp(2, DAY)


@pytest.mark.parametrize(
    "entry", [None, [], ["x"], ["x", -1, "2026-11-24"], ["x", 1, "never"], ["x", True, "2026-11-24"], 7]
)
def test_what_is_remembered_and_makes_no_sense_is_passed_over(entry):
    (one,) = own_appointments(TOOLS[:1], [], "0" * 16)
    assert stamped([one], "", {one.uid: entry}, DAY)[0] == {one.uid: Stamp(0, one.since)}
