"""The gentle check of one's own requests: hints for words that are hard to hear, and silence where harm is told of.

It is for the one who wrote them, and it offers, never corrects. Never run it on a partner's words. What it goes by
are the rows of gentle_words.toml; tests/cases/requests/ has sentences with what is expected.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from vaultkit.workbook.phrases import Language, Phrase, find
from vaultkit.workbook.plain_words import PAUSES, Word, words_of

PATTERN = "I feel … when … because … I would like …"
"""The pattern that a hint may lead to."""

HARM = (
    "If you are being hurt, watched or frightened, no wording of yours needs to be gentler.",
    "vaultkit support lists people who can help. It is for you alone.",
)
"""What is said, in private, where harm is told of; there are no hints then."""

PARTS: Mapping[str, str] = {
    "feel": "i feel",
    "when": "when",
    "because": "because",
    "would_like": "i would like",
}
"""The properties of a request, and what stands before each in its sentence."""


_HARM = "harm"


class Hint(NamedTuple):
    """Words worth another look: which rule, the property they stand in, the words as written, and what may help."""

    rule: str
    field: str
    words: str
    about: str


class Looked(NamedTuple):
    """What the check has to say: hints, or that harm is told of, and then nothing but where to find support."""

    hints: tuple[Hint, ...] = ()
    harm: bool = False


class _Rule(NamedTuple):
    name: str
    about: str
    found: tuple[Phrase, ...]
    but: tuple[Phrase, ...]


def look_at_sentence(text: str, names: Iterable[str] = ()) -> Looked:
    """What the check says of free words; `names` are what the partner is called."""
    return look({"": text}, names)


def look(parts: Mapping[str, str], names: Iterable[str] = (), more: str = "") -> Looked:
    """What the check says of a request, whose `parts` are by property; `names` are what the partner is called.

    `more` is what else the note says: it is looked through for harm alone.
    """
    called = tuple(names)
    *rules, harm = _rules()
    told, starts = _in_a_row(parts, called, quotes=True)
    for words, begins in ((told, starts), (words_of(more, names=called), frozenset[int]())):
        if any(True for _ in _hits(harm, words, begins)):
            return Looked(harm=True)
    linked = _in_a_row(parts, called, quotes=False)
    apart = _in_a_row(parts, called, quotes=False, apart=True)
    hints: list[Hint] = []
    for rule in rules:
        # "when you have to work" is no demand; "You have to call" in the same line is one.
        words, starts = apart if rule.name == "demand" else linked
        for first, last in _hits(rule, words, starts):
            hint = _hint(rule, parts, words[first:last])
            if hint and not any(one.rule == hint.rule and one.field == hint.field for one in hints):
                hints.append(hint)
    return Looked(tuple(hints))


def _in_a_row(
    parts: Mapping[str, str], names: tuple[str, ...], *, quotes: bool, apart: bool = False
) -> tuple[list[Word], frozenset[int]]:
    """The parts as the one sentence that they make, and where in it an answer of its own begins.

    With `apart`, an answer that begins with a capital letter is a sentence of its own.
    """
    row: list[Word] = []
    starts = set()
    for field, text in parts.items():
        words = words_of(text, field=field, names=names, quotes=quotes)
        lead = [Word(word) for word in PARTS.get(field, "").split()]
        alone = apart and text.lstrip()[:1].isupper()
        goes_on = field in ("when", "because") and not alone
        if words and row and not goes_on and row[-1].text not in PAUSES:
            row.append(Word("."))
        said = [word.text for word in words[: len(lead)]] == [word.text for word in lead]
        if words and not said and (goes_on or field not in ("when", "because")):
            row += lead
        if not goes_on:
            starts.add(len(row))
        row += words
    return row, frozenset(starts)


def _hits(rule: _Rule, words: Sequence[Word], starts: frozenset[int]) -> list[tuple[int, int]]:
    """Where a rule finds something, save where one of its exceptions touches it; where harm is told of, covers it whole."""
    if not words:
        return []
    spans = sorted(set(find(rule.found, words, starts)))
    if not spans:
        return []
    spared = list(find(rule.but, words, starts))
    if rule.name == _HARM:
        return [one for one in spans if not any(first <= one[0] and one[1] <= last for first, last in spared)]
    return [one for one in spans if not any(first < one[1] and one[0] < last for first, last in spared)]


def _hint(rule: _Rule, parts: Mapping[str, str], words: Sequence[Word]) -> Hint | None:
    """A hint with the words as they were written, of the part that most of them stand in."""
    written = [word for word in words if word.end]
    if not written:
        return None
    field = written[-1].field
    inside = [word for word in written if word.field == field]
    return Hint(rule.name, field, parts[field][inside[0].start : inside[-1].end].strip(), rule.about)


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    import tomllib

    with Path(__file__).with_name("gentle_words.toml").open("rb") as file:
        data = tomllib.load(file)
    language = Language(data.pop("words"), data.pop("irregular"))
    return tuple(
        _Rule(
            str(rule.get("name", name)),
            str(rule.get("about", "")),
            tuple(language.phrases(rule["found"])),
            tuple(language.phrases(rule["but"])),
        )
        for name, rule in data.items()
    )
