"""What a page is made of, and how it is laid out: everything escaped, nothing loaded from anywhere."""

from typing import NamedTuple

from vaultkit.render.charts.drawing import Chart, inline, said
from vaultkit.render.packaged import packaged_templates

_LONGEST = 600
"""Columns of one piece of someone's words; what is longer ends in an ellipsis."""


class Table(NamedTuple):
    """Rows under `columns`; the first cell of each says what the row is about.

    `below` are sentences that belong to it. One whose cells are all `short` fits on a telephone as it is.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    below: tuple[str, ...] = ()
    short: bool = False


class Quoted(NamedTuple):
    """Someone's own words, and where they are from, if that is told."""

    words: str
    source: str = ""


class Part(NamedTuple):
    """A part of a page under a heading; what is empty is left out."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    charts: tuple[Chart, ...] = ()
    quotes: tuple[Quoted, ...] = ()


class Page(NamedTuple):
    """A page: `lead` stands below its title, `foot` at its end."""

    title: str
    lead: str
    parts: tuple[Part, ...]
    foot: tuple[str, ...]


def page_html(page: Page) -> str:
    """The page as one HTML file."""
    from markupsafe import Markup

    parts = [
        {
            **part._asdict(),
            # Drawn from our own templates, in which every word was escaped.
            "charts": [
                {**chart._asdict(), "words": chart.words, "drawing": Markup(inline(chart))}
                for chart in part.charts
            ],
        }
        for part in page.parts
    ]
    return laid_out("report.html", {**page._asdict(), "parts": parts})


def laid_out(template: str, values: dict[str, object]) -> str:
    """A packaged page with these values; markup among them has to be safe already."""
    environment = packaged_templates("page")
    # Someone's words may be of any length and turn the direction of reading.
    environment.filters.setdefault("said", lambda text: said(str(text), _LONGEST))
    return environment.get_template(template).render(values)
