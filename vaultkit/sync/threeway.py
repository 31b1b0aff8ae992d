"""The three-way merge of any sequences: lines, sentences or words. Where it is clean it is git's own."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple, TypeVar

from vaultkit.sync.diff import Change, changes

Item = TypeVar("Item", bound=Hashable)


class Region(NamedTuple):
    """A stretch that one side changed, or both: ranges in base and in either side.

    `side` is 1 or 2 if only that one changed it, 3 if both made the same of it, 0 if they disagree.
    """

    start: int
    end: int
    one_start: int
    one_end: int
    two_start: int
    two_end: int
    side: int


def regions(
    base: Sequence[Hashable],
    one: Sequence[Hashable],
    two: Sequence[Hashable],
    first: list[Change] | None = None,
    second: list[Change] | None = None,
) -> list[Region]:
    """Every changed region, in order. Changes that touch are one region, as in git."""
    left = changes(base, one) if first is None else first
    right = changes(base, two) if second is None else second
    found: list[Region] = []
    i = j = 0
    drift_one = drift_two = 0
    while i < len(left) or j < len(right):
        a = left[i] if i < len(left) else None
        b = right[j] if j < len(right) else None
        start = min(c.start for c in (a, b) if c)
        end = start
        first_i, first_j = i, j
        # Take in whatever touches what is already there.
        while True:
            if i < len(left) and left[i].start <= end:
                end = max(end, left[i].end)
                i += 1
            elif j < len(right) and right[j].start <= end:
                end = max(end, right[j].end)
                j += 1
            else:
                break
        before_one, before_two = start + drift_one, start + drift_two
        drift_one += sum(_grown(c) for c in left[first_i:i])
        drift_two += sum(_grown(c) for c in right[first_j:j])
        ones = (before_one, end + drift_one)
        twos = (before_two, end + drift_two)
        if first_j == j:
            side = 1
        elif first_i == i:
            side = 2
        else:
            side = 3 if one[slice(*ones)] == two[slice(*twos)] else 0
        found.append(Region(start, end, *ones, *twos, side))
    return found


def merge(base: Sequence[Item], one: Sequence[Item], two: Sequence[Item]) -> list[Item] | None:
    """What both sides made of base, or None if they disagree somewhere."""
    found = regions(base, one, two)
    if any(not region.side for region in found):
        return None
    result: list[Item] = []
    position = 0
    for region in found:
        result += base[position : region.start]
        if region.side == 2:
            result += two[region.two_start : region.two_end]
        else:
            result += one[region.one_start : region.one_end]
        position = region.end
    result += base[position:]
    return result


def _grown(change: Change) -> int:
    return (change.new_end - change.new_start) - (change.end - change.start)
