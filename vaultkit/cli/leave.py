"""`vaultkit leave`."""

from typing import Annotated

import typer

from vaultkit.actions.leaving import leave
from vaultkit.cli.opening import (
    DryRun,
    Json,
    agrees,
    asks,
    opened,
    plain_app,
    print_json,
    say,
    say_path,
    today,
    wants_json,
)
from vaultkit.errors import UserError

app = plain_app()


@app.command("leave")
def leave_command(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Without being asked.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Stop sharing, on your own and without a word to anyone. Your own notes stay.

    The shared folder is moved aside and kept, sync is taken down, and everything goes on for you alone.
    """
    config = opened(ctx)
    if not (yes or dry_run):
        if not asks():
            raise UserError("leave: nobody is here to be asked; say --yes if you mean it")
        say("This stops sharing and syncing on this machine. Nothing is sent, and nobody is told.")
        say("Your notes stay. The shared folder is kept under another name.")
        say("What your partner's machine has received, it keeps.")
        if not agrees("Leave the shared part"):
            raise typer.Abort
    done = leave(config, today(ctx, config), dry_run=dry_run)
    if wants_json(ctx, json):
        print_json({**done._asdict(), "dry_run": dry_run})
        return
    say(
        "Would stop sharing; nothing was changed."
        if dry_run
        else "Done. Nothing of yours is shared from here any more."
    )
    if not dry_run:
        say(
            "A folder that another product carries along still goes where that product takes it: look there, too."
        )
        say("If you are afraid, or want to talk: vaultkit support")
    if done.archive:
        say_path(done.archive)
