"""`vaultkit rituals`, and `rituals done`, `undo`, `ideas` and `add`."""

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
from vaultkit.workbook.days import MONTHS, date_in_words, day_in_words
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.records import Ritual, name_of

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
    say(f"Last four weeks: {_times(found)}")
    if found.season.ends_soon(found.day):
        say(_looking_ahead(found.season))


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
        say(f"{date_in_words(day)} is still to come (a hint, not a problem).")
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


@app.command()
def ideas(
    ctx: typer.Context,
    season: Annotated[
        str, typer.Option(metavar="SEASON", help="One of spring, summer, autumn, winter.")
    ] = "",
    json: Json = False,
) -> None:
    """Ideas for rituals, to take or to leave."""
    from vaultkit.actions.ritual_ideas import Offered, ritual_ideas
    from vaultkit.workbook.ritual_ideas import SEASONS

    if season and (season := season.strip().lower()) not in SEASONS:
        raise typer.BadParameter(
            f"found {season}, expected one of {', '.join(SEASONS)}", param_hint="--season"
        )
    config = opened(ctx)
    offer = ritual_ideas(config, today(ctx, config), season)
    if wants_json(ctx, json):
        print_json(
            {
                "seasons": offer.seasons,
                "ideas": [
                    {"number": one.number, **one.idea._asdict(), "month": one.month, "taken": one.taken}
                    for one in offer.ideas
                ],
            }
        )
        return

    def words(one: Offered) -> str:
        taken = ". You two have this one" if one.taken else ""
        when = "" if one.idea.season else f"{one.idea.cadence}, "
        return (
            f"  {one.number:>2}  {one.idea.name} ({when}{one.idea.balance}, {one.idea.minutes} min)\n"
            f"      {one.idea.about.removesuffix('.')}{taken}."
        )

    say("Ideas, to take or to leave.\n")
    for part in ("", *offer.seasons):
        listed = [one for one in offer.ideas if one.idea.season == part]
        if listed:
            month = listed[0].month
            say(f"{part.capitalize()}, from {MONTHS[month - 1]}" if month else "All the year")
            say("\n".join(map(words, listed)) + "\n")
    say("Talk it over first: both of you see it. To take one, by its number: vaultkit rituals add NUMBER")


@app.command()
def add(
    ctx: typer.Context,
    idea: Annotated[str, typer.Argument(metavar="NUMBER", help="The idea's number, or its name.")],
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take an idea over as a ritual of you both. Its note is yours to change."""
    from vaultkit.actions.ritual_ideas import take_idea

    config = opened(ctx)
    made = take_idea(config, idea, today(ctx, config), dry_run=dry_run)
    if wants_json(ctx, json):
        print_json({"path": made.path, "created": made.created, "dry_run": dry_run})
        return
    _said("Would make:" if dry_run else "Made, and yours to change:", made.path)


def _said(words: str, path: Path) -> None:
    typer.echo(words)
    say_path(path)


def _times(found: Rituals) -> str:
    return f"{found.balance.together} together, {found.balance.apart} apart"


def _looking_ahead(season: Season) -> str:
    first = f"1 {MONTHS[season.until.month % 12]}"
    return (
        f"{season.following.capitalize()} begins on {first}. "
        f"Ideas for it: vaultkit rituals ideas --season {season.following}"
    )


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
        "season": found.season,
    }
