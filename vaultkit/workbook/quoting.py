"""Quoting someone's words inside a note that a program writes, so that they stay words.

A bullet can come from anyone who can write to the shared folder. Quoted as it stands it
could end our generated part, run a script of a plugin, pull another note or a picture in, or
become a task or a property. The words themselves stay; what would act is taken apart.
"""

import re
import unicodedata

LONGEST = 600
"""The most characters of one quoted line, its backslashes not counted; what is longer ends in an ellipsis."""

_LINK = re.compile(r"!?\[\[([^\[\]]*)\]\]")
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)")
_LIST_MARKS = re.compile(r"^(?:[-+*](?:\s+|$))+")
_EMPHASIS = re.compile(
    r"(?<![\w\\*_~=])(\*\*\*|\*\*|\*|___|__|_|~~|==)(?=[^\s*_~=])([^*_~=]*[^\s\\*_~=])\1(?![\w*_~=])"
)
_PUNCTUATION = re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

_APART = (
    # Marks that act where they stand together: comments, inline fields, links, embeds, highlights, templates, and
    # addresses other than those of the web.
    (
        re.compile(
            r"%(?=%)|:(?=:)|\[(?=\[)|\](?=[\](:])|!(?=\[)|=(?==)|\{(?=[{%])"
            r"|(?<!\bhttp)(?<!\bhttps):(?=//)|(?<=\bjavascript):(?=\S)|(?<=\bdata):(?=\S)",
            re.IGNORECASE,
        ),
        r"\g<0> ",
    ),
    # A number after the sign is no tag, and neither is C#.
    (re.compile(r"(?<!\w)#(?=[^\s#])(?!\d+(?![\w/-]))"), "# "),
)
_ESCAPED = (
    re.compile(rf"\\(?=[{_PUNCTUATION}]|$)"),
    # Stars, waves and dollars with white space on both sides, and lines within a word, stand for themselves.
    re.compile(r"\*(?=\S)|(?<=\S)\*|(?<!\w)_|_(?!\w)|~(?=~)|(?<=~)~|(?<!\s)\$"),
    # What would begin a heading, a quotation, a rule or a task.
    re.compile(r"^(?=>|#{1,6}(?:\s|$)|--|\[.\](?:\s|$))"),
)
_NUMBER = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))")


def quoted(text: str) -> str:
    """`text` on one line of Markdown, with nothing in it that Obsidian or a plugin would act on.

    Links and embeds become the words they show, emphasis becomes plain; a backslash goes before what
    would otherwise begin something. Empty only if `text` is blank.
    """
    line = one_line(text)
    for pattern in (_LINK, _MARKDOWN_LINK):
        line = pattern.sub(lambda found: found[1].rpartition("|")[2], line)
    line = " ".join(_EMPHASIS.sub(r"\2", line).split())
    line = _LIST_MARKS.sub("", line)
    line = line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
    line = line.replace("`", "'").replace("<", "‹").replace("^", "ˆ")
    for pattern, apart in _APART:
        line = pattern.sub(apart, line)
    for pattern in _ESCAPED:
        line = pattern.sub(r"\\\g<0>", line)
    line = _NUMBER.sub(r"\1\\", line)
    return line or ("…" if text.strip() else "")


def one_line(text: str) -> str:
    """`text` on one line, without what a terminal would act on or what turns the direction of reading."""
    # Bounded first, so that no pattern ever meets a line of megabytes.
    plain = "".join(_plain(character) for character in text[: 8 * LONGEST])
    return unicodedata.normalize("NFC", " ".join(plain.split()))


def as_link(name: str, shown: str = "", heading: str = "") -> str:
    """A wikilink to the note of that name, or its quoted name where the name can't stand in a link."""
    name = unicodedata.normalize("NFC", name)
    if not name or one_line(name) != name or re.search(r"[]\[|#^\\`<>$]|%%|::", name):
        return quoted(shown or name)
    return f"[[{name}{'#' + heading if heading else ''}{'|' + shown if shown else ''}]]"


def _plain(character: str) -> str:
    """White space for a control character, nothing for one that turns the direction of the text."""
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    turns = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b"
    return "" if category in ("Cs", "Co") or character in turns else character
