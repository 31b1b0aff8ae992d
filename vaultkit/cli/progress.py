"""`vaultkit progress`."""

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from vaultkit.actions.progress import Summary, eyes_alone, summary, together_in, write_summary
from vaultkit.cli.asked_period import Month, Season, Since, Until, Week, asked_period
from vaultkit.cli.opening import (
    DryRun,
    Json,
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
from vaultkit.vault.reading import fresh_index
from vaultkit.workbook.periods import Period

if TYPE_CHECKING:
    from vaultkit.workbook.together import Together

app = plain_app()


@app.command()
def progress(
    ctx: typer.Context,
    week: Week = False,
    month: Month = False,
    season: Season = False,
    since: Since = "",
    until: Until = "",
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
    if with_partner and (write or explain):
        raise typer.BadParameter("expected it without --write and --explain", param_hint="--with-partner")
    with fresh_index(config) as index:
        period = asked_period(config, day, week, month, season, since, until, index)
        if with_partner:
            _together(together_in(config, period, day, index), period, wants_json(ctx, json))
            return
        found = summary(config, period, day, index)
    if wants_json(ctx, json):
        written = write_summary(config, found, dry_run=dry_run) if write else None
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
    if write:
        # After the figures, which are there to read even where the note can't be written.
        written = write_summary(config, found, dry_run=dry_run)
        typer.echo("")
        typer.echo("Would write:" if dry_run else "Also written here:")
        say_path(written.path)


def _together(found: "Together", period: Period, as_json: bool) -> None:
    """What both share, and nothing of one's own: no sign-post either, because two are looking."""
    from vaultkit.render.together import together_text

    if as_json:
        print_json({"period": period.name, **found._asdict()})
    else:
        typer.echo(together_text(found, columns()), nl=False)


def _is_read_out() -> bool:
    """Whether a screen reader may be reading, or the terminal shows plain text alone."""
    return bool(os.environ.get("ACCESSIBLE")) or os.environ.get("TERM") == "dumb"


def _as_json(found: Summary) -> dict[str, object]:
    """Everything but the sign-post, which is for the person at the terminal alone."""
    measures = {one.name: one.figure for one in found.progress.measures}
    return {"period": found.period.name, **found.progress._asdict(), "measures": measures}
