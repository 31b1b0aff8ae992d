"""Saying what to try next on a ladder, and moving up it when the person at the terminal says yes."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import typer

from vaultkit.actions.ladder import LadderView, Taken, signposted_on, take, unread_in_ladders
from vaultkit.cli.opening import agrees, say, say_path
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.records import name_of

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


def for_a_person(config: "Config", views: Sequence[LadderView], day: date) -> list[LadderView]:
    """The views with the advice for someone who looks at a terminal; as they are where the words go elsewhere.

    A reason to point to support shows there alone: never in a file, a pipe, a note or JSON.
    """
    if not (views and sys.stdout.isatty()):
        return list(views)
    from vaultkit.workbook.ladder_advice import advise

    signposted = signposted_on(config, day)
    return [
        view._replace(advice=advise(view.ladder, view.sessions, day, signposted)) if signposted else view
        for view in views
    ]


def advice_json(view: LadderView) -> dict[str, object]:
    """The advice on a ladder, with its figures."""
    ladder = view.ladder
    return {
        "name": name_of(ladder.path),
        "path": ladder.path,
        "status": ladder.status,
        "current": view.state.step,
        "steps": len(ladder.steps),
        "advice": view.advice,
    }


def say_advice(view: LadderView) -> None:
    """The ladder's name, what to try next, the words of that step, and why."""
    ladder, advice = view.ladder, view.advice
    standing = f", step {view.state.step} of {view.state.steps}" if view.state.steps else ""
    say(f"{one_line(name_of(ladder.path))}{standing}")
    say(f"  Next: {advice.words}")
    steps = () if advice.kind == "support" else (advice.below, advice.step)
    for step in filter(None, steps):
        say(f"    {step}. {one_line(ladder.steps[step - 1])}")
    say(f"  Why: {advice.reason}")


def offer_to_move(config: "Config", view: LadderView, day: date) -> None:
    """Ask whether to move to the next step, or to call the ladder done, where the advice says so."""
    ladder, advice = view.ladder, view.advice
    if advice.kind == "advance":
        question = f"Move to step {advice.step} now"
    elif advice.kind == "boosters" and ladder.status == "active":
        question = "You have been up the whole ladder. Note it as done"
    else:
        return
    if agrees(question):
        say_moved(take(config, view, day))
    else:
        say("Then it stays as it is. vaultkit ladder next asks again whenever you like.")


def say_moved(taken: Taken, *, dry_run: bool = False) -> None:
    """What a yes did."""
    would = "Would be" if dry_run else "Now"
    say(f"{would} done, in:" if taken.done else f"{would} on step {taken.step}, in:")
    say_path(taken.path)


def say_unread(config: "Config") -> None:
    """What could not be read in the notes of ladders, and so is not in what was said; then the exit code is 3."""
    if unread := unread_in_ladders(config):
        for line in unread:
            typer.echo(f"vaultkit: {one_line(line)}", err=True)
        raise typer.Exit(3)
