"""Joins paragraphs: wrapped ones by their words, wherever a line breaks, and long ones sentence by sentence."""

from vaultkit.sync.diff import changes, unchanged
from vaultkit.sync.pieces import is_prose
from vaultkit.sync.plain import line_regions, split_lines
from vaultkit.sync.sentences import join_words, sentences
from vaultkit.sync.threeway import regions
from vaultkit.sync.versions import Text

_LONGEST = 8_000
_MOST_SENTENCES = 200
_MOST_ASIDE = 0.4


def join_paragraphs(base: str, one: str, two: str) -> tuple[str, str, str]:
    """The three bodies, with the same text in each wherever both changed some lines of prose and the words can be joined."""
    lines, ones, twos = (split_lines(text) for text in (base, one, two))
    texts: tuple[list[str], list[str], list[str]] = ([], [], [])
    ends = [0, 0, 0]
    for region in line_regions(base, one, two):
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


def join_sentences(base: str | None, one: str, two: str) -> Text | None:
    """A paragraph joined sentence by sentence; where a sentence has two versions, the second one is set aside.

    None where that would be most of the paragraph, or where it has one sentence only.
    """
    parts = [sentences(text) for text in (base or "", one, two)]
    if max(map(len, parts[1:])) < 2 or max(map(len, parts[1:])) > _MOST_SENTENCES:
        return None
    olds, ones, twos = parts
    if base is None:
        olds = [
            ones[i + k] for i, _, length in unchanged(changes(ones, twos), len(ones)) for k in range(length)
        ]
    written: list[str] = []
    aside: list[str] = []
    replaced = 0
    position = 0
    for region in regions(olds, ones, twos):
        written += olds[position : region.start]
        position = region.end
        old = "".join(olds[region.start : region.end])
        mine = "".join(ones[region.one_start : region.one_end])
        others = "".join(twos[region.two_start : region.two_end])
        if region.side:
            written.append(others if region.side == 2 else mine)
            continue
        joined = join_words(old if base is not None else None, mine.rstrip(), others.rstrip())
        if joined is not None:
            end = mine[len(mine.rstrip()) :] or others[len(others.rstrip()) :]
            written.append(joined + end)
        else:
            written.append(mine)
            aside.append(others.strip())
            replaced += max(len(mine), len(others))
    written += olds[position:]
    if not aside or replaced > _MOST_ASIDE * min(len(one), len(two)):
        return None
    return Text("".join(written).rstrip(" "), "\n\n".join(aside), aside=True)
