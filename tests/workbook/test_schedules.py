"""Days as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vaultkit.workbook.schedules import time_in, unread_days, weekdays_in
from vaultkit.workbook.slips import ReadNote


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Monday", "0"),
        ("mondays", "0"),
        ("on Tuesdays", "1"),
        ("Tues.", "1"),
        ("we", "2"),
        ("Thurs", "3"),
        ("Mon, Wed and Fri", "024"),
        ("Mon-Fri", "01234"),
        ("Saturday to Monday", "056"),
        ("Fri–Mon", "0456"),
        ("weekdays", "01234"),
        ("Weekends", "56"),
        ("the weekend", "56"),
        ("weekdays and Sunday", "012346"),
        ("daily", "0123456"),
        ("every day", "0123456"),
        ("every morning", "0123456"),
        ("Monday evenings", "0"),
        ("Mon-Mon", "0"),
    ],
)
def test_days_are_read_as_they_are_written(words: str, days: str) -> None:
    assert weekdays_in([words]) == tuple(map(int, days))
    assert list(unread_days([ReadNote("Toolkit/Tea.md", "tool", {"days": (words,)})])) == []


@pytest.mark.parametrize(
    "words", ["often", "Mondy", "every other day", "mon-", "to", "-", "evening", "S", "1"]
)
def test_what_means_no_day_plans_nothing_and_is_named(words: str) -> None:
    assert weekdays_in([words]) == ()
    (slip,) = unread_days([ReadNote("Toolkit/Tea.md", "tool", {"days": ("Monday", words)})])
    assert slip.path == "Toolkit/Tea.md"
    assert str(slip.problem).startswith(f"days: found {words}, expected days such as Monday")


def test_several_entries_are_taken_together_and_counted_once() -> None:
    assert weekdays_in(["Sunday", "mon", "Mon", "often"]) == (0, 6)
    assert weekdays_in([]) == ()


@pytest.mark.parametrize(
    ("when", "time"),
    [
        ("evening", "20:00"),
        ("7:30", "07:30"),
        ("after lunch", "12:30"),
        ("any time", ""),
        ("99:99", ""),
        ("", ""),
    ],
)
def test_a_word_for_the_time_of_day_puts_a_day_in_order(when: str, time: str) -> None:
    assert time_in(when) == time


@given(some.text(max_size=300))
def test_any_words_at_all_are_days_or_none(words: str) -> None:
    assert set(weekdays_in([words])) <= set(range(7))
    time_in(words)
