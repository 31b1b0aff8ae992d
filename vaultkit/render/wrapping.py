"""Fitting a line into the columns there are."""

from textwrap import wrap


def wrapped(line: str, width: int) -> str:
    """A line of `width` columns at most, going on below, a little further in than its words began."""
    if len(line) <= width:
        return line
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return "\n".join(wrap(line, width, subsequent_indent=indent, break_on_hyphens=False))
