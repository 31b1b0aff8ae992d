"""A note's headings and lists: its sections, and the bullets under them."""

import re
from typing import NamedTuple

from vaultkit.notes.blocks import find_blocks
from vaultkit.notes.hidden import BLANK, Hidden, hidden, mask, shown


class Section(NamedTuple):
    """A heading and what stands under it. `level` is 1 to 6, `line` counts from 1.

    `text[start:end]` is what follows the heading's line, up to the next heading of the same or a higher level; the
    sections below this one are inside.
    """

    level: int
    title: str
    line: int
    start: int
    end: int


class _Heading(NamedTuple):
    level: int
    title: str
    begin: int
    after: int


# Begins with the line end before it: that is what makes the search fast.
_HEADING = re.compile(
    r"\n\ufeff?[ ]{0,3}(?:(?P<marks>#{1,6})(?:[ \t]+(?P<title>[^\n]*)|\r?)|(?P<underline>=+|-+)[ \t\r]*)(?=\n|\Z)"
)
_NO_PARAGRAPH = re.compile(r"[ ]{0,3}(?:[>|]|(?:[-*+]|\d{1,9}[.)])(?:[ \t]|\r?$))|\t|[ ]{4}")
_ENDS_BLOCK = re.compile(
    r"[ ]{0,3}(?:#{1,6}(?:[ \t\r]|$)|(?:[-_*][ \t]*){3,}\r?$|=+[ \t\r]*$|-+[ \t\r]*$)|[ \t\r\0]*$"
)
_ATX = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t\r]|$)")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_BULLET = re.compile(r"([ \t]*)([-*+]|(\d{1,9})[.)])(?:[ \t]+|$)")
_CHECKBOX = re.compile(r"\[[^\n]\](?:[ \t]+|$)")


def sections(text: str) -> list[Section]:
    """Every section of a note's text, or of its body alone, in order.

    Headings in quotes, callouts, lists, code, comments and HTML do not count. A line underlined with `===` or `---`
    is a heading too, where it is a paragraph of its own.
    """
    headings = _headings(text)
    ends = []
    next_of_level = [len(text)] * 7
    for heading in reversed(headings):
        ends.append(min(next_of_level[: heading.level + 1]))
        next_of_level[heading.level] = heading.begin
    found = []
    line = 1
    counted = 0
    for heading, end in zip(headings, reversed(ends), strict=True):
        line += text.count("\n", counted, heading.begin)
        counted = heading.begin
        found.append(Section(heading.level, heading.title, line, heading.after, end))
    return found


def section_text(text: str, title: str) -> str | None:
    """What stands under the first heading of that title, whatever its case; None if there is none."""
    wanted = _plain(title)
    return next((text[s.start : s.end] for s in sections(text) if _plain(s.title) == wanted), None)


def heading_start(text: str, title: str) -> int | None:
    """Offset of the first heading of that title outside generated blocks; None if there is none."""
    wanted = _plain(title)
    blocks = find_blocks(text)
    passed = 0
    for heading in _headings(text):
        while passed < len(blocks) and blocks[passed].end <= heading.begin:
            passed += 1
        inside = passed < len(blocks) and blocks[passed].start <= heading.begin
        if not inside and _plain(heading.title) == wanted:
            return heading.begin
    return None


def bullets(text: str) -> list[str]:
    """The texts of the list items at the top level, each on one line.

    Lines that continue an item are joined with a space, items nested in it with `; `. Checkboxes are left out, and
    so are empty items, comments, and whatever stands in code, quotes or generated blocks.
    """
    parts = hidden(text)
    # Code within a line is words like any other.
    masked = mask(text, [part for part in parts if part.kind != "code"])
    masked = mask(masked, [Hidden(block.start, block.end, "block") for block in find_blocks(text)])
    # The words of each item, with what joins them in between.
    found: list[list[str]] = []
    column = 0
    after_paragraph = after_blank = False
    position = 0
    for line in masked.split("\n"):
        start, position = position, position + len(line) + 1
        line = line.rstrip("\r")
        if not line.strip(" \t" + BLANK):
            after_blank, after_paragraph = True, False
            continue
        indent = _indent(line)
        item = None if _RULE.match(line) else _BULLET.match(line)
        if item and after_paragraph and not column and item[3] not in (None, "1"):
            item = None
        if item and (indent < column or (not column and indent < 4)):
            column = len(item[0].expandtabs(4)) if item.end() < len(line) else indent + len(item[2]) + 1
            found.append([_words(text, start + item.end(), start + len(line), parts)])
        elif column and (indent >= column or (not after_blank and _continues(line))):
            nested = item is not None and indent >= column
            words = _words(text, start + (item.end() if item and nested else 0), start + len(line), parts)
            if words and any(found[-1]):
                found[-1] += "; " if nested else " ", words
            elif words:
                found[-1] = [words]
        else:
            column, after_paragraph = 0, _continues(line)
        after_blank = False
    return ["".join(words) for words in found if any(words)]


def _indent(line: str) -> int:
    blank = line[: len(line) - len(line.lstrip(" \t"))]
    return len(blank.expandtabs(4))


def _continues(line: str) -> bool:
    """Whether the line is plain words that go on with the paragraph before them."""
    return not (_ATX.match(line) or _RULE.match(line) or line.lstrip().startswith((">", "|")))


def _words(text: str, start: int, end: int, parts: list[Hidden]) -> str:
    words = shown(text, start, end, parts).strip()
    box = _CHECKBOX.match(words)
    return " ".join(words[box.end() if box else 0 :].split())


def _headings(text: str) -> list[_Heading]:
    parts = hidden(text)
    masked = mask(text, parts)
    found = []
    for match in _HEADING.finditer("\n" + masked):
        # All offsets are one less than in what was searched.
        begin, end = match.start(), match.end() - 1
        if match["marks"]:
            words = match.start("title") - 1 if match["title"] else end
            title = _without_closing_marks(shown(text, words, end, parts).strip())
            level = len(match["marks"])
        else:
            paragraph = _paragraph_start(masked, begin)
            if paragraph is None:
                continue
            title = " ".join(shown(text, paragraph, begin, parts).split())
            level, begin = 1 if match["underline"][0] == "=" else 2, paragraph
        found.append(_Heading(level, title, begin, min(end + 1, len(text))))
    return found


def _without_closing_marks(title: str) -> str:
    words = title.rstrip("#")
    if words == title or words[-1:] not in ("", " ", "\t"):
        return title
    return words.rstrip(" \t")


def _paragraph_start(masked: str, underline: int) -> int | None:
    """Where the paragraph above an underline begins; None if there is none, or it is a list, a quote or the like."""
    end = underline - 1
    start = None
    while end >= 0:
        begin = masked.rfind("\n", 0, end) + 1
        line = masked[begin:end]
        if _ENDS_BLOCK.match(line):
            break
        if _NO_PARAGRAPH.match(line):
            return None
        start, end = begin, begin - 1
    return start


def _plain(title: str) -> str:
    if not title.isascii():
        import unicodedata

        title = unicodedata.normalize("NFC", title)
    return title.strip().rstrip("#").strip().casefold()
