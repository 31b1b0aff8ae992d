"""The wikilinks of a note."""

import re
from typing import NamedTuple

from vaultkit.notes.hidden import mask


class Wikilink(NamedTuple):
    """`[[target#heading|alias]]`; what is missing is empty. `line` counts from 1.

    `embed` is True for `![[…]]`. A link to a block keeps the `^` in `heading`; the target is empty in a link to a
    heading of the note itself.
    """

    target: str
    heading: str
    alias: str
    embed: bool
    line: int


_LINK = re.compile(r"\[\[([^\[\]|#\n]*)(?:#([^\[\]|\n]*))?(?:\|([^\[\]\n]*))?\]\]")


def wikilinks(text: str) -> list[Wikilink]:
    """Every wikilink outside front matter, code and comments, in order."""
    if "[[" not in text:
        return []
    found = []
    line = 1
    counted = 0
    for link in _LINK.finditer(mask(text)):
        start = link.start()
        before = text[start - 1 : start]
        target, heading, alias = link.groups("")
        if link[3] is not None:
            # Inside a table the bar before the alias is written `\|`.
            target, heading = target.removesuffix("\\"), heading.removesuffix("\\")
        if before != "\\" and (target.strip() or heading.strip()):
            line += text.count("\n", counted, start)
            counted = start
            found.append(Wikilink(target.strip(), heading.strip(), alias.strip(), before == "!", line))
    return found
