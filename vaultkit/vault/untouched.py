"""Whether a page is still as it was made, with nothing of its writer's on it."""

import re
from collections.abc import Iterable, Mapping, Sequence

from vaultkit.notes.blocks import find_blocks
from vaultkit.notes.hidden import Hidden, hidden, mask
from vaultkit.workbook.kinds import KINDS

HINTS = frozenset(
    (
        "*Two minutes are plenty. Leave out what you like.*",
        "*A word or two is plenty. Any line at the top may stay empty.*",
    )
)
"""The lines of the packaged templates that speak to the writer."""

# A page has these from the start.
_GIVEN = ("type", "date", "author", "tags", "share", "time")
_HEADING = re.compile(r"#{1,6}(\s|$)")
_VARIABLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>")
_MOST_VARIABLES = 3
_NO_WORDS = re.compile(r"[-*+_=#>|.\s]*(\[.\])?\s*")


def has_values(kind: str, properties: Mapping[str, object], measures: Iterable[str]) -> bool:
    """Whether any property of the kind, or of one's own `measures`, is filled in, well or not."""
    names = {field.name for field in KINDS[kind].fields}.difference(_GIVEN).union(measures)
    return any(properties.get(name) not in (None, "", []) for name in names)


def has_words(text: str, template: Sequence[re.Pattern[str]] = ()) -> bool:
    """Whether a note's body has words beyond headings, comments, the packaged hints and what vaultkit wrote itself.

    A part of vaultkit's in which someone has typed counts as words; what stands in the `template` that the note was
    begun from does not (see `lines_of_template`).
    """
    ours = [Hidden(one.start, one.end, "block") for one in find_blocks(text) if not one.touched]
    text = mask(text, ours)
    parts = [part for part in hidden(text) if part.kind in ("front matter", "comment")]
    lines = (line.strip("\ufeff\0 \t\r") for line in mask(text, parts).split("\n"))
    return any(
        line not in HINTS
        and not _HEADING.match(line)
        and not _NO_WORDS.fullmatch(line)
        and not any(pattern.fullmatch(line) for pattern in template)
        for line in lines
    )


def lines_of_template(text: str) -> list[re.Pattern[str]]:
    """What each line of a template looks like in a note, whatever its variables were filled in with.

    A line that is nothing but variables says nothing of a note, and is left out, as is one with very many of them.
    """
    found = []
    for line in {line.strip("\ufeff \t\r") for line in text.split("\n")}:
        fixed = [part.strip() for part in _VARIABLE.split(line)]
        if len(fixed) <= _MOST_VARIABLES + 1 and any(
            character.isalnum() for part in fixed for character in part
        ):
            found.append(re.compile(r"\s*.{0,200}?\s*".join(map(re.escape, fixed))))
    return found
