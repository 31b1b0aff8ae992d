"""`vaultkit rituals`, and `rituals done`, `undo`, `ideas` and `add`."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from vaultkit.actions.rituals import Rituals, Season, keep_ritual, rituals_on, take_back_ritual
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
from vaultkit.cli.ritual_ideas import add, ideas
from vaultkit.workbook.days import MONTHS, date_in_words, day_in_words
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.records import Ritual, name_of
from vaultkit.workbook.rituals import last_day, leaning

app = plain_app("Which rituals are due, coming up and kept.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The ritual's name.")]
On = Annotated[str, typer.Option("--on", metavar="YYYY-MM-DD", help="Another day than today.")]


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
        say('No rituals yet. A first one: vaultkit new ritual "Sunday walk" --set cadence=weekly')
        say("Or look for one that you both like: vaultkit rituals ideas")
        return
    say(f"{day_in_words(found.day)}, {found.season.name}\n")
    _list("Due now", [(name_of(one.path), _about(one, found, due=True)) for one in found.due])
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
    _list("The others", [(name_of(one.path), _about(one, found)) for one in found.others])
    say(f"Last four weeks: {found.balance.together} together, {found.balance.apart} apart")
    if missing := leaning(found.balance):
        say(f"Would you like something {'together' if missing == 'together' else 'of your own'} next?")
    if found.season.ends_soon(found.day):
        _look_ahead(found.season)


@app.command()
def done(
    ctx: typer.Context,
    name: Name,
    on: On = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Note down that a ritual was kept."""
    config = opened(ctx)
    now = today(ctx, config)
    day = a_date(on, "--on") if on else now
    path = keep_ritual(config, name, day, dry_run=dry_run)
    if wants_json(ctx, json):
        print_json({"path": path, "date": day, "dry_run": dry_run})
        return
    if day > now:
        say(f"{day} is still to come (a hint, not a problem).")
    _said("Would note it down in:" if dry_run else "Noted down.", path)


@app.command()
def undo(
    ctx: typer.Context,
    name: Name,
    on: On = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take back that a ritual was kept on a day."""
    config = opened(ctx)
    day = a_date(on, "--on") if on else today(ctx, config)
    path = take_back_ritual(config, name, day, dry_run=dry_run)
    if wants_json(ctx, json):
        print_json({"path": path, "date": day, "dry_run": dry_run})
        return
    _said("Would take it back in:" if dry_run else f"Taken back for {date_in_words(day)}.", path)


app.command()(ideas)
app.command()(add)


def _said(words: str, path: Path) -> None:
    typer.echo(words)
    say_path(path)


def _look_ahead(season: Season) -> None:
    say(f"{season.following.capitalize()} begins on 1 {MONTHS[season.until.month % 12]}. Ideas for it:")
    typer.echo(f"  vaultkit rituals ideas --season {season.following}")


def _about(ritual: Ritual, found: Rituals, *, due: bool = False) -> str:
    until = last_day(ritual, found.day, found.hemisphere) if due else None
    when = ""
    if until:
        when = f"until {_day(until, found.day)}"
    elif ritual.done:
        when = f"last kept {_day(max(ritual.done), found.day)}"
    status = "" if ritual.status == "active" else ritual.status
    return ", ".join(filter(None, [ritual.balance, ritual.cadence, status, when]))


def _day(day: date, today: date) -> str:
    return date_in_words(day) + (f" {day.year}" if day.year != today.year else "")


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
        "due": [
            {**one(ritual), "until": last_day(ritual, found.day, found.hemisphere)} for ritual in found.due
        ],
        "coming": [
            {**one(soon.ritual), "season": soon.season, "starts": soon.starts} for soon in found.coming
        ],
        "others": [one(ritual) for ritual in found.others],
        "balance": found.balance,
        "season": found.season,
    }
