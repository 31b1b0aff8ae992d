"""`vaultkit service`: the watcher as a service of this account."""

from typing import Annotated

import typer

from vaultkit.cli.opening import DryRun, Json, opened, plain_app, print_json, say, say_path, wants_json
from vaultkit.watch import service

app = plain_app("Keep the watcher running whenever you are logged in.")


@app.command("install")
def install_command(ctx: typer.Context, dry_run: DryRun = False, json: Json = False) -> None:
    """Start watching now, and whenever you log in."""
    config = opened(ctx)
    done = service.install(config, dry_run=dry_run)
    if wants_json(ctx, json):
        print_json({**done._asdict(), "dry_run": dry_run})
    elif dry_run:
        typer.echo("Would write:" if done.changed else "This is there already:")
        typer.echo(
            service.service_for(config).text.decode("utf-16" if done.path.suffix == ".xml" else "utf-8")
        )
        say_path(done.path)
    else:
        if done.hint:
            say(f"Written, and not started: {done.hint}")
        else:
            say("This vault is watched from now on, whenever you are logged in.")
        say_path(done.path)
    if done.hint:
        raise typer.Exit(3)


@app.command("uninstall")
def uninstall_command(ctx: typer.Context, dry_run: DryRun = False, json: Json = False) -> None:
    """Stop watching, and watch no more after you log in."""
    done = service.uninstall(opened(ctx), dry_run=dry_run)
    if wants_json(ctx, json):
        print_json({**done._asdict(), "dry_run": dry_run})
    elif not done.changed:
        say("There is no such service here.")
    else:
        say("Would take it away:" if dry_run else "The service is gone. Your notes are as they were.")
        if done.hint:
            say(f"It may still run: {done.hint}")
        say_path(done.path)
    if done.hint:
        raise typer.Exit(3)


@app.command("status")
def status_command(ctx: typer.Context, json: Json = False) -> None:
    """Whether it is installed, and whether the vault is watched."""
    found = service.standing(opened(ctx))
    if wants_json(ctx, json):
        print_json(found)
        return
    if not found.installed:
        say("No service is installed for this vault: vaultkit service install")
    else:
        say("The service is installed:")
        say_path(found.path)
        if not found.current:
            say(
                "It is from another version, or for another place; vaultkit service install brings it up to date."
            )
    say(
        f"The vault is watched, by process {found.pid}."
        if found.running
        else "The vault is not watched just now."
    )


@app.command("logs")
def logs_command(
    ctx: typer.Context,
    lines: Annotated[int, typer.Option("--lines", min=1, max=100_000, help="How many.")] = 40,
    json: Json = False,
) -> None:
    """The last lines of the watcher's log. No word of a note and no private name stands in it."""
    from vaultkit.vault.state import state_folder
    from vaultkit.watch.telling import last_lines

    found = last_lines(state_folder(opened(ctx)), lines)
    if wants_json(ctx, json):
        print_json(found)
        return
    for line in found or ["Nothing yet."]:
        typer.echo(line)
