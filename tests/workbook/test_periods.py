import datetime

import pytest

from vaultkit.workbook import periods

DAY = datetime.date(2026, 11, 24)


def dates(period: periods.Period) -> tuple[str, str]:
    return str(period.since), str(period.until)


def test_the_usual_period_is_four_weeks_with_today_as_the_last_day() -> None:
    assert dates(periods.recent(DAY)) == ("2026-10-28", "2026-11-24")


def test_a_week_runs_from_monday_to_sunday_over_the_year_end() -> None:
    found = periods.week(datetime.date(2027, 1, 1))
    assert (found.name, *dates(found)) == ("2026-W53", "2026-12-28", "2027-01-03")


def test_a_month_runs_to_its_last_day() -> None:
    assert dates(periods.month(datetime.date(2028, 2, 9))) == ("2028-02-01", "2028-02-29")
    assert dates(periods.month(datetime.date(2026, 12, 31))) == ("2026-12-01", "2026-12-31")


@pytest.mark.parametrize(
    ("day", "hemisphere", "name", "since", "until"),
    [
        ("2026-11-24", "north", "autumn 2026", "2026-09-01", "2026-11-30"),
        ("2026-12-24", "north", "winter 2027", "2026-12-01", "2027-02-28"),
        ("2027-01-24", "north", "winter 2027", "2026-12-01", "2027-02-28"),
        ("2027-01-24", "south", "summer 2027", "2026-12-01", "2027-02-28"),
        ("2026-07-01", "south", "winter 2026", "2026-06-01", "2026-08-31"),
    ],
)
def test_a_season_is_three_whole_months(day: str, hemisphere: str, name: str, since: str, until: str) -> None:
    found = periods.season(datetime.date.fromisoformat(day), hemisphere)
    assert (found.name, *dates(found)) == (name, since, until)


def test_any_range_is_a_period_unless_it_ends_before_it_begins() -> None:
    assert periods.between(DAY, DAY).words == "24 November 2026"
    over = periods.between(datetime.date(2025, 12, 24), DAY)
    assert over.words == "24 December 2025 to 24 November 2026"
    with pytest.raises(ValueError, match="2026-11-23 is before 2026-11-24"):
        periods.between(DAY, DAY - datetime.timedelta(days=1))


@pytest.mark.parametrize(
    ("since", "until", "today", "first", "last"),
    [
        # Whole months, with the months before them, whatever their lengths.
        ("2026-03-01", "2026-03-31", "2026-11-24", "2026-02-01", "2026-02-28"),
        ("2026-09-01", "2026-11-30", "2026-12-24", "2026-06-01", "2026-08-31"),
        ("2025-12-01", "2026-02-28", "2026-12-24", "2025-09-01", "2025-11-30"),
        # While they are not over, the same part.
        ("2026-11-01", "2026-11-30", "2026-11-24", "2026-10-01", "2026-10-24"),
        ("2026-03-01", "2026-03-31", "2026-03-30", "2026-02-01", "2026-02-28"),
        ("2026-11-23", "2026-11-29", "2026-11-24", "2026-11-16", "2026-11-17"),
        # Other days, with as many just before.
        ("2026-11-16", "2026-11-22", "2026-11-24", "2026-11-09", "2026-11-15"),
        ("2026-10-28", "2026-11-24", "2026-11-24", "2026-09-30", "2026-10-27"),
        ("2026-11-24", "2026-11-24", "2026-11-24", "2026-11-23", "2026-11-23"),
        # What has not begun is compared whole.
        ("2026-12-01", "2026-12-02", "2026-11-24", "2026-11-29", "2026-11-30"),
    ],
)
def test_a_time_is_compared_with_the_same_time_before_it(
    since: str, until: str, today: str, first: str, last: str
) -> None:
    day = datetime.date.fromisoformat
    found = periods.before(periods.between(day(since), day(until)), day(today))
    assert (str(found.since), str(found.until)) == (first, last)
