"""Markdown as HTML for a page: words and structure stay, and nothing in them acts or loads."""

import re
from functools import cache
from typing import TYPE_CHECKING

from vaultkit.workbook.quoting import quoted

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LONGEST = 60_000
"""Characters of Markdown that go on a page."""

_COMMENT = re.compile(r"%%.*?(?:%%|\Z)", re.DOTALL)
_WIKILINK = re.compile(r"!?\[\[([^\[\]|#\n]*)(?:#[^\[\]|\n]*)?(?:\|([^\[\]\n]*))?\]\]")
_ALLOWED = re.compile(r"(?:https|mailto):[^\s]+", re.IGNORECASE)
# Marks that turn the direction of reading, and controls.
_TURNS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def html(text: str) -> str:
    """`text` as HTML. Links inside the vault become the names of their notes, comments go, HTML stays words.

    Addresses lead only to https and mailto, and so do those of pictures, which are never loaded.
    """
    text = _COMMENT.sub("", _TURNS.sub("", text[:LONGEST]))
    text = _WIKILINK.sub(lambda found: quoted(found[1] or found[2] or ""), text)
    return str(_reader().render(text))


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).disable("image")
    # Its own list lets through what opens other programs.
    reader.validateLink = lambda url: bool(_ALLOWED.fullmatch(url))  # type: ignore[method-assign]
    return reader
