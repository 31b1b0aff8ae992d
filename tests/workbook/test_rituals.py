import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.records import Ritual
from vaultkit.workbook.rituals import Balance, balance, coming, is_due, kept_between, last_day, leaning


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(f"2026-{text}" if len(text) == 5 else text)


def ritual(
    cadence: str, *done: str, month: int | None = None, balance: str = "", status: str = "active"
) -> Ritual:
    return Ritual(f"{cadence}.md", cadence, "", month, balance, None, tuple(map(day, done)), status)


@pytest.mark.parametrize(
    ("one", "on", "due"),
    [
        (ritual("weekly"), "11-24", True),
        (ritual("weekly", "11-22"), "11-24", True),
        (ritual("weekly", "11-23"), "11-29", False),
        (ritual("weekly", "11-29"), "11-23", False),
        (ritual("weekly", status="paused"), "11-24", False),
        (ritual("monthly", "10-31"), "11-24", True),
        (ritual("monthly", "11-01"), "11-24", False),
        (ritual("seasonal", "08-31"), "11-24", True),
        (ritual("seasonal", "09-01"), "11-24", False),
        (ritual("seasonal", "2026-12-01"), "2027-02-28", False),
        (ritual("seasonal", month=12), "11-30", False),
        (ritual("seasonal", month=12), "12-01", True),
        (ritual("seasonal", month=12), "2027-02-28", True),
        (ritual("seasonal", month=12), "2027-03-01", False),
        (ritual("seasonal", "11-10", month=12), "12-01", False),
        (ritual("seasonal", "11-09", month=12), "12-01", True),
        (ritual("seasonal", month=10), "09-30", False),
        (ritual("seasonal", month=10), "11-30", True),
        (ritual("yearly", month=11), "11-24", True),
        (ritual("yearly", "2025-11-24", month=11), "11-24", True),
        (ritual("yearly", "10-20", month=11), "11-24", False),
        (ritual("yearly", month=11), "12-01", False),
        (ritual("yearly"), "11-24", True),
        (ritual("yearly", "01-02"), "11-24", False),
        (ritual("yearly", "2025-12-31"), "01-01", True),
    ],
)
def test_a_ritual_is_due_while_its_time_lasts_and_it_was_not_kept(one: Ritual, on: str, due: bool) -> None:
    assert is_due(one, day(on)) is due


@pytest.mark.parametrize(
    ("one", "on", "hemisphere", "season"),
    [
        (ritual("seasonal", month=12), "11-10", "north", "winter"),
        (ritual("seasonal", month=12), "11-09", "north", None),
        (ritual("seasonal", month=12), "11-10", "south", "summer"),
        (ritual("seasonal", "11-15", month=12), "11-24", "north", None),
        (ritual("seasonal", "10-01"), "11-24", "north", "winter"),
        (ritual("seasonal"), "11-24", "north", None),
        (ritual("yearly", month=12), "11-24", "north", ""),
        (ritual("yearly", month=12, status="ended"), "11-24", "north", None),
        (ritual("weekly"), "11-24", "north", None),
        (ritual("monthly"), "11-24", "north", None),
        (ritual("seasonal", month=1), "12-29", "north", "winter"),
    ],
)
def test_what_comes_round_once_in_a_while_is_named_three_weeks_before(
    one: Ritual, on: str, hemisphere: str, season: str | None
) -> None:
    found = coming([one], day(on), hemisphere)
    assert [soon.season for soon in found] == ([] if season is None else [season])
    assert all(soon.starts.day == 1 for soon in found)


@given(
    st.sampled_from(["weekly", "monthly", "seasonal", "yearly"]),
    st.none() | st.integers(1, 12),
    st.lists(st.dates(), max_size=5),
    st.dates(datetime.date(1900, 1, 1), datetime.date(2999, 12, 31)),
    st.sampled_from(["north", "south"]),
)
def test_any_ritual_on_any_day_is_due_or_coming_but_never_both(
    cadence: str, month: int | None, done: list[datetime.date], on: datetime.date, hemisphere: str
) -> None:
    one = Ritual("x.md", cadence, month=month, done=tuple(done))
    assert not (is_due(one, on, hemisphere) and coming([one], on, hemisphere))
    assert not is_due(one._replace(done=(*done, on)), on, hemisphere)


def test_together_and_apart_are_counted_over_four_weeks_each_day_once() -> None:
    rituals = [
        ritual("weekly", "10-27", "10-28", "11-24", "11-24", "11-25", balance="together"),
        ritual("weekly", "11-01", balance="apart", status="ended"),
        ritual("weekly", "11-02"),
    ]
    assert balance(rituals, day("11-24")) == (2, 1)


def test_kept_since_last_time_leaves_out_the_day_of_last_time() -> None:
    assert kept_between(ritual("weekly", "11-23"), day("11-22"), day("11-29"))
    assert not kept_between(ritual("weekly", "11-22", "11-30"), day("11-22"), day("11-29"))


@pytest.mark.parametrize(
    ("one", "hemisphere", "last"),
    [
        (ritual("weekly"), "north", "2026-11-29"),
        (ritual("monthly"), "north", "2026-11-30"),
        (ritual("seasonal"), "north", "2026-11-30"),
        (ritual("seasonal", month=10), "south", "2026-11-30"),
        (ritual("yearly"), "north", "2026-12-31"),
        (ritual("yearly", month=11), "south", "2026-11-30"),
        (ritual("yearly", month=5), "north", None),
        (ritual("seasonal", month=12), "north", None),
    ],
)
def test_the_last_day_on_which_a_ritual_may_be_kept_is_that_of_its_time(
    one: Ritual, hemisphere: str, last: str | None
) -> None:
    assert last_day(one, day("11-24"), hemisphere) == (day(last) if last else None)


@pytest.mark.parametrize(
    ("together", "apart", "missing"),
    [
        (0, 0, ""),
        (2, 0, ""),
        (3, 0, "apart"),
        (3, 1, "apart"),
        (5, 2, ""),
        (1, 3, "together"),
        (2, 6, "together"),
    ],
)
def test_one_kind_is_missing_where_the_other_was_kept_three_times_as_often(
    together: int, apart: int, missing: str
) -> None:
    assert leaning(Balance(together, apart)) == missing
