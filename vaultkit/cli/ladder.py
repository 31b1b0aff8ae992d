"""`vaultkit ladder`: new, log, next and show."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vaultkit.actions.ladder import LadderView, keep_fresh, ladders_on, one_ladder, refresh_ladder_note, take
from vaultkit.cli.ladder_log import log
from vaultkit.cli.ladder_saying import (
    advice_json,
    for_a_person,
    offer_to_move,
    say_advice,
    say_moved,
    say_unread,
)
from vaultkit.cli.new import make_new
from vaultkit.cli.opening import (
    DryRun,
    Json,
    asks,
    columns,
    opened,
    plain_app,
    print_json,
    say,
    say_path,
    today,
    wants_json,
)
from vaultkit.workbook.records import name_of

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

app = plain_app("Ladders: steps of planned time apart.")

_Name = Annotated[
    str, typer.Argument(metavar="[NAME]", help="One ladder, by its name or its number; all if left out.")
]
_NONE = "No ladder yet. When you want to start one: vaultkit ladder new"


@app.command()
def new(ctx: typer.Context, dry_run: DryRun = False, json: Json = False) -> None:
    """A new ladder, by questions or from standard input.

    Standard input is read as YAML: title, goal, steps. Steps go from the easiest to the hardest, each with its length,
    such as `20 min: a walk alone`. Where one is more than double the one before, that is pointed out.
    """
    path = make_new(ctx, "ladder", {}, dry_run=dry_run, json=json).path
    if dry_run:
        return
    config = opened(ctx)
    day = today(ctx, config)
    keep_fresh(config, path, day)
    if not asks():
        _warn(config, path, day)


app.command()(log)


@app.command("next")
def next_step(
    ctx: typer.Context,
    name: _Name = "",
    take_it: Annotated[
        bool, typer.Option("--take", help="Yes: move to the next step, where the advice says so.")
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Also into the ladder's own note, in a part of its own.")
    ] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """What to try next on each ladder, and why."""
    config = opened(ctx)
    day = today(ctx, config)
    as_json = wants_json(ctx, json)
    if take_it:
        view = one_ladder(config, day, name)
        taken = take(config, view, day, dry_run=dry_run)
        name = name_of(view.ladder.path)
        if not as_json:
            say_moved(taken, dry_run=dry_run)
    views = ladders_on(config, day, name)
    if not name:
        views = [view for view in views if view.ladder.status == "active"] or views
    written = _write(config, views, day, dry_run) if write else []
    if as_json:
        more: dict[str, object] = {"taken": taken, "dry_run": dry_run} if take_it else {}
        print_json([{**advice_json(view), **more} for view in views])
        say_unread(config)
        return
    if not views:
        say_unread(config)
        say(_NONE)
    for number, view in enumerate(for_a_person(config, views, day)):
        if number or take_it:
            typer.echo("")
        say_advice(view)
        if asks() and not (take_it or dry_run):
            offer_to_move(config, view, day)
    if written:
        typer.echo("")
        typer.echo("Would write:" if dry_run else "Also written here:")
    for path in written:
        say_path(path)
    say_unread(config)


@app.command()
def show(
    ctx: typer.Context,
    name: _Name = "",
    plain: Annotated[bool, typer.Option("--plain", help="Plain sentences, nothing drawn.")] = False,
    json: Json = False,
) -> None:
    """Each ladder drawn, with where you stand on it."""
    config = opened(ctx)
    day = today(ctx, config)
    views = ladders_on(config, day, name)
    if wants_json(ctx, json):
        print_json([_as_json(view) for view in views])
        say_unread(config)
        return
    if not views:
        say_unread(config)
        say(_NONE)
        return
    from vaultkit.render.ladder import in_ascii, ladder_text

    plain = plain or bool(os.environ.get("ACCESSIBLE")) or os.environ.get("TERM") == "dumb"
    shown = "\n\n".join(
        ladder_text(view.ladder, view.sessions + view.plans, view.advice, day, columns(), drawn=not plain)
        for view in for_a_person(config, views, day)
    )
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf8")
    typer.echo(shown if is_utf8 else in_ascii(shown))
    say_unread(config)


def _warn(config: "Config", path: Path, day: date) -> None:
    """Point out steps that are more than double the one before; at a terminal that was said at once."""
    from vaultkit.cli.asking_ladder import warnings

    place = path.relative_to(config.root).as_posix()
    for view in ladders_on(config, day):
        if view.ladder.path == place:
            for line in warnings(view.ladder.steps):
                typer.echo(f"A hint: {line}", err=True)


def _write(config: "Config", views: list[LadderView], day: date, dry_run: bool) -> list[Path]:
    paths = [config.root / view.ladder.path for view in views]
    for path in paths:
        refresh_ladder_note(config, path, day, add=True, dry_run=dry_run)
    return paths


def _as_json(view: LadderView) -> dict[str, object]:
    state = {name: value for name, value in view.state._asdict().items() if name != "advice"}
    return {
        **view.ladder._asdict(),
        "name": name_of(view.ladder.path),
        "state": state,
        "sessions": view.sessions,
        "plans": view.plans,
        "advice": view.advice,
    }
