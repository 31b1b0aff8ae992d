"""The words of a text: what is counted, compared and joined. A grapheme is never split."""

import re
import unicodedata
from collections import Counter

_BY_CHARACTER = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Thai, Japanese and Chinese, which put no blanks between words: each character counts as one."""

# Vowel signs and accents that are characters of their own; to the expression they are no letters.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0981-\u0dff\u0eb0-\u0ecd\u102b-\u103e\u17b4-\u17d3"
_WORD = re.compile(rf"[{_BY_CHARACTER}]|[^\W{_BY_CHARACTER}](?:[^\W{_BY_CHARACTER}]|[{_MARKS}])*")
_TOKEN = re.compile(
    r"https?://[^\s<>()\[\]\"]+"
    r"|`[^`\n]+`"
    r"|!?\[\[[^\[\]\n|]+"
    r"|\]\([^()\s]*\)"
    r"|\d+(?:[.:,/-]\d+)+"
    rf"|[{_BY_CHARACTER}]"
    rf"|[^\W{_BY_CHARACTER}]+(?:['’][^\W{_BY_CHARACTER}]+)*"
    r"|([^\w\s])\1*"
    r"|\s+"
)
_JOINER = "\u200d"
_LONG_RULE = re.compile(r"[-=]{3,}")


def words(text: str) -> list[str]:
    """The words of a text in order, without punctuation."""
    return _WORD.findall(text)


def count_words(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(_WORD.findall(text))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that two texts have in common, from 0 to 1."""
    total = one.total() + other.total()
    if not total:
        return 0.0
    if len(one) > len(other):
        one, other = other, one
    return 2 * sum(min(n, other[word]) for word, n in one.items() if word in other) / total


def tokens(text: str) -> list[str]:
    """The text in the smallest parts that stay whole, each with the blanks behind it; joined they are the text.

    A link's target, a date, a time and a piece of code are one part each. Blanks at the start are a part of their own.
    """
    found: list[str] = []
    ascii_only = text.isascii()
    for match in _TOKEN.finditer(text):
        part = match[0]
        if found and (part.isspace() or (not ascii_only and _belongs_to(found[-1], part))):
            found[-1] += part
        else:
            found.append(part)
    return found


def token_key(token: str) -> str:
    """What two tokens must have in common to be the same: all but the blanks, and the length of a rule."""
    key = token.rstrip()
    return "---" if _LONG_RULE.fullmatch(key) else key


def contains(longer: list[str], shorter: list[str]) -> bool:
    """Whether all words of the shorter list stand in the longer one, in order."""
    rest = iter(longer)
    return all(word in rest for word in shorter)


def _belongs_to(before: str, part: str) -> bool:
    """Whether a part goes on with the grapheme before it: a combining mark, or a piece of an emoji."""
    last, first = before[-1], part[0]
    if last.isspace():
        return False
    if last == _JOINER or first == _JOINER or unicodedata.category(first).startswith("M"):
        return True
    if (
        unicodedata.category(last) in ("Mn", "Mc", "Me")
        and first.isalnum()
        and not re.match(f"[{_BY_CHARACTER}]", last)
    ):
        # A word goes on behind its mark: the expression for words knows no marks.
        return not re.match(f"[{_BY_CHARACTER}]", before[0]) and before[0].isalnum()
    if "\U0001f3fb" <= first <= "\U0001f3ff":
        return True
    flags = len(before) - len(before.rstrip("".join(map(chr, range(0x1F1E6, 0x1F200)))))
    return "\U0001f1e6" <= first <= "\U0001f1ff" and flags % 2 == 1
