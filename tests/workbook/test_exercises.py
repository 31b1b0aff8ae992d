"""Guided exercises as data: breaths within their bounds, and where one is at any second."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.exercises import (
    GENTLY,
    HOLDING,
    QUICKLY,
    Phase,
    Step,
    Way,
    begins_at,
    breath,
    cautions,
    filled_in,
    place_at,
    total_seconds,
    with_pattern,
    with_pause,
)


def seconds(pattern):
    return [(phase.name, phase.seconds) for phase in breath(pattern)]


def test_a_pattern_is_in_out_or_in_hold_out_or_all_four():
    assert seconds("4-6") == [("in", 4), ("out", 6)]
    assert seconds("4-4-6") == [("in", 4), ("hold", 4), ("out", 6)]
    assert seconds("box") == [("in", 4), ("hold", 4), ("out", 4), ("hold", 4)]
    assert seconds("5.5-5.5") == [("in", 5.5), ("out", 5.5)]
    assert seconds("sigh") == [("in", 2), ("a little more", 1), ("out", 7)]


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "4",
        "4-",
        "a-b",
        "1-2-3-4-5",
        "4-2+1",
        "0-6",
        "16-4",
        "4-11-6",
        "4-0.5",
        "-4-6",
        "4--6",
        "٤-٦",
    ],
)
def test_a_pattern_beyond_the_bounds_is_refused_with_what_is_expected(pattern):
    with pytest.raises(ValueError, match="expected"):
        breath(pattern)


def test_a_hold_is_ten_seconds_at_most_and_any_other_part_fifteen():
    assert breath("15-10-15-10")
    for pattern in ("15-11-15", "4-4-4-10.5", "15.5-4"):
        with pytest.raises(ValueError, match="expected a"):
            breath(pattern)


def way(*steps, cautions=()):
    return Way("", "", cautions, steps)


def breathe(pattern, rounds=1):
    return Step("breathe", "", breath(pattern), rounds)


def test_each_breath_brings_its_own_cautions():
    assert cautions(way(breathe("4-6"), cautions=("Mind the step.",))) == ("Mind the step.", GENTLY)
    assert cautions(way(breathe("4-4-6"))) == (GENTLY, HOLDING)
    assert cautions(way(breathe("2-3"))) == (GENTLY, QUICKLY)
    assert QUICKLY not in cautions(way(breathe("3-3")))
    assert cautions(way(Step("rest", "Sit.", (Phase("", 5.0),)))) == ()


def test_another_pattern_takes_about_as_long():
    changed = with_pattern(way(breathe("4-4-6", 8)), "4-6")
    assert (changed.steps[0].rounds, changed.steps[0].seconds) == (11, 110)
    with pytest.raises(ValueError, match="no breath"):
        with_pattern(way(Step("rest", "Sit.", (Phase("", 5.0),))), "4-6")


def test_a_pause_is_between_twenty_minutes_and_a_day():
    pause = way(Step("pause", "Apart.", (Phase("", 1500.0),)))
    assert with_pause(pause, 20).steps[0].seconds == 1200
    assert with_pause(pause, 1440).steps[0].seconds == 86400
    for minutes in (19, 1441, 0, -5):
        with pytest.raises(ValueError, match="20 to 1440"):
            with_pause(pause, minutes)


def test_sides_come_in_the_order_wished_for_and_own_words_stay_as_they_are():
    steps = [
        Step("rest", words, (Phase("", 5.0),)) for words in ("{Right}, {left}", "{affirmation}", "{success}")
    ]
    assert [one.words for one in filled_in(way(*steps)).steps] == ["Right, left"]
    filled = filled_in(way(*steps), left_first=True, affirmation="I go {left} slowly", success="")
    assert [one.words for one in filled.steps] == ["Left, right", "I go {left} slowly"]


phases = st.lists(
    st.builds(Phase, st.just("in"), st.floats(1, 15), st.floats(0, 1), st.floats(0, 1)),
    min_size=1,
    max_size=4,
)
steps = st.lists(
    st.builds(Step, st.just("breathe"), st.just("Soft."), phases.map(tuple), st.integers(1, 20)),
    min_size=1,
    max_size=5,
)


@given(steps, st.floats(0, 1))
def test_at_every_second_one_is_at_one_place_and_the_rest_is_what_is_left(some, share):
    end = total_seconds(some)
    second = end * share
    place = place_at(some, second)
    if place is None:
        assert second >= end * (1 - 1e-9)
        return
    assert abs(place.left + second - end) < 1e-6 * max(end, 1)
    assert begins_at(some, place.at) + place.into == pytest.approx(second)
    assert 0 <= place.round < place.step.rounds or place.into == pytest.approx(place.step.seconds)
    assert 0 <= place.fullness <= 1
    assert 1 <= place.beat <= 15
    assert place.phase in place.step.phases


def test_beyond_the_end_there_is_no_place_and_before_the_beginning_it_is_the_first():
    some = [breathe("4-6", 2)]
    assert place_at(some, 20) is None
    assert place_at(some, 1e9) is None
    assert place_at(some, -5).into == 0
    assert place_at([], 0) is None


def test_the_breath_moves_softly_and_never_jumps():
    some = [breathe("4-4-6", 2), breathe("sigh", 1)]
    full = [place_at(some, tick / 20).fullness for tick in range(int(total_seconds(some) * 20))]
    assert max(abs(second - first) for first, second in pairwise(full)) < 0.06
    assert max(full) == 1
    assert min(full) == 0
