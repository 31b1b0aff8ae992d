"""`vaultkit sync`: init, join, status, log, restore."""

from typing import Annotated

import typer

from vaultkit.actions.sync_history import history, restore
from vaultkit.actions.syncing import Synced, forget, set_up, status, sync
from vaultkit.cli.opening import (
    DryRun,
    Json,
    a_date,
    opened,
    plain_app,
    print_json,
    say,
    say_path,
    today,
    wants_json,
)
from vaultkit.workbook.days import date_in_words
from vaultkit.workbook.quoting import one_line

app = plain_app("Exchange the shared folder with your partner. Only that folder ever leaves.")

Remote = Annotated[
    str,
    typer.Argument(metavar="PLACE", help="A folder (a stick, a shared drive), or an https or ssh address."),
]


@app.callback(invoke_without_command=True)
def sync_command(ctx: typer.Context, json: Json = False) -> None:
    """Share what you agreed to, bring what your partner sent, join both, and send yours."""
    if ctx.invoked_subcommand:
        return
    config = opened(ctx)
    quiet = wants_json(ctx, json)
    if status(config).paused:
        if quiet:
            print_json({"paused": True})
        else:
            say("Sync rests on this machine. vaultkit pause --end goes on with it.")
        return
    done = sync(config, today(ctx, config), None if quiet else _progress)
    if quiet:
        print_json(_as_json(done))
        return
    _say(done)


@app.command("init")
def init_command(ctx: typer.Context, place: Remote, json: Json = False) -> None:
    """Begin to exchange, as the first of you two. Nothing is sent before `vaultkit sync`."""
    _set_up(ctx, place, join=False, json=json)


@app.command("join")
def join_command(ctx: typer.Context, place: Remote, json: Json = False) -> None:
    """Take part in what your partner began, also if you both have a shared folder with notes already."""
    _set_up(ctx, place, join=True, json=json)


@app.command("status")
def status_command(ctx: typer.Context, json: Json = False) -> None:
    """Where it goes, when this machine last met the other, and what was kept twice."""
    config = opened(ctx)
    found = status(config)
    if wants_json(ctx, json):
        print_json(found)
        return
    if not found.remote:
        say("Sync is not set up. vaultkit sync init PLACE begins.")
        return
    say(f"Syncs with {one_line(found.remote)}{' (paused)' if found.paused else ''}")
    say(f"Last met on {date_in_words(found.met)}." if found.met else "Not met yet: vaultkit sync")
    for path, why in found.twice:
        say(f"Stands twice in {one_line(path)}: {one_line(why)}")


@app.command("log")
def log_command(ctx: typer.Context, json: Json = False) -> None:
    """What changed in the shared folder, by day."""
    config = opened(ctx)
    found = history(config)
    if wants_json(ctx, json):
        print_json(found)
        return
    if not found:
        say("Nothing yet.")
    for change in found:
        for path in change.paths:
            say(f"{change.day}  {one_line(path)}")


@app.command("restore")
def restore_command(
    ctx: typer.Context,
    path: Annotated[str, typer.Argument(metavar="PATH", help="The note's path in the shared folder.")],
    at: Annotated[str, typer.Option("--at", metavar="YYYY-MM-DD", help="As it was at the end of this day.")],
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Bring a check-in, a ritual, a goal or Our workbook back as it was."""
    config = opened(ctx)
    file, day = restore(config, path, a_date(at, "--at"), dry_run=dry_run)
    if wants_json(ctx, json):
        print_json({"path": file, "from": day, "dry_run": dry_run})
        return
    say(f"{'Would bring it back' if dry_run else 'Brought back'} as it was on {date_in_words(day)}.")
    say_path(file)


@app.command("forget")
def forget_command(ctx: typer.Context, json: Json = False) -> None:
    """Stop syncing with that place. Your notes stay, and nothing is sent about it."""
    was_there = forget(opened(ctx))
    if wants_json(ctx, json):
        print_json({"forgotten": was_there})
    else:
        say(
            "Sync is not set up any more. Your notes are as they were."
            if was_there
            else "Sync was not set up."
        )


def _set_up(ctx: typer.Context, place: str, *, join: bool, json: bool) -> None:
    found = set_up(opened(ctx), place, join=join)
    if wants_json(ctx, json):
        print_json({"remote": str(found)})
        return
    say("Ready. vaultkit sync exchanges the shared folder, and nothing else of your vault.")
    if not join:
        say(f"Your partner runs: vaultkit sync join {one_line(place)}")


def _progress(line: str) -> None:
    import sys

    if sys.stderr.isatty():
        typer.echo(line, err=True)


def _say(done: Synced) -> None:
    for path in done.changed:
        say(f"  {one_line(path)}")
    for one in done.twice:
        say(f"Stands twice in {one_line(one.path)}: {one_line(one.what.why)}")
    for sentence in done.told:
        say(one_line(sentence))
    if done.offline:
        say(f"Offline just now: {one_line(done.offline)}")
        say("Yours is kept here and goes out next time.")
    elif done.changed:
        say("Brought and joined. Both of you have the same now, once your partner syncs.")
    else:
        say("Everything is in step.")
    if done.waiting:
        say(
            f"{done.waiting} {'line waits' if done.waiting == 1 else 'lines wait'} for your yes: vaultkit share"
        )


def _as_json(done: Synced) -> dict[str, object]:
    return {**done._asdict(), "twice": [{"path": one.path, "why": one.what.why} for one in done.twice]}
