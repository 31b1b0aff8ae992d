"""Joins two versions of one line by its words, or says that they cannot be joined."""

import re

from vaultkit.sync.diff import Change, changes
from vaultkit.sync.words import contains, count_words, token_key, tokens, words

LONGEST = 100_000
"""Characters of a line beyond which its words are not looked at one by one."""

_LEAST_SHARE = 0.6
_BETWEEN = re.compile(r"[.!?…][\"'”’)*_]*\s+|[。！？][”’」』）]*\s*")
_SENTENCE_END = re.compile(r"[.!?…。！？:;]['\"”’)*_]*\s*$")


def join_words(base: str | None, one: str, two: str) -> str | None:
    """One text with what both sides made of `base`; None where they disagree.

    Without a base, what both share stands for it. An insertion beside what the other side replaced is no conflict,
    nor are whole sentences of both at one place.
    """
    if max(len(base or ""), len(one), len(two)) > LONGEST:
        return None
    ones, twos = tokens(one), tokens(two)
    left_keys, right_keys = list(map(token_key, ones)), list(map(token_key, twos))
    if base is None:
        bases, left, right = _shared(ones, left_keys, right_keys)
    else:
        bases = tokens(base)
        keys = list(map(token_key, bases))
        left = _without_specks(changes(keys, left_keys))
        right = _without_specks(changes(keys, right_keys))
    woven = _weave(bases, ones, twos, left, right)
    if woven is None:
        return None
    text = "".join(woven)
    wrapped = any("\n" in part for part in (base or "", one, two))
    if base is None or not (wrapped or (left and right)):
        return text
    # A side that only wrapped some lines anew shall find them again.
    return text if _holds(text, one) and _holds(text, two) else None


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with the blanks behind it."""
    found, start = [], 0
    for end in _BETWEEN.finditer(text):
        found.append(text[start : end.end()])
        start = end.end()
    return [*found, text[start:]] if start < len(text) else found


def ends_sentence(text: str) -> bool:
    """Whether a text ends where a sentence does."""
    return bool(_SENTENCE_END.search(text[-20:]))


def _holds(text: str, side: str) -> bool:
    wanted = count_words(side)
    return (wanted & count_words(text)).total() >= _LEAST_SHARE * wanted.total()


def _shared(
    ones: list[str], left_keys: list[str], right_keys: list[str]
) -> tuple[list[str], list[Change], list[Change]]:
    """What both sides have, as if they had started from it."""
    bases: list[str] = []
    left, right = [], []
    at = here = 0
    for change in changes(left_keys, right_keys):
        bases += ones[at : change.start]
        here = len(bases)
        if change.end > change.start:
            left.append(Change(here, here, change.start, change.end))
        if change.new_end > change.new_start:
            right.append(Change(here, here, change.new_start, change.new_end))
        at = change.end
    bases += ones[at:]
    return bases, left, right


def _without_specks(found: list[Change]) -> list[Change]:
    """Changes with a little between them that stayed by chance are one change."""
    result: list[Change] = []
    for change in found:
        if result:
            last = result[-1]
            between = change.start - last.end
            if between < min(_size(last), _size(change)):
                result[-1] = Change(last.start, change.end, last.new_start, change.new_end)
                continue
        result.append(change)
    return result


def _size(change: Change) -> int:
    return max(change.end - change.start, change.new_end - change.new_start)


def _weave(
    bases: list[str], ones: list[str], twos: list[str], left: list[Change], right: list[Change]
) -> list[str] | None:
    text = _Line()
    position = at_one = at_two = 0
    i = j = 0
    while i < len(left) or j < len(right):
        next_i, next_j = _region(left, right, i, j)
        mine, others = left[i:next_i], right[j:next_j]
        i, j = next_i, next_j
        start = min(change.start for change in (*mine, *others))
        end = max(change.end for change in (*mine, *others))
        for k in range(start - position):
            text.add(_kept(bases[position + k], ones[at_one + k], twos[at_two + k]))
        if start > position and not (mine and others):
            # The blanks before a change are those of the side that made it.
            text.parts[-1] = (
                ones[at_one + start - position - 1] if mine else twos[at_two + start - position - 1]
            )
        elif text.parts and at_one and at_two and not (mine and others):
            # What stands before it is the other side's; the blanks between may be this side's.
            text.space(ones[at_one - 1] if mine else twos[at_two - 1])
        at_one, at_two = at_one + start - position, at_two + start - position
        one_end = at_one + end - start + sum(map(_grown, mine))
        two_end = at_two + end - start + sum(map(_grown, others))
        one, two = ones[at_one:one_end], twos[at_two:two_end]
        if mine and others:
            chosen = _both(bases[start:end], one, two, text, end == len(bases))
        else:
            chosen = one if mine else two
        if chosen is None:
            return None
        text.add_all(chosen)
        position, at_one, at_two = end, one_end, two_end
    for k in range(len(bases) - position):
        text.add(_kept(bases[position + k], ones[at_one + k], twos[at_two + k]))
    return text.parts


def _region(left: list[Change], right: list[Change], i: int, j: int) -> tuple[int, int]:
    """Up to where, on either side, the next changes belong together because they overlap."""
    first_i, first_j = i, j
    if j == len(right) or (i < len(left) and _place(left[i]) <= _place(right[j])):
        i += 1
    else:
        j += 1
    while True:
        if i < len(left) and any(_overlap(left[i], other) for other in right[first_j:j]):
            i += 1
        elif j < len(right) and any(_overlap(right[j], other) for other in left[first_i:i]):
            j += 1
        else:
            return i, j


def _place(change: Change) -> tuple[int, int]:
    return change.start, change.end


def _overlap(one: Change, other: Change) -> bool:
    """Whether two changes are about the same words. An insertion beside a replacement is not."""
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    if one.start == one.end:
        return other.start < one.start < other.end
    if other.start == other.end:
        return one.start < other.start < one.end
    return one.start <= other.end and other.start <= one.end


def _grown(change: Change) -> int:
    return (change.new_end - change.new_start) - (change.end - change.start)


def _both(base: list[str], one: list[str], two: list[str], text: "_Line", at_end: bool) -> list[str] | None:
    """What stands where both sides changed one stretch; None if they disagree."""
    mine, others = words("".join(one)), words("".join(two))
    keys, their_keys = list(map(token_key, one)), list(map(token_key, two))
    if keys == their_keys:
        return max(one, two)
    if mine != others and contains(others, mine) and contains(their_keys, keys):
        return two
    if mine != others and contains(mine, others) and contains(keys, their_keys):
        return one
    if not base and text.ends_sentence and all(_is_sentence(part, at_end) for part in (one, two)):
        first, second = sorted((one, two))
        return [*first[:-1], _spaced(first[-1]), *second]
    return None


def _is_sentence(part: list[str], at_end: bool) -> bool:
    return len(part) > 2 and bool(at_end or _SENTENCE_END.search("".join(part)))


def _spaced(token: str) -> str:
    return token if token[-1].isspace() or ord(token[-1]) > 0x2E7F else token + " "


def _kept(base: str, one: str, two: str) -> str:
    """One token of all three: they differ in their blanks at most."""
    if one == two or two == base:
        return one
    return two if one == base else max(one, two, key=lambda token: (len(token), token))


class _Line:
    """The tokens of the joined line so far."""

    __slots__ = ("parts",)

    def __init__(self) -> None:
        self.parts: list[str] = []

    @property
    def ends_sentence(self) -> bool:
        return not self.parts or bool(_SENTENCE_END.search("".join(self.parts[-3:])))

    def add(self, token: str) -> None:
        last = self.parts[-1][-1] if self.parts else " "
        if last.isalnum() and token[0].isalnum() and max(last, token[0]) < "\u2e80":
            # Its neighbour on the other side is gone, and with it the blank between.
            self.parts[-1] += " "
        self.parts.append(token)

    def space(self, token: str) -> None:
        """Put the blanks behind a token behind the last part instead, if they are more."""
        text = self.parts[-1].rstrip()
        self.parts[-1] = text + max(self.parts[-1][len(text) :], token[len(token.rstrip()) :], key=len)

    def add_all(self, found: list[str]) -> None:
        for token in found:
            self.add(token)
