"""Lengths of steps, read out of their words and said again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.ladder_steps import Jump, jumps, length, minutes_of, words_of


@pytest.mark.parametrize(
    ("step", "minutes"),
    [
        ("20 min: a walk alone", 20),
        ("20min: a walk", 20),
        ("20 m: a walk", 20),
        ("1 minute: a breath", 1),
        ("2.5 h: an evening", 150),
        ("2,5 h: an evening", 150),
        ("1 h 30 min: a book", 90),
        ("1 hour and 30 minutes: a book", 90),
        ("1 day: separate plans", 1440),
        ("2 days: a weekend", 2880),
        ("1 week: a course", 10080),
        ("3 weeks: a course", 10080),
        ("20 MIN.: a walk", 20),
        (" 20 min :a walk", 20),
        ("0.2 min: a breath", 1),
        ("20 min: two\nlines", 20),
        ("0 min: nothing", None),
        ("a walk", None),
        ("20: a walk", None),
        ("20 min a walk", None),
        ("min: a walk", None),
        ("-20 min: a walk", None),
        ("", None),
        ("9" * 5000 + " min: a walk", None),
    ],
)
def test_a_length_is_read_out_of_a_steps_words(step: str, minutes: int | None) -> None:
    assert minutes_of(step) == minutes


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (5, "5 min"),
        (90, "90 min"),
        (120, "2 h"),
        (150, "2.5 h"),
        (130, "2 h 10 min"),
        (1440, "1 day"),
        (2880, "2 days"),
    ],
)
def test_minutes_are_said_as_people_say_them(minutes: int, said: str) -> None:
    assert length(minutes) == said


@given(st.integers(1, 10080))
def test_what_is_said_is_read_back_as_the_same(minutes: int) -> None:
    assert minutes_of(f"{length(minutes)}: a walk") == minutes


@given(st.text(max_size=40))
def test_any_words_can_be_a_step(step: str) -> None:
    minutes = minutes_of(step)
    assert minutes is None or 1 <= minutes <= 10080
    assert words_of(step) in step


def test_a_steps_words_come_without_its_length() -> None:
    assert words_of("2.5 h: an evening: mine") == "an evening: mine"
    assert words_of("a walk") == "a walk"


def test_a_step_more_than_double_the_one_before_is_noticed() -> None:
    assert jumps(("20 min: a", "40 min: b", "a walk", "90 min: c")) == [Jump(4, 40, 90)]
    assert jumps(("20 min: a", "40 min: b", "80 min: c", "10 min: d")) == []
    assert jumps(()) == []
