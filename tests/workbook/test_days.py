import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.days import (
    YEARS,
    date_in_words,
    day_at,
    day_in_words,
    months,
    season_of,
    week_of,
    week_start,
    weeks_counted,
)

DAYS = st.dates(datetime.date(YEARS[0], 1, 10), datetime.date(YEARS[-1], 12, 20))


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-25 00:00", "2026-11-24"),
        ("2026-11-25 03:59:59", "2026-11-24"),
        ("2026-11-25 04:00", "2026-11-25"),
        ("2027-01-01 01:30", "2026-12-31"),
        ("0001-01-01 01:00", "0001-01-01"),
    ],
)
def test_an_hour_after_midnight_still_belongs_to_the_evening_before(now: str, day: str) -> None:
    found = day_at(datetime.datetime.fromisoformat(now), datetime.time(4))
    assert found == datetime.date.fromisoformat(day)


@given(st.datetimes(), st.times())
def test_a_day_is_today_or_yesterday(now: datetime.datetime, rollover: datetime.time) -> None:
    assert (now.date() - day_at(now, rollover)).days in (0, 1)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2026-11-29", "2026-W48"),
        ("2026-12-31", "2026-W53"),
        ("2027-01-01", "2026-W53"),
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
        ("2024-12-30", "2025-W01"),
    ],
)
def test_the_days_around_new_year_are_in_the_right_week(day: str, week: str) -> None:
    assert week_of(datetime.date.fromisoformat(day)) == week


@given(DAYS)
def test_weeks_are_those_of_the_iso_calendar(day: datetime.date) -> None:
    year, week, weekday = day.isocalendar()
    assert week_of(day) == f"{year:04}-W{week:02}"
    assert week_start(week_of(day)) == day - datetime.timedelta(days=weekday - 1)


@given(DAYS)
def test_each_week_is_the_next_number_so_that_turns_alternate_over_any_year_end(day: datetime.date) -> None:
    later = day + datetime.timedelta(weeks=1)
    assert weeks_counted(later) == weeks_counted(day) + 1
    monday = week_start(week_of(day))
    assert weeks_counted(monday) == weeks_counted(day)


def test_weeks_are_counted_from_the_first_monday_of_1970() -> None:
    assert weeks_counted(datetime.date(1970, 1, 4)) == -1
    assert weeks_counted(datetime.date(1970, 1, 5)) == 0
    assert weeks_counted(datetime.date(2026, 11, 23)) % 3 == 1


@pytest.mark.parametrize(
    "week",
    [
        "",
        "2026",
        "2026-48",
        "2026-W54",
        "2025-W53",
        "2026-W00",
        "2026-w48",
        "2026-W4",
        "2026-W048",
        "26-W48",
        "２０２６-W48",
        "2026-W4²",
        "+026-W48",
        " 2026-W48",
        "2026-W48 ",
        "9999-W52",
        "0001-W01",
    ],
)
def test_what_is_no_week_is_refused(week: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        week_start(week)


def test_days_are_said_in_words() -> None:
    day = datetime.date(2026, 11, 4)
    assert (day_in_words(day), date_in_words(day)) == ("Wednesday 4 November", "4 November")


@pytest.mark.parametrize(
    ("month", "north", "south", "begins"),
    [
        (1, "winter", "summer", 12),
        (2, "winter", "summer", 12),
        (3, "spring", "autumn", 3),
        (8, "summer", "winter", 6),
        (11, "autumn", "spring", 9),
        (12, "winter", "summer", 12),
    ],
)
def test_seasons_turn_round_in_the_south(month: int, north: str, south: str, begins: int) -> None:
    assert season_of(month, "north") == (north, begins)
    assert season_of(month, "south") == (south, begins)


@pytest.mark.parametrize(
    ("year", "first", "count", "until"),
    [
        (2026, 2, 1, "2026-02-28"),
        (2028, 2, 1, "2028-02-29"),
        (2026, 12, 1, "2026-12-31"),
        (2026, 12, 3, "2027-02-28"),
    ],
)
def test_months_end_on_their_last_day(year: int, first: int, count: int, until: str) -> None:
    assert months(year, first, count) == (datetime.date(year, first, 1), datetime.date.fromisoformat(until))
