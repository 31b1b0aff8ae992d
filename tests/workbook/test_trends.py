import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.trends import Change, change, median, ranks, variance


@pytest.mark.parametrize(
    ("numbers", "middle"), [([], None), ([4], 4), ([1, 9, 2], 2), ([1, 2, 3, 9], 2.5), ([10, 0], 5)]
)
def test_the_median_is_the_middle_one_or_half_way_between_two(
    numbers: list[int], middle: float | None
) -> None:
    assert median(numbers) == middle


@given(st.lists(st.integers(0, 10), min_size=1))
def test_half_of_the_ratings_lie_on_either_side_of_the_median(numbers: list[int]) -> None:
    middle = median(numbers)
    assert middle is not None
    assert sum(one <= middle for one in numbers) * 2 >= len(numbers)
    assert sum(one >= middle for one in numbers) * 2 >= len(numbers)


def day_numbers(n: int) -> list[int]:
    return list(range(n))


Ratings = st.lists(st.integers(0, 10), min_size=2, max_size=60)


@given(Ratings)
def test_the_slope_is_the_median_of_all_slopes_and_pairs_are_each_counted_once(ratings: list[int]) -> None:
    found = change(day_numbers(len(ratings)), ratings)
    assert found is not None
    pairs = [(here, after) for after in range(len(ratings)) for here in range(after)]
    slopes = [(ratings[after] - ratings[here]) / (after - here) for here, after in pairs]
    assert found.points == pytest.approx((median(slopes) or 0) * (len(ratings) - 1))
    assert found.fell + found.rose + found.same == len(pairs)
    assert (found.fell, found.rose) == (sum(one < 0 for one in slopes), sum(one > 0 for one in slopes))


@given(Ratings)
def test_turned_upside_down_a_rise_is_a_fall_of_the_same_size(ratings: list[int]) -> None:
    days = day_numbers(len(ratings))
    one, other = change(days, ratings), change(days, [10 - rating for rating in ratings])
    assert one is not None
    assert other is not None
    assert (one.fell, one.rose, one.is_clear) == (other.rose, other.fell, other.is_clear)
    assert (one.points, one.z) == (pytest.approx(-other.points), pytest.approx(-other.z))


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 10)), min_size=2), st.randoms())
def test_the_order_in_which_notes_are_read_changes_nothing(
    rated: list[tuple[int, int]], order: random.Random
) -> None:
    shuffled = order.sample(rated, len(rated))
    assert change(*zip(*rated, strict=True)) == change(*zip(*shuffled, strict=True))


@given(Ratings, st.integers(1, 100_000))
def test_when_it_was_changes_nothing(ratings: list[int], later: int) -> None:
    days = day_numbers(len(ratings))
    one, other = change(days, ratings), change([day + later for day in days], ratings)
    assert one is not None
    assert other is not None
    assert one._replace(points=0, z=0, alike=0) == other._replace(points=0, z=0, alike=0)
    assert one[6:8] == pytest.approx(other[6:8])


@given(st.integers(0, 10), st.integers(2, 60))
def test_ratings_that_are_all_alike_never_changed(rating: int, n: int) -> None:
    found = change(day_numbers(n), [rating] * n)
    assert found is not None
    assert (found.points, found.z, found.is_clear) == (0, 0, False)


def test_fewer_than_two_rated_days_have_nothing_to_compare() -> None:
    assert change([], []) is None
    assert change([3], [4]) is None
    assert change([3, 3], [4, 9]) is None


def test_several_ratings_of_a_day_count_as_their_median() -> None:
    assert change([1, 1, 1, 2], [0, 4, 9, 6]) == change([1, 2], [4, 6])


def test_days_and_ratings_have_to_be_as_many() -> None:
    with pytest.raises(ValueError, match="found 1 days and 2 ratings"):
        change([1], [2, 3])


def falling(days: range, by: float) -> Change:
    """Days that fall by so many points from the first to the last, in whole numbers."""
    found = change(days, [round(9 - by * (day - days[0]) / (days[-1] - days[0])) for day in days])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("days", "by", "is_clear"),
    [
        (range(26), 8, True),
        (range(25), 8, False),
        (range(0, 27, 2), 8, True),
        (range(0, 39, 3), 8, False),
        (range(60), 0.4, False),
    ],
)
def test_a_change_needs_fourteen_ratings_over_twenty_six_days_and_a_point(
    days: range, by: float, is_clear: bool
) -> None:
    assert falling(days, by).is_clear is is_clear


def test_a_fall_of_less_than_a_point_is_not_said_however_sure_it_is() -> None:
    found = change(range(60), [5 - day * 0.9 / 59 for day in range(60)])
    assert found is not None
    assert found.z < -1.96
    assert not found.is_clear


