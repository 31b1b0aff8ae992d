import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.render.progress import summary_text
from vaultkit.render.progress_explained import explained_text
from vaultkit.render.progress_note import summary_note
from vaultkit.workbook.figures import Figure, Soothing
from vaultkit.workbook.progress import Progress, ladder_state, summarise
from vaultkit.workbook.records import Exposure, Journal, Ladder, Moment, PeriodNotes, Plan
from vaultkit.workbook.trends import median

SINCE, UNTIL = datetime.date(2026, 10, 28), datetime.date(2026, 11, 24)
MatchesFile = Callable[[str, str], None]


def day(number: int) -> datetime.date:
    """A day in November; 0 and below are in October."""
    return datetime.date(2026, 10, 31) + datetime.timedelta(days=number)


def journal(number: int, **more: object) -> Journal:
    return Journal(f"Journal/{day(number)}.md", day(number), **more)  # type: ignore[arg-type]


def moment(number: int, **more: object) -> Moment:
    return Moment(f"Moments/{day(number)} moment.md", day(number), **more)  # type: ignore[arg-type]


def session(number: int, **more: object) -> Exposure:
    return Exposure(f"Ladders/{day(number)}.md", day(number), "Time on my own", **more)  # type: ignore[arg-type]


LADDER = Ladder("Ladders/Time on my own.md", steps=("20 min: a walk alone", "1 h: a book in town"), current=2)


def summary(
    journals: tuple[Journal, ...] = (),
    moments: tuple[Moment, ...] = (),
    ladders: tuple[Ladder, ...] = (),
    exposures: tuple[Exposure, ...] = (),
) -> Progress:
    return summarise(SINCE, UNTIL, journals, moments, ladders, exposures, today=UNTIL)


def test_a_day_left_blank_is_a_gap_and_counts_as_nothing() -> None:
    found = summary((journal(1, distress=0), journal(2), journal(3, distress=8, connection=5)))
    assert found.distress == Figure(4, 0, 8, 2)
    assert found.connection == Figure(5, 5, 5, 1)
    assert (found.days, found.days_with_note, found.practice_days) == (28, 3, 0)


def test_only_the_days_of_the_period_count_with_its_first_and_last() -> None:
    found = summary(tuple(journal(number, distress=number % 10) for number in (-4, -3, 24, 25)))
    assert found.distress == Figure(5.5, 4, 7, 2)


def test_soothing_is_about_moments_rated_before_and_after() -> None:
    moments = (
        moment(1, before=8, after=6),
        moment(2, before=6, after=5),
        moment(3, before=9),
        moment(4, after=2),
    )
    found = summary(moments=moments)
    assert found.soothing == Soothing(7, 5.5, 1, 2, 1.5)
    assert found.moments == 4


def test_a_practice_day_is_a_day_with_a_tool_or_a_session_counted_once() -> None:
    found = summary(
        (journal(1, practised=("tea",)), journal(2)),
        (moment(1, tools=("tea",)), moment(3)),
        (),
        (session(1, actual=20), session(5, peak=0), session(6, planned=20, feared="rain")),
    )
    assert found.practice_days == 2


def test_triggers_are_counted_by_moment_whatever_their_letters_with_what_was_used_most() -> None:
    found = summary(
        moments=(
            moment(1, triggers=("Late reply", "late  reply"), before=6, tools=("Tea", "walk")),
            moment(2, triggers=("late reply", "travel"), before=7, tools=("tea",)),
            moment(3, triggers=("late reply", " "), tools=("song", "walk", "song")),
        )
    )
    assert [tuple(one[:4]) for one in found.triggers] == [
        ("late  reply", 3, 6.5, ("Tea", "walk")),
        ("travel", 1, 7, ("Tea",)),
    ]


def test_a_ladder_is_told_over_its_whole_life_and_unknown_outcomes_are_left_out() -> None:
    sessions = [
        session(-60, actual=30, came_true="no"),
        session(2, actual=20, came_true="partly"),
        session(3, came_true="unknown"),
        session(30, actual=90),
        session(4)._replace(ladder="Another"),
    ]
    state = ladder_state(LADDER, sessions, SINCE, UNTIL)
    assert (state.step, state.steps, state.words) == (2, 2, "1 h: a book in town")
    assert (state.sessions, state.sessions_in_period, state.longest) == (3, 2, 30)
    assert (state.came_true, state.known) == (1, 2)


@pytest.mark.parametrize(("current", "steps", "step", "words"), [(9, ("a", "b"), 2, "b"), (3, (), 0, "")])
def test_a_step_beyond_the_last_is_the_last(
    current: int, steps: tuple[str, ...], step: int, words: str
) -> None:
    state = ladder_state(Ladder("Ladders/x.md", steps=steps, current=current), [], SINCE, UNTIL)
    assert (state.step, state.words) == (step, words)


