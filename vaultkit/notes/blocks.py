"""Generated blocks: the parts of a note that vaultkit writes, between two marks.

    %% vaultkit:begin agenda 5f1c9a02b7de %%
    …
    %% vaultkit:end agenda %%

The marks are Obsidian comments on lines of their own. The first carries the hash of what was written, which tells
whether someone has typed in there since.
"""

import re
from typing import NamedTuple

from vaultkit.notes.hidden import FENCE, Hidden, body_start, fence_part, hidden

KEPT = "Kept from an earlier version"

_MARK = r"[ \t]*%%[ \t]*vaultkit:(?P<side>begin|end)[ \t]+(?P<name>[^\s%]+)(?:[ \t]+(?P<hash>[^\s%]+))?[ \t]*%%[ \t]*\r?$"
_MARK_LINE = re.compile(rf"^\ufeff?(?P<mark>{_MARK})", re.MULTILINE)
_MARK_OR_FENCE = re.compile(rf"^\ufeff?(?:(?P<mark>{_MARK})|{FENCE})", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


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
            content = _content(text[match.end() + 1 : last.start()])
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


def put_block(text: str, name: str, content: str, *, heading: str | None = None) -> str:
    """The text with the block `name` holding `content`; every other byte stays.

    A block that is not there yet is added right before the first heading titled `heading`, or else at the end. Of two
    blocks of one name the first is rewritten and the other left alone. If someone has typed in the block, the lines
    that do not come again are moved below it, into a callout titled `Kept from an earlier version`. Newlines follow
    the note's own. A block that already holds `content` is left as it is.

    Raises ValueError if a line of `content` is itself a mark, or `name` is not one plain word.
    """
    content = _content(content)
    if not _NAME.fullmatch(name):
        raise ValueError(f"a block's name is one plain word, not {name!r}")
    if _MARK_LINE.search(content):
        raise ValueError(f"the content of block {name!r} holds a line that is a vaultkit mark")
    block = next((block for block in find_blocks(text) if block.name == name), None)
    if block is None:
        return _added(text, _written(name, content, _newline(text)), heading)
    if block.content == content and not block.touched:
        return text
    newline = _newline(text[block.start :])
    written = _written(name, content, newline)
    if block.touched:
        written += "".join(newline + line for line in _kept(block.content, content, text[block.end :]))
    return text[: block.start] + written + text[block.end :]


def content_hash(content: str) -> str:
    """The hash a begin mark carries: 12 hex digits, the same whatever the line ends."""
    from hashlib import sha256

    return sha256(_content(content).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _content(content: str) -> str:
    # Editors take a lone return for a line end too, and write it back as one.
    return content.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def _end_mark(text: str, begin: re.Match[str]) -> re.Match[str] | None:
    for mark in _MARK_LINE.finditer(text, begin.end()):
        if mark["side"] == "begin":
            return None
        if mark["name"] == begin["name"]:
            return mark
    return None


def _after_fence(text: str, fence: Hidden) -> int:
    """Where to look on: after the fence, or at a block in it that goes on beyond.

    Then a line of the block's own has closed a fence that someone left open above it.
    """
    for mark in _MARK_LINE.finditer(text, fence.start, fence.end):
        if mark["side"] == "begin" and (last := _end_mark(text, mark)) and last.start() >= fence.end:
            return mark.start()
    return fence.end


def _mark_end(mark: re.Match[str]) -> int:
    return mark.end() - mark[0].endswith("\r")


def _newline(text: str) -> str:
    end = text.find("\n")
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"


def _written(name: str, content: str, newline: str) -> str:
    lines = [f"%% vaultkit:begin {name} {content_hash(content)} %%", *content.split("\n"), ""]
    if not content:
        lines.pop()
    return newline.join([*lines, f"%% vaultkit:end {name} %%"])


def _added(text: str, written: str, heading: str | None) -> str:
    from vaultkit.notes.structure import heading_start

    newline = _newline(text)
    place = heading_start(text, heading) if heading is not None else None
    before, after = (text, "") if place is None else (text[:place], text[place:])
    lead = "\ufeff" if before == "\ufeff" or (not before and after.startswith("\ufeff")) else ""
    before, after = before.removeprefix(lead) if lead else before, after.removeprefix(lead) if lead else after
    if before and not before.endswith("\n"):
        before += newline
    if before and before.rpartition("\n")[0].rpartition("\n")[2].strip():
        before += newline
    return lead + before + written + newline + (newline + after if after else "")


def _kept(edited: str, content: str, below: str) -> list[str]:
    """The callout for what someone typed, with the blank line before it; empty if all of it stands elsewhere."""
    there = {line.strip() for line in content.split("\n")} | _kept_before(below)
    lines: list[str] = []
    for piece in _pieces(edited):
        if any(line.strip() not in there for line in piece if line.strip()):
            lines += piece
        elif lines and lines[-1]:
            lines.append("")
    while lines and not lines[-1]:
        lines.pop()
    if not lines:
        return []
    callout = ["", f"> [!note] {KEPT}", *(f"> {line}".rstrip(" ") for line in lines)]
    first_below = below.lstrip("\r\n \t")
    close_below = first_below and below[: len(below) - len(first_below)].count("\n") < 2
    return [*callout, ""] if close_below else callout


def _kept_before(below: str) -> set[str]:
    """The lines of the callouts of that title that stand right below the block."""
    found: set[str] = set()
    inside = False
    for line in below.split("\n"):
        quoted = line.strip()
        if quoted.startswith("> [!note] " + KEPT):
            inside = True
        elif quoted and not (inside and quoted.startswith(">")):
            break
        elif quoted:
            found.add(quoted[1:].strip())
        else:
            inside = False
    return found


def _pieces(content: str) -> list[list[str]]:
    """The content's lines, with code, comments and formulas of several lines as one piece each."""
    pieces: list[list[str]] = []
    parts = [
        part
        for part in hidden(content)
        if part.kind != "front matter" and "\n" in content[part.start : part.end]
    ]
    position = joined_until = 0
    for line in content.split("\n"):
        if position < joined_until:
            pieces[-1].append(line)
        else:
            pieces.append([line])
        position += len(line) + 1
        while parts and parts[0].start < position:
            joined_until = parts.pop(0).end
    return pieces
