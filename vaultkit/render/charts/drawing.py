"""Laying a chart out from its packaged template: own colours, own background, nothing from outside.

A chart stands on its own as a file and in the middle of a page, where its style would reach all
else: so every class and id begins with the chart's name, and the name is one plain word.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from vaultkit.render.packaged import packaged_templates
from vaultkit.workbook.quoting import one_line

WIDTH = 400
"""Every chart's width, in its own units: small enough that its letters can be read on a telephone."""


class Chart(NamedTuple):
    """A drawing. `name` begins its classes and ids, `label` tells its file from others, `title` says what it is of.

    `sentences` say what it shows, in plain words, and `rows` the very numbers under `columns`.
    """

    name: str
    label: str
    title: str
    sentences: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    svg: str

    @property
    def words(self) -> str:
        """All its sentences."""
        return " ".join(self.sentences)


def draw(template: str, values: Mapping[str, object], chart: Chart) -> Chart:
    """`chart` with the drawing that the packaged template lays out; ValueError if its name is not one plain word."""
    if not re.fullmatch(r"[a-z][a-z0-9-]*", chart.name):
        raise ValueError(f"a chart's name is one plain word, not {chart.name!r}")
    known = {"name": chart.name, "title": chart.title, "words": chart.words, "width": WIDTH, **values}
    return chart._replace(svg=packaged_templates("charts").get_template(template).render(known))


def inline(chart: Chart) -> str:
    """The drawing for the middle of a page that has the chart's words beside it, so that none is read out twice."""
    start, end = chart.svg.index("<desc"), chart.svg.index("</desc>\n") + len("</desc>\n")
    return (chart.svg[:start] + chart.svg[end:]).replace(f" {chart.name}-desc", "", 1)


def said(text: str, columns: int = 200) -> str:
    """Someone's words on one line of at most so many columns, with nothing that XML or a screen would trip over."""
    line = "".join(
        character
        for character in one_line(text)
        # Marks that turn the direction of reading, and what no XML may hold.
        if (unicodedata.category(character) != "Cf" or character in "\u200c\u200d")
        and ord(character) & 0xFFFE != 0xFFFE
    )
    kept: list[str] = []
    used = 0.0
    for character in line:
        used += _columns(character)
        if used > columns:
            return "".join(kept[:-1]).rstrip() + "…"
        kept.append(character)
    return line


def _columns(character: str) -> float:
    """How broad a character is, in those of an ordinary letter."""
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 1.7 if character in "mwMW@%" else 1.25 if character.isupper() else 1