def test_days_that_are_still_to_come_are_not_counted() -> None:
    monday, today = day(23), day(24)
    found = summarise(monday, day(29), [journal(23), journal(28)], [], [], [], today=today)
    assert (found.days, found.days_with_note, found.since, found.until) == (2, 1, monday, today)
    assert summary_text(found).startswith("23 November to 24 November 2026 · 1 of 2 days with a note\n")
    found = summarise(monday, day(29), [], [], [], [], today=monday)
    assert summary_text(found).startswith("23 November 2026 · 0 of 1 day with a note\n")


def test_a_time_that_has_not_begun_is_shown_whole() -> None:
    assert summarise(day(25), day(26), [], [], [], [], today=day(24)).days == 2


def test_ones_own_numbers_are_summed_up_like_ratings_and_may_have_decimals(matches_file: MatchesFile) -> None:
    found = summary(
        (
            journal(1, distress=8, measures=(("hours_slept", 6.5), ("energy", 3))),
            journal(2, measures=(("hours_slept", 8),)),
            journal(3, measures=(("hours_slept", 7.1),)),
        )
    )
    assert [(one.name, one.figure) for one in found.measures] == [
        ("hours_slept", Figure(7.1, 6.5, 8, 3)),
        ("energy", Figure(3, 3, 3, 1)),
    ]
    matches_file("progress/measures.txt", summary_text(found))
    matches_file("progress/measures.md", summary_note(found))


def test_quotes_are_ones_own_words_newest_first() -> None:
    found = summary(
        (journal(1, strength=" I rang. ", gratitude=("tea", "  ")), journal(2, strength="I went."))
    )
    assert [quote.words for quote in found.strengths] == ["I went.", "I rang."]
    assert [quote.words for quote in found.gratitude] == ["tea"]


EARLIER = PeriodNotes(
    day(-31),
    day(-4),
    (journal(-20, distress=8, connection=4, practised=("tea",)), journal(-19, distress=6)),
    (
        *(moment(-number, triggers=("a quarrel",), before=8, after=7) for number in range(10, 14)),
        moment(-9, triggers=("late reply",), before=9, after=4),
    ),
)
"""The four weeks before: half of what came then does not come any more."""

