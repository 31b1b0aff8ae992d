"""Reading a date back out of a text that a moment.js pattern wrote: exactly, or not at all."""

import datetime
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from vaultkit.vault.moment_format import first_week, named, new_year, spelt, written
from vaultkit.vault.moment_tokens import ERAS, TIMES, UNITS, Language, literal, tokens, with_formats

_RANGES = {
    "M": (1, 12),
    "D": (1, 31),
    "DDD": (1, 366),
    "d": (0, 6),
    "e": (0, 6),
    "E": (1, 7),
    "Q": (1, 4),
    "w": (1, 53),
    "W": (1, 53),
}
_LEADING = {"YYYYY": "0", "ggggg": "0", "GGGGG": "0", "YYYYYY": "+00"}


class _Piece(NamedTuple):
    """What may stand at one place: any `width` digits, or one of `texts`, with the numbers each stands for."""

    unit: str
    width: int
    texts: dict[str, list[int]]


class _Plan(NamedTuple):
    pieces: list[_Piece]
    """In reading order: from the end if `backwards`, with all texts turned round."""
    backwards: bool
    digits: str


def fixes_a_day(pattern: str, language: str = "en") -> bool:
    """Whether what `pattern` writes stands for one single day, and can be cut into its parts in one way only.

    False with the time of day in it, for a year of two digits, a week without its weekday, numbers that run into one
    another such as YYYYMD, or names that two months share. Raises ValueError for a language that moment does not know.
    """
    return (pattern == "YYYY-MM-DD" and language == "en") or _plan(pattern, language) is not None


def read(text: str, pattern: str, language: str = "en") -> datetime.date | None:
    """The one day for which `written(day, pattern, language)` is `text`; None if there is none, or not only one."""
    if pattern == "YYYY-MM-DD" and language == "en":
        return _read_iso(text)
    plan = _plan(pattern, language)
    if plan is None:
        return None
    numbers = _numbers(text[::-1] if plan.backwards else text, plan)
    if numbers is None:
        return None
    for day in _days(numbers, named(language).week):
        if written(day, pattern, language) == text:
            return day
    return None


def _read_iso(text: str) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    # Python takes weeks and dates without hyphens too.
    return day if day.isoformat() == text else None


@lru_cache(maxsize=8)
def _plan(pattern: str, language: str) -> _Plan | None:
    """How to read what `pattern` writes, if it fixes a day."""
    spelling = named(language)
    expanded = with_formats(pattern, spelling)
    pieces: list[_Piece] = []
    for token in tokens(expanded):
        if token in TIMES or token in ERAS:
            return None
        pieces += _pieces(token, expanded, spelling)
    known = {
        piece.unit for piece in pieces if piece.width or all(len(own) == 1 for own in piece.texts.values())
    }
    if not _is_enough(known):
        return None
    digits = "0123456789".translate(spelling.replaced)
    if _is_cut_in_one_way(pieces, digits):
        return _Plan(pieces, False, digits)
    turned = [
        piece._replace(texts={text[::-1]: own for text, own in piece.texts.items()})
        for piece in reversed(pieces)
    ]
    return _Plan(turned, True, digits) if _is_cut_in_one_way(turned, digits) else None


def _pieces(token: str, pattern: str, language: Language) -> list[_Piece]:
    unit = UNITS.get(token, "")
    if unit in _RANGES:
        texts: dict[str, list[int]] = {}
        for number in range(_RANGES[unit][0], _RANGES[unit][1] + 1):
            own = spelt(token, number, pattern, language).translate(language.replaced)
            texts.setdefault(own, []).append(number)
        return [_Piece(unit, 0, texts)]
    if token in ("YY", "gg", "GG"):
        return [_Piece("", 2, {})]
    if unit:
        leading = _LEADING.get(token, "")
        return [*_fixed(leading.translate(language.replaced)), _Piece(unit, 4, {})]
    return _fixed(literal(token).translate(language.replaced))


def _fixed(text: str) -> list[_Piece]:
    return [_Piece("", 0, {text: []})] if text else []


def _is_enough(known: set[str]) -> bool:
    """Whether these parts of a date leave one day: the year of a week goes with weeks, any other with months."""
    weekday = not known.isdisjoint("deE")
    return (
        {"Y", "M", "D"} <= known
        or {"Y", "DDD"} <= known
        or (weekday and ({"GG", "W"} <= known or {"gg", "w"} <= known))
    )


def _is_cut_in_one_way(pieces: list[_Piece], digits: str) -> bool:
    """Whether the longest text that fits is the right one everywhere: what may follow begins otherwise."""
    follows: set[str] = set()
    for piece in reversed(pieces):
        if piece.width:
            follows = set(digits)
            continue
        for text in piece.texts:
            for length in range(len(text)):
                if text[:length] in piece.texts and text[length] in follows:
                    return False
        begins = {text[0] for text in piece.texts if text}
        follows = begins | follows if "" in piece.texts else begins
    return True


def _numbers(text: str, plan: _Plan) -> dict[str, int] | None:
    """The number of each unit in `text`, or None if it does not fit."""
    numbers: dict[str, int] = {}
    for piece in plan.pieces:
        if piece.width:
            found = text[: piece.width]
            if len(found) < piece.width or any(digit not in plan.digits for digit in found):
                return None
            own = [
                int("".join(str(plan.digits.index(digit)) for digit in found[:: -1 if plan.backwards else 1]))
            ]
        else:
            fitting = [one for one in piece.texts if text.startswith(one)]
            if not fitting:
                return None
            found = max(fitting, key=len)
            own = piece.texts[found]
        if len(own) == 1 and piece.unit:
            numbers[piece.unit] = own[0]
        text = text[len(found) :]
    return None if text else numbers


def _days(numbers: dict[str, int], week: tuple[int, int]) -> Iterable[datetime.date]:
    """The days, at most one for each way to tell them, that may have these numbers."""
    ordinals = []
    if "Y" in numbers and "DDD" in numbers:
        ordinals.append(new_year(numbers["Y"]) + numbers["DDD"] - 1)
    elif "Y" in numbers and "M" in numbers and "D" in numbers:
        start = new_year(numbers["Y"])
        # Months begin at most this far apart from one year to another; the day is checked by writing it.
        before = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)[numbers["M"] - 1]
        ordinals += [start + before + numbers["D"] - 1, start + before + numbers["D"]]
    else:
        for year, number, begins in (("GG", "W", (1, 4)), ("gg", "w", week)):
            if year in numbers and number in numbers:
                monday = first_week(numbers[year], begins) + 7 * (numbers[number] - 1)
                ordinals.append(monday + _weekday(numbers, week[0], begins[0]))
    last = datetime.date.max.toordinal()
    return [datetime.date.fromordinal(ordinal) for ordinal in ordinals if 0 < ordinal <= last]


def _weekday(numbers: dict[str, int], first: int, begins: int) -> int:
    """Days since the week began on weekday `begins`; `e` counts from the language's `first`."""
    if "E" in numbers:
        weekday = numbers["E"]
    elif "d" in numbers:
        weekday = numbers["d"]
    else:
        weekday = numbers["e"] + first
    return (weekday - begins) % 7
