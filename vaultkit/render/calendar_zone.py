"""A time zone as an iCalendar file describes it: when its clocks change, by the clock before the change.

icalendar makes these too, but names a change to summer time an hour late.
"""

import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

YEARS = 20
"""For how many years changes are listed; calendars know them by the zone's name anyway."""

_STEP = datetime.timedelta(days=7)
_MINUTE = datetime.timedelta(minutes=1)

Offsets = tuple[datetime.timedelta, datetime.timedelta, str, bool]


def zone_component(name: str, first_year: int) -> Timezone:
    """The zone `name`, such as `Europe/Berlin`, from the beginning of a year on."""
    zone = Timezone()
    zone.add("tzid", name)
    # Two days early, since a year begins at different moments around the world.
    begins = datetime.datetime(first_year - 1, 12, 30, tzinfo=datetime.UTC)
    kinds: dict[Offsets, list[datetime.datetime]] = {}
    for before, moment, after in _changes(ZoneInfo(name), begins):
        kind = (_offset(before), _offset(after), after.tzname() or "", bool(after.dst()))
        # Listed as the clock on the wall shows it that has not been changed yet.
        kinds.setdefault(kind, []).append((moment + kind[0]).replace(tzinfo=None))
    for (offset_from, offset_to, shown, is_summer), days in kinds.items():
        part = TimezoneDaylight() if is_summer else TimezoneStandard()
        part.add("dtstart", days[0])
        part.add("tzoffsetfrom", offset_from)
        part.add("tzoffsetto", offset_to)
        part.add("tzname", shown)
        # A line for each, the first one too: ical.js, in Thunderbird and Nextcloud, reads one a line and no `dtstart`.
        for day in days if days[1:] else ():
            part.add("rdate", [day])
        zone.add_component(part)
    return zone


def _changes(
    zone: ZoneInfo, begins: datetime.datetime
) -> Iterator[tuple[datetime.datetime, datetime.datetime, datetime.datetime]]:
    """The clock before, the moment (UTC), and the clock after: as it is at first, and then at each change."""
    there = begins.astimezone(zone)
    yield there, begins, there
    moment = begins
    while moment.year < begins.year + YEARS:
        later = moment + _STEP
        if _clock(later, zone) != _clock(moment, zone):
            early, late = moment, later
            while late - early > _MINUTE:
                middle = early + (late - early) // 2
                if _clock(middle, zone) == _clock(moment, zone):
                    early = middle
                else:
                    late = middle
            change = late.replace(second=0, microsecond=0)
            yield early.astimezone(zone), change, late.astimezone(zone)
            later = late
        moment = later


def _clock(moment: datetime.datetime, zone: ZoneInfo) -> tuple[datetime.timedelta, str | None]:
    there = moment.astimezone(zone)
    return _offset(there), there.tzname()


def _offset(there: datetime.datetime) -> datetime.timedelta:
    return there.utcoffset() or datetime.timedelta(0)
