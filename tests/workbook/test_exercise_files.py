"""Exercises written by hand: what reads, and what is said of a line that does not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.data import packaged
from vaultkit.workbook.exercise_files import read_exercise
from vaultkit.workbook.exercises import filled_in, total_seconds

PACKAGED = {path.stem: path.read_text("utf-8") for path in (packaged("templates") / "exercises").glob("*.md")}
MINUTES = {
    "baseline": (3.5, 4.5),
    "breathing": (2, 2),
    "grounding": (1.5, 2.5),
    "pmr": (2.4, 2.7),
    "observe": (3, 5),
    "kindness": (2, 3),
    "pause": (25, 26),
    "walk": (10, 10),
    "stretch": (4, 5),
    "tea": (8, 8),
    "outside": (2, 2),
}


@pytest.mark.parametrize("name", MINUTES)
def test_each_packaged_exercise_reads_and_takes_the_time_it_says(name):
    exercise, faults = read_exercise(name, PACKAGED[name])
    assert faults == []
    least, most = MINUTES[name]
    assert least * 60 <= total_seconds(exercise.ways[0].steps) <= most * 60
    assert exercise.title
    assert exercise.about
    for way in exercise.ways:
        assert "{" not in "".join(one.words for one in filled_in(way, affirmation="a", success="b").steps)


def test_there_are_no_others():
    assert set(PACKAGED) == set(MINUTES)


def test_the_ways_of_breathing_and_of_letting_go_last_as_long_as_they_are_meant_to():
    lengths = {}
    for name in ("breathing", "pmr"):
        exercise, _ = read_exercise(name, PACKAGED[name])
        lengths |= {way.name: total_seconds(way.steps) for way in exercise.ways}
    assert lengths == {
        "4-6": 120, "4-4-6": 112, "box": 96, "resonance": 300, "sigh": 50, "short": 155, "long": 685,
    }  # fmt: skip


AVOIDED = re.compile(
    r"\b(clingy|needy|codependent|insecure|toxic|avoidant|anxious|fail\w*|miss(ed|ing)|streaks?|broken|relaps\w+"
    r"|(ab)?normal|should|only|finally|attacks?|obsess\w+|weak(ness)?|calm down|bad day)\b|—",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", MINUTES)
def test_the_words_are_kind_ones(name):
    assert AVOIDED.findall(PACKAGED[name]) == []


OWN = """\ufeff---
tags: [mine]
---
# The window

A minute at the window.

> Mind the cat.

## short
- 20 s: Open it.
- 3 x 5 s: A breath of it,
  and another.

## `long`
Longer.
- breathe 4-6, 6 rounds: Soft.
- tense 5 s, let go 20 s: Shoulders.
- ask feeling, 20 s: One word.
- ask, 10 s: And one line.
- pause 20 min: Wait.
* 1.5 min: Look far.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_page_of_ones_own_reads_with_its_ways_cautions_and_lines_that_go_on(newline):
    exercise, faults = read_exercise("window", OWN.replace("\n", newline))
    assert faults == []
    assert (exercise.title, exercise.about) == ("The window", "A minute at the window.")
    short, long = exercise.ways
    assert (short.name, long.name, long.about) == ("short", "long", "Longer.")
    assert short.cautions == long.cautions == ("Mind the cat.",)
    assert [one.words for one in short.steps] == ["Open it."] + ["A breath of it, and another."] * 3
    assert [one.kind for one in long.steps] == ["breathe", "tense", "ask", "ask", "pause", "rest"]
    assert total_seconds(long.steps) == 60 + 25 + 20 + 10 + 1200 + 90


FAULTS = {
    "- Sit down for a while.": "found Sit down for a while., expected a step such as",
    "- twenty s: Sit.": "found twenty s, expected a step such as",
    "- 20 s:": "there are no words",
    "- 0 s: Sit.": "expected 1 second to 60 minutes",
    "- 61 min: Sit.": "expected 1 second to 60 minutes",
    "- 0 x 5 s: Sit.": "found 0 times",
    "- breathe 4-20-6, 5 rounds: Soft.": "found 20 s, expected a hold of 1 to 10 seconds",
    "- breathe 4/6, 5 rounds: Soft.": "found 4/6, expected seconds in, out",
    "- breathe 4-6, 0 rounds: Soft.": "found 0 rounds",
    "- breathe 4-6: Soft.": "expected a step such as",
    "- tense 30 s, let go 20 s: Jaw.": "expected 1 second to 10 seconds",
    "- ask secrets, 20 s: Which?": "found ask secrets, expected one of feeling",
    "- pause 5 min: Apart.": "expected a pause of at least 20 min",
    "- 20 s: {partner}": "found {partner}, expected one of right",
}


@pytest.mark.parametrize("line", FAULTS)
def test_a_line_that_does_not_read_is_named_with_what_is_expected(line):
    exercise, faults = read_exercise("mine", f"# Mine\n\n- 20 s: Sit.\n{line}\n- also wrong\n")
    assert exercise is None
    assert [fault.line for fault in faults] == [4, 5]
    assert FAULTS[line] in faults[0].message


def test_a_page_without_a_step_or_with_two_ways_of_one_name_says_so():
    assert "there is no step" in read_exercise("mine", "# Mine\n\nSome words.\n")[1][0].message
    _, faults = read_exercise("mine", "# Mine\n## a\n- 5 s: One.\n## A\n- 5 s: Two.\n")
    assert faults[0].line == 4


def test_what_a_terminal_would_act_on_is_taken_out_of_the_words():
    exercise, _ = read_exercise("mine", "# M\x1b[2Jine\n- 5 s: Red \x1b[31m\u202e.\n")
    assert (exercise.title + exercise.ways[0].steps[0].words).isprintable()


@given(st.text())
def test_any_text_is_an_exercise_or_says_why_not(text):
    exercise, faults = read_exercise("mine", text)
    assert (exercise is None) == bool(faults)
    assert all(fault.line >= 1 for fault in faults)
