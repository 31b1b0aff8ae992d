"""`vaultkit pause`."""

from typing import Annotated

import typer

from vaultkit.actions.syncing import pause
from vaultkit.cli.opening import Json, opened, plain_app, print_json, say, wants_json

app = plain_app()


@app.command("pause")
def pause_command(
    ctx: typer.Context,
    end: Annotated[bool, typer.Option("--end", help="Go on with it.")] = False,
    json: Json = False,
) -> None:
    """Stop syncing for a while. Nothing is sent about it, and nothing of yours goes out meanwhile."""
    pause(opened(ctx), end=end)
    if wants_json(ctx, json):
        print_json({"paused": not end})
    else:
        say("Sync goes on." if end else "Sync rests on this machine. vaultkit pause --end goes on with it.")
