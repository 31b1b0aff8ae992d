"""Looks at a merged note before it is given back: is every word there, and is the form whole."""

from collections import Counter

from vaultkit.notes.hidden import hidden
from vaultkit.sync.words import count_words


def lost_words(base: str | None, one: str, two: str, result: str) -> Counter[str]:
    """Words that a side added to base and that the result lacks."""
    old = count_words(base or "")
    return ((count_words(one) - old) | (count_words(two) - old)) - count_words(result)


def is_whole(one: str, two: str, result: str) -> bool:
    """Whether every fence, comment and formula of the result is closed, if those of both sides are."""
    return _is_closed(result) or not (_is_closed(one) and _is_closed(two))


def _is_closed(text: str) -> bool:
    parts = hidden(text)
    if not all(part.closed for part in parts):
        return False
    position, outside = 0, []
    for part in parts:
        outside.append(text[position : part.start])
        position = part.end
    rest = "".join([*outside, text[position:]])
    return "%%" not in rest and "<!--" not in rest
