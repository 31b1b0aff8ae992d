"""The plainest level of the merge: line by line, both versions where the sides disagree. For what is too big or too odd."""

from vaultkit.sync.diff import changes
from vaultkit.sync.threeway import regions


def merge_lines(base: str | None, one: str, two: str) -> str:
    """All lines of both sides, those that both share once; what a side deleted and the other left alone is gone."""
    lines, ones, twos = (split_lines(text or "") for text in (base, one, two))
    result: list[str] = []
    position = 0
    for region in regions(lines, ones, twos):
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


def split_lines(text: str) -> list[str]:
    """The lines of a text with their ends: a line ends at LF only."""
    lines = text.split("\n")
    last = lines.pop()
    found = [line + "\n" for line in lines]
    return [*found, last] if last else found