@pytest.mark.parametrize(
    ("ratings", "alike"),
    [
        # Residuals that take turns: as unlike the day before as can be, so only what few values hide is added.
        ([0, 1] * 10, 1 / 20),
        ([0] * 10 + [5] + [0] * 9, None),
    ],
)
def test_what_few_values_hide_of_a_resemblance_is_added(ratings: list[int], alike: float | None) -> None:
    found = change(range(20), ratings)
    assert found is not None
    assert 0 < found.alike <= 0.8
    if alike:
        assert found.alike == pytest.approx(alike)


def test_days_that_resemble_the_day_before_by_much_are_taken_as_alike_by_four_fifths() -> None:
    slow = [round(5 + 4 * math.sin(day / 9)) for day in range(90)]
    found = change(range(90), slow)
    assert found is not None
    assert found.alike == 0.8


def test_over_years_weeks_stand_for_their_days_and_the_answer_comes_at_once() -> None:
    noise = random.Random(1)
    ratings = [min(10, max(0, round(7 - day / 800 + noise.gauss(0, 1.5)))) for day in range(4000)]
    found = change(range(4000), ratings)
    assert found is not None
    assert (found.n, found.days, found.is_clear) == (4000, 4000, True)
    assert found.points == pytest.approx(-5, abs=0.5)
    assert found.fell + found.rose + found.same == 572 * 571 // 2


def series(pick: random.Random) -> tuple[list[int], list[float]]:
    """Days with gaps, and whole ratings with many ties; now and then one's own numbers with decimals."""
    n = pick.randint(3, 45)
    days = sorted(pick.sample(range(90), n))
    most = pick.choice([1, 2, 4, 10])
    digits = pick.choice([0, 0, 0, 1])
    drift = pick.choice([0.0, 0.0, 0.05, -0.1])
    return days, [round(pick.uniform(0, most) + drift * day, digits) for day in days]


def test_slopes_and_order_are_those_of_scipy_on_thousands_of_series_with_ties() -> None:
    """The middle slope, the score, and the variance with ties: what scipy gives for the same numbers."""
    stats = pytest.importorskip("scipy.stats")
    pick = random.Random(20261124)
    for _ in range(3000):
        days, ratings = series(pick)
        found = change(days, ratings)
        assert found is not None
        theirs = stats.theilslopes(ratings, days)
        assert found.points == pytest.approx(theirs.slope * (days[-1] - days[0]), abs=1e-9)
        score, spread = found.rose - found.fell, variance(ratings)
        if len(set(ratings)) == 1:
            assert (score, spread) == (0, 0)
            continue
        tau = stats.kendalltau(days, ratings, method="asymptotic")
        pairs = len(days) * (len(days) - 1) / 2
        untied = pairs - sum(ratings.count(one) * (ratings.count(one) - 1) / 2 for one in set(ratings))
        assert score / math.sqrt(pairs * untied) == pytest.approx(tau.statistic)
        # Without the correction for whole steps, which scipy leaves out, it is the same test.
        assert math.erfc(abs(score) / math.sqrt(2 * spread)) == pytest.approx(tau.pvalue, abs=1e-12)
        # And with both corrections it is the same again, drawn one towards 0 and widened.
        widened = spread * (1 + found.alike) / (1 - found.alike)
        drawn = math.copysign(max(0, abs(score) - 1), score)
        assert found.z == pytest.approx(drawn / math.sqrt(widened))


def test_the_resemblance_is_that_of_the_ranks_of_what_the_slope_leaves() -> None:
    stats = pytest.importorskip("scipy.stats")
    pick = random.Random(7)
    for _ in range(500):
        days, ratings = series(pick)
        found = change(days, ratings)
        assert found is not None
        slope = stats.theilslopes(ratings, days).slope
        left = [round(rating - slope * (day - days[0]), 9) for day, rating in zip(days, ratings, strict=True)]
        places = stats.rankdata(left)
        assert ranks(left) == pytest.approx(list(places))
        varies = len(set(places[1:])) > 1 and len(set(places[:-1])) > 1
        r = max(0.0, stats.pearsonr(places[:-1], places[1:]).statistic) if varies else 0.0
        assert found.alike == pytest.approx(min(0.8, r + (1 + 3 * r) / len(days)))


def test_noise_is_seldom_called_a_change_and_a_real_fall_is_found() -> None:
    """The figures of many more series are in docs/measurements.md; here as many as a test has time for."""
    pick = random.Random(3)

    def days(carried: float, fall: float) -> bool:
        level, ratings = pick.gauss(0, 1), []
        for day in range(56):
            level = carried * level + math.sqrt(1 - carried**2) * pick.gauss(0, 1)
            ratings.append(min(10, max(0, round(5.5 + 1.7 * level - fall * day / 55))))
        kept = sorted(pick.sample(range(56), 42))
        found = change(kept, [ratings[day] for day in kept])
        return found is not None and found.is_clear

    assert sum(days(0, 0) for _ in range(200)) <= 20
    assert sum(days(0.5, 0) for _ in range(200)) <= 25
    assert sum(days(0, 3) for _ in range(100)) >= 60
