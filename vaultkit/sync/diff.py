"""What changed between two sequences: the same changes that git finds, so that people see no difference.

This is the algorithm of Myers from both ends at once, with git's two refinements: items that could only mislead are
set aside first, and each group of changes is slid to where git shows it.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import accumulate, compress, count
from typing import NamedTuple

MOST_STEPS = 600_000
"""Comparisons after which what is left counts as changed: it bounds the time for any two sequences."""

_ENOUGH_COST = 256
_WINDOW = 100
_FAR = 1 << 60


class Change(NamedTuple):
    """`old[start:end]` became `new[new_start:new_end]`."""

    start: int
    end: int
    new_start: int
    new_end: int


def changes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Change]:
    """The changes that make `new` out of `old`, in order; between them stand equal items."""
    head, tail = _equal_ends(old, new)
    if head == len(old) == len(new):
        return []
    if head + tail == min(len(old), len(new)) and not _slides(old, new, head, tail):
        return [Change(head, len(old) - tail, head, len(new) - tail)]
    numbers: dict[Hashable, int] = {}
    number = count().__next__
    ours = [numbers[item] if item in numbers else numbers.setdefault(item, number()) for item in old]
    theirs = [numbers[item] if item in numbers else numbers.setdefault(item, number()) for item in new]
    # One more at either end, so that a group's neighbour can always be looked at.
    gone, come = bytearray(len(old) + 2), bytearray(len(new) + 2)
    left = _worth_comparing(ours, theirs, head, tail, gone)
    right = _worth_comparing(theirs, ours, head, tail, come)
    _Comparison([ours[i] for i in left], [theirs[j] for j in right], left, right, gone, come).run()
    _slide(ours, gone, come)
    _slide(theirs, come, gone)
    return _listed(gone, come, len(old), len(new))


def unchanged(found: list[Change], old_length: int) -> list[tuple[int, int, int]]:
    """The equal stretches between changes, as (start in old, start in new, length)."""
    stretches = []
    i = j = 0
    for change in found:
        if change.start > i:
            stretches.append((i, j, change.start - i))
        i, j = change.end, change.new_end
    if old_length > i:
        stretches.append((i, j, old_length - i))
    return stretches


def _equal_ends(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int]:
    most = min(len(old), len(new))
    head = tail = 0
    while head < most and old[head] == new[head]:
        head += 1
    while tail < most - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _slides(old: Sequence[Hashable], new: Sequence[Hashable], head: int, tail: int) -> bool:
    """Whether the one group of changes could stand elsewhere just as well."""
    longer = old if len(old) > len(new) else new
    return bool(
        len(old) != len(new)
        and ((tail and longer[head] == longer[-tail]) or (head and longer[head - 1] == longer[-1 - tail]))
    )


def _worth_comparing(items: list[int], other: list[int], head: int, tail: int, marks: bytearray) -> list[int]:
    """Positions that may have a partner. What has none, or stands among such and has too many, is marked changed."""
    often = Counter(other)
    limit = 1
    size = len(items)
    while size:
        limit, size = limit << 1, size >> 2
    limit = min(limit, 1024)
    end = len(items) - tail
    kinds = bytearray(0 if not (n := often[items[i]]) else 2 if n >= limit else 1 for i in range(head, end))
    misleading = _misleading(kinds) if 2 in kinds else ()
    kept = []
    for place, kind in enumerate(kinds):
        if kind == 0 or place in misleading:
            marks[head + place + 1] = 1
        else:
            kept.append(head + place)
    return kept


def _misleading(kinds: bytearray) -> set[int]:
    """Places of items with many partners (2) that stand on both sides among items with none (0)."""
    lonely = list(accumulate((kind == 0 for kind in kinds), initial=0))
    common = list(accumulate((kind == 2 for kind in kinds), initial=0))
    found = set()
    stop = -1
    ends = [len(kinds)] * (len(kinds) + 1)
    for place in range(len(kinds) - 1, -1, -1):
        ends[place] = place if kinds[place] == 1 else ends[place + 1]
    for place, kind in enumerate(kinds):
        if kind == 1:
            stop = place
        elif kind == 2:
            low, high = max(stop + 1, place - _WINDOW), min(ends[place], place + _WINDOW + 1)
            before, after = lonely[place] - lonely[low], lonely[high] - lonely[place]
            many = common[high] - common[low] + 1
            if before and after and many * 4 < many + before + after:
                found.add(place)
    return found


class _Comparison:
    """Marks what has no partner in two lists of numbers; `left` and `right` are their places among all items."""

    def __init__(
        self,
        one: list[int],
        other: list[int],
        left: list[int],
        right: list[int],
        gone: bytearray,
        come: bytearray,
    ) -> None:
        self.one, self.other = one, other
        self.left, self.right = left, right
        self.gone, self.come = gone, come
        self.steps = 0
        self.offset = len(other) + 2
        size = len(one) + len(other) + 4
        self.forward, self.backward = [0] * size, [0] * size

    def run(self) -> None:
        one, other = self.one, self.other
        boxes = [(0, len(one), 0, len(other))]
        while boxes:
            low, high, start, end = boxes.pop()
            while low < high and start < end and one[low] == other[start]:
                low, start = low + 1, start + 1
            while low < high and start < end and one[high - 1] == other[end - 1]:
                high, end = high - 1, end - 1
            if low < high and start < end and self.steps < MOST_STEPS:
                i, j = self._split(low, high, start, end)
                boxes += (low, i, start, j), (i, high, j, end)
                continue
            for i in range(low, high):
                self.gone[self.left[i] + 1] = 1
            for j in range(start, end):
                self.come[self.right[j] + 1] = 1

    def _split(self, low: int, high: int, start: int, end: int) -> tuple[int, int]:
        """A point on a shortest way through the box, or on the best one found at a bearable cost."""
        one, other, shift = self.one, self.other, self.offset
        forward, backward = self.forward, self.backward
        least, most = low - end, high - start
        first = first_low = first_high = low - start
        last = last_low = last_high = high - end
        odd = (first - last) & 1
        forward[first + shift], backward[last + shift] = low, high
        cost = 0
        while True:
            cost += 1
            if first_low > least:
                first_low -= 1
                forward[first_low - 1 + shift] = -1
            else:
                first_low += 1
            if first_high < most:
                first_high += 1
                forward[first_high + 1 + shift] = -1
            else:
                first_high -= 1
            for d in range(first_high, first_low - 1, -2):
                before, after = forward[d - 1 + shift], forward[d + 1 + shift]
                i = before + 1 if before >= after else after
                j = i - d
                while i < high and j < end and one[i] == other[j]:
                    i, j = i + 1, j + 1
                forward[d + shift] = i
                if odd and last_low <= d <= last_high and backward[d + shift] <= i:
                    return i, j
            if last_low > least:
                last_low -= 1
                backward[last_low - 1 + shift] = _FAR
            else:
                last_low += 1
            if last_high < most:
                last_high += 1
                backward[last_high + 1 + shift] = _FAR
            else:
                last_high -= 1
            for d in range(last_high, last_low - 1, -2):
                before, after = backward[d - 1 + shift], backward[d + 1 + shift]
                i = before if before < after else after - 1
                j = i - d
                while i > low and j > start and one[i - 1] == other[j - 1]:
                    i, j = i - 1, j - 1
                backward[d + shift] = i
                if not odd and first_low <= d <= first_high and i <= forward[d + shift]:
                    return i, j
            self.steps += first_high - first_low + last_high - last_low + 2
            if cost >= _ENOUGH_COST or self.steps > MOST_STEPS:
                ahead = [
                    _clipped(forward[d + shift], d, low, high, start, end)
                    for d in range(first_high, first_low - 1, -2)
                ]
                behind = [
                    _clipped(backward[d + shift], d, low, high, start, end)
                    for d in range(last_high, last_low - 1, -2)
                ]
                furthest, nearest = max(ahead, key=sum), min(behind, key=sum)
                gained = sum(furthest) - low - start
                return furthest if gained > high + end - sum(nearest) else nearest


def _clipped(i: int, d: int, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    i = max(low, start + d, min(i, high, end + d))
    return i, i - d


def _slide(items: list[int], marks: bytearray, others: bytearray) -> None:
    """Move each group of changes as far down as it goes, or level with a group of the other side."""
    size = len(items)
    start = end = 1
    while marks[end]:
        end += 1
    other_start = other_end = 1
    while others[other_end]:
        other_end += 1
    while True:
        if end > start:
            while True:
                length = end - start
                while start > 1 and items[start - 2] == items[end - 2]:
                    start, end = start - 1, end - 1
                    marks[start], marks[end] = 1, 0
                    while marks[start - 1]:
                        start -= 1
                    other_end = other_start - 1
                    other_start = other_end
                    while others[other_start - 1]:
                        other_start -= 1
                earliest = end
                level = other_end > other_start
                while end <= size and items[start - 1] == items[end - 1]:
                    marks[start], marks[end] = 0, 1
                    start, end = start + 1, end + 1
                    while marks[end]:
                        end += 1
                    other_start = other_end = other_end + 1
                    while others[other_end]:
                        other_end += 1
                    level = level or other_end > other_start
                if length == end - start:
                    break
            if level and end != earliest:
                while other_end == other_start:
                    start, end = start - 1, end - 1
                    marks[start], marks[end] = 1, 0
                    other_end = other_start - 1
                    other_start = other_end
                    while others[other_start - 1]:
                        other_start -= 1
        if end > size:
            return
        start = end = end + 1
        while marks[end]:
            end += 1
        other_start = other_end = other_end + 1
        while others[other_end]:
            other_end += 1


def _listed(gone: bytearray, come: bytearray, old_length: int, new_length: int) -> list[Change]:
    kept = list(compress(range(old_length + 1), (not mark for mark in gone[1:])))
    there = list(compress(range(new_length + 1), (not mark for mark in come[1:])))
    found = []
    i = j = 0
    for old_place, new_place in zip(kept, there, strict=True):
        if old_place > i or new_place > j:
            found.append(Change(i, old_place, j, new_place))
        i, j = old_place + 1, new_place + 1
    return found
