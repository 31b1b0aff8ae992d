"""The marks around a part that vaultkit writes: what they look like, and the hash that tells whether someone typed in it."""

import re

MARK = r"[ \t]*%%[ \t]*vaultkit:(?P<side>begin|end)[ \t]+(?P<name>[^\s%]+)(?:[ \t]+(?P<hash>[^\s%]+))?[ \t]*%%[ \t]*\r?$"
MARK_LINE = re.compile(rf"^\ufeff?(?P<mark>{MARK})", re.MULTILINE)


def has_mark(text: str) -> bool:
    """Whether a line of the text is a mark, of whatever block."""
    return MARK_LINE.search(text) is not None


def count_marks(text: str) -> int:
    """How many lines of the text are marks."""
    return sum(1 for _ in MARK_LINE.finditer(text))


def content_hash(content: str) -> str:
    """The hash a begin mark carries: 12 hex digits, the same whatever the line ends."""
    from hashlib import sha256

    return sha256(as_content(content).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def as_content(text: str) -> str:
    """The text as the `content` of a block: newlines as `\\n`, and none at its end."""
    # Editors take a lone return for a line end too, and write it back as one.
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def marked(name: str, content: str, newline: str = "\n") -> str:
    """A whole block: `content` between its marks, each on a line of its own with a blank line before the last."""
    lines = [f"%% vaultkit:begin {name} {content_hash(content)} %%", *content.split("\n"), ""]
    if not content:
        lines.pop()
    return newline.join([*lines, f"%% vaultkit:end {name} %%"])
