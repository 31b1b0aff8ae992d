"""`vaultkit version`."""

import typer

from vaultkit.cli.opening import Json, plain_app, print_json, wants_json

app = plain_app()

PROTOCOL = 1
"""Goes up when a form that the plugin for Obsidian relies on changes, so that one of another age is told apart."""


@app.command()
def version(ctx: typer.Context, json: Json = False) -> None:
    """Which program this is, and which plugins it understands. Works with or without a vault."""
    from vaultkit import __version__

    if wants_json(ctx, json):
        print_json({"program": "vaultkit", "version": __version__, "protocol": PROTOCOL})
    else:
        typer.echo(f"vaultkit {__version__}")
        typer.echo(f"speaks with its plugin by protocol {PROTOCOL}")
