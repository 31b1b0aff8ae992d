"""Reads the properties of a note, the short way where that is sure."""

from vaultkit.errors import Problem
from vaultkit.notes.fast_reader import read_plain
from vaultkit.notes.front_matter import FrontMatter, find_front_matter
from vaultkit.notes.scalars import Value


def read_properties(
    text: str, *, whole: bool = True
) -> tuple[dict[str, Value], dict[str, int], tuple[Problem, ...]]:
    """The properties of a note, the line of each, and the problems; the body is not looked at.

    `text` may be the head of a file: say `whole=False` then, and where the problems are `(UNCLOSED,)`
    the front matter does not end in this head, so read more.
    """
    front = find_front_matter(text, whole=whole)
    if not isinstance(front, FrontMatter):
        return {}, {}, (front,) if front else ()
    return read_between(text[front.start : front.end])


def read_between(text: str) -> tuple[dict[str, Value], dict[str, int], tuple[Problem, ...]]:
    """Read what stands between the fences. YAML is loaded only where the plain reader is not sure."""
    if plain := read_plain(text):
        return *plain, ()
    from vaultkit.notes.yaml_reader import read_yaml

    return read_yaml(text, first_line=2)
