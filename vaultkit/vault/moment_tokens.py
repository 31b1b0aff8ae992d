"""The tokens of a moment.js pattern, cut exactly as moment cuts them, and English, its first language."""

from collections.abc import Iterator
from typing import NamedTuple


class Language(NamedTuple):
    """How moment writes dates in one language."""

    names: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
    """By token: the names, each set with the condition on the pattern under which it is used, the last without."""
    week: tuple[int, int]
    """The weekday a week begins with (0 is Sunday), and moment's `doy`, which tells the first week of a year."""
    ordinals: dict[str, dict[str, str]]
    """By token, or "" for all: what stands for %d and its mark, by the number's longest ending or "=" the number."""
    localized: dict[str, str]
    meridiems: tuple[tuple[int, str, str], ...]
    """From which minute of the day which word stands for A and which for a."""
    replaced: dict[int, str]
    """Characters that are written as others, in the whole text."""


def _always(names: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("", tuple(names.split())),)


ENGLISH = Language(
    names={
        "MMMM": _always(
            "January February March April May June July August September October November December"
        ),
        "MMM": _always("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        "dddd": _always("Sunday Monday Tuesday Wednesday Thursday Friday Saturday"),
        "ddd": _always("Sun Mon Tue Wed Thu Fri Sat"),
        "dd": _always("Su Mo Tu We Th Fr Sa"),
    },
    week=(0, 6),
    ordinals={
        "": {"": "%dth", "1": "%dst", "2": "%dnd", "3": "%drd", "11": "%dth", "12": "%dth", "13": "%dth"}
    },
    localized={
        "LT": "h:mm A",
        "LTS": "h:mm:ss A",
        "L": "MM/DD/YYYY",
        "LL": "MMMM D, YYYY",
        "LLL": "MMMM D, YYYY h:mm A",
        "LLLL": "dddd, MMMM D, YYYY h:mm A",
    },
    meridiems=((0, "AM", "am"), (720, "PM", "pm")),
    replaced={},
)

# By first letter, in the order in which moment tries them; what stands here and nowhere below is literal.
_TOKENS = {
    token[0]: tuple(token.split())
    for token in (
        "Mo MMMM MMM MM M",
        "Do DDDo DDDD DDD DD D",
        "dddd ddd dd do d",
        "eHHmm e",
        "E",
        "Hmmss Hmm HH H",
        "hmmss hmm hh h",
        "kk k",
        "mm m",
        "ss s",
        "SSSSSSSSS SSSSSSSS SSSSSSS SSSSSS SSSSS SSSS SSS SS S",
        "wo w| ww w",
        "Wo W| WW W",
        "Qo Q",
        "NNNNN NNNN NNN NN N",
        "YYYYYY YYYYY YYYY YY Y",
        "yyyy yyy yy yo y",
        "ggggg gggg gg",
        "GGGGG GGGG GG",
        "a",
        "A",
        "x",
        "X",
        "zz z",
        "ZZ Z",
    )
}
_LOCALIZED = ("LTS", "LT", "LLLL", "LLL", "LL", "L", "llll", "lll", "ll", "l")
_LINE_ENDS = "\n\r\u2028\u2029"

UNITS = {
    **dict.fromkeys(("Y", "YY", "YYYY", "YYYYY", "YYYYYY"), "Y"),
    **dict.fromkeys(("M", "Mo", "MM", "MMM", "MMMM"), "M"),
    **dict.fromkeys(("D", "Do", "DD"), "D"),
    **dict.fromkeys(("DDD", "DDDo", "DDDD"), "DDD"),
    **dict.fromkeys(("d", "do", "dd", "ddd", "dddd"), "d"),
    **dict.fromkeys(("gg", "gggg", "ggggg"), "gg"),
    **dict.fromkeys(("GG", "GGGG", "GGGGG"), "GG"),
    **dict.fromkeys(("w", "wo", "ww"), "w"),
    **dict.fromkeys(("W", "Wo", "WW"), "W"),
    **dict.fromkeys(("Q", "Qo"), "Q"),
    "e": "e",
    "E": "E",
}
"""The part of a date that each token writes; all others are literal, of the time of day, or eras."""

SEVERAL = {
    "Hmm": ("H", "mm"),
    "Hmmss": ("H", "mm", "ss"),
    "hmm": ("h", "mm"),
    "hmmss": ("h", "mm", "ss"),
    "eHHmm": ("e", "HH", "mm"),
}
"""Tokens that stand for several."""
TIMES = frozenset(token for first in "HhkmsSaAxXzZ" for token in _TOKENS[first]).union(SEVERAL)
"""Tokens of the time of day or the zone."""
ERAS = frozenset(_TOKENS["N"] + _TOKENS["y"])


def tokens(pattern: str) -> Iterator[str]:
    """`pattern` cut as moment cuts it; see `literal` for what is no token."""
    at = 0
    while at < len(pattern):
        start = at + 1 if pattern[at] == "\\" and pattern[at + 1 : at + 2] not in ("", *_LINE_ENDS) else at
        end = start + 1
        if start == at and (closing := _closing(pattern, at)):
            end = closing
        elif pattern[at : start + 1] != "\\e":
            for token in _TOKENS.get(pattern[start], ()):
                if pattern.startswith(token, start):
                    end = start + len(token)
                    break
        if pattern[at] not in _LINE_ENDS:
            yield pattern[at:end]
        at = end


def literal(token: str) -> str:
    """What stands in the text for a token that is none."""
    return token[1:-1] if token[0] == "[" and len(token) > 1 else token.replace("\\", "")


def with_formats(pattern: str, language: Language) -> str:
    """`pattern` with L, LL and the like replaced by the language's own formats."""
    for _ in range(6):
        if "L" not in pattern and "l" not in pattern:
            break
        pattern = "".join(_localized_once(pattern, language))
    return pattern


def _closing(pattern: str, at: int) -> int:
    """Where an escape that opens there ends, or 0: at the last `]` before another `[`."""
    if pattern[at] != "[":
        return 0
    following = pattern.find("[", at + 1)
    return pattern.rfind("]", at, following if following > 0 else len(pattern)) + 1


def _localized_once(pattern: str, language: Language) -> Iterator[str]:
    at = 0
    while at < len(pattern):
        end = _closing(pattern, at) or at + 1
        kept = ""
        start = at + (pattern[at] == "\\")
        for token in _LOCALIZED:
            if pattern.startswith(token, start):
                end = start + len(token)
                kept = "" if start > at else _format_of(token, language)
                break
        yield kept or pattern[at:end]
        at = end


def _format_of(token: str, language: Language) -> str:
    """The language's format; the lower-case ones, unless given, are the others with short names and numbers."""
    if token in language.localized:
        return language.localized[token]
    longer = tokens(language.localized[token.upper()])
    return "".join(one[1:] if one in ("MMMM", "MM", "DD", "dddd") else one for one in longer)
