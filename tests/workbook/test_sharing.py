"""What may leave: nothing without a yes, every line once, and what is not offered any more is taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.records import Ladder, Request
from vaultkit.workbook.sharing import (
    Ledger,
    Piece,
    Plan,
    Published,
    after,
    plain_words,
    plan,
    time_apart_in_words,
    wish_in_words,
)

TEA = Piece("thanks", "you made tea", "Journal/1.md")
MORE = Piece("thanks", "you stayed", "Journal/1.md")
OTHER = Piece("thanks", "you rang", "Journal/2.md")
WISH = Piece("wish", "I would like a walk.", "Requests/1.md")

pieces = st.builds(
    Piece,
    st.sampled_from(["thanks", "topic", "wish"]),
    st.sampled_from("abcd"),
    st.sampled_from(["1", "2", "3"]),
)
ledgers = st.builds(
    lambda kinds, lines: Ledger(frozenset(kinds), tuple(lines)),
    st.sets(st.sampled_from(["thanks", "topic", "wish"])),
    st.lists(
        st.builds(
            lambda piece, week: Published(*piece, week), pieces, st.sampled_from(["2026-W47", "2026-W48"])
        )
    ),
)


def shared(*lines: Piece) -> Ledger:
    return after(Ledger(), lines, (), "2026-W48")


def test_the_first_of_a_kind_is_asked_about_and_goes_out_after_a_yes():
    assert [one.is_first for one in plan([TEA], Ledger()).ask] == [True]
    assert plan([TEA], Ledger()).publish == ()
    assert plan([TEA], Ledger(), agreed=[TEA.id]) == Plan((TEA,), (), ())


def test_another_note_with_the_same_kind_of_thing_needs_no_second_yes():
    assert plan([TEA, OTHER], shared(TEA)).publish == (OTHER,)


def test_a_note_that_changed_after_it_was_shared_is_asked_about_again():
    decided = plan([TEA, MORE], shared(TEA))
    assert decided.publish == ()
    assert [(one.piece, one.is_first) for one in decided.ask] == [(MORE, False)]


def test_a_line_that_was_changed_is_taken_back_and_its_new_form_waits_for_a_yes():
    decided = plan([MORE], shared(TEA))
    assert [line.words for line in decided.withdraw] == ["you made tea"]
    assert [one.piece for one in decided.ask] == [MORE]


def test_what_is_not_offered_any_more_is_taken_back_unless_its_checkin_was_held():
    assert [line.words for line in plan([], shared(TEA)).withdraw] == ["you made tea"]
    assert plan([], shared(TEA), is_open=lambda week: False).withdraw == ()


def test_a_line_that_stands_in_the_contribution_already_is_not_shared_again():
    assert plan([TEA], Ledger(), standing=[("thanks", "you made tea")]) == Plan((), (), ())


def test_a_note_that_was_renamed_changes_nothing():
    assert plan([TEA._replace(note="Journal/new.md")], shared(TEA)) == Plan((), (), ())


@given(st.lists(pieces), ledgers)
def test_without_a_yes_nothing_goes_out_of_a_new_kind_or_a_note_that_changed(offered, ledger):
    decided = plan(offered, ledger)
    notes = {line.note for line in ledger.lines}
    assert all(piece.kind in ledger.kinds and piece.note not in notes for piece in decided.publish)
    assert set(decided.publish) | {one.piece for one in decided.ask} <= set(offered)


@given(st.lists(pieces), ledgers, st.data())
def test_once_carried_out_the_same_notes_ask_for_nothing_more_to_be_shared_or_taken_back(
    offered, ledger, data
):
    agreed = data.draw(st.sets(st.sampled_from(sorted({one.id for one in offered})))) if offered else ()
    first = plan(offered, ledger, agreed=agreed)
    then = plan(offered, after(ledger, first.publish, first.withdraw, "2026-W48"))
    assert then.withdraw == ()
    assert {one.piece for one in then.ask} <= {one.piece for one in first.ask}
    assert not set(then.publish) & set(first.publish)


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        ("thanks for [[People/Lotte|her]] and [[Secret/My note#heading]]", "thanks for her and My note"),
        ("see ![[Private note]] here", "see here"),
        ("![photo](Photos/us.png) and [a plan](Plans/x.md)", "photo and a plan"),
        ("[the film](https://example.org/film) on Friday", "[the film](https://example.org/film) on Friday"),
        ("![far](https://example.org/pixel.png)", "far"),
        ("[x](javascript:alert(1))", "x"),
        ("a\u202eb\u0007c", "ab c"),
    ],
)
def test_what_leads_to_other_notes_does_not_leave(written, leaves):
    assert plain_words(written) == leaves


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            ("unsettled", "plans change late", "I had looked forward to it", "a short call"),
            "I feel unsettled when plans change late, because I had looked forward to it. I would like a short call.",
        ),
        (("", "you travel", "", "one call."), "When you travel. I would like one call."),
        (("", "", "", "a walk"), "I would like a walk."),
        (("sad", "it rains", "", ""), ""),
    ],
)
def test_a_wish_is_one_sentence_of_the_parts_that_are_there(parts, sentence):
    feel, when, because, like = parts
    request = Request("r.md", None, feel, when, because, like)  # type: ignore[arg-type]
    assert wish_in_words(request) == sentence


def test_of_a_ladder_only_the_step_in_use_is_told():
    ladder = Ladder(
        "Ladders/On my own.md", "a secret goal", ("20 min: a walk", "40 min: an errand"), current=2
    )
    assert time_apart_in_words(ladder) == "On my own, step 2: 40 min: an errand"
    assert time_apart_in_words(ladder._replace(status="paused")) == ""
    assert time_apart_in_words(ladder._replace(current=3)) == ""
