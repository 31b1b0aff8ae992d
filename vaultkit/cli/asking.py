"""Asking questions one line at a time: plain prompts, so that screen readers and pipes can follow."""

import typer

from vaultkit.cli.opening import say
from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.questions import ANCHORS, BEFORE_A_LADDER, QUESTIONS, Question
from vaultkit.workbook.values import read_values, typed


def ask(kind: str, given: dict[str, object]) -> dict[str, object]:
    """The answers by property or heading, beside what is `given`; what was left blank is left out."""
    if kind == "ladder":
        _ask_whether_a_ladder_fits()
    say("Leave out what you like: Enter goes on.")
    answers = dict(given)
    needed = {"title", *(field.name for field in KINDS[kind].fields if field.required)}
    for question in QUESTIONS[kind]:
        if question.field not in answers:
            answer = _ask(kind, question, needed=question.field in needed)
            if answer is not None:
                answers[question.field] = answer
    if kind == "ladder" and "steps" not in answers:
        answers |= _ask_steps()
    return answers


def _ask_whether_a_ladder_fits() -> None:
    """Leaves at the first question about safety that is not answered with yes."""
    say("Four questions first. The answers stay in this window; they are stored nowhere.")
    *about_safety, about_partner = BEFORE_A_LADDER
    for question in about_safety:
        if not typer.confirm(question, default=False):
            say("A ladder is not the tool for this just now, and that is good to know.")
            say("vaultkit support lists people who can help.")
            raise typer.Exit
    if not typer.confirm(about_partner, default=False):
        say("Then talk about those steps first. The ones that are yours alone can begin.")


def _ask_steps() -> dict[str, object]:
    say("Now the steps, easiest first, such as `20 min: a walk alone`. An empty line ends the list.")
    steps: list[str] = []
    while step := typer.prompt(f"Step {len(steps) + 1}", default="", show_default=False).strip():
        steps.append(step)
    together = _ask_which(len(steps))
    agreed = bool(together) and typer.confirm("Have you two agreed on those", default=False)
    return {"steps": steps, "needs_partner": together, "agreed_with_partner": agreed or None}


def _ask(kind: str, question: Question, *, needed: bool) -> object:
    """One answer of the right form, or None if it was left blank."""
    form = next((field.form for field in KINDS[kind].fields if field.name == question.field), "text")
    while True:
        text = typer.prompt(question.words, default="", show_default=False).strip()
        if text == "?" and form == "rating":
            typer.echo("\n".join(f"  {line}" for line in ANCHORS))
            continue
        if not text and needed:
            say("  This one is needed. Ctrl-C stops here, and nothing is written.")
            continue
        if not text:
            return None
        value = typed(form, text)
        problems = [
            one for one in read_values(kind, {question.field: value})[1] if one.field == question.field
        ]
        if not problems:
            return value
        blank = "" if needed else " Leave it blank if you like."
        say(f"  That needs to be {problems[0].expected}.{blank}")


def _ask_which(most: int) -> list[int]:
    from vaultkit.cli.asking_turns import numbers_in

    while True:
        typed = typer.prompt("Which of them need your partner (numbers, or none)", default="none")
        if (numbers := numbers_in(typed, most)) is not None:
            return numbers
        say(f"  Numbers from 1 to {most} with spaces between, or none.")
