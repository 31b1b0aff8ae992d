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
