"""Calendar files are read by the npm package `ical.js`, which Thunderbird uses, as they are meant."""

import datetime
import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from vaultkit.render.calendar_file import calendar_file
from vaultkit.workbook.appointments import stamped
from vaultkit.workbook.our_calendar import our_appointments
from vaultkit.workbook.records import CheckIn, Ritual, Settings, Shared

NODE_MODULES = Path(os.environ.get("VAULTKIT_NODE_MODULES") or Path(__file__).parent.parent / "node_modules")
SCRIPT = NODE_MODULES / "ical.js" / "dist" / "ical.es5.cjs"

pytestmark = pytest.mark.skipif(
    not (shutil.which("node") and SCRIPT.is_file()), reason="node with the package ical.js is not here"
)

ASK = """
const ICAL = require(process.argv[1]);
const answers = JSON.parse(require('fs').readFileSync(0, 'utf8')).map(text => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  calendar.getAllSubcomponents('vtimezone').forEach(zone => ICAL.TimezoneService.register(zone));
  const events = calendar.getAllSubcomponents('vevent').map(event => new ICAL.Event(event));
  const series = events.filter(event => !event.isRecurrenceException());
  for (const other of events.filter(event => event.isRecurrenceException()))
    series.find(event => event.uid === other.uid).relateException(other);
  return series.map(event => {
    const days = [], times = event.iterator();
    for (let count = 0; count < 60; count++) {
      const {startDate} = event.getOccurrenceDetails(times.next());
      days.push(startDate.isDate ? startDate.toString() : startDate.toJSDate().toISOString());
    }
    return [event.summary, days];
  });
});
process.stdout.write(JSON.stringify(answers));
"""


def read(files: list[bytes]) -> list[list[tuple[str, list[str]]]]:
    """For each file the title and the first sixty days, or moments in UTC, of each series."""
    done = subprocess.run(
        ["node", "-e", ASK, str(SCRIPT.resolve())],
        input=json.dumps([data.decode() for data in files]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "TZ": "UTC"},
    )
    return [[(title, days) for title, days in found] for found in json.loads(done.stdout)]


def written(shared: Shared) -> bytes:
    zone = shared.settings.time_zone
    entries = our_appointments(shared)
    return calendar_file("Ours", entries, stamped(entries, zone, {}, date(2026, 11, 24))[0], zone)


def test_a_check_in_is_read_at_the_same_moment_in_every_zone_through_every_change_of_clocks():
    zones = (
        "Europe/Berlin",
        "Europe/Dublin",
        "America/New_York",
        "Pacific/Auckland",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Africa/Casablanca",
        "America/Santiago",
    )
    weeks = [
        (zone, time, since)
        for zone in zones
        for time in ("00:15", "12:00", "19:30")
        for since in (2026, 2041)
    ]
    files = [
        written(Shared(settings=Settings((), "Thursday", time, 45, (), "north", zone, date(since, 2, 5))))
        for zone, time, since in weeks
    ]
    for (zone, time, since), (found,) in zip(weeks, read(files), strict=True):
        first = datetime.datetime.combine(date(since, 2, 5), datetime.time.fromisoformat(time))
        first += datetime.timedelta(days=(3 - first.weekday()) % 7)
        expected = [
            (first + datetime.timedelta(weeks=week)).replace(tzinfo=ZoneInfo(zone)).astimezone(datetime.UTC)
            for week in range(60)
        ]
        assert found[1] == [f"{moment:%Y-%m-%dT%H:%M:%S.000Z}" for moment in expected], (zone, time, since)


def test_titles_come_back_as_they_were_and_moved_and_skipped_times_are_in_their_places():
    names = ["Soup; bread, butter", "back\\nslash", "é" * 60, "散歩 с другом", 'say "hello": yes']
    shared = Shared(
        settings=Settings(("A", "B"), "Sunday", time_zone="Europe/Berlin"),
        checkins=[
            CheckIn("Check-ins/2026-W45.md", "2026-W45", date(2026, 11, 8), status="held"),
            CheckIn("Check-ins/2026-W46.md", "2026-W46", date(2026, 11, 15), status="skipped"),
            CheckIn("Check-ins/2026-W47.md", "2026-W47", date(2026, 11, 21), time="10:00"),
        ],
        rituals=[Ritual(f"Rituals/{name}.md", "monthly", date=date(2026, 10, 4)) for name in names],
    )
    (found,) = read([written(shared)])
    assert found[0][1][:3] == [
        "2026-11-08T18:30:00.000Z",
        "2026-11-21T09:00:00.000Z",
        "2026-11-29T18:30:00.000Z",
    ]
    assert sorted(title for title, _ in found[1:]) == sorted(names)
    assert {tuple(days[:3]) for _, days in found[1:]} == {("2026-11-01", "2026-12-01", "2027-01-01")}
