"""Words as they are meant: one spelling for contractions, apostrophes, capitals and whoever "you" is."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

ENDS = frozenset(".!?;")
"""What ends a sentence."""

PAUSES = ENDS | frozenset(",:()…")
"""What ends a clause."""


class Word(NamedTuple):
    """A word or a sign, small and spelt out. `start` and `end` are where it stands in the text it was read from."""

    text: str
    start: int = 0
    end: int = 0
    field: str = ""


_TOKEN = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*'?|[.!?;,:()…]|\s[-–—]+\s|[–—]")
_QUOTED = re.compile(r'"[^"\n]*"')
_ALIKE = str.maketrans({**dict.fromkeys("’‘ʼ`´′", "'"), **dict.fromkeys("“”„«»", '"'), "‑": "-", "‐": "-"})

_WHOLE = {
    "cannot": "can not",
    "can't": "can not",
    "won't": "will not",
    "shan't": "will not",
    "ain't": "is not",
    "gonna": "going to",
    "gotta": "have to",
    "wanna": "want to",
    "u": "you",
    "ya": "you",
    "y'all": "you",
    "let's": "let us",
    "anymore": "any more",
    "alright": "all right",
    "n't": "not",
}
# Written without the sign, as people type on a phone. "its", "were", "well", "ill" and "id" are words of their own.
for _word in (
    "dont",
    "doesnt",
    "didnt",
    "cant",
    "wont",
    "isnt",
    "arent",
    "wasnt",
    "werent",
    "havent",
    "hasnt",
    "hadnt",
):
    _WHOLE[_word] = {"cant": "can not", "wont": "will not"}.get(_word, f"{_word[:-2]} not")
for _word in ("wouldnt", "couldnt", "shouldnt", "mustnt", "neednt"):
    _WHOLE[_word] = f"{_word[:-2]} not"
for _word, _meant in (
    ("youre", "you are"),
    ("youve", "you have"),
    ("youll", "you will"),
    ("theyre", "they are"),
    ("youd", "you would"),
    ("hed", "he would"),
    ("theyd", "they would"),
):
    _WHOLE[_word] = _meant
for _word, _meant in (
    ("hes", "he is"),
    ("shes", "she is"),
    ("ive", "i have"),
    ("im", "i am"),
    ("thats", "that is"),
):
    _WHOLE[_word] = _meant

_ENDINGS = (
    ("n't", " not"),
    ("'re", " are"),
    ("'ve", " have"),
    ("'ll", " will"),
    ("'m", " am"),
    ("'d", " would"),
)
_PARTNERS = frozenset(
    [
        "partner",
        "husband",
        "wife",
        "boyfriend",
        "girlfriend",
        "fiance",
        "fiancé",
        "fiancee",
        "fiancée",
        "spouse",
        "ex",
        "lover",
        "man",
        "woman",
        "hubby",
        "other",
    ]
)
_IS_SHORT = frozenset(
    [
        "always",
        "been",
        "never",
        "not",
        "just",
        "so",
        "too",
        "constantly",
        "forever",
        "only",
        "still",
        "really",
        "trying",
        "afraid",
        "going",
        "angry",
        "violent",
        "being",
        "a",
        "an",
        "all",
        "ignoring",
        "very",
        "out",
        "late",
        "the",
        "threatening",
        "hitting",
        "shouting",
        "reading",
        "watching",
        "following",
        "controlling",
        "taking",
        "hiding",
        "telling",
    ]
)


def words_of(text: str, *, field: str = "", names: Iterable[str] = (), quotes: bool = True) -> list[Word]:
    """The words and signs of a text, spelt out and small; whoever is called by one of `names` is `he`.

    Without `quotes`, what stands between quotation marks is left out: those are words that someone quotes.
    """
    plain = _same_length(text).translate(_ALIKE)
    if not quotes:
        plain = _QUOTED.sub(lambda found: " " * len(found[0]), plain)
    called = {part for name in names for part in _same_length(name).split() if len(part) > 1}
    found: list[Word] = []
    for token in _TOKEN.finditer(plain):
        word = token[0].strip()
        if not word[0].isalnum():
            word = word if word in PAUSES else ","
        for part in _spelt_out(word, called):
            found.append(Word(part, token.start(), token.end(), field))
    return _with_partners(found)


def _same_length(text: str) -> str:
    """Small letters in their composed form, as many as there were, so that places in the text stay true."""
    small = (unicodedata.normalize("NFKC", character).casefold() for character in text)
    return "".join(one if len(one) == 1 else old for old, one in zip(text, small, strict=True))


def _spelt_out(word: str, called: set[str]) -> list[str]:
    if word in _WHOLE:
        return _WHOLE[word].split()
    for ending, meant in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return [*_spelt_out(word.removesuffix(ending), called), meant.strip()]
    if word.endswith("'s") or word.endswith("s'"):
        owner = word[:-2] if word.endswith("'s") else word[:-1]
        return [*_spelt_out(owner, called), "'s"]
    word = word.strip("'")
    return ["he"] if word in called else [word]


def _with_partners(words: Sequence[Word]) -> list[Word]:
    """`my husband` is `he` as well, and `he 's` is either `he is` or `his`."""
    found: list[Word] = []
    for at, word in enumerate(words):
        after = words[at + 1].text if at + 1 < len(words) else ""
        if word.text in _PARTNERS and found and found[-1].text == "my":
            before = found.pop()
            found.append(Word("he", before.start, word.end, word.field))
        elif word.text == "'s":
            if found and found[-1].text in ("he", "she", "it", "that", "there", "what", "who", "here"):
                if after in _IS_SHORT or found[-1].text != "he" or after.endswith("ing"):
                    found.append(word._replace(text="is"))
                else:
                    found[-1] = found[-1]._replace(text="his", end=word.end)
        else:
            found.append(word)
    return found
