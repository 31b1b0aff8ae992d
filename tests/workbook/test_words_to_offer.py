"""Words to choose from by number, and what one has already managed."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.earlier import earlier_success, latest_affirmation
from vaultkit.workbook.offered import MOST_OFFERED, chosen, words_for
from vaultkit.workbook.records import Journal, Moment

DAY = date(2026, 11, 24)


def moment(**values):
    return Moment("Moments/a.md", values.pop("day", DAY), **values)


def test_ones_own_words_come_first_the_most_used_before_the_others_each_once():
    moments = [
        moment(body=("Tight  jaw", "the neck")),
        moment(body=("tight jaw",)),
        moment(body=("cold hands",)),
    ]
    words = words_for("body", moments)
    assert words[:3] == ("Tight jaw", "cold hands", "the neck")
    assert len(words) == MOST_OFFERED
    assert "tight jaw" not in words


def test_whoever_has_none_is_lent_some():
    assert words_for("feeling", [])[:2] == ("scared", "lonely")
    assert words_for("triggers", [])[0] == "late reply"


def test_numbers_stand_for_words_and_words_for_themselves():
    offered = ("heat", "numb", "tired")
    assert chosen("1 3", offered) == ["heat", "tired"]
    assert chosen("2, my neck , 1", offered) == ["numb", "my neck", "heat"]
    assert chosen("2, 2, numb", offered) == ["numb"]
    assert chosen("4", offered) == ["4"]
    assert chosen("", offered) == []
    assert chosen("1 thing", offered) == ["1 thing"]


@given(st.text(), st.lists(st.text(min_size=1), max_size=9))
def test_no_word_that_was_typed_is_lost(text, offered):
    found = chosen(text, offered)
    assert all(one for one in found)
    for part in text.split(","):
        if any(not piece.isdecimal() for piece in part.split()):
            assert " ".join(part.split()) in found


def test_a_high_moment_that_eased_is_quoted_before_a_strength():
    strength = Journal("Journal/a.md", DAY, strength="I rang the dentist")
    eased = moment(day=date(2026, 11, 3), before=8, after=5, chose="tea on the stairs")
    assert earlier_success([strength], [eased], DAY).words == "tea on the stairs"
    assert earlier_success([strength], [], DAY).words == "I rang the dentist"
    assert earlier_success([], [], DAY) is None


def test_what_did_not_ease_or_is_still_to_come_is_not_quoted():
    for one in (
        moment(before=8, after=7, chose="tea"),
        moment(before=5, after=1, chose="tea"),
        moment(before=8, chose="tea"),
        moment(before=8, after=2, chose="  "),
        moment(day=date(2026, 12, 1), before=8, after=2, chose="tea"),
    ):
        assert earlier_success([], [one], DAY) is None


def test_the_newest_kind_sentence_is_the_one_that_comes_back():
    days = [
        Journal("a", date(2026, 11, day), affirmation=words)
        for day, words in ((1, "Old"), (9, "New"), (20, ""))
    ]
    assert latest_affirmation(days) == "New"
    assert latest_affirmation([]) == ""
