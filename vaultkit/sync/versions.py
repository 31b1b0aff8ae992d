"""What stands twice in a merged note because two versions could not be joined, and how it looks there."""

from typing import NamedTuple

TITLE = "> [!question] Two versions"


class KeptBoth(NamedTuple):
    """Two versions that both stand in the merged note, and why.

    `kind` is what they are: prose, item, row, heading, property and so on. Which is `one` and which is `two` is
    given by their text, not by whose they are.
    """

    kind: str
    why: str
    one: str
    two: str


class Text(NamedTuple):
    """What a piece became. `other` is the second version, if both stand.

    `aside` says that the second version is of a part only: of the heading's words, of a sentence of the paragraph.
    """

    text: str
    other: str | None = None
    aside: bool = False


def callout(one: str, two: str) -> str:
    """Both versions in a callout, indented as the first is."""
    indent = one[: len(one) - len(one.lstrip(" \t"))]
    lines = [TITLE, *_quoted(one, indent), ">", *_quoted(two, indent)]
    return "\n".join(indent + line for line in lines)


def beside(other: str) -> str:
    """A callout with the other version of the line above it."""
    return "\n".join([TITLE, *_quoted(other, "")])


def _quoted(text: str, indent: str) -> list[str]:
    return [f"> {line.removeprefix(indent)}".rstrip(" ") for line in text.split("\n")]
