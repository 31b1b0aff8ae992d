import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.chart_data import (
    GRAINS,
    MOST_MOMENTS,
    MOST_PLACES,
    MOST_SESSIONS,
    chart_data,
    place_of,
    series,
    start_of,
)
from vaultkit.workbook.progress import summarise
from vaultkit.workbook.records import Exposure, Journal, Ladder, Moment, PeriodNotes

FIRST = date(2026, 11, 1)
DAYS = st.dates(date(1970, 1, 1), date(2200, 12, 31))


def day(number, **ratings):
    return Journal(f"Journal/{number}.md", FIRST + timedelta(days=number), **ratings)


def data_of(*journals, moments=(), ladders=(), exposures=(), days=30):
    notes = PeriodNotes(FIRST, FIRST + timedelta(days=days - 1), journals, tuple(moments), ladders, exposures)
    progress = summarise(notes.since, notes.until, *notes[2:6], today=notes.until)
    return chart_data(progress, notes)


def test_a_day_without_a_rating_is_a_gap_and_not_a_zero():
    found = data_of(day(0, distress=4), day(1, distress=5), day(2), day(4, distress=3)).series[0]
    assert [[one.middle for one in run] for run in found.runs()] == [[4, 5], [3]]
    assert [one.place for one in found.dots] == [0, 1, 4]
    assert found.places == 30


def test_several_notes_of_one_day_count_as_their_median():
    found = data_of(day(3, distress=2), day(3, distress=8), day(3, distress=3)).series[0]
    assert [(one.middle, one.low, one.high, one.n) for one in found.dots] == [(3, 2, 8, 3)]


def test_what_was_never_noted_has_no_chart():
    assert data_of() == ((), None, (), (), ())
    assert [one.name for one in data_of(day(0, connection=5)).series] == ["connection"]


def test_ones_own_numbers_are_charted_in_the_order_in_which_they_come():
    found = data_of(day(0, measures=(("b", 1.5),)), day(1, measures=(("a", 2.0), ("b", 1e12))))
    assert [(one.name, one.bounds, one.n) for one in found.series] == [("b", None, 2), ("a", None, 1)]


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_without_end_is_passed_over(number):
    assert data_of(day(0, measures=(("a", number),))).series == ()


@given(DAYS, DAYS)
def test_any_period_has_few_enough_places_to_be_read(one, other):
    since, until = min(one, other), max(one, other)
    found = series("a", PeriodNotes(since, until), [(since, 1), (until, 2)])
    assert found.places <= max(MOST_PLACES, until.year - since.year + 1)
    assert found.dots[0].place == 0
    assert found.dots[-1].place == found.places - 1


@given(DAYS, st.sampled_from(GRAINS))
def test_a_place_begins_with_its_first_day(one, grain):
    start = start_of(place_of(one, grain), grain)
    assert start <= one
    assert place_of(start, grain) == place_of(one, grain)
    assert place_of(start - timedelta(days=1), grain) == place_of(one, grain) - 1


def test_of_a_year_the_middle_of_each_week_is_shown_with_its_range():
    found = data_of(*(day(number, distress=number % 7) for number in range(400)), days=400).series[0]
    assert found.grain == "week"
    assert {one.n for one in found.dots[1:-1]} == {7}
    assert found.n == 400


def test_moments_rated_before_and_after_are_shown_oldest_first_and_the_latest_are_kept():
    moments = [
        Moment(
            f"{number}",
            FIRST + timedelta(days=number // 4),
            f"{number % 4:02}:00",
            before=7,
            after=number % 7,
        )
        for number in reversed(range(100))
    ]
    found = data_of(moments=[*moments, Moment("x", FIRST, before=3)]).soothing
    assert len(found.moments) == MOST_MOMENTS
    assert found.earlier == 60
    assert [one.after for one in found.moments[-3:]] == [97 % 7, 98 % 7, 99 % 7]


def test_a_ladder_shows_the_sessions_that_took_place_on_steps_it_has():
    ladder = Ladder("Ladders/Walks.md", steps=("10 min: a", "20 min: b"), current=9)
    sessions = tuple(
        Exposure(f"{number}", FIRST + timedelta(days=number), "Walks", step, actual=actual)
        for number, (step, actual) in enumerate([(1, 10), (2, None), (0, 5), (3, 5), (2, 20)])
    )
    (found,) = data_of(ladders=(ladder,), exposures=sessions).ladders
    assert [one.step for one in found.sessions] == [1, 2]
    assert found.current == 2


def test_of_very_many_sessions_the_latest_are_shown():
    ladder = Ladder("Ladders/Walks.md", steps=("10 min: a",))
    sessions = tuple(Exposure(f"{n:03}", FIRST, "Walks", actual=n) for n in range(100))
    (found,) = data_of(ladders=(ladder,), exposures=sessions).ladders
    assert (len(found.sessions), found.earlier) == (MOST_SESSIONS, 100 - MOST_SESSIONS)
