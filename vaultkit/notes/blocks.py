"""Generated blocks: the parts of a note that vaultkit writes, between two marks.

    %% vaultkit:begin agenda 5f1c9a02b7de %%
    …
    %% vaultkit:end agenda %%

The marks are Obsidian comments on lines of their own. The first carries the hash of what was written, which tells
whether someone has typed in there since.
"""

import re
from typing import NamedTuple

from vaultkit.notes.hidden import FENCE, Hidden, body_start, fence_part
from vaultkit.notes.marks import MARK, MARK_LINE, as_content, content_hash

_MARK_OR_FENCE = re.compile(rf"^\ufeff?(?:(?P<mark>{MARK})|{FENCE})", re.MULTILINE)


class Block(NamedTuple):
    """One generated block. `text[start:end]` goes from its first mark through its last one, without the line end.

    `content` is what stands between, with newlines as `\\n` and none at its end. `touched` says that someone has
    changed it since it was written. `line` counts from 1.
    """

    name: str
    hash: str
    content: str
    start: int
    end: int
    line: int
    touched: bool


def find_blocks(text: str) -> list[Block]:
    """Every generated block of a note, in order; they never overlap.

    Only whole blocks count: a begin mark followed by the end mark of its name, with no other begin mark between. A
    mark that has lost its partner is plain text, and so is the outer one of two blocks inside each other. Marks in
    fenced code are examples, unless nothing closes the fence before the block ends. What stands inside a block never
    hides its end.
    """
    if "vaultkit:begin" not in text:
        return []
    found = []
    line = 1
    counted = 0
    never_closed = False
    position = body_start(text)
    while match := _MARK_OR_FENCE.search(text, position):
        position = match.end()
        if match["fence"]:
            fence = None if never_closed else fence_part(text, match)
            if fence and fence.closed:
                position = _after_fence(text, fence)
            never_closed = never_closed or (fence is not None and not fence.closed)
        elif match["side"] == "begin" and (last := _end_mark(text, match)):
            line += text.count("\n", counted, match.start("mark"))
            counted = match.start("mark")
            content = as_content(text[match.end() + 1 : last.start()])
            touched = match["hash"] != content_hash(content)
            found.append(
                Block(
                    match["name"],
                    match["hash"] or "",
                    content,
                    match.start("mark"),
                    _mark_end(last),
                    line,
                    touched,
                )
            )
            position = last.end()
    return found


def _end_mark(text: str, begin: re.Match[str]) -> re.Match[str] | None:
    for mark in MARK_LINE.finditer(text, begin.end()):
        if mark["side"] == "begin":
            return None
        if mark["name"] == begin["name"]:
            return mark
    return None


def _after_fence(text: str, fence: Hidden) -> int:
    """Where to look on: after the fence, or at a block in it that goes on beyond.

    Then a line of the block's own has closed a fence that someone left open above it.
    """
    for mark in MARK_LINE.finditer(text, fence.start, fence.end):
        if mark["side"] == "begin" and (last := _end_mark(text, mark)) and last.start() >= fence.end:
            return mark.start()
    return fence.end


def _mark_end(mark: re.Match[str]) -> int:
    return mark.end() - mark[0].endswith("\r")
