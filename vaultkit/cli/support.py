"""`vaultkit support`."""

import os
from pathlib import Path

import typer

from vaultkit.cli.opening import Json, plain_app, print_json, say, wants_json
from vaultkit.errors import UserError
from vaultkit.workbook.signpost import support_lines

app = plain_app()


@app.command()
def support(ctx: typer.Context, json: Json = False) -> None:
    """Where to find someone to talk to. Works anywhere, with or without a vault."""
    lines = support_lines(_own_people(ctx))
    if wants_json(ctx, json):
        print_json({"support": lines})
    else:
        say("\n".join(lines))


def _own_people(ctx: typer.Context) -> tuple[str, ...]:
    """The people named in the settings; none where there is no vault or its settings can't be read."""
    from vaultkit.vault.config import load_config
    from vaultkit.vault.discovery import find_vault

    try:
        return load_config(find_vault(Path.cwd(), ctx.find_root().obj["vault"] or None, os.environ)).support
    except (UserError, OSError):
        return ()
