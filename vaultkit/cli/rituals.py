"""`vaultkit rituals` and `rituals done`."""

from typing import Annotated

import typer

from vaultkit.actions.rituals import Rituals, keep_ritual, rituals_on
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
from vaultkit.workbook.records import Ritual, name_of

app = plain_app("Which rituals are due, coming up and kept.")


@app.callback(invoke_without_command=True)
def rituals(ctx: typer.Context, json: Json = False) -> None:
    """Which rituals are due, coming up and kept."""
    if ctx.invoked_subcommand:
        return
    config = opened(ctx)
    found = rituals_on(config, today(ctx, config))
    if wants_json(ctx, json):
        print_json(_as_json(found, config.shared))
        return
    if not (found.due or found.coming or found.others):
        typer.echo('No rituals yet. A first one: vaultkit new ritual "Sunday walk" --set cadence=weekly')
        return
    _list("Due now", [(name_of(one.path), _about(one)) for one in found.due])
    _list(
        "Coming up",
        [
            (
                name_of(one.ritual.path),
                f"{one.season + ', ' if one.season else ''}from {date_in_words(one.starts)}",
            )
            for one in found.coming
        ],
    )
    _list("The others", [(name_of(one.path), _about(one)) for one in found.others])
    typer.echo(f"Last four weeks: {found.balance.together} together, {found.balance.apart} apart")


@app.command()
def done(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The ritual's name.")],
    on: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="Another day than today.")] = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Note down that a ritual was kept."""
    config = opened(ctx)
    day = a_date(on, "--on") if on else today(ctx, config)
    path = keep_ritual(config, name, day, dry_run=dry_run)
    if wants_json(ctx, json):
        print_json({"path": path, "date": day, "dry_run": dry_run})
    else:
        typer.echo("Would note it down in:" if dry_run else "Noted down.")
        say_path(path)


def _about(ritual: Ritual) -> str:
    last = f"last kept {date_in_words(max(ritual.done))}" if ritual.done else ""
    status = "" if ritual.status == "active" else ritual.status
    return ", ".join(filter(None, [ritual.balance, ritual.cadence, status, last]))


def _list(title: str, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    rows = [(one_line(name), about) for name, about in rows]
    width = max(len(name) for name, _ in rows)
    typer.echo(title)
    for name, about in rows:
        say(f"  {name:<{width}}  {about}")
    typer.echo("")


def _as_json(found: Rituals, shared: str) -> dict[str, object]:
    def one(ritual: Ritual) -> dict[str, object]:
        return {**ritual._asdict(), "name": name_of(ritual.path), "path": f"{shared}/{ritual.path}"}

    return {
        "date": found.day,
        "due": [one(ritual) for ritual in found.due],
        "coming": [
            {**one(soon.ritual), "season": soon.season, "starts": soon.starts} for soon in found.coming
        ],
        "others": [one(ritual) for ritual in found.others],
        "balance": found.balance,
    }
