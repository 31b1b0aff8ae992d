"""`vaultkit report`."""

from pathlib import Path
from typing import Annotated

import typer

from vaultkit.actions.report import report as write_report
from vaultkit.cli.asked_period import Month, Season, Since, Until, Week, asked_period
from vaultkit.cli.opening import DryRun, Json, opened, plain_app, print_json, say, say_path, today, wants_json

app = plain_app()

_WORDS = {
    "myself": "For your eyes, until you show it to someone.",
    "professional": "To take along. Read it first: it holds your own words about practice and what you feared.",
    "both": "From shared notes alone.",
}


@app.command()
def report(
    ctx: typer.Context,
    week: Week = False,
    month: Month = False,
    season: Season = False,
    since: Since = "",
    until: Until = "",
    for_professional: Annotated[
        bool, typer.Option("--for-professional", help="In the order in which a professional reads.")
    ] = False,
    with_partner: Annotated[bool, typer.Option("--with-partner", help="From shared notes alone.")] = False,
    with_words: Annotated[
        bool, typer.Option("--with-words", help="With --with-partner: what either of you wrote, too.")
    ] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """A page with charts, to look at, print or take along.

    It is one file on your machine. Without a time, it is about the last four weeks.
    """
    if for_professional and with_partner:
        raise typer.BadParameter(
            "expected one of --for-professional and --with-partner", param_hint="whom it is for"
        )
    if with_words and not with_partner:
        raise typer.BadParameter("goes with --with-partner", param_hint="--with-words")
    config = opened(ctx)
    day = today(ctx, config)
    period = asked_period(config, day, week, month, season, since, until)
    audience = "professional" if for_professional else "both" if with_partner else "myself"
    made = write_report(config, period, day, audience=audience, with_words=with_words, dry_run=dry_run)
    path = made.file.path
    if open_it and not dry_run:
        open_page(path)
    if wants_json(ctx, json):
        print_json(
            {
                "path": path,
                "period": period.name,
                "from": period.since,
                "to": period.until,
                "for": audience,
                "created": made.file.created,
                "changed": made.file.changed,
                "dry_run": dry_run,
            }
        )
        return
    say("Would write:" if dry_run else _WORDS[audience])
    say_path(path)


def open_page(path: Path) -> None:
    """Show a page in the person's own browser, if there is one."""
    from webbrowser import open as show

    show(path.as_uri())
