"""Going through an exercise: on, waiting, further, longer."""

from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.exercises import Phase, Step, breath
from vaultkit.workbook.walking import Walk

STEPS = (
    Step("rest", "Sit.", (Phase("", 10.0),)),
    Step("breathe", "Soft.", breath("4-6"), 3),
    Step("pause", "Apart.", (Phase("", 1200.0),)),
)


def test_time_never_leads_past_the_end_of_a_step_so_that_none_is_skipped():
    walk = Walk(STEPS)
    walk.pass_time(9999)
    assert (walk.second, walk.place.at) == (10, 1)
    assert walk.spent == 10


def test_going_on_skips_the_rest_of_a_step_and_does_not_count_it_as_practised():
    walk = Walk(STEPS)
    walk.pass_time(4)
    walk.go_on()
    assert (walk.place.at, walk.place.into, walk.spent) == (1, 0, 4)
    walk.go_on()
    walk.go_on()
    assert walk.place is None
    walk.go_on()
    walk.pass_time(5)
    assert walk.spent == 4


def test_while_waiting_no_time_passes_and_a_clock_that_goes_back_takes_none_away():
    walk = Walk(STEPS)
    walk.pass_time(4)
    walk.waiting = True
    walk.pass_time(100)
    walk.waiting = False
    walk.pass_time(-50)
    assert (walk.second, walk.spent) == (4, 4)


def test_ten_more_minutes_of_a_pause_begin_where_it_ended():
    walk = Walk(STEPS)
    for _ in STEPS:
        walk.pass_time(9999)
    assert walk.place is None
    walk.lengthen(2)
    assert (walk.place.at, walk.place.left) == (2, 600)


@given(st.lists(st.floats(0.01, 30), max_size=200))
def test_however_time_passes_every_step_is_met_in_order(times):
    walk, met = Walk(STEPS), []
    for one in times:
        if walk.place:
            met.append(walk.place.at)
        walk.pass_time(one)
    assert met == sorted(met)
    assert set(met) == set(range(len(set(met))))
