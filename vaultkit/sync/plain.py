"""The plainest level of the merge: line by line, both versions where the sides disagree. For what is too big or too odd."""

from functools import lru_cache

from vaultkit.sync.diff import Change, changes
from vaultkit.sync.threeway import Region, regions


def split_lines(text: str) -> list[str]:
    """The lines of a text with their ends: a line ends at LF only."""
    lines = text.split("\n")
    last = lines.pop()
    found = [line + "\n" for line in lines]
    return [*found, last] if last else found


@lru_cache(maxsize=8)
def line_changes(old: str, new: str) -> list[Change]:
    """The changes between the lines of two texts. Kept for the next level of the same merge; see `forget`."""
    return changes(split_lines(old), split_lines(new))


def forget() -> None:
    """Let go of the texts of a merge that is done."""
    line_changes.cache_clear()


def line_regions(base: str, one: str, two: str) -> list[Region]:
    """What either side changed of the lines of base."""
    lines, ones, twos = map(split_lines, (base, one, two))
    return regions(lines, ones, twos, line_changes(base, one), line_changes(base, two))


def merge_lines(base: str, one: str, two: str) -> str | None:
    """What both sides made of base, as git joins lines; None where they disagree."""
    ones, twos = split_lines(one), split_lines(two)
    found = line_regions(base, one, two)
    if any(not region.side for region in found):
        return None
    lines = split_lines(base)
    result: list[str] = []
    position = 0
    for region in found:
        result += lines[position : region.start]
        position = region.end
        if region.side == 2:
            result += twos[region.two_start : region.two_end]
        else:
            result += ones[region.one_start : region.one_end]
    return "".join(result + lines[position:])


def keep_all_lines(base: str | None, one: str, two: str) -> str:
    """All lines of both sides, those that both share once; what a side deleted and the other left alone is gone."""
    lines, ones, twos = (split_lines(text or "") for text in (base, one, two))
    result: list[str] = []
    position = 0
    for region in line_regions(base or "", one, two):
        result += lines[position : region.start]
        position = region.end
        mine, others = ones[region.one_start : region.one_end], twos[region.two_start : region.two_end]
        if region.side:
            result += others if region.side == 2 else mine
        else:
            result += _both(mine, others)
    result += lines[position:]
    return "".join(line if line.endswith("\n") else line + "\n" for line in result[:-1]) + "".join(
        result[-1:]
    )


def _both(one: list[str], two: list[str]) -> list[str]:
    result: list[str] = []
    at = 0
    for change in changes(one, two):
        result += one[at : change.end]
        result += two[change.new_start : change.new_end]
        at = change.end
    return result + one[at:]
