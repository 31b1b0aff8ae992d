"""`vaultkit init`."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from vaultkit.actions.init import InitResult, init
from vaultkit.cli.opening import DryRun, Json, agrees, asks, plain_app, print_json, say, wants_json
from vaultkit.vault.discovery import CONFIG

app = plain_app()


@app.command("init")
def init_command(
    ctx: typer.Context,
    path: Annotated[
        str, typer.Argument(metavar="[PATH]", help="The vault's folder; this one if left out.")
    ] = "",
    me: Annotated[str, typer.Option(metavar="NAME", help="What you are called here.")] = "",
    partner: Annotated[
        str, typer.Option(metavar="NAME", help="What your partner is called; may come later.")
    ] = "",
    private: Annotated[
        bool | None,
        typer.Option("--private/--not-private", help="Whether the folder is for your eyes alone (0700)."),
    ] = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Create a vault, or make an existing one ready. No note in it is changed.

    In a vault of Obsidian's, your notes stay as they are: your daily notes are taken over as pages, tables are made in
    the folder Bases, and names of properties are added to .obsidian/types.json.
    """
    folder = Path(path or ctx.find_root().obj["vault"] or ".")
    asking = asks() and not wants_json(ctx, json)
    # Looked at first, so that a place that cannot be is refused before anything is asked, and whoever is warned can choose.
    proposed = init(folder, me, partner, private=private, dry_run=True)
    adopt = True
    if asking and not proposed.already:
        me = me or typer.prompt("What are you called", default=proposed.me)
        partner = partner or typer.prompt(
            "And your partner (blank for later)", default="", show_default=False
        )
        proposed = init(folder, me, partner, private=private, dry_run=True)
    if asking and not dry_run:
        _say_warnings(proposed)
        if proposed.warnings and not proposed.already:
            _go_on_or_stop()
        if proposed.warnings and private is None and folder.expanduser().is_dir():
            private = agrees("Close the folder to everyone but you", usually=True)
        if proposed.adopted:
            _say_adopted(proposed)
            adopt = agrees("Use your daily notes for your pages", usually=True)
    done = init(folder, me, partner, private=private, adopt=adopt, dry_run=dry_run)
    if wants_json(ctx, json):
        print_json({**done._asdict(), "dry_run": dry_run})
        return
    if not (asking and proposed.adopted and not dry_run):
        _say_adopted(done)
    _say(done, dry_run=dry_run)
    if not done.already and not me:
        other = "another name: --me NAME" if dry_run else f"for another name, change me in {CONFIG}"
        typer.echo(f"You are called {done.me} here; {other}", err=True)
    if not asking or dry_run:
        _say_warnings(done)


def _go_on_or_stop() -> None:
    if not agrees("Go on in this place", usually=True):
        raise typer.Abort


def _say(done: InitResult, *, dry_run: bool) -> None:
    """What was made; its last line is what to do next."""
    for name in done.created:
        typer.echo(f"{'would make' if dry_run else 'made'}  {name}")
    for name in done.changed:
        typer.echo(f"{'would add to' if dry_run else 'added to'}  {name}")
    if done.already and not (done.created or done.changed):
        typer.echo("Everything is in place already; nothing was changed.")
    elif not dry_run:
        where = shlex.quote(str(done.root))
        typer.echo(f"Your vault is ready in {done.root}.")
        typer.echo(
            "It is a workbook, not therapy. If you feel unsafe with or controlled by your partner, leave the"
        )
        typer.echo("shared parts alone; a device that they cannot open may be wiser. More: vaultkit support")
        typer.echo(f"A first page: vaultkit --vault {where} journal")


def _say_adopted(found: InitResult) -> None:
    """What is taken over from Obsidian, and what is not."""
    for sentence in (*found.adopted, *found.left):
        say(sentence)


def _say_warnings(found: InitResult) -> None:
    for warning in found.warnings:
        typer.echo(f"Please note: {warning}", err=True)
