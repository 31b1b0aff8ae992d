"""Calendar files, read back by a program that knows the format."""

import datetime
import itertools
import re
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from vaultkit.render.calendar_file import calendar_file
from vaultkit.render.calendar_zone import zone_component
from vaultkit.workbook.appointments import stamped
from vaultkit.workbook.days import WEEKDAYS
from vaultkit.workbook.our_calendar import our_appointments
from vaultkit.workbook.own_calendar import own_appointments
from vaultkit.workbook.records import CheckIn, Exposure, Ritual, Settings, Shared, Tool

DAY = date(2026, 11, 24)
ZONES = [
    "",
    "Europe/Berlin",
    "Europe/Dublin",
    "America/New_York",
    "Pacific/Auckland",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "UTC",
]


def ours(shared: Shared, zone: str = "", known: dict[str, object] | None = None) -> bytes:
    entries = our_appointments(shared)
    return calendar_file("Ours", entries, stamped(entries, zone, known or {}, DAY)[0], zone)


def mine(tools: list[Tool], sessions: list[Exposure] = [], *, names: bool = False, zone: str = "") -> bytes:  # noqa: B006
    entries = own_appointments(tools, sessions, "0123456789abcdef", names=names)
    return calendar_file("Mine", entries, stamped(entries, zone, {}, DAY)[0], zone)


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def rdates(part: Any) -> list[Any]:
    found = part.get("rdate", [])
    return found if isinstance(found, list) else [found]


def occurrences(event: Any, count: int) -> list[Any]:
    """The first days or times of a series, by another program's reading of its rule."""
    start = event.decoded("dtstart")
    naive = datetime.datetime(*start.timetuple()[:5])
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=naive)
    return list(rule.xafter(naive, count, inc=True))


SOUTH = Shared(
    settings=Settings(("Mara", "Jonas"), "Friday", "18:05", 40, hemisphere="south", date=date(2026, 10, 4)),
    checkins=[
        CheckIn("Check-ins/2026-W45.md", "2026-W45", date(2026, 11, 6), status="held"),
        CheckIn("Check-ins/2026-W46.md", "2026-W46", date(2026, 11, 13), status="skipped"),
        CheckIn("Check-ins/2026-W47.md", "2026-W47", date(2026, 11, 22), time="10:30", minutes=60),
        CheckIn("Check-ins/2026-W48.md", "2026-W48", date(2026, 11, 27)),
    ],
    rituals=[
        Ritual("Rituals/Sunday walk.md", "weekly", "Sunday", None, "together", 90, date=date(2026, 10, 4)),
        Ritual("Rituals/A quiet evening.md", "weekly", "", None, "apart", date=date(2026, 10, 4)),
        Ritual("Rituals/New dish; soup, bread.md", "monthly", "Saturday", date=date(2026, 10, 4)),
        Ritual("Rituals/A morning alone.md", "monthly", "", None, "apart", 180, date=date(2026, 10, 4)),
        Ritual("Rituals/Look back.md", "seasonal", "", None, "together", 60, date=date(2026, 10, 4)),
        Ritual("Rituals/Evening swim.md", "seasonal", "", 12, "together", 60, date=date(2026, 10, 4)),
        Ritual("Rituals/Our day.md", "yearly", "", 5, "together", date=date(2026, 10, 4)),
        Ritual("Rituals/Paused.md", "weekly", status="paused"),
    ],
)
TOOLS = [
    Tool(
        "Toolkit/Breathing when I panic.md",
        minutes=5,
        when="7:15",
        days=("weekdays",),
        date=date(2026, 10, 1),
    ),
    Tool("Toolkit/Stretch.md", when="evening", days=("tuesday", "thursday"), date=date(2026, 10, 1)),
    Tool("Toolkit/Draw.md", days=("sunday",), date=date(2026, 10, 1)),
]
SESSIONS = [Exposure("Ladders/Time on my own/2026-11-28.md", date(2026, 11, 28), "Time on my own")]


def test_the_calendar_of_both_is_just_this(matches_file):
    matches_file("calendar/Ours, south.ics", ours(SOUTH, "Australia/Brisbane").decode())


def test_the_calendar_of_ones_own_is_just_this(matches_file):
    matches_file("calendar/Mine.ics", mine(TOOLS, SESSIONS, zone="Asia/Tokyo").decode())
    matches_file("calendar/Mine, with names.ics", mine(TOOLS, SESSIONS, names=True).decode())


def test_a_calendar_with_nothing_but_a_check_in_is_just_this(matches_file):
    matches_file("calendar/Ours, alone and without a time zone.ics", ours(Shared()).decode())


def test_what_is_read_back_and_written_again_is_the_same_to_the_byte():
    for data in (ours(SOUTH, "Europe/Berlin"), mine(TOOLS, SESSIONS, zone="Pacific/Auckland")):
        assert Calendar.from_ical(data).to_ical() == data


@given(
    st.sampled_from(WEEKDAYS),
    st.times().map(lambda time: f"{time:%H:%M}"),
    st.sampled_from(ZONES),
    st.dates(date(2021, 1, 1), date(2040, 1, 1)),
    st.integers(0, 10080),
)
def test_a_check_in_is_at_its_hour_by_the_clock_on_the_wall_all_the_year(weekday, time, zone, since, minutes):
    shared = Shared(settings=Settings((), weekday, time, minutes, (), "north", zone, since))
    (event,) = events(ours(shared, zone))
    assert event.decoded("duration") == timedelta(minutes=minutes)
    assert event.decoded("dtstart").replace(tzinfo=None) - datetime.datetime.combine(
        since, datetime.time()
    ) < timedelta(days=8)
    if zone not in ("", "UTC"):
        assert event["dtstart"].params["TZID"] == zone
    found = occurrences(event, 60)
    assert {f"{one:%H:%M}" for one in found} == {time}
    assert {WEEKDAYS[one.weekday()] for one in found} == {weekday}
    assert {later - one for one, later in itertools.pairwise(found)} == {timedelta(weeks=1)}


