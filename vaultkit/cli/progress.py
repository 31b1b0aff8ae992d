"""`vaultkit progress`."""

import os
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from vaultkit.actions.progress import Summary, eyes_alone, season_period, summary, together_in, write_summary
from vaultkit.cli.opening import (
    DryRun,
    Json,
    a_date,
    columns,
    opened,
    plain_app,
    print_json,
    say_path,
    today,
    wants_json,
)
from vaultkit.cli.signpost import point_to_support
from vaultkit.render.progress import summary_text
from vaultkit.workbook import periods

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

app = plain_app()


@app.command()
def progress(
    ctx: typer.Context,
    week: Annotated[bool, typer.Option("--week", help="This week.")] = False,
    month: Annotated[bool, typer.Option("--month", help="This month.")] = False,
    season: Annotated[bool, typer.Option("--season", help="This season.")] = False,
    since: Annotated[str, typer.Option("--from", metavar="YYYY-MM-DD", help="From this day.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="YYYY-MM-DD", help="Up to this day.")] = "",
    write: Annotated[bool, typer.Option("--write", help="Also as a note.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="How each figure is made.")] = False,
    with_partner: Annotated[
        bool, typer.Option("--with-partner", help="What you both share, for looking at it together.")
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="Words and numbers, without small drawings.")
    ] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """What your notes say so far.

    Without a time, it is about the last four weeks.
    """
    config = opened(ctx)
    day = today(ctx, config)
    period = _period(config, day, week, month, season, since, until)
    if with_partner:
        if write or explain:
            raise typer.BadParameter("expected it without --write and --explain", param_hint="--with-partner")
        _together(config, period, day, wants_json(ctx, json))
        return
    found = summary(config, period, day)
    written = write_summary(config, found, dry_run=dry_run) if write else None
    if wants_json(ctx, json):
        print_json(_as_json(found) | ({"path": written.path, "dry_run": dry_run} if written else {}))
        return
    if explain:
        from vaultkit.render.progress_explained import explained_text

        typer.echo(explained_text(found.progress, columns()), nl=False)
    else:
        shown = eyes_alone(found, day) if sys.stdout.isatty() else found.progress
        typer.echo(summary_text(shown, columns(), drawn=not (plain or _is_read_out())), nl=False)
        if found.support:
            point_to_support(config, day)
    if written:
        typer.echo("")
        typer.echo("Would write:" if dry_run else "Also written here:")
        say_path(written.path)


def _together(config: "Config", period: periods.Period, day: date, as_json: bool) -> None:
    """What both share, and nothing of one's own: no sign-post either, because two are looking."""
    from vaultkit.render.together import together_text

    found = together_in(config, period, day)
    if as_json:
        print_json({"period": period.name, **found._asdict()})
    else:
        typer.echo(together_text(found, columns()), nl=False)


def _is_read_out() -> bool:
    """Whether a screen reader may be reading, or the terminal shows plain text alone."""
    return bool(os.environ.get("ACCESSIBLE")) or os.environ.get("TERM") == "dumb"


def _period(
    config: "Config", day: date, week: bool, month: bool, season: bool, since: str, until: str
) -> periods.Period:
    if sum((week, month, season, bool(since or until))) > 1:
        raise typer.BadParameter(
            "expected one of --week, --month, --season, or --from and --to", param_hint="the time"
        )
    if week:
        return periods.week(day)
    if month:
        return periods.month(day)
    if season:
        return season_period(config, day)
    if not (since or until):
        return periods.recent(day)
    last = a_date(until, "--to") if until else day
    first = a_date(since, "--from") if since else periods.recent(last).since
    if last < first:
        raise typer.BadParameter(f"{last} is before {first}", param_hint="--to")
    return periods.between(first, last)


def _as_json(found: Summary) -> dict[str, object]:
    """Everything but the sign-post, which is for the person at the terminal alone."""
    measures = {one.name: one.figure for one in found.progress.measures}
    return {"period": found.period.name, **found.progress._asdict(), "measures": measures}
