"""`vaultkit journal`."""

from typing import Annotated

import typer

from vaultkit.actions.journal import Made, open_journal
from vaultkit.cli.opening import DryRun, Json, opened, plain_app, print_json, say, say_path, today, wants_json

app = plain_app()


@app.command()
def journal(
    ctx: typer.Context,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in Obsidian, or in your editor.")] = False,
    complete: Annotated[
        bool | None,
        typer.Option(
            "--complete/--as-it-is",
            help="Whether a note that is there gets the properties and headings it lacks. Its own lines stay.",
        ),
    ] = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Today's journal note: made from its template if it is not there yet."""
    config = opened(ctx)
    day = today(ctx, config)
    made = open_journal(config, day, complete=complete, dry_run=dry_run)
    if wants_json(ctx, json):
        print_json({**made._asdict(), "date": day, "dry_run": dry_run})
    else:
        _say(made, dry_run=dry_run)
    if open_it and not (dry_run or made.left_to):
        from vaultkit.cli.opening_notes import show

        show(config, made.path)


def _say(made: Made, *, dry_run: bool) -> None:
    """What happened, and in the last line where the page is or will be."""
    if made.left_to:
        say(f"{made.left_to} is for Templater: begin this note in Obsidian, and it will be here.")
    elif made.created:
        typer.echo("Would make:" if dry_run else "A fresh page. Two minutes are plenty.")
    elif made.completed:
        typer.echo("Would add what is missing to:" if dry_run else "Added what was missing.")
    say_path(made.path)
