import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vaultkit.watch.duties import Done, Due, as_done, did, due, weeks_near
from vaultkit.workbook.days import week_start

TUESDAY = date(2026, 11, 24)
WINTER = ("winter", date(2026, 12, 1))
SPRING = ("spring", date(2027, 3, 1))


def sundays(day: date) -> dict[str, date]:
    return {week: week_start(week) + timedelta(days=6) for week in weeks_near(day)}


def on(day: date, done: Done, prepare_days: int = 2) -> Due:
    season = WINTER if day < WINTER[1] else SPRING
    return due(day, done, sundays(day), prepare_days, season, pages=True)


def test_a_day_asks_for_its_page_once() -> None:
    first = on(TUESDAY, Done())
    assert (first.page, first.new_day) == (True, True)
    assert on(TUESDAY, did(Done(), TUESDAY, first)) == Due()


def test_the_checkin_is_prepared_so_many_days_before_it() -> None:
    done = Done(seasons=("winter 2026",))
    assert [on(TUESDAY + timedelta(days=ahead), done).weeks for ahead in range(7)] == [
        (),
        (),
        (),
        ("2026-W48",),
        ("2026-W48",),
        ("2026-W48",),
        (),
    ]


def test_a_checkin_early_in_the_week_is_prepared_in_the_week_before() -> None:
    monday = {"2026-W48": date(2026, 11, 23), "2026-W49": date(2026, 11, 30)}
    done = Done(weeks=("2026-W48",))
    assert due(date(2026, 11, 28), done, monday, 2, SPRING, pages=True).weeks == ("2026-W49",)


def test_a_checkin_whose_day_was_slept_through_is_still_prepared_in_its_week() -> None:
    friday = {"2026-W48": date(2026, 11, 27)}
    assert due(date(2026, 11, 29), Done(), friday, 0, SPRING, pages=True).weeks == ("2026-W48",)


def test_a_season_is_looked_ahead_to_three_weeks_before_and_once() -> None:
    assert on(date(2026, 11, 9), Done()).season == ""
    assert on(date(2026, 11, 10), Done()).season == "winter 2026"
    assert on(date(2026, 11, 30), Done(seasons=("winter 2026",))).season == ""


def test_pages_are_made_only_where_that_is_wanted() -> None:
    assert not due(TUESDAY, Done(), {}, 2, SPRING, pages=False).page


def test_a_clock_that_was_far_ahead_does_not_keep_the_days_from_coming() -> None:
    far = date(2030, 1, 1)
    done = did(Done(), far, on(far, Done()))
    assert on(TUESDAY, done).page


@given(st.lists(st.integers(-3, 40), max_size=40))
def test_however_the_clock_jumps_each_page_and_each_week_comes_once(jumps: list[int]) -> None:
    day, done = TUESDAY, Done()
    pages: list[date] = []
    weeks: list[str] = []
    for jump in jumps:
        day += timedelta(days=jump)
        found = on(day, done)
        pages += [day] if found.page else []
        weeks += found.weeks
        done = as_done(json.loads(json.dumps(did(done, day, found)._asdict())))
    recent = pages[-30:]
    assert len(set(recent)) == len(recent)
    assert len(set(weeks[-30:])) == len(weeks[-30:])


def test_what_was_kept_comes_back_and_what_cannot_be_read_counts_as_nothing() -> None:
    done = Done(("2026-11-24",), ("2026-W48",), ("winter 2026",), "2026-11-24", True)
    assert (
        as_done(
            {**done._asdict(), "pages": ["2026-11-24"], "weeks": ["2026-W48"], "seasons": ["winter 2026"]}
        )
        == done
    )
    assert as_done("?") == as_done(None) == as_done({"pages": 3}) == Done()
