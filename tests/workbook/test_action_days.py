"""For which day one next thing was meant."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vaultkit.workbook.action_days import action_day
from vaultkit.workbook.records import Thought

WEDNESDAY = date(2026, 11, 18)


def meant(words: str, written: date = WEDNESDAY) -> date:
    return action_day(Thought("Thoughts/a.md", written, action="call Lotte", action_when=words))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-11-24", "2026-11-24"),
        ("on 2026-11-24 at 19:30", "2026-11-24"),
        ("24 November", "2026-11-24"),
        ("the 24th of November", "2026-11-24"),
        ("Nov 24", "2026-11-24"),
        ("24.11.", "2026-11-24"),
        ("24.11.2027", "2027-11-24"),
        ("1 January", "2027-01-01"),
        ("May 3, 2028", "2028-05-03"),
        ("tonight, half past seven", "2026-11-18"),
        ("tomorrow evening", "2026-11-19"),
        ("the day after tomorrow", "2026-11-20"),
        ("in three days", "2026-11-21"),
        ("in a week", "2026-11-25"),
        ("next week", "2026-11-25"),
        ("when Jonas writes to him about it, before Friday", "2026-11-20"),
        ("Friday 27 November", "2026-11-27"),
        ("at the weekend", "2026-11-21"),
        ("Wednesday", "2026-11-25"),
        ("Sat morning", "2026-11-21"),
    ],
)
def test_the_day_is_the_one_that_the_words_name(words: str, day: str) -> None:
    assert meant(words) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "words",
    ["", "now", "after supper", "at 7:30", "31 February", "2026-13-45", "March", "I sat down with it"],
)
def test_words_that_name_no_day_mean_the_day_of_the_thought(words: str) -> None:
    assert meant(words) == WEDNESDAY


def test_a_day_that_lies_before_the_thought_is_the_thoughts_own() -> None:
    assert meant("2026-11-01") == WEDNESDAY


@given(some.text(max_size=400) | some.from_regex(r"[0-9]{1,4}[-. ][0-9]{1,2}[-. ]?(Feb|2)?", fullmatch=True))
def test_any_words_mean_a_day_that_is_not_before_the_thoughts(words: str) -> None:
    assert meant(words) >= WEDNESDAY
    assert meant(words, date(9999, 12, 31)) == date(9999, 12, 31)
