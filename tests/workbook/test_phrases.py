"""The small language for rows of words: forms, gaps, what may stand and what may not."""

import pytest

from vaultkit.workbook.phrases import Language, find
from vaultkit.workbook.plain_words import words_of

LANGUAGE = Language({"good": "glad happy", "kin": "dog"}, {"hit": "hit", "make": "made"})


def stands_in(row: str, text: str) -> bool:
    return any(True for _ in find(LANGUAGE.phrases([row]), words_of(text)))


@pytest.mark.parametrize(
    ("row", "text", "stands"),
    [
        ("YOU hit~ ME", "she was hitting me", False),
        ("YOU .. hit~ ME", "she was hitting me", True),
        ("YOU .. hit~ ME", "you did not hit me", False),
        ("YOU .. hit~ ME", "you will not stop hitting me", True),
        ("YOU .. hit~ ME", "you know it hit me", False),
        ("YOU .. hit~ ME", "you left, the door hit me", False),
        ("YOU .. hit~ MINE", "he hits our little dog", True),
        ("YOU .... never", "you know that I said it would never do", True),
        ("YOU .... never", "You know. It would never do.", False),
        ("make~ ME [so] -GOOD", "it made me so happy", False),
        ("make~ ME [so] -GOOD", "it made me so sad", True),
        ("<-not afraid", "not afraid", False),
        ("<-not afraid", "so afraid", True),
        ("^ stop", "well, stop", True),
        ("^ stop", "a bus stop", False),
        ("FEAR -*ing", "fear", True),
    ],
)
def test_a_row_stands_where_its_words_do(row: str, text: str, stands: bool) -> None:
    assert stands_in(row.replace("FEAR", "fear"), text) == stands


def test_what_may_not_follow_can_be_any_word_that_ends_so() -> None:
    assert not stands_in("fear -*ing", "fear losing it")
    assert stands_in("fear -*ing", "fear of it")


def test_a_name_that_is_not_there_is_a_slip_in_the_file() -> None:
    with pytest.raises(KeyError):
        list(LANGUAGE.phrases(["YOU NOBODY"]))
