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
        logged = _by_questions(config, name, day, when, dry_run=dry_run)
    elif given:
        logged = log_session(config, when, given, name=name, today=day, new=another, dry_run=dry_run)
    else:
        raise UserError(
            "ladder log: there is nothing to note down; answer the questions in a terminal, give numbers as options "
            "(such as --actual 20 --peak 6), or words on standard input"
        )
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


def _by_questions(config: "Config", name: str, day: date, when: date, *, dry_run: bool) -> Logged:
    """Ask about a practice, and note it down; Exit with 1 where that was cut short, once the answers are safe."""
    from vaultkit.cli.asking_ladder import ask_session
    from vaultkit.cli.interrupted import heeded
    from vaultkit.cli.keeping import Answers, give_back, keep_answers

    view = _which(config, name, day)
    raise_unread(config, view)
    name, plan = name_of(view.ladder.path), open_plan(view, when)
    answers: dict[str, object] = {}

    def write() -> Logged:
        # The step is asked about where it is not the planned one.
        another = plan is not None and "step" in answers
        return log_session(config, when, answers, name=name, today=day, new=another, dry_run=dry_run)

    with heeded() as heed:
        if not heed.asked(lambda: ask_session(view.ladder, view.advice, plan, answers)):
            given = answers if answers.keys() - {"step"} else {}
            keep_answers(
                Answers(config, day, "exposure", given, "vaultkit ladder log"),
                (lambda: write().path) if heed.gone else None,
                gone=heed.gone,
                dry_run=dry_run,
            )
            raise typer.Exit(1)
        if not answers.keys() - {"step"}:
            say("Nothing was answered, so nothing was written.")
            raise typer.Exit
        try:
            return write()
        except UserError:
            give_back(answers)
            raise


def _which(config: "Config", name: str, day: date) -> LadderView:
    """The ladder of that name, or the only one there is; of several, the one a person picks, active ones first."""
    from vaultkit.cli.asking_ladder import ask_which_ladder

    views = sorted(ladders_on(config, day, name), key=lambda view: view.ladder.status != "active")
    if not views:
        raise UserError("there is no ladder yet; make one with: vaultkit ladder new")
    if len(views) == 1:
        return views[0]
    return views[ask_which_ladder([name_of(view.ladder.path) for view in views])]


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
