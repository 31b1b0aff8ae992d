"""Where a note's end is still inside code, a comment or HTML that nothing closes, and the mark that closes it."""

import re

from vaultkit.notes.hidden import Hidden, hidden

_RAW = re.compile(r"<(script|pre|style|textarea)(?=[\s>])", re.IGNORECASE)


def with_open_part_closed(text: str) -> str:
    """The text, with the lines that end the code, comment or HTML which would swallow what is added below it.

    The very same text where there is none. Nobody sees a difference: such a part ends with the note anyway.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    # Twice, for code that is itself inside a comment.
    for _ in range(2):
        part = _open_part(text)
        mark = _mark(text, part) if part else ""
        if not mark:
            break
        text = f"{text}{'' if text.endswith(chr(10)) else newline}{mark}{newline}"
    return text


def _open_part(text: str) -> Hidden | None:
    """The part that reaches into a paragraph below the text."""
    below = (text if text.endswith("\n") else f"{text}\n") + "\n"
    # The second one: a comment that nothing closes ends where the next begins, which may be in what is added.
    for added in ("words\n", "%%\n"):
        parts = hidden(below + added)
        if parts and parts[-1].start < len(below) < parts[-1].end:
            return parts[-1]
    return None


def _mark(text: str, part: Hidden) -> str:
    if part.kind == "fence":
        fence = re.match(r"`+|~+", text[part.start :])
        return fence[0] if fence else ""
    if part.kind == "comment":
        return "-->" if text.startswith("<!--", part.start) else "%%"
    raw = _RAW.match(text.lstrip("\ufeff")[part.start :].lstrip()) if part.kind == "html" else None
    return f"</{raw[1].lower()}>" if raw else ""