@given(st.sampled_from(ZONES[1:]), st.integers(2020, 2030), st.data())
@settings(max_examples=40)
def test_a_program_that_knows_no_time_zones_reads_each_hour_from_the_file(zone, year, data):
    read = Calendar.from_ical(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
        + zone_component(zone, year).to_ical()
        + b"END:VCALENDAR\r\n"
    )
    changes = sorted(
        (moment - part.decoded("tzoffsetfrom"), part.decoded("tzoffsetto"))
        for part in read.walk()
        if part.name in ("STANDARD", "DAYLIGHT")
        for moment in (part.decoded("dtstart"), *(one.dt for line in rdates(part) for one in line.dts))
    )
    hours = data.draw(st.lists(st.integers(0, 24 * 365 * 15), min_size=20, max_size=40))
    moments = [datetime.datetime(year, 1, 1) + timedelta(hours=hour) for hour in hours]
    # And each change to the minute, with the one before it.
    moments += [moment - timedelta(minutes=late) for moment, _ in changes[1:] for late in (0, 1)]
    for moment in moments:
        offset = [after for change, after in changes if change <= moment][-1]
        assert offset == moment.replace(tzinfo=datetime.UTC).astimezone(ZoneInfo(zone)).utcoffset()


@given(
    st.sampled_from(["weekly", "monthly", "seasonal", "yearly"]),
    st.none() | st.integers(1, 12),
    st.sampled_from(["", *WEEKDAYS]),
    st.dates(date(2021, 1, 1), date(2199, 1, 1)),
)
def test_the_first_day_of_a_ritual_is_one_of_its_rule_and_the_rule_goes_on_as_it_began(
    cadence, month, weekday, made
):
    ritual = Ritual("Rituals/x.md", cadence, weekday, month, date=made)
    event = events(ours(Shared(rituals=[ritual])))[1]
    found = occurrences(event, 9)
    assert found[0].date() == event.decoded("dtstart")
    days = (found[-1] - found[0]).days
    expected = {"weekly": 56, "monthly": 243, "yearly": 2922, "seasonal": 731 if month is None else 2922}
    assert abs(days - expected[cadence]) <= 7
    if weekday and cadence in ("weekly", "monthly"):
        assert {WEEKDAYS[one.weekday()] for one in found} == {weekday}


def test_a_skipped_and_a_moved_check_in_belong_to_the_same_series():
    series, moved, *_ = events(ours(SOUTH, "Europe/Berlin"))
    assert moved["uid"] == series["uid"]
    zone = ZoneInfo("Europe/Berlin")
    assert moved.decoded("recurrence-id") == datetime.datetime(2026, 11, 20, 18, 5, tzinfo=zone)
    assert moved.decoded("dtstart") == datetime.datetime(2026, 11, 22, 10, 30, tzinfo=zone)
    assert [one.dt for one in series["exdate"].dts] == [datetime.datetime(2026, 11, 13, 18, 5, tzinfo=zone)]
    times = [one.replace(tzinfo=zone) for one in occurrences(series, 10)]
    assert {moved.decoded("recurrence-id"), series["exdate"].dts[0].dt} <= set(times)


HOSTILE = st.text(st.characters(), max_size=80) | st.sampled_from(
    [
        "x\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nEND:VALARM",
        "x\nATTACH:file:///etc/passwd",
        'x\\nEND:VEVENT\\, ; : "quoted"',
        "\u202eevil\u2066 \x00\x1b[2J\x85\u2028line",
        "\ud800 half",
        "long " * 250_000,
        "é" * 300,
        "",
    ]
)


@given(HOSTILE, HOSTILE)
def test_no_name_can_add_anything_to_the_file(name, other):
    shared = Shared(
        settings=Settings(names=(other, name)),
        rituals=[Ritual(f"Rituals/{name}.md", "weekly"), Ritual(f"Rituals/{other}2.md", "yearly")],
    )
    tools = [Tool(f"Toolkit/{name}.md", when=other, days=("monday", name))]
    own = mine(tools, [Exposure(f"Ladders/{other}.md", DAY, name)], names=True)
    for data, most in ((ours(shared), 3), (own, 2)):
        assert 1 <= len(events(data)) <= most
        lines = data.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert not re.search(rb"[\x00-\x09\x0b-\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n", data)
        assert not {"\u202e", "\u2066", "\u2028", "\x85"} & set(data.decode())
        names = {
            line.partition(b":")[0].partition(b";")[0] for line in lines if line and not line.startswith(b" ")
        }
        assert not names & {b"ATTACH", b"ACTION", b"URL", b"TRIGGER", b"ATTENDEE", b"ORGANIZER"}
        assert len(data) < 20_000


def test_no_entry_rings_and_ones_own_takes_no_time_that_others_could_see():
    for event in events(mine(TOOLS, SESSIONS)):
        assert (event["class"], event["transp"]) == ("PRIVATE", "TRANSPARENT")
        assert "description" not in event
    assert b"VALARM" not in ours(SOUTH) + mine(TOOLS)
    assert b"vaultkit" not in mine(TOOLS, SESSIONS, zone="Europe/Berlin").lower()


@pytest.mark.parametrize("kind", ["Ours", "Mine"])
def test_a_calendar_with_no_entries_is_still_one(kind):
    assert events(calendar_file(kind, [], {}, "Europe/Berlin")) == []
