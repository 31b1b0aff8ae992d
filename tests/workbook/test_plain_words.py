"""Words spelt out: contractions, apostrophes, capitals, names, and where each stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.plain_words import words_of


def texts(text: str, **more: object) -> str:
    return " ".join(word.text for word in words_of(text, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("You’re late", "you are late"),
        ("YOU'VE won't cannot dont", "you have will not can not do not"),
        ("u gotta go", "you have to go"),
        ("He's always late, she's ours", "he is always late , she is ours"),
        ("Jonas's phone is Jonas' phone", "his phone is his phone"),
        ("Jonas's always late", "he is always late"),
        ("my husband, my wife and my sister", "he , he and my sister"),
        ("**you** _always_ [[Jonas]]", "you always he"),
        ("you — always", "you , always"),
    ],
)
def test_words_are_spelt_out_as_they_are_meant(written: str, meant: str) -> None:
    assert texts(written, names=["Jonas"]) == meant


def test_quoted_words_can_be_left_out() -> None:
    assert texts("you say “you always nag” and go", quotes=False) == "you say and go"


@given(st.text(max_size=60), st.text(max_size=8))
def test_every_word_knows_where_it_stood_in_any_text(text: str, name: str) -> None:
    for word in words_of(text, names=[name]):
        assert 0 <= word.start < word.end <= len(text)
