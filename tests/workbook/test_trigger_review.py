import datetime

import pytest

from vaultkit.workbook.records import Moment, Plan
from vaultkit.workbook.trigger_review import Chosen, has_eased, trigger_review

DAY = datetime.date(2026, 11, 24)


def moment(*triggers: str, before: int | None = None, after: int | None = None, **more: object) -> Moment:
    return Moment("Moments/x.md", DAY, triggers=triggers, before=before, after=after, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "now", "standing"),
    [
        (0, 3, "new"),
        (0, 2, ""),
        (1, 9, ""),
        (4, 1, "fading"),
        (4, 0, "fading"),
        (4, 2, ""),
        (3, 0, None),
        (8, 2, "fading"),
        (8, 3, ""),
        (7, 1, "fading"),
        (7, 2, ""),
    ],
)
def test_new_came_not_once_before_and_three_times_now_and_fading_is_down_to_a_quarter(
    before: int, now: int, standing: str | None
) -> None:
    found = trigger_review([moment("travel")] * now, [moment("Travel ")] * before)
    assert [one.standing for one in found] == ([] if standing is None else [standing])
    if found:
        assert (found[0].times, found[0].earlier) == (now, before)


def test_with_the_first_notes_there_are_nothing_is_new() -> None:
    (travel,) = trigger_review([moment("travel")] * 5, None)
    assert (travel.standing, travel.earlier) == ("", None)
    assert trigger_review([moment("travel")] * 5, [])[0].standing == "new"


def test_what_was_chosen_is_counted_with_how_often_it_eased() -> None:
    (found,) = trigger_review(
        [
            moment("late reply", before=8, after=5, tools=("Tea", "walk")),
            moment("late reply", before=8, after=7, tools=("tea",)),
            moment("late reply", tools=("tea",)),
            moment("late reply", before=6, after=2, chose="rang a friend"),
            moment("late reply", before=6, after=2, chose="a thing never said", tools=("walk",)),
        ]
    )
    assert found.chosen == (
        Chosen("Tea", 3, 1, 2),
        Chosen("walk", 2, 2, 2),
        Chosen("rang a friend", 1, 1, 1),
    )
    assert found.tools == ("Tea", "walk")
    assert found.before == 7


def test_ones_own_plan_is_found_however_its_trigger_is_spelt_and_blank_ones_are_passed_over() -> None:
    plans = (
        Plan("Plans/a.md", "When a late  REPLY", " put the phone in the hall "),
        Plan("Plans/b.md", "travel", " "),
    )
    late, travel = trigger_review([moment("Late reply")] * 2 + [moment("travel")], None, plans)
    assert (late.plan, late.plan_path) == ("put the phone in the hall", "Plans/a.md")
    assert (travel.plan, travel.plan_path) == ("", "")


def test_what_faded_away_altogether_comes_last_with_its_plan() -> None:
    plans = (Plan("Plans/a.md", "a quarrel", "go for a walk, come back at eight"),)
    found = trigger_review([moment("travel")], [moment("a quarrel")] * 4, plans)
    assert [(one.words, one.times, one.plan != "") for one in found] == [
        ("travel", 1, False),
        ("a quarrel", 0, True),
    ]


@pytest.mark.parametrize(
    ("before", "after", "eased"),
    [(8, 6, True), (8, 7, False), (5, 9, False), (None, 2, None), (8, None, None)],
)
def test_a_moment_eased_if_it_fell_by_two_or_more(
    before: int | None, after: int | None, eased: bool | None
) -> None:
    assert has_eased(moment(before=before, after=after)) is eased
