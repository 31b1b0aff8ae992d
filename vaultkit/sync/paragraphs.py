"""Joins wrapped paragraphs by their words before anything else, so that where a line breaks does not matter."""

from vaultkit.sync.pieces import is_prose
from vaultkit.sync.plain import split_lines
from vaultkit.sync.sentences import join_words
from vaultkit.sync.threeway import regions

_LONGEST = 8_000


def join_paragraphs(base: str, one: str, two: str) -> tuple[str, str, str]:
    """The three bodies, with the same text in each wherever both changed some lines of prose and the words can be joined."""
    lines, ones, twos = (split_lines(text) for text in (base, one, two))
    texts: tuple[list[str], list[str], list[str]] = ([], [], [])
    ends = [0, 0, 0]
    for region in regions(lines, ones, twos):
        if region.side:
            continue
        parts = (
            lines[region.start : region.end],
            ones[region.one_start : region.one_end],
            twos[region.two_start : region.two_end],
        )
        joined = _joined(*parts)
        if joined is None:
            continue
        starts = (region.start, region.one_start, region.two_start)
        for text, whole, end, start in zip(texts, (lines, ones, twos), ends, starts, strict=True):
            text += whole[end:start]
            text.append(joined)
        ends = [region.end, region.one_end, region.two_end]
    for text, whole, end in zip(texts, (lines, ones, twos), ends, strict=True):
        text += whole[end:]
    return "".join(texts[0]), "".join(texts[1]), "".join(texts[2])


def _joined(base: list[str], one: list[str], two: list[str]) -> str | None:
    if not (base and one and two) or max(map(len, (base, one, two))) < 2:
        return None
    if not all(is_prose(line.rstrip("\n")) for part in (base, one, two) for line in part):
        return None
    texts = ["".join(part).removesuffix("\n") for part in (base, one, two)]
    if max(map(len, texts)) > _LONGEST:
        return None
    joined = join_words(texts[0], texts[1], texts[2])
    return None if joined is None else joined + "\n"
