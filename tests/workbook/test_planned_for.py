"""The day in front of one's own words for when: it says the same whenever it is read."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.action_days import action_day
from vaultkit.workbook.planned_for import day_and_words
from vaultkit.workbook.records import Thought

TUESDAY = datetime.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("tomorrow", "2026-11-25"),
        ("today", "2026-11-24"),
        ("on Friday", "2026-11-27"),
        ("Friday after supper", "2026-11-27, Friday after supper"),
        ("in two weeks", "2026-12-08, in two weeks"),
        ("2026-12-01", "2026-12-01"),
        ("2026-12-01, at noon", "2026-12-01, at noon"),
        ("after supper", "after supper"),
        ("when he is back", "when he is back"),
        ("", ""),
    ],
)
def test_a_day_that_is_named_is_put_in_front_and_other_words_stay(typed: str, kept: str) -> None:
    assert day_and_words(typed, TUESDAY) == kept


@given(st.one_of(st.text(max_size=40), st.sampled_from(["tomorrow", "Monday", "next week", "3.1.", "5 May"])))
def test_no_word_is_lost_and_what_is_kept_names_the_same_day(typed: str) -> None:
    kept = day_and_words(typed, TUESDAY)
    day = action_day(Thought("", TUESDAY, action_when=typed))
    assert action_day(Thought("", TUESDAY, action_when=kept)) == day
    assert typed in kept or kept == str(day)
    later = Thought("", TUESDAY + datetime.timedelta(days=200), action_when=kept)
    assert kept == typed or action_day(later) == max(day, later.date)
