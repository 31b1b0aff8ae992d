"""`vaultkit soothe`."""

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from vaultkit.actions.exercises import Exercises, all_exercises, chosen_way, exercise_called
from vaultkit.cli.opening import (
    DryRun,
    Json,
    is_outside_any_vault,
    opened_if_it_can_be,
    plain_app,
    print_json,
    say,
    today,
    wants_json,
)

if TYPE_CHECKING:
    from vaultkit.vault.config import Config
    from vaultkit.workbook.exercises import Exercise, Way

app = plain_app()


@app.command()
def soothe(
    ctx: typer.Context,
    exercise: Annotated[
        str, typer.Argument(metavar="[EXERCISE]", help="Which one; without it, one is suggested.")
    ] = "",
    pattern: Annotated[
        str, typer.Option(metavar="4-6", help="How to breathe: seconds in, out; or box, resonance, sigh.")
    ] = "",
    way: Annotated[str, typer.Option(metavar="NAME", help="Which way of an exercise that has several.")] = "",
    short: Annotated[bool | None, typer.Option("--short/--long", help="The short or the long way.")] = None,
    minutes: Annotated[
        int | None, typer.Option(help="For pause: in how many minutes to come back, 20 to 1440.")
    ] = None,
    left_first: Annotated[bool, typer.Option("--left-first", help="Left before right.")] = False,
    still: Annotated[bool, typer.Option("--still", help="Without motion.")] = False,
    plain: Annotated[
        bool | None,
        typer.Option(
            "--plain/--no-plain",
            help="In lines one after the other, for a screen reader. They stay on the screen afterwards.",
        ),
    ] = None,
    questions: Annotated[
        bool, typer.Option("--questions/--no-questions", help="Whether to ask before and after.")
    ] = True,
    listed: Annotated[bool, typer.Option("--list", help="Which exercises there are.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Something to steady you: a guided exercise, and a moment noted.

    Esc or q leaves at once. What was answered by then is kept.
    """
    config = _notes_or_none(ctx)
    if short is not None:
        way = "short" if short else "long"
    chosen = exercise_called(config, exercise) if exercise else None
    if listed or (wants_json(ctx, json) and chosen is None):
        _list(all_exercises(config), as_json=wants_json(ctx, json))
        return

    def way_of(one: "Exercise") -> "Way":
        # Without a name, the way is for the exercise that is chosen later, if it has it.
        names = {each.name for each in one.ways}
        return chosen_way(one, way if chosen or way in names else "", pattern if chosen else "", minutes)

    if chosen:
        found = way_of(chosen)
        if wants_json(ctx, json):
            print_json({**chosen._asdict(), "ways": [found]})
            return
        if not (_is_terminal(sys.stdin) or _is_terminal(sys.stdout)):
            _as_page(chosen, found, left_first)
            return
    elif pattern or minutes is not None:
        raise typer.BadParameter("it needs the name of an exercise", param_hint="--pattern or --minutes")
    elif not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        say("There is no terminal to ask or to guide you in. These are the exercises there are:\n")
        _list(all_exercises(config), as_json=False)
        return
    from vaultkit.cli.soothing_run import Manner, guide

    in_lines = plain if plain is not None else prefers_lines(os.environ)
    in_lines = in_lines or not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout))
    manner = Manner(in_lines, still, questions, left_first, dry_run)
    guide(config, today(ctx, config), chosen, way_of, manner)


def _notes_or_none(ctx: typer.Context) -> "Config | None":
    """The vault, or None once it is said why the session goes on without: a hard moment waits for no settings."""
    config, why = opened_if_it_can_be(ctx)
    if config is None and is_outside_any_vault(ctx):
        typer.echo("There is no vault here, so nothing is noted down.", err=True)
    elif config is None:
        from vaultkit.workbook.quoting import one_line

        typer.echo(
            f"vaultkit: going on without your notes, and nothing is noted down. {one_line(why)}", err=True
        )
    return config


def prefers_lines(environ: Mapping[str, str]) -> bool:
    """Whether the environment asks for lines one after the other: no colour, no motion, a screen reader, or a plain terminal."""
    asked = any(environ.get(name) for name in ("ACCESSIBLE", "NO_COLOR", "REDUCED_MOTION"))
    return asked or environ.get("TERM", "" if os.name != "nt" else "console") in ("", "dumb")


def _is_terminal(stream: object) -> bool:
    try:
        return bool(stream is not None and stream.isatty())  # type: ignore[attr-defined]
    except ValueError:
        return False


def _list(found: Exercises, *, as_json: bool) -> None:
    """Every exercise, and what is wrong with those that could not be read: then the exit code is 3."""
    from vaultkit.render.pacer_in_lines import total
    from vaultkit.workbook.quoting import one_line

    if as_json:
        print_json({"exercises": found.known, "problems": found.problems})
    else:
        for one in found.known:
            about = f"{one_line(one.about)} " if one.about else ""
            say(f"{one_line(one.name)}: {about}({total(one.ways[0].steps)})")
            if len(one.ways) > 1:
                say(f"  ways: {', '.join(one_line(way.name) for way in one.ways)}")
    if found.problems:
        for problem in found.problems if not as_json else ():
            typer.echo(f"vaultkit: {one_line(str(problem))}", err=True)
        raise typer.Exit(3)


def _as_page(exercise: "Exercise", way: "Way", left_first: bool) -> None:
    """Without a terminal: the whole exercise at once, to read in one's own time or to print."""
    from vaultkit.render.pacer_in_lines import script
    from vaultkit.workbook.exercises import cautions, filled_in

    way = filled_in(way, left_first=left_first)
    say(f"{exercise.title}\n{way.about or exercise.about}\n")
    for caution in cautions(way):
        say(caution)
    say("\n" + "\n".join(script(way)))
    say("\nThere is no terminal here, so nothing is timed or noted down.")
