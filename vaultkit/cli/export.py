"""`vaultkit export`."""

from pathlib import Path
from typing import Annotated

import typer

from vaultkit.actions.leaving import export
from vaultkit.cli.opening import Json, opened, plain_app, print_json, say, say_path, wants_json

app = plain_app()


@app.command("export")
def export_command(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="A new or empty folder outside the vault.")],
    json: Json = False,
) -> None:
    """Copy all of your notes as plain files, and what they say as one JSON file."""
    done = export(opened(ctx), Path(folder))
    if wants_json(ctx, json):
        print_json(done)
        return
    say(
        f"{done.notes} notes, and what they say in {done.data.name}. It is for your eyes: keep it where they are safe."
    )
    say_path(done.folder)
