"""`vaultkit progress`."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from vaultkit.actions.progress import Summary, season_period, summary, write_summary
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
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """What your notes say so far.

    Without a time, it is about the last four weeks.
    """
    config = opened(ctx)
    day = today(ctx, config)
    found = summary(config, _period(config, day, week, month, season, since, until), day)
    written = write_summary(config, found, dry_run=dry_run) if write else None
    if wants_json(ctx, json):
        print_json(_as_json(found) | ({"path": written.path, "dry_run": dry_run} if written else {}))
        return
    typer.echo(summary_text(found.progress, columns()), nl=False)
    _signpost(config, found, day)
    if written:
        typer.echo("")
        typer.echo("Would write:" if dry_run else "Also written here:")
        say_path(written.path)


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


def _signpost(config: "Config", found: Summary, day: date) -> None:
    """Point to support, once a week at most, where a person is looking and nothing records what is said."""
    if not (found.support and sys.stdout.isatty()):
        return
    from vaultkit.vault.state import read_state, write_state
    from vaultkit.workbook.signpost import may_show

    try:
        last = date.fromisoformat(str(read_state(config, "signpost")))
    except ValueError:
        last = None
    if may_show(day, last):
        typer.echo("\nSome of these days were heavy. You do not have to carry them alone:")
        typer.echo("vaultkit support")
        write_state(config, "signpost", str(day))
