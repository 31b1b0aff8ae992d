"""Rows of words to look for in a text: a small language, described at the top of gentle_words.toml."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from vaultkit.workbook.plain_words import ENDS, PAUSES, Word

_YOU = frozenset(("you", "he", "she", "they"))
_ME = frozenset(("me", "us", "myself"))
_MY = frozenset(("my", "our"))
_SUBJECTS = frozenset(("i", "we", "it", "there"))
_NEAR, _FAR = 4, 12
"""How many words the two gaps may be wide."""

_GOES_ON = frozenset(("stop", "only", "just"))


class Part(NamedTuple):
    """One part of a phrase: `word`, `maybe`, `gap`, `far`, `unless` (what follows), `not after`, or `start`."""

    kind: str
    words: frozenset[str] = frozenset()
    holds: bool = False


class Phrase(NamedTuple):
    """A row as its parts, and the sets of words of which a text needs one each to hold it."""

    parts: tuple[Part, ...]
    needs: tuple[frozenset[str], ...]


class Language:
    """The phrases of one file: its named words and irregular verbs, by which a row is read."""

    def __init__(self, words: Mapping[str, str], irregular: Mapping[str, str]) -> None:
        self._irregular = {verb: forms.split() for verb, forms in irregular.items()}
        named = {name.upper(): frozenset(self._each(text.split())) for name, text in words.items()}
        self._named = {"YOU": _YOU, "ME": _ME, "MY": _MY, **named}

    def phrases(self, rows: Iterable[str]) -> Iterator[Phrase]:
        """What the rows of a list stand for; a row about MINE is one about me, and one about those near me."""
        for row in rows:
            for meant in (
                ("ME", "my/our/the [own/little/older/youngest/eldest] KIN") if "MINE" in row else ("",)
            ):
                yield self._phrase(row.replace("MINE", meant))

    def _phrase(self, row: str) -> Phrase:
        parts = [self._part(piece) for piece in row.split()]
        # What may stand before a word that must not follow is taken whole, lest leaving it out make room for it.
        for at in range(len(parts) - 2, -1, -1):
            after = parts[at + 1]
            if parts[at].kind == "maybe" and (after.kind == "unless" or after.holds):
                parts[at] = parts[at]._replace(holds=True)
        return Phrase(tuple(parts), tuple(part.words for part in parts if part.kind == "word"))

    def _part(self, piece: str) -> Part:
        if piece == "..":
            return Part("gap")
        if piece == "....":
            return Part("far")
        if piece == "^":
            return Part("start")
        for before, kind in (("<-", "not after"), ("-", "unless")):
            if piece.startswith(before):
                return Part(kind, self._words(piece.removeprefix(before)))
        if piece.startswith("["):
            return Part("maybe", self._words(piece[1:-1]))
        return Part("word", self._words(piece))

    def _words(self, piece: str) -> frozenset[str]:
        return frozenset(self._each(piece.split("/")))

    def _each(self, words: Iterable[str]) -> Iterator[str]:
        for word in words:
            if word.isupper() and len(word) > 1:
                yield from self._named[word]
            elif word.endswith("~"):
                yield from self._forms(word[:-1])
            else:
                yield word

    def _forms(self, verb: str) -> Iterator[str]:
        """A verb in its forms; a few that nobody writes do no harm."""
        yield from (
            verb,
            f"{verb}s",
            f"{verb}es",
            f"{verb}ing",
            f"{verb}{verb[-1]}ing",
            *self._irregular.get(verb, ()),
        )
        yield from (f"{verb}{ending}" for ending in ("ed", f"{verb[-1]}ed", "in"))
        if verb.endswith("e"):
            yield from (f"{verb}d", f"{verb[:-1]}ing")
        if verb.endswith("y"):
            yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied")


def find(
    phrases: Iterable[Phrase], words: Sequence[Word], starts: frozenset[int] = frozenset()
) -> Iterator[tuple[int, int]]:
    """Where phrases stand: the first of their words and the one after the last. `starts` begin clauses, as 0 does."""
    there = {word.text for word in words}
    for phrase in phrases:
        if not any(there.isdisjoint(needed) for needed in phrase.needs):
            yield from _find(phrase.parts, words, starts)


def _find(
    parts: tuple[Part, ...], words: Sequence[Word], starts: frozenset[int]
) -> Iterator[tuple[int, int]]:
    for at in range(len(words)):
        end = _end(parts, 0, words, at, starts)
        if end is not None and end > at:
            yield at, end


def _end(
    parts: tuple[Part, ...], part_at: int, words: Sequence[Word], at: int, starts: frozenset[int]
) -> int | None:
    """Where the rest of a phrase ends if it begins at a word, or None."""
    if part_at == len(parts):
        return at
    part = parts[part_at]
    here = words[at].text if at < len(words) else ""

    def rest(where: int) -> int | None:
        return _end(parts, part_at + 1, words, where, starts)

    if part.kind == "word":
        return rest(at + 1) if here in part.words else None
    if part.kind == "maybe":
        taken = rest(at + 1) if here in part.words else None
        return taken if taken is not None or (part.holds and here in part.words) else rest(at)
    if part.kind == "unless":
        ends_so = "*ing" in part.words and here.endswith("ing")
        return None if here in part.words or ends_so else rest(at)
    if part.kind == "not after":
        return None if at and words[at - 1].text in part.words else rest(at)
    if part.kind == "start":
        return rest(at) if at == 0 or at in starts or words[at - 1].text in PAUSES else None
    for width in range((_FAR if part.kind == "far" else _NEAR) + 1):
        end = rest(at + width)
        if end is not None:
            return end
        if at + width >= len(words) or _blocks(part.kind, words, at + width):
            return None
    return None


def _blocks(kind: str, words: Sequence[Word], at: int) -> bool:
    """Whether a gap can't reach beyond a word: a sentence ends, or a clause does, or someone else comes in."""
    word = words[at].text
    if kind == "far":
        return word in ENDS
    if word in ("not", "never"):
        return not (at + 1 < len(words) and words[at + 1].text in _GOES_ON)
    return word in PAUSES or word in _SUBJECTS
