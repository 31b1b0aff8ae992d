"""`vaultkit rituals ideas` and `rituals add`."""

from typing import Annotated

import typer

from vaultkit.actions.ritual_ideas import Offer, Offered, ritual_ideas, take_idea
from vaultkit.cli.opening import DryRun, Json, opened, print_json, say, say_path, today, wants_json
from vaultkit.workbook.days import MONTHS
from vaultkit.workbook.ritual_ideas import SEASONS


def ideas(
    ctx: typer.Context,
    season: Annotated[
        str, typer.Option(metavar="SEASON", help="One of spring, summer, autumn, winter.")
    ] = "",
    json: Json = False,
) -> None:
    """Ideas for rituals, to take or to leave."""
    if season and (season := season.strip().lower()) not in SEASONS:
        raise typer.BadParameter(
            f"found {season}, expected one of {', '.join(SEASONS)}", param_hint="--season"
        )
    config = opened(ctx)
    offer = ritual_ideas(config, today(ctx, config), season)
    if wants_json(ctx, json):
        listed = [
            {"number": one.number, **one.idea._asdict(), "month": one.month, "taken": one.taken}
            for one in offer.ideas
        ]
        print_json({"seasons": offer.seasons, "ideas": listed})
        return
    _say(offer)


def add(
    ctx: typer.Context,
    idea: Annotated[str, typer.Argument(metavar="NUMBER", help="The idea's number, or its name.")],
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take an idea over as a ritual of you both. Its note is yours to change."""
    config = opened(ctx)
    made = take_idea(config, idea, today(ctx, config), dry_run=dry_run)
    if wants_json(ctx, json):
        print_json({"path": made.path, "created": made.created, "dry_run": dry_run})
        return
    typer.echo("Would make:" if dry_run else "Made, and yours to change:")
    say_path(made.path)


def _say(offer: Offer) -> None:
    say("Ideas, to take or to leave.\n")
    for part in ("", *offer.seasons):
        listed = [one for one in offer.ideas if one.idea.season == part]
        if listed:
            month = listed[0].month
            say(f"{part.capitalize()}, from {MONTHS[month - 1]}" if month else "All the year")
            say("\n".join(map(_words, listed)) + "\n")
    say("Talk it over first: both of you see it. To take one, by its number:")
    typer.echo("  vaultkit rituals add NUMBER")


def _words(one: Offered) -> str:
    taken = ". You two have this one" if one.taken else ""
    when = "" if one.idea.season else f"{one.idea.cadence}, "
    return (
        f"  {one.number:>2}  {one.idea.name} ({when}{one.idea.balance}, {one.idea.minutes} min)\n"
        f"      {one.idea.about.removesuffix('.')}{taken}."
    )
