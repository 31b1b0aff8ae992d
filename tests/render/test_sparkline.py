import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.render.sparkline import sparkline

RATINGS = (0.0, 10.0)
Days = st.lists(st.one_of(st.none(), st.integers(0, 10).map(float)), max_size=400)


def test_a_bar_is_as_high_as_its_rating_and_a_gap_is_a_gap() -> None:
    found = sparkline([0, 5, None, 10, None], 10, RATINGS)
    assert found is not None
    assert (found.bars, found.each) == ("▁▅ █", "day")


def test_ones_own_numbers_go_from_the_lowest_to_the_highest_there_is() -> None:
    assert sparkline([6.5, 8, None, 7.25], 10) == ("▁█ ▅", "day")
    assert sparkline([7, 7], 10) == ("▅▅", "day")


@pytest.mark.parametrize("days", [[], [None], [4.0], [None, 4.0, None]])
def test_fewer_than_two_numbers_make_no_line(days: list[float | None]) -> None:
    assert sparkline(days, 80, RATINGS) is None


@pytest.mark.parametrize(
    ("days", "room", "each", "bars"),
    [
        (30, 30, "day", 30),
        (30, 29, "week", 5),
        (92, 60, "week", 14),
        (92, 10, "four weeks", 4),
        (4000, 30, "year", 11),
    ],
)
def test_over_a_longer_time_a_bar_stands_for_more_days(days: int, room: int, each: str, bars: int) -> None:
    found = sparkline([5.0] * days, room, RATINGS)
    assert found is not None
    assert (found.each, len(found.bars)) == (each, bars)


def test_where_there_is_no_room_there_is_no_line() -> None:
    assert sparkline([5.0] * 4000, 8, RATINGS) is None
    assert sparkline([5.0] * 28, 0, RATINGS) is None


@given(Days, st.integers(-5, 120))
def test_it_always_fits_and_never_draws_a_gap_as_a_zero(days: list[float | None], room: int) -> None:
    found = sparkline(days, room, RATINGS)
    if found is None:
        return
    assert len(found.bars) <= room
    if found.each == "day":
        assert [bar == " " for bar in found.bars] == [one is None for one in days][: len(found.bars)]
        assert all(one is None for one in days[len(found.bars) :])
