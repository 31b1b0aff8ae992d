"""`vaultkit calendar`."""

from pathlib import Path
from typing import Annotated

import typer

from vaultkit.actions.calendar import CalendarFile, Calendars, write_calendars
from vaultkit.cli.opening import (
    DryRun,
    Json,
    opened,
    plain_app,
    print_json,
    say,
    say_path,
    today,
    wants_json,
    working_folder,
)

app = plain_app()


@app.command()
def calendar(
    ctx: typer.Context,
    out: Annotated[
        str, typer.Option(metavar="FILE", help="Where the calendar of you both goes: check-ins and rituals.")
    ] = "",
    private: Annotated[
        str, typer.Option(metavar="FILE", help="Where your own practice goes, in a file of its own.")
    ] = "",
    names: Annotated[
        bool, typer.Option("--names", help="Show the names of your tools and ladders in your own file.")
    ] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Your check-ins, rituals and own practice as files for a calendar.

    Without a file named, both go to the folder Calendar in your vault, which is not shared. With one named, that
    one alone is written. Entries of your own are called "Time for myself" unless you ask for --names.
    """
    config = opened(ctx)
    found = write_calendars(
        config,
        today(ctx, config),
        ours=_place(out, "--out"),
        mine=_place(private, "--private"),
        names=names,
        dry_run=dry_run,
    )
    if wants_json(ctx, json):
        print_json({**found._asdict(), "dry_run": dry_run})
    else:
        _say(found, asked_for_mine=bool(private or not out), dry_run=dry_run)
    if found.problems:
        raise typer.Exit(3)


def _place(typed: str, option: str) -> Path | None:
    if not typed:
        return None
    path = working_folder() / typed
    if path.is_dir():
        raise typer.BadParameter(f"{typed} is a folder, expected a file such as Ours.ics", param_hint=option)
    if not path.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {path.parent}", param_hint=option)
    return path


def _say(found: Calendars, *, asked_for_mine: bool, dry_run: bool) -> None:
    for problem in found.problems:
        typer.echo(f"vaultkit: {problem}", err=True)
    written = [
        (words, one)
        for words, one in (("For you both", found.ours), ("For you alone", found.mine))
        if one is not None
    ]
    if found.mine is None and asked_for_mine:
        say("For you alone: nothing planned so far. A tool that has `days` in its note comes in here.")
    for words, one in written:
        say(f"{words}: {_entries(one)}" + (", as before" if not one.changed else ""))
    if written:
        say("Would write:" if dry_run else "Open or import each in your calendar:")
    for _, one in written:
        say_path(one.path)


def _entries(one: CalendarFile) -> str:
    return f"{one.entries} {'entry' if one.entries == 1 else 'entries'}"
