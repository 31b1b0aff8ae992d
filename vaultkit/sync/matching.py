"""Which piece of one text is which of another: as git pairs lines, then what moved, then what is alike."""

from collections import Counter, defaultdict
from itertools import pairwise

from vaultkit.sync.diff import Change, changes, unchanged
from vaultkit.sync.pieces import Piece
from vaultkit.sync.words import likeness

MOST_PAIRS = 900
"""Pairs that are compared between two pieces already matched; beyond that not all are."""
_LEAST_WIDTH = 6

_ALIKE = 0.5
_ALIKE_IN_PLACE = 0.3
_BARELY_ALIKE = 0.2
_LIST_LIKE = frozenset(("item", "row", "definition", "line"))
_LINES = frozenset(("prose", "item", "heading", "row"))

Pairs = dict[int, int]


def match(
    old: list[Piece],
    new: list[Piece],
    line_changes: list[Change],
    *,
    moves: bool = True,
    from_base: bool = True,
) -> Pairs:
    """Numbers of pieces of `old` with the number of the piece of `new` that came of it.

    `line_changes` are the changes between the lines of both. `moves=False` leaves out what stands elsewhere,
    `from_base=False` says that neither came of the other.
    """
    pairs: Pairs = {0: 0, len(old) - 1: len(new) - 1}
    _by_lines(old, new, line_changes, pairs)
    backbone = sorted(pairs.items())
    if moves:
        _by_equal_text(old, new, pairs)
    taken = set(pairs.values())
    for (low, start), (high, end) in pairwise(backbone):
        gone = [i for i in range(low + 1, high) if i not in pairs]
        come = [j for j in range(start + 1, end) if j not in taken]
        if gone and come:
            found = alike(old, new, gone, come)
            pairs |= found
            _lone_ones(old, new, gone, come, pairs, set(found.values()), from_base)
    return pairs


def alike(old: list[Piece], new: list[Piece], gone: list[int], come: list[int]) -> Pairs:
    """Pieces of two stretches that have most words in common, the likest first.

    Of long stretches equal pieces go first, and only those at about the same place are compared.
    """
    found: Pairs = {}
    width = len(come)
    if len(gone) * len(come) > MOST_PAIRS:
        width = max(_LEAST_WIDTH, MOST_PAIRS // (2 * len(gone)))
        keys = [old[i].key for i in gone]
        for i, j, length in unchanged(changes(keys, [new[j].key for j in come]), len(keys)):
            found |= zip(gone[i : i + length], come[j : j + length], strict=True)
    taken = set(found.values())
    rated = []
    for at, i in enumerate(gone):
        middle = at * len(come) // len(gone)
        for place in range(max(0, middle - width), min(len(come), middle + width + 1)):
            j = come[place]
            rate = 0.0 if i in found or j in taken else _rate(old[i], new[j])
            if rate >= _ALIKE:
                rated.append((-rate, abs(at - place), i, j))
    for _, _, i, j in sorted(rated):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _rate(one: Piece, other: Piece) -> float:
    if one.kind == other.kind:
        return 1.0 if one.key == other.key else likeness(one.bag, other.bag)
    if one.kind in _LINES and other.kind in _LINES:
        return likeness(one.bag, other.bag) - 0.1
    return 0.0


def _by_lines(old: list[Piece], new: list[Piece], line_changes: list[Change], pairs: Pairs) -> None:
    of_line: dict[int, int] = {}
    for j, piece in enumerate(new):
        for line in range(piece.first, piece.last):
            of_line[line] = j
    stretches = unchanged(line_changes, old[-1].first)
    at, last = 0, 0
    for i, piece in enumerate(old[1:-1], 1):
        seen: Counter[int] = Counter()
        for line in range(piece.first, piece.last):
            while at < len(stretches) and stretches[at][0] + stretches[at][2] <= line:
                at += 1
            if at < len(stretches) and stretches[at][0] <= line:
                partner = of_line.get(line - stretches[at][0] + stretches[at][1])
                if partner is not None:
                    seen[partner] += 1
        if not seen:
            continue
        j = max(seen, key=lambda number: (seen[number], -number))
        other = new[j]
        same = piece.key == other.key or (
            piece.kind == other.kind and likeness(piece.bag, other.bag) >= _ALIKE_IN_PLACE
        )
        if j > last and same:
            pairs[i] = last = j


def _by_equal_text(old: list[Piece], new: list[Piece], pairs: Pairs) -> None:
    """Moves: pieces that stand once on either side, and what stands beside them on both."""
    taken = set(pairs.values())
    left, right = _once(old, set(pairs)), _once(new, taken)
    found = [
        (i, right[key]) for key, i in left.items() if key in right and old[i].kind == new[right[key]].kind
    ]
    for pair in found:
        pairs[pair[0]] = pair[1]
        taken.add(pair[1])
    for i, j in found:
        for step in (-1, 1):
            at, place = i + step, j + step
            while (
                0 < at < len(old) - 1
                and 0 < place < len(new) - 1
                and at not in pairs
                and place not in taken
                and old[at].key == new[place].key
            ):
                pairs[at] = place
                taken.add(place)
                at, place = at + step, place + step


def _once(pieces: list[Piece], taken: set[int]) -> dict[str, int]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, piece in enumerate(pieces):
        if number not in taken and any(map(str.isalnum, piece.key)):
            places[piece.key].append(number)
    return {key: found[0] for key, found in places.items() if len(found) == 1}


def _lone_ones(
    old: list[Piece],
    new: list[Piece],
    gone: list[int],
    come: list[int],
    pairs: Pairs,
    taken: set[int],
    from_base: bool,
) -> None:
    i, j = gone[0], come[0]
    if (
        i not in pairs
        and j not in taken
        and old[i].kind == new[j].kind == "heading"
        and old[i].depth == new[j].depth
    ):
        # At one place, so it was renamed.
        pairs[i] = j
        taken.add(j)
    left, right = defaultdict(list), defaultdict(list)
    for i in gone:
        if i not in pairs:
            left[old[i].kind].append(i)
    for j in come:
        if j not in taken:
            right[new[j].kind].append(j)
    for kind, found in left.items():
        if len(found) != 1 or len(right[kind]) != 1:
            continue
        i, j = found[0], right[kind][0]
        # Two items that have nothing in common are one deleted and one added.
        if (from_base and kind not in _LIST_LIKE) or likeness(old[i].bag, new[j].bag) >= _BARELY_ALIKE:
            pairs[i] = j
