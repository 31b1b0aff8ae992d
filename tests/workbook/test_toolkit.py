import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.records import Moment
from vaultkit.workbook.toolkit import ToolEffect, ranking, suggest, suggestions

DAY = datetime.date(2026, 11, 24)


def moment(before: int | None, after: int | None, *tools: str) -> Moment:
    return Moment("Moments/x.md", DAY, before=before, after=after, tools=tools)


def drops(moments: list[Moment]) -> dict[str, float | None]:
    return {one.words: one.drop for one in ranking(moments)}


def test_a_tool_after_which_one_felt_lower_than_after_others_comes_first() -> None:
    moments = [moment(7, 2, "walk")] * 5 + [moment(7, 5, "tea")] * 5
    walk, tea = ranking(moments)
    assert (walk.words, walk.times) == ("walk", 5)
    # 3.5 is usual; each is 1.5 beside it, of which five moments count for half.
    assert (walk.drop, tea.drop) == (pytest.approx(4.25), pytest.approx(2.75))


def test_where_a_moment_began_is_taken_off_first() -> None:
    """From 9 everyone falls far and from 5 a little: neither tool did more than is usual there."""
    high = [moment(9, 4, "walk")] * 4
    low = [moment(5, 3, "tea")] * 4
    walk, tea = ranking(high + low)
    assert walk.drop == tea.drop == pytest.approx(3.5)


def test_tools_used_together_share_what_they_brought() -> None:
    alone = [moment(7, 5, "tea")] * 6
    together = [moment(7, 1, "walk", "song")] * 3
    found = drops(alone + together)
    usual = (6 * 2 + 3 * 6) / 9
    assert found["walk"] == found["song"] == pytest.approx(usual + (6 - usual) / 2 * 3 / 8, abs=0.01)


@pytest.mark.parametrize("times", [1, 2])
def test_below_three_moments_nothing_is_said_of_a_tool(times: int) -> None:
    assert ranking([moment(8, 2, "walk")] * times) == (ToolEffect("walk", times, None),)
    assert ranking([moment(8, 2, "walk")] * 3)[0].drop == 6


def test_moments_without_both_ratings_or_tools_say_nothing_of_a_tool() -> None:
    assert ranking([moment(None, 2, "walk"), moment(8, None, "walk"), moment(8, 2), moment(8, 2, " ")]) == ()


def test_a_tool_spelt_with_other_capitals_or_twice_in_a_moment_is_one_tool() -> None:
    (tea,) = ranking([moment(8, 4, "Tea", "tea "), moment(8, 4, " TEA"), moment(8, 4, "tea")])
    assert (tea.words, tea.times, tea.drop) == ("Tea", 3, 4)


def test_after_a_tool_one_may_have_felt_higher() -> None:
    found = ranking([moment(4, 6, "scrolling")] * 6 + [moment(4, 3, "walk")] * 6)
    assert found[-1].drop is not None
    assert found[-1].drop < 0
    assert not found[-1].usually_lower


Rating = st.one_of(st.none(), st.integers(0, 10))
Moments = st.lists(
    st.builds(
        lambda before, after, tools: moment(before, after, *tools),
        Rating,
        Rating,
        st.lists(st.sampled_from(["tea", "Tea", "walk", "song", "bath", " "]), max_size=4),
    ),
    max_size=40,
)


@given(Moments, st.randoms())
def test_the_order_of_moments_changes_no_effect(moments: list[Moment], order: st.DataObject) -> None:
    shuffled = list(moments)
    order.shuffle(shuffled)  # type: ignore[attr-defined]

    def said(given: list[Moment]) -> dict[str, tuple[int, float | None]]:
        return {one.words.casefold(): (one.times, one.drop) for one in ranking(given)}

    one, other = said(moments), said(shuffled)
    assert one.keys() == other.keys()
    for name, (times, drop) in one.items():
        assert other[name] == (times, pytest.approx(drop, abs=0.011))


@given(Moments)
def test_no_drop_lies_beyond_what_a_rating_can_fall_and_some_more(moments: list[Moment]) -> None:
    for one in ranking(moments):
        assert one.times >= 1
        assert (one.drop is None) == (one.times < 3)
        assert one.drop is None or -20 <= one.drop <= 20


KNOWN = (ToolEffect("walk", 6, 3.0), ToolEffect("tea", 4, 2.0), ToolEffect("song", 3, 0.1))
EARLY = (ToolEffect("bath", 2, None), ToolEffect("drawing", 1, None))


def named(turn: int, tools: tuple[str, ...] = ()) -> list[str]:
    return [one.words for one in suggestions((*KNOWN, *EARLY), tools, turn)]


def test_every_third_suggestion_is_one_there_is_not_enough_to_say_of() -> None:
    assert named(0, ("stretch",)) == ["walk", "tea", "bath", "song", "drawing", "stretch"]
    assert named(1) == ["walk", "bath", "tea", "song", "drawing"]
    assert named(2) == ["bath", "walk", "tea", "drawing", "song"]


def test_counted_on_over_evenings_those_take_turns() -> None:
    first = [named(turn, ("stretch",))[0] for turn in range(12)]
    thirds = ("bath", "drawing", "stretch", "bath")
    assert first == [name for third in thirds for name in ("walk", "walk", third)]


def test_ones_own_tools_are_suggested_once_however_they_are_spelt() -> None:
    assert named(0, ("Walk", "BATH", "Stretch", "stretch ", "")).count("Stretch") == 0
    assert len(named(0, ("Walk", "BATH", "stretch"))) == 6


@given(Moments, st.integers(0, 50), st.lists(st.sampled_from(["tea", "stretch", "puzzle"]), max_size=3))
def test_every_tool_is_suggested_once_and_every_third_is_a_new_one_while_there_are_both(
    moments: list[Moment], turn: int, tools: list[str]
) -> None:
    effects = ranking(moments)
    found = suggestions(effects, tools, turn)
    names = [one.words.casefold() for one in found]
    assert sorted(names) == sorted({*(one.words.casefold() for one in effects), *tools})
    known = {one.words.casefold() for one in effects if one.drop is not None}
    for place, name in enumerate(names):
        rest = names[place:]
        if any(one in known for one in rest) and any(one not in known for one in rest):
            assert (name not in known) == ((turn + place) % 3 == 2)
    first = suggest(moments, tools, turn)
    assert first == (found[0] if found else None)


def test_a_suggestion_says_why_and_promises_nothing() -> None:
    found = suggestions((*KNOWN, *EARLY), ("stretch",))
    assert {one.words: one.why for one in found} == {
        "walk": "after it you usually felt lower, by about 3.0 (6 times)",
        "tea": "after it you usually felt lower, by about 2.0 (4 times)",
        "song": "you have used it 3 times so far",
        "bath": "you have tried it twice, so try it a few more times",
        "drawing": "you have tried it once, so try it a few more times",
        "stretch": "you have not rated it yet, so try it a few times",
    }


def test_without_any_tool_there_is_nothing_to_suggest() -> None:
    assert suggest([moment(8, 2)]) is None
