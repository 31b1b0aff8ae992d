"""`vaultkit checkin`, `checkin hold` and `checkin skip`."""

from typing import TYPE_CHECKING, Annotated

import typer

from vaultkit.actions.checkin import Prepared, hold_checkin, prepare_checkin, skip_checkin, topics_numbered
from vaultkit.cli.opening import (
    DryRun,
    Json,
    Week,
    a_week,
    asks,
    opened,
    plain_app,
    print_json,
    say,
    say_path,
    today,
    wants_json,
)
from vaultkit.workbook.days import week_of

if TYPE_CHECKING:
    from pathlib import Path

    from vaultkit.vault.config import Config

app = plain_app("Write or refresh the week's check-in note with its agenda.")

_Numbers = Annotated[
    list[int] | None, typer.Option(metavar="NUMBER", help="A topic, by its number; may be repeated.")
]


@app.callback(invoke_without_command=True)
def checkin(
    ctx: typer.Context,
    week: Week = "",
    print_it: Annotated[
        bool, typer.Option("--print", help="Also as a page, for paper or a telephone.")
    ] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Write or refresh the week's check-in note with its agenda."""
    if ctx.invoked_subcommand:
        ctx.obj = {"week": week, "dry_run": dry_run, "json": json}
        return
    config = opened(ctx)
    prepared = prepare_checkin(config, _week(ctx, config, week), dry_run=dry_run)
    said = {
        "held": "This one was held; it stays as it is.",
        "skipped": "This one was skipped. What you brought waits for the next.",
    }
    if prepared.created:
        words = "Would make:" if dry_run else "The agenda is ready."
    elif prepared.changed:
        words = "Would refresh:" if dry_run else "The agenda is up to date again."
    else:
        words = said.get(prepared.status, "Nothing new since last time.")
    page = None
    if print_it:
        from vaultkit.actions.checkin_page import print_checkin

        page = print_checkin(config, prepared, dry_run=dry_run).path
    _show(ctx, prepared, words, json=json, dry_run=dry_run, page=page)


@app.command()
def hold(
    ctx: typer.Context,
    week: Week = "",
    talked: _Numbers = None,
    agreed: _Numbers = None,
    declined: _Numbers = None,
    dropped: _Numbers = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Close the week's check-in as held, and note which topics had their turn."""
    week, dry_run, json = _outer(ctx, week, dry_run, json)
    config = opened(ctx)
    week = _week(ctx, config, week)
    prepared = prepare_checkin(config, week, dry_run=dry_run)
    if prepared.topics and asks() and not (talked or agreed or declined or dropped):
        from vaultkit.cli.asking_turns import ask_turns

        talked, agreed, declined, dropped = ask_turns(prepared)
    closed = hold_checkin(
        config,
        week,
        talked=topics_numbered(prepared, talked or []),
        agreed=topics_numbered(prepared, agreed or [], wishes=True),
        declined=topics_numbered(prepared, declined or [], wishes=True),
        dropped=topics_numbered(prepared, dropped or [], wishes=True),
        dry_run=dry_run,
    )
    words = "Held. What had no turn waits for the next one. To take it back, set its status to planned."
    _show(ctx, closed, "Would hold:" if dry_run else words, json=json, dry_run=dry_run)


@app.command()
def skip(ctx: typer.Context, week: Week = "", dry_run: DryRun = False, json: Json = False) -> None:
    """Skip the week's check-in. What you brought waits for the next one."""
    week, dry_run, json = _outer(ctx, week, dry_run, json)
    config = opened(ctx)
    closed = skip_checkin(config, _week(ctx, config, week), dry_run=dry_run)
    words = "Skipped, and that is fine. What you brought waits for the next one."
    _show(ctx, closed, "Would skip:" if dry_run else words, json=json, dry_run=dry_run)


def _outer(ctx: typer.Context, week: str, dry_run: bool, json: bool) -> tuple[str, bool, bool]:
    """The options, whether they stood before `hold` and `skip` or after."""
    before = ctx.parent.obj if ctx.parent and isinstance(ctx.parent.obj, dict) else {}
    return (
        week or before.get("week", ""),
        dry_run or before.get("dry_run", False),
        json or before.get("json", False),
    )


def _week(ctx: typer.Context, config: "Config", week: str) -> str:
    return a_week(week) if week else week_of(today(ctx, config))


def _show(
    ctx: typer.Context,
    prepared: Prepared,
    words: str,
    *,
    json: bool,
    dry_run: bool,
    page: "Path | None" = None,
) -> None:
    if wants_json(ctx, json):
        agenda = prepared.agenda
        print_json(
            {
                "path": prepared.path,
                "week": prepared.week,
                "date": prepared.date,
                "status": prepared.status,
                "created": prepared.created,
                "changed": prepared.changed,
                "dry_run": dry_run,
                "agenda": prepared.text,
                "starts": agenda.starts,
                "topics": prepared.topics,
                "still_open": agenda.open,
                "own_wishes": prepared.own_wishes,
                **({"page": page} if page else {}),
            }
        )
        return
    if dry_run and (prepared.created or prepared.changed) and prepared.status == "planned":
        typer.echo(prepared.text)
    if prepared.not_held:
        typer.echo(f"What you agreed in {prepared.not_held} comes back once that check-in is closed:")
        typer.echo(f"  vaultkit checkin hold --week {prepared.not_held}")
    say(words)
    if prepared.own_wishes:
        say(
            "Your own note of the wish would say so too:"
            if dry_run
            else "Your own note of the wish says so too:"
        )
        for path in prepared.own_wishes:
            say_path(path)
    say_path(prepared.path)
    if page:
        say("It would be a page here:" if dry_run else "And as a page, to print or to look at:")
        say_path(page)
