"""Tools that may be one and the same, spelled two ways, and ratings that stand without the one before them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vaultkit.workbook.records import folded, name_of
from vaultkit.workbook.slips import ReadNote, Slip
from vaultkit.workbook.values import FieldProblem

_ALIKE = 0.85
"""From 0 to 1: how alike two names are before one is taken for a slip of the other."""

_SHORTEST = 4
"""Names of fewer letters are too short to tell a slip from another word."""

_MOST_KNOWN = 100
_MOST_LOOKED_AT = 500
"""So many names are looked at, each beside so many others at most, so that no vault makes anyone wait."""

_FIELDS = {"journal": "practised", "moment": "tools", "exposure": "tools"}
_PAIRS = (("before", "after"), ("belief_before", "belief_after"))


class Spelled(NamedTuple):
    """A tool in a note whose name is very like another's: `found` there, and `meant` perhaps."""

    path: str
    field: str
    found: str
    meant: str


def tools_spelled_two_ways(notes: Iterable[ReadNote]) -> Iterator[Spelled]:
    """Names of tools that are nearly those of the toolkit, or nearly ones that are used as often or more."""
    known = list(notes)
    kept = {folded(name_of(note.path)): name_of(note.path) for note in known if note.kind == "tool"}
    used: list[tuple[ReadNote, str]] = [
        (note, name)
        for note in known
        for name in _texts(note.values.get(_FIELDS.get(note.kind, "")))
        if name.strip()
    ]
    counts = Counter(folded(name) for _, name in used)
    shown = {folded(name): name.strip() for _, name in reversed(used)} | kept
    by_use = [name for name, _ in counts.most_common() if name not in kept]
    in_toolkit = sorted(kept)[:_MOST_KNOWN]
    # From the least used ones up, which are the likeliest slips.
    looked_at = range(len(by_use) - 1, max(len(by_use) - 1 - _MOST_LOOKED_AT, -1), -1)
    meant = {
        by_use[at]: _meant(by_use[at], [*in_toolkit, *by_use[: min(at, _MOST_KNOWN)]]) for at in looked_at
    }
    for note, name in used:
        if other := meant.get(folded(name)):
            yield Spelled(note.path, _FIELDS[note.kind], name.strip(), shown[other])


def after_without_before(notes: Iterable[ReadNote]) -> Iterator[Slip]:
    """Ratings from afterwards of which the one from before is blank, so that nothing can be told of the two."""
    for note in notes:
        if note.kind in ("moment", "thought", "exposure"):
            for before, after in _PAIRS:
                if after in note.values and before not in note.values:
                    expected = f"{before} beside it, if you remember; the two make a pair"
                    yield Slip(note.path, FieldProblem(after, str(note.values[after]), expected))


def _meant(name: str, likely: Iterable[str]) -> str:
    """The name that this one is very like, or empty; those of the toolkit and the more used ones are likely."""
    from difflib import get_close_matches

    if len(name) < _SHORTEST:
        return ""
    # 4-6 and 4-4-6 are two ways to breathe, and not two spellings of one.
    same = [other for other in likely if _numbers(other) == _numbers(name) and len(other) >= _SHORTEST]
    return next(iter(get_close_matches(name, same, 1, _ALIKE)), "")


def _numbers(name: str) -> list[str]:
    return re.findall(r"\d+", name)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()
