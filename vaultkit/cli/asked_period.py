"""The options that say which time a summary is about."""

from typing import TYPE_CHECKING, Annotated

import typer

from vaultkit.cli.opening import a_date
from vaultkit.workbook import periods

if TYPE_CHECKING:
    import datetime

    from vaultkit.vault.config import Config
    from vaultkit.vault.index import Index

Week = Annotated[bool, typer.Option("--week", help="This week.")]
Month = Annotated[bool, typer.Option("--month", help="This month.")]
Season = Annotated[bool, typer.Option("--season", help="This season.")]
Since = Annotated[str, typer.Option("--from", metavar="YYYY-MM-DD", help="From this day.")]
Until = Annotated[str, typer.Option("--to", metavar="YYYY-MM-DD", help="Up to this day.")]


def asked_period(
    config: "Config",
    day: "datetime.date",
    week: bool,
    month: bool,
    season: bool,
    since: str,
    until: str,
    index: "Index | None" = None,
) -> periods.Period:
    """The time that was asked for, the last four weeks if none was; wrong usage for two at once, or one that runs backwards.

    `index` is one that is up to date already, if there is one at hand.
    """
    if sum((week, month, season, bool(since or until))) > 1:
        raise typer.BadParameter(
            "expected one of --week, --month, --season, or --from and --to", param_hint="the time"
        )
    if week:
        return periods.week(day)
    if month:
        return periods.month(day)
    if season:
        from vaultkit.actions.progress import season_period

        return season_period(config, day, index)
    if not (since or until):
        return periods.recent(day)
    last = a_date(until, "--to") if until else day
    first = a_date(since, "--from") if since else periods.recent(last).since
    if last < first:
        raise typer.BadParameter(f"{last} is before {first}", param_hint="--to")
    return periods.between(first, last)
