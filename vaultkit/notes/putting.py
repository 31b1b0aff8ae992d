"""Putting a generated block into a note: where it was, or as a new one. Words typed in it are kept below it."""

import re

from vaultkit.notes.blocks import Block, find_blocks
from vaultkit.notes.ending import with_open_part_closed
from vaultkit.notes.hidden import hidden
from vaultkit.notes.marks import as_content, has_mark, marked
from vaultkit.notes.structure import heading_start

KEPT = "Kept from an earlier version"

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def put_block(text: str, name: str, content: str, *, heading: str | None = None) -> str:
    """The text with the block `name` holding `content`; every other byte stays.

    A block that is not there yet is added right before the first heading titled `heading`, or else at the end. Of two
    blocks of one name the first is rewritten and the other left alone. If someone has typed in the block, the lines
    that do not come again are moved below it, into a callout titled `Kept from an earlier version`. Newlines follow
    the note's own. A block that already holds `content` is left as it is.

    Raises ValueError if a line of `content` is itself a mark, or `name` is not one plain word.
    """
    content = as_content(content)
    if not _NAME.fullmatch(name):
        raise ValueError(f"a block's name is one plain word, not {name!r}")
    if has_mark(content):
        raise ValueError(f"the content of block {name!r} holds a line that is a vaultkit mark")
    block = next((block for block in find_blocks(text) if block.name == name), None)
    if block is None:
        return _added(text, marked(name, content, _newline(text)), heading)
    if block.content == content and not block.touched:
        return text
    newline = _newline(text[block.start :])
    written = marked(name, content, newline)
    if block.touched:
        written += "".join(newline + line for line in _kept(_inside(text, block), content, text[block.end :]))
    return text[: block.start] + written + text[block.end :]


def _inside(text: str, block: Block) -> str:
    """What stands between the marks, as it is but for its line ends."""
    begin = text.find("\n", block.start, block.end) + 1
    end = text.rfind("\n", begin - 1, block.end)
    return text[begin:end].replace("\r\n", "\n").removesuffix("\r") if begin <= end else ""


def _newline(text: str) -> str:
    end = text.find("\n")
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"


def _added(text: str, written: str, heading: str | None) -> str:
    newline = _newline(text)
    place = heading_start(text, heading) if heading is not None else None
    before, after = (with_open_part_closed(text), "") if place is None else (text[:place], text[place:])
    lead = "\ufeff" if before == "\ufeff" or (not before and after.startswith("\ufeff")) else ""
    before, after = before.removeprefix(lead), after.removeprefix(lead)
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
        if any(words not in there for line in piece for words in _words(line)):
            lines += piece
        elif lines and lines[-1]:
            lines.append("")
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        return []
    callout = ["", f"> [!note] {KEPT}", *(f"> {line}" if line else ">" for line in lines)]
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
            found.update(_words(quoted[1:]))
        else:
            inside = False
    return found


def _words(line: str) -> list[str]:
    # A lone return may stand where vaultkit wrote a line end, see as_content.
    return [words for part in line.split("\r") if (words := part.strip())]


def _pieces(content: str) -> list[list[str]]:
    """The content's lines, with code, comments and formulas of several lines as one piece each."""
    pieces: list[list[str]] = []
    parts = [
        part
        for part in hidden(content)
        if part.kind != "front matter" and "\n" in content[part.start : part.end]
    ]
    position = joined_until = passed = 0
    for line in content.split("\n"):
        if position < joined_until:
            pieces[-1].append(line)
        else:
            pieces.append([line])
        position += len(line) + 1
        while passed < len(parts) and parts[passed].start < position:
            joined_until = parts[passed].end
            passed += 1
    return pieces
