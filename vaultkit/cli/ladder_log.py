"""`vaultkit ladder log`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from vaultkit.actions.ladder import LadderView, ladders_on, raise_unread
from vaultkit.actions.ladder_log import Logged, log_session, open_plan
from vaultkit.cli.ladder_saying import advice_json, for_a_person, offer_to_move, say_advice
from vaultkit.cli.opening import (
    DryRun,
    Json,
    a_date,
    asks,
    opened,
    print_json,
    say,
    say_path,
    today,
    wants_json,
)
from vaultkit.errors import UserError
from vaultkit.workbook.records import name_of

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

_RATING, _PERCENT, _MINUTES = 10, 100, 10080
_OUTCOMES = ("no", "partly", "yes", "unknown")


def log(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]", help="Which ladder, by its name or its number, if there are several."
        ),
    ] = "",
    step: Annotated[int | None, typer.Option(help="Which step, if not the one you are on.")] = None,
    planned: Annotated[int | None, typer.Option(help="Minutes planned.")] = None,
    actual: Annotated[int | None, typer.Option(help="Minutes it became.")] = None,
    before: Annotated[int | None, typer.Option(help="How strong before, 0 to 10.")] = None,
    peak: Annotated[int | None, typer.Option(help="At its strongest.")] = None,
    after: Annotated[int | None, typer.Option(help="At the end.")] = None,
    believed: Annotated[
        int | None, typer.Option(help="How sure you were that it would come true, 0 to 100.")
    ] = None,
    believed_after: Annotated[int | None, typer.Option(help="How sure you would be next time.")] = None,
    reassurance: Annotated[int | None, typer.Option(help="How often you asked again or checked.")] = None,
    came_true: Annotated[
        str, typer.Option(metavar="no|partly|yes|unknown", help="Whether it came true.")
    ] = "",
    ended_early: Annotated[
        bool | None, typer.Option("--ended-early/--to-the-end", help="Shorter than planned, or not.")
    ] = None,
    on: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="Another day than today.")] = "",
    another: Annotated[
        bool, typer.Option("--another", help="Not the one that is planned, another one.")
    ] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """One practice: planned beforehand, and how it went.

    How it went is added to the note of the plan, if there is one. Words are asked for, or read from standard input as YAML (feared: …, learned: …). Options carry numbers and plain
    answers alone, since other programs and your shell's history could see them.
    """
    given: dict[str, object] = {
        **_bounded("--step", 1, 100, step=step),
        **_bounded("--planned", 0, _MINUTES, planned=planned),
        **_bounded("--actual", 0, _MINUTES, actual=actual),
        **_bounded("--before", 0, _RATING, before=before),
        **_bounded("--peak", 0, _RATING, peak=peak),
        **_bounded("--after", 0, _RATING, after=after),
        **_bounded("--believed", 0, _PERCENT, believed=believed),
        **_bounded("--believed-after", 0, _PERCENT, believed_after=believed_after),
        **_bounded("--reassurance", 0, 1000, reassurance=reassurance),
    }
    if came_true and came_true not in _OUTCOMES:
        raise typer.BadParameter(
            f"found {came_true}, expected one of {', '.join(_OUTCOMES)}", param_hint="--came-true"
        )
    given |= {"came_true": came_true} if came_true else {}
    given |= {} if ended_early is None else {"ended_early": ended_early}
    config = opened(ctx)
    day = today(ctx, config)
    when = a_date(on, "--on") if on else day
    given = {**_from_standard_input(), **given}
    asked = not given and asks()
    if asked:
        name, given, another = _asked(config, name, day, when)
    elif not given:
        raise UserError(
            "ladder log: there is nothing to note down; answer the questions in a terminal, give numbers as options "
            "(such as --actual 20 --peak 6), or words on standard input"
        )
    try:
        logged = log_session(config, when, given, name=name, today=day, new=another, dry_run=dry_run)
    except UserError:
        if asked:
            _give_back(given)
        raise
    _say(config, logged, day, dry_run=dry_run, json=wants_json(ctx, json), ask=asked and not dry_run)


def _bounded(option: str, low: int, high: int, **value: int | None) -> dict[str, object]:
    """The one value by its name, where it was given; wrong usage if it is out of range."""
    ((name, number),) = value.items()
    if number is None:
        return {}
    if not low <= number <= high:
        raise typer.BadParameter(
            f"found {number}, expected a whole number from {low} to {high}", param_hint=option
        )
    return {name: number}


def _from_standard_input() -> dict[str, object]:
    from vaultkit.cli.new import from_standard_input

    return from_standard_input()


def _asked(config: "Config", name: str, day: date, when: date) -> tuple[str, dict[str, object], bool]:
    """Which ladder, what is answered, and whether that is another practice than the planned one."""
    from vaultkit.cli.asking_ladder import ask_session

    view = _which(config, name, day)
    raise_unread(config, view)
    answers: dict[str, object] = {}
    try:
        another = ask_session(view.ladder, view.advice, open_plan(view, when), answers)
    except typer.Abort:
        typer.echo("\nStopped, and nothing was written.", err=True)
        if answers.keys() - {"step"}:
            _give_back(answers)
        raise typer.Exit(1) from None
    if not answers.keys() - {"step"}:
        say("Nothing was answered, so nothing was written.")
        raise typer.Exit
    return name_of(view.ladder.path), answers, another


def _which(config: "Config", name: str, day: date) -> LadderView:
    """The ladder of that name, or the only one there is; of several, the one a person picks, active ones first."""
    from vaultkit.cli.asking_ladder import ask_which_ladder

    views = sorted(ladders_on(config, day, name), key=lambda view: view.ladder.status != "active")
    if not views:
        raise UserError("there is no ladder yet; make one with: vaultkit ladder new")
    if len(views) == 1:
        return views[0]
    return views[ask_which_ladder([name_of(view.ladder.path) for view in views])]


def _give_back(answers: dict[str, object]) -> None:
    from vaultkit.cli.new import give_back

    give_back(answers)


def _say(config: "Config", logged: Logged, day: date, *, dry_run: bool, json: bool, ask: bool) -> None:
    """What was noted down and where, what may be a slip, and the advice."""
    if json:
        found = {
            "path": logged.path,
            "created": logged.created,
            "completed": logged.completed,
            "dry_run": dry_run,
        }
        print_json({**found, "hints": logged.hints, **advice_json(logged.view)})
        return
    if logged.completed:
        said = "Would add to the plan:" if dry_run else "Added to the plan:"
    else:
        said = "Would note it down in:" if dry_run else "Noted down:"
    typer.echo(said)
    say_path(logged.path)
    for hint in logged.hints:
        say(f"A hint: {hint}.")
    typer.echo("")
    if not logged.took_place:
        say("That is planned. When you are back: vaultkit ladder log")
        return
    (view,) = for_a_person(config, [logged.view], day)
    say_advice(view)
    if ask:
        offer_to_move(config, view, day)