FULL = summarise(
    SINCE,
    UNTIL,
    (
        journal(-3, distress=7, connection=4, practised=("tea",), gratitude=("rain on the roof",)),
        *(journal(number, distress=7 - number // 4) for number in (1, 3, 4, 6, 7, 9, 10, 12, 14, 17)),
        journal(2, distress=5, connection=6, strength="I rang the dentist."),
        *(journal(number, distress=2) for number in (21, 22, 23)),
        journal(
            20,
            distress=4,
            connection=7,
            gratitude=("half a cake",),
            strength="I went for a walk\nbefore I wrote.",
        ),
        journal(24),
    ),
    (
        moment(3, triggers=("late reply",), before=8, after=5, tools=("tea", "slow walk")),
        moment(9, triggers=("late reply", "change of plan"), before=6, after=5, tools=("slow walk",)),
        moment(12, triggers=("late reply",), before=7, after=2, tools=("slow walk",)),
        moment(15, triggers=("travel",)),
        moment(16, triggers=("travel",), before=5, after=2, chose="put on the radio"),
        moment(18, triggers=("travel",), before=5, after=4, chose="Put on the radio"),
    ),
    (LADDER, Ladder("Ladders/Evenings.md", steps=("1 h: a film",), status="paused")),
    (session(4, actual=20, came_true="no"), session(11, actual=45, came_true="partly")),
    today=UNTIL,
    plans=(Plan("Plans/Late reply.md", "Late  reply", "put the phone in the hall and the kettle on"),),
    earlier=EARLIER,
)


def test_a_full_summary_in_the_terminal(matches_file: MatchesFile) -> None:
    matches_file("progress/full.txt", summary_text(FULL))


def test_a_full_summary_as_a_note(matches_file: MatchesFile) -> None:
    matches_file("progress/full.md", summary_note(FULL))


def test_a_full_summary_in_words_and_numbers_alone(matches_file: MatchesFile) -> None:
    matches_file("progress/full plain.txt", summary_text(FULL, drawn=False))


def test_how_each_figure_is_made_is_said_with_its_own_numbers(matches_file: MatchesFile) -> None:
    matches_file("progress/explained.txt", explained_text(FULL))
    matches_file("progress/explained nothing.txt", explained_text(summary()))


def test_charts_stand_below_the_figures_each_once_and_in_their_order() -> None:
    charts = ("![[a.svg]]\nIn words.", "![[b.svg]]\nIn words, too.")
    assert "\n\n### In pictures\n" + "\n\n".join(charts) + "\n\n### After these" in summary_note(
        FULL, charts=charts
    )


@pytest.mark.parametrize("width", [60, 40])
def test_a_narrow_terminal_gets_whole_words_too(matches_file: MatchesFile, width: int) -> None:
    text = summary_text(FULL, width)
    assert max(map(len, text.splitlines())) <= width
    matches_file(f"progress/full {width}.txt", text)


@pytest.mark.parametrize("width", [*range(40, 81), 120])
def test_no_line_is_wider_than_the_terminal_however_wide_that_is(width: int) -> None:
    for text in (summary_text(FULL, width), explained_text(FULL, width)):
        assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("width", [0, 1, 20, 39])
def test_a_terminal_too_narrow_for_columns_still_gets_every_figure(width: int) -> None:
    narrow = summary_text(FULL, width)
    assert max(map(len, narrow.splitlines())) <= max(width, 10)
    assert "".join(narrow.split()) == "".join(summary_text(FULL, 40, drawn=False).split())


def test_the_words_behind_the_strongest_and_the_lightest_day_are_one_link_away() -> None:
    found = summary((journal(1, distress=8), journal(2, distress=1, connection=9), journal(3, connection=2)))
    assert "### The words behind these days\n- 1 November: distress 8 [[2026-11-01]]\n" in summary_note(found)
    assert "- 2 November: distress 1, connection 9 [[2026-11-02]]\n" in summary_note(found)
    assert "  2 November: distress 1, connection 9   Journal/2026-11-02.md\n" in summary_text(found)


def test_days_that_are_all_alike_have_no_strongest_one() -> None:
    found = summary((journal(1, distress=4), journal(2, distress=4)))
    assert "behind these days" not in summary_text(found)


def test_the_time_before_stands_beside_and_is_left_out_where_nothing_was_noted_then() -> None:
    assert FULL.earlier is not None
    assert (FULL.earlier.since, FULL.earlier.days_with_note) == (day(-31), 2)
    nothing = summarise(
        SINCE, UNTIL, [journal(1)], [], [], [], today=UNTIL, earlier=PeriodNotes(day(-31), day(-4))
    )
    assert nothing.earlier is None


def test_what_points_to_support_is_in_no_summary() -> None:
    early = (session(20, peak=9, ended_early=True), session(22, peak=10, ended_early=True))
    found = summary(ladders=(LADDER,), exposures=early)
    assert found.ladders[0].advice is None
    for text in (summary_text(found), summary_note(found), explained_text(found), repr(found)):
        assert "support" not in text


def test_advice_on_a_ladder_is_of_today_alone() -> None:
    sessions = [session(4, actual=20)]
    now = summarise(SINCE, UNTIL, [], [], [LADDER], sessions, today=UNTIL)
    past = summarise(SINCE, UNTIL, [], [], [LADDER], sessions, today=day(30))
    assert now.ladders[0].advice
    assert not past.ladders[0].advice


@given(st.lists(st.tuples(st.integers(-40, 40), st.one_of(st.none(), st.integers(0, 10))), max_size=40))
def test_a_day_is_shown_as_the_median_of_its_ratings_and_a_gap_as_none(
    ratings: list[tuple[int, int | None]],
) -> None:
    found = summary(tuple(journal(number, distress=rating) for number, rating in ratings))
    if found.distress_course is None:
        assert found.distress is None
        return
    by_day = found.distress_course.by_day
    assert len(by_day) == found.days
    for back, shown in enumerate(by_day):
        here = [rating for number, rating in ratings if day(number) == SINCE + datetime.timedelta(days=back)]
        assert shown == median(one for one in here if one is not None)


def test_an_empty_summary_is_kind_about_it(matches_file: MatchesFile) -> None:
    matches_file("progress/empty.txt", summary_text(summary()))
    matches_file("progress/empty.md", summary_note(summary()))


HOSTILE = "![[Diary]] %% vaultkit:end summary %% `= x` #tag\n- [ ] a task\n\x1b[31m" + "long " * 200


def test_ones_own_words_cannot_break_the_note_or_the_terminal(matches_file: MatchesFile) -> None:
    found = summary(
        (journal(1, strength=HOSTILE, gratitude=(HOSTILE,)),),
        (moment(1, triggers=(HOSTILE,), before=5, tools=(HOSTILE,)),),
        (Ladder("Ladders/%% x.md", steps=(HOSTILE,)),),
    )
    text, as_note = summary_text(found), summary_note(found)
    assert "\x1b" not in text + as_note
    for mark in ("%%", "![[", "`", "#tag", "\n- [ ]"):
        assert mark not in as_note
    matches_file("progress/odd-words.txt", text)
    matches_file("progress/odd-words.md", as_note)
