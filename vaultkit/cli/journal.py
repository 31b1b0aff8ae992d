"""`vaultkit journal`."""

from typing import Annotated

import typer

from vaultkit.actions.journal import open_journal
from vaultkit.cli.opening import DryRun, Json, opened, plain_app, print_json, say_path, today, wants_json

app = plain_app()


@app.command()
def journal(
    ctx: typer.Context,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in Obsidian, or in your editor.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Today's journal note: made from its template if it is not there yet."""
    config = opened(ctx)
    day = today(ctx, config)
    made = open_journal(config, day, dry_run=dry_run)
    if wants_json(ctx, json):
        print_json({"path": made.path, "date": day, "created": made.created, "dry_run": dry_run})
    else:
        if made.created:
            typer.echo("Would make:" if dry_run else "A fresh page. Two minutes are plenty.")
        say_path(made.path)
    if open_it and not dry_run:
        from vaultkit.cli.opening_notes import show

        show(config, made.path)
