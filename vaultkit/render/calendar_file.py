"""Laying out entries as an iCalendar file (RFC 5545): times in their zone, words escaped, lines folded."""

import datetime
from collections.abc import Iterable, Mapping

from icalendar import Calendar, Event

from vaultkit.render.calendar_zone import zone_component
from vaultkit.workbook.appointments import Appointment, Every, Stamp

PRODUCTS = {"Ours": "-//vaultkit//Ours//EN", "Mine": "-//Calendar//Mine//EN"}
"""What a file says it was made by; one's own names nothing that a look over the shoulder could give away."""

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def calendar_file(
    kind: str, appointments: Iterable[Appointment], stamps: Mapping[str, Stamp], zone: str
) -> bytes:
    """The whole file of a `kind` in `PRODUCTS`. The same entries, stamps and zone give the same bytes.

    `zone` is a time zone such as `Europe/Berlin`, or empty: then times are those of the clock on the wall, wherever
    one is.
    """
    known = list(appointments)
    calendar = Calendar()
    calendar.add("prodid", PRODUCTS[kind])
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", kind)
    timed = [one.day for one in known if one.time]
    if zone and timed:
        calendar.add_component(zone_component(zone, min(timed).year))
    for one in known:
        for event in _events(one, stamps[one.uid], zone, private=kind == "Mine"):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(one: Appointment, stamp: Stamp, zone: str, *, private: bool) -> Iterable[Event]:
    """The entry or series, then those of its times that are elsewhen."""
    series = _event(one, one.day, one.time, one.minutes, stamp, zone, private=private)
    if one.every:
        series.add("rrule", _rule(one.every))
    if one.left_out:
        series.add("exdate", [_at(usual, one.time, zone) for usual in one.left_out])
    yield series
    for other in one.elsewhen:
        event = _event(one, other.day, other.time, other.minutes, stamp, zone, private=private)
        event.add("recurrence-id", _at(other.usual, one.time, zone))
        yield event


def _event(
    one: Appointment,
    day: datetime.date,
    time: str,
    minutes: int,
    stamp: Stamp,
    zone: str,
    *,
    private: bool,
) -> Event:
    changed = datetime.datetime.combine(stamp.day, datetime.time(), datetime.UTC)
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", stamp.sequence)
    event.add("summary", one.title)
    event.add("dtstart", _at(day, time, zone))
    if time:
        event.add("duration", datetime.timedelta(minutes=minutes))
    if one.about:
        event.add("description", one.about)
    if private:
        event.add("class", "PRIVATE")
    if private or not time:
        # Neither takes time away from anyone who looks for a free hour.
        event.add("transp", "TRANSPARENT")
    return event


def _at(day: datetime.date, time: str, zone: str) -> datetime.date:
    """A day, or a time on it in the zone."""
    if not time:
        return day
    from zoneinfo import ZoneInfo

    moment = datetime.datetime.combine(day, datetime.time.fromisoformat(time))
    return moment.replace(tzinfo=ZoneInfo(zone)) if zone else moment


def _rule(every: Every) -> dict[str, object]:
    if every.is_weekly:
        return {"freq": "weekly", "byday": [_DAYS[day] for day in every.weekdays]}
    on = {"byday": [f"1{_DAYS[day]}" for day in every.weekdays]} if every.weekdays else {"bymonthday": [1]}
    if len(every.months) == 12:
        return {"freq": "monthly", **on}
    return {"freq": "yearly", "bymonth": list(every.months), **on}
