"""Quoting someone's words inside a note that a program writes, so that they stay words.

A bullet can come from anyone who can write to the shared folder. Quoted as it stands it
could end our generated part, run a script of a plugin, pull another note or a picture in, or
become a task or a property. The words themselves stay; what would act is taken apart.
"""

import re
import unicodedata

LONGEST = 600
"""The most characters of one quoted line; what is longer ends in an ellipsis."""

_EMBED_OR_LINK = re.compile(r"!?\[\[([^\[\]]*)\]\]")
_PICTURE_OR_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)")
_LEAD = re.compile(r"^(?:[-+*>#|=~:\s]|\[.\](?=\s)|\d{1,9}[.)](?=\s))+")
_TAG = re.compile(r"(^|\s)#(?=[^\s#])")
_ADDRESS = re.compile(
    r"\b(?!https?://)([a-z][a-z0-9+.-]{1,30}):(?=//)|\b(javascript|data|vbscript):", re.IGNORECASE
)


def quoted(text: str) -> str:
    """`text` on one line, with nothing in it that Obsidian or a plugin would act on.

    Links and embeds become the words they show; at most `LONGEST` characters.
    """
    # Bounded first, so that no pattern below ever meets a line of megabytes.
    line = "".join(_plain(character) for character in text[: 8 * LONGEST])
    for pattern in (_EMBED_OR_LINK, _PICTURE_OR_LINK):
        line = pattern.sub(lambda found: found[1].rpartition("|")[2], line)
    line = _LEAD.sub("", " ".join(line.split()))
    line = line.replace("%%", "% %").replace("%%", "% %").replace("::", ": :").replace("$$", "$ $")
    line = line.replace("[[", "[ [").replace("]]", "] ]").replace("==", "= =")
    line = line.replace("`", "'").replace("<", "‹").replace(">", "›").replace("^", "ˆ").replace("{{", "{ {")
    line = _TAG.sub(r"\1# ", line)
    line = _ADDRESS.sub(lambda found: f"{found[1] or found[2]} :", line)
    line = _unbroken(line)
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def as_link(name: str, shown: str = "", heading: str = "") -> str:
    """A wikilink to the note of that name, or its quoted name where the name can't stand in a link."""
    if not name or any(character in "[]|#^\\%`<>" or _plain(character) != character for character in name):
        return quoted(shown or name)
    return f"[[{name}{'#' + heading if heading else ''}{'|' + shown if shown else ''}]]"


def _plain(character: str) -> str:
    """White space for a control character, nothing for one that turns the direction of the text."""
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    if (
        category in ("Cs", "Co")
        or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b"
    ):
        return ""
    return character


def _unbroken(line: str) -> str:
    """Without emphasis that opens and never closes."""
    for mark in ("**", "__", "~~"):
        if line.count(mark) % 2:
            line = line.replace(mark, "")
    return line
