"""A period as one page to look at, to print, or to take along."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.own_files import OwnFile, write_own

if TYPE_CHECKING:
    from vaultkit.render.page.layout import Page
    from vaultkit.vault.config import Config
    from vaultkit.workbook.periods import Period

AUDIENCES = ("myself", "professional", "both")


class Report(NamedTuple):
    """A page, whom it is for (one of `AUDIENCES`), and what happened to its file."""

    period: "Period"
    audience: str
    file: OwnFile


def report(
    config: "Config",
    period: "Period",
    today: date,
    *,
    audience: str = "myself",
    with_words: bool = False,
    dry_run: bool = False,
) -> Report:
    """Write the page of a period into the progress folder, readable by its owner alone.

    `myself` and `professional` are made of one's own notes, `both` of shared ones; its page has words of either partner
    `with_words` alone. ValueError for another audience; UserError where nothing can be written.
    """
    if audience not in AUDIENCES:
        raise ValueError(f"expected one of {', '.join(AUDIENCES)}, not {audience}")
    from vaultkit.render.page.layout import page_html

    if audience == "both":
        page = _shared_page(config, period, today, with_words)
    else:
        page = _own_page(config, period, today, audience)
    name = {"myself": "", "professional": ", to take along", "both": ", of both"}[audience]
    path = config.folder("progress") / f"Report {period.name}{name}.html"
    return Report(period, audience, write_own(path, page_html(page), root=config.root, dry_run=dry_run))


def _own_page(config: "Config", period: "Period", today: date, audience: str) -> "Page":
    from vaultkit.actions.progress import summary
    from vaultkit.render.charts.drawn import charts_of
    from vaultkit.render.page.report import own_page, professional_page
    from vaultkit.workbook.chart_data import chart_data

    found = summary(config, period, today)
    charts = charts_of(chart_data(found.progress, found.notes))
    if audience == "professional":
        return professional_page(found.progress, found.notes, charts, config.me)
    return own_page(found.progress, charts)


def _shared_page(config: "Config", period: "Period", today: date, with_words: bool) -> "Page":
    from vaultkit.actions.progress import together_in
    from vaultkit.render.page.together import shared_page

    return shared_page(together_in(config, period, today), with_words=with_words)
