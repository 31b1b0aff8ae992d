"""What stands in the calendar of both: the check-ins and the rituals, from the shared notes alone.

Both partners' machines make the same entries of the same notes, so a calendar that both use holds each once.
"""

from collections.abc import Iterator

from vaultkit.workbook.agenda import checkin_day, met_on
from vaultkit.workbook.appointments import (
    EARLIEST,
    LATEST,
    Appointment,
    Elsewhen,
    Every,
    first_day,
    titled,
    uid_of,
    within_reason,
)
from vaultkit.workbook.days import MONTHS, WEEKDAYS, season_of, week_start
from vaultkit.workbook.people import checkin_of
from vaultkit.workbook.records import Ritual, Shared, folded, name_of


def our_appointments(shared: Shared) -> list[Appointment]:
    """The weekly check-in, then each active ritual by name."""
    # Two names that differ in case alone are one note on some machines, and one entry on all.
    found: dict[str, Appointment] = {}
    for one in (_checkins(shared), *_rituals(shared)):
        found.setdefault(one.uid, one)
    return list(found.values())


def _checkins(shared: Shared) -> Appointment:
    """The series by what both agreed on; each check-in note that says otherwise is left out or put elsewhere."""
    settings = shared.settings
    weeks = sorted({one.week for one in shared.checkins if EARLIEST <= week_start(one.week) <= LATEST})
    begins = week_start(weeks[0]) if weeks else within_reason(settings.date)
    every = Every(weekdays=(WEEKDAYS.index(settings.checkin_weekday),))
    left_out, elsewhen = [], []
    for week in weeks:
        note = checkin_of(shared, week)
        usual = checkin_day(settings, week)
        if note is None:
            continue
        if note.status == "skipped":
            left_out.append(usual)
            continue
        time, minutes = note.time or settings.checkin_time, note.minutes or settings.checkin_minutes
        changed = Elsewhen(usual, met_on(settings, note), time, minutes)
        if changed != (usual, usual, settings.checkin_time, settings.checkin_minutes):
            elsewhen.append(changed)
    return Appointment(
        uid=uid_of("check-in"),
        title="Check-in",
        day=first_day(every, begins),
        since=begins,
        time=settings.checkin_time,
        minutes=settings.checkin_minutes,
        about="Time for the two of us. Skipping a week is fine." if len(settings.names) > 1 else "",
        every=every,
        left_out=tuple(left_out),
        elsewhen=tuple(elsewhen),
    )


def _rituals(shared: Shared) -> Iterator[Appointment]:
    for ritual in sorted(shared.rituals, key=lambda one: (folded(name_of(one.path)), one.path)):
        if ritual.status == "active":
            every = _every(ritual)
            made = within_reason(ritual.date or min(ritual.done, default=shared.settings.date))
            yield Appointment(
                uid=uid_of("ritual", folded(ritual.path)),
                title=titled(name_of(ritual.path), "A ritual of ours"),
                day=first_day(every, made),
                since=made,
                about=_about(ritual, shared.settings.hemisphere),
                every=every,
            )


def _every(ritual: Ritual) -> Every:
    """When its time begins; a ritual has no hour, and where it names no day, it waits from the first one on."""
    weekdays = (WEEKDAYS.index(ritual.weekday),) if ritual.weekday else ()
    if ritual.cadence == "weekly":
        return Every(weekdays or (0,))
    if ritual.cadence == "monthly":
        return Every(weekdays, tuple(range(1, 13)))
    if ritual.month is None:
        return Every((), (3, 6, 9, 12) if ritual.cadence == "seasonal" else (1,))
    return Every((), (ritual.month,))


def _about(ritual: Ritual, hemisphere: str) -> str:
    length = f"{ritual.minutes} minutes" if ritual.minutes else ""
    parts = [", ".join(filter(None, [ritual.balance, length])).capitalize(), _when(ritual, hemisphere)]
    return " ".join(f"{part}." for part in parts if part)


def _when(ritual: Ritual, hemisphere: str) -> str:
    if ritual.cadence in ("weekly", "monthly"):
        return "" if ritual.weekday else f"Any day of the {ritual.cadence.removesuffix('ly')}"
    if ritual.cadence == "seasonal":
        season = season_of(ritual.month, hemisphere)[0] if ritual.month else ""
        return f"Any day until {season} ends" if season else "Any day of the season"
    return f"Any day in {MONTHS[ritual.month - 1]}" if ritual.month else "Any day of the year"
