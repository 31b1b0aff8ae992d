"""The gentle check: what it points at, what it lets pass, and where it says nothing at all."""

from pathlib import Path

import pytest

from vaultkit.workbook.gentle_check import Looked, look, look_at_sentence

CASES = Path(__file__).parents[1] / "cases/requests/sentences.md"
SUPPORT = "Silence, and where to find support"


def sentences() -> list[tuple[str, str]]:
    """Each sentence of the file with the heading it stands under."""
    found = []
    expected = ""
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("## "):
            expected = line.removeprefix("## ")
        elif line.startswith("- "):
            found.append((expected, line.removeprefix("- ")))
    return found


def said(looked: Looked) -> set[str]:
    if looked.harm:
        assert not looked.hints
        return {SUPPORT}
    return {hint.rule for hint in looked.hints} or {"Nothing"}


def spellings(sentence: str) -> list[str]:
    curly = sentence.replace("'", "’") if "'" in sentence else sentence.replace("’", "'")
    return [sentence, f"  {curly.upper()}\n"]


HEADINGS = ("Nothing", "always", "makes_me", "mind", "demand", SUPPORT)


@pytest.mark.parametrize("heading", HEADINGS)
def test_each_sentence_gets_what_the_file_says_however_it_is_spelt(heading: str) -> None:
    other = [
        (spelt, said(look_at_sentence(spelt, ["Jonas"])))
        for expected, sentence in sentences()
        if expected == heading
        for spelt in spellings(sentence)
        if heading not in said(look_at_sentence(spelt, ["Jonas"]))
    ]
    assert not other


@pytest.mark.parametrize("field", ["feel", "when", "because", "would_like"])
def test_a_sentence_means_the_same_in_each_line_of_a_request(field: str) -> None:
    """Whole sentences, as people type them; one of small letters may go on from the words before it."""
    rest = {"feel": "tired", "when": "it is late", "because": "I wait", "would_like": "a call"}
    for expected, sentence in sentences()[::3]:
        if sentence[0].isupper() and not sentence.startswith("You wish"):
            assert expected in said(look({**rest, field: sentence}, ["Jonas"])), (field, sentence)


def test_there_are_enough_sentences_of_every_sort() -> None:
    counts = {name: sum(expected == name for expected, _ in sentences()) for name, _ in sentences()}
    assert set(counts) == set(HEADINGS)
    assert counts["Nothing"] >= 60
    assert counts[SUPPORT] >= 40


def test_words_without_their_apostrophes_are_understood() -> None:
    for expected, sentence in sentences():
        bare = sentence.replace("'", "").replace("’", "")
        if not any(one in f" {bare.lower()} " for one in (" hell ", " were ", " id ", " its ", "jonass")):
            assert expected in said(look_at_sentence(bare, ["Jonas"])), bare


def test_a_partner_is_meant_by_whatever_name() -> None:
    for who in ("You", "He", "She", "They", "Jonas", "My partner", "My wife", "My boyfriend"):
        verb = "s" if who not in ("You", "They") else ""
        assert said(look_at_sentence(f"{who} never listen{verb} to me.", ["Jonas"])) == {"always"}
        assert said(look_at_sentence(f"{who} hit{verb} me.", ["Jonas"])) == {SUPPORT}
    assert said(look_at_sentence("Mother never listens to me.", ["Jonas"])) == {"Nothing"}


def test_a_hint_names_the_words_and_the_line_they_stand_in() -> None:
    looked = look({"feel": "sad", "when": "YOU  NEVER  call", "because": "", "would_like": "a call"})
    assert [(hint.rule, hint.field, hint.words) for hint in looked.hints] == [
        ("always", "when", "YOU  NEVER")
    ]


def test_an_answer_that_orders_is_told_from_one_that_wishes() -> None:
    def wish(words: str) -> set[str]:
        return said(look({"feel": "lonely", "when": "you travel", "would_like": words}))

    assert wish("call me every evening") == wish("you have to call me") == {"demand"}
    assert wish("a call in the evening") == wish("you to call me when you can") == {"Nothing"}
    assert wish("to hear from you") == wish("I would like to hear from you") == {"Nothing"}


def test_harm_is_seen_across_the_parts_and_in_the_words_below_them() -> None:
    assert look({"feel": "afraid", "when": "you shout", "would_like": "you to stop"}).harm
    always = {"feel": "sad", "when": "you never ask"}
    assert said(look(always)) == {"always"}
    assert look(always, more="## What matters to me\n\nLast week you hit me.").harm


def test_what_someone_else_said_is_not_held_against_the_one_who_quotes_it() -> None:
    assert said(look_at_sentence("I feel small when you say “you always exaggerate”.")) == {"Nothing"}
    assert look_at_sentence("You told me “I will hurt you”, and you hit me.").harm


@pytest.mark.parametrize(
    "odd", ["", " ", "…", "''''", "n't", "'s", "you", "?" * 5000, "you " * 3000, "ſ ﬁ İ \x00 \ud800"]
)
def test_no_words_are_too_odd_to_be_looked_at(odd: str) -> None:
    look_at_sentence(odd, [odd])
    look({"feel": odd, "when": odd, "because": odd, "would_like": odd}, more=odd)
