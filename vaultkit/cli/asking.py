"""Asking questions one line at a time: plain prompts, so that screen readers and pipes can follow."""

import typer

from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.questions import ANCHORS, BEFORE_A_LADDER, QUESTIONS, Question
from vaultkit.workbook.values import read_values, typed


def ask(kind: str, given: dict[str, object]) -> dict[str, object]:
    """The answers by property or heading, beside what is `given`; what was left blank is left out."""
    if kind == "ladder":
        _ask_whether_a_ladder_fits()
    typer.echo("Leave out what you like: Enter goes on.")
    answers = dict(given)
    for question in QUESTIONS[kind]:
        if question.field not in answers and (answer := _ask(kind, question)) is not None:
            answers[question.field] = answer
    if kind == "ladder" and "steps" not in answers:
        answers |= _ask_steps()
    return answers


def _ask_whether_a_ladder_fits() -> None:
    """Leaves if one of the three questions about safety is not answered with yes."""
    typer.echo("Four questions first. The answers stay in this window; they are stored nowhere.")
    answers = [typer.confirm(question, default=False) for question in BEFORE_A_LADDER]
    *safe, agreed = answers
    if not all(safe):
        typer.echo("A ladder is not the tool for this just now, and that is good to know.")
        typer.echo("vaultkit support lists people who can help.")
        raise typer.Exit
    if not agreed:
        typer.echo("Then talk about those steps first. The ones that are yours alone can begin.")


def _ask_steps() -> dict[str, object]:
    typer.echo("Now the steps, easiest first, such as `20 min: a walk alone`. An empty line ends the list.")
    steps: list[str] = []
    while step := typer.prompt(f"Step {len(steps) + 1}", default="", show_default=False).strip():
        steps.append(step)
    together = numbers_in(
        typer.prompt("Which of them need your partner (numbers, or blank)", default="", show_default=False)
    )
    agreed = bool(together) and typer.confirm("Have you two agreed on those", default=False)
    return {"steps": steps, "needs_partner": together, "agreed_with_partner": agreed or None}


def _ask(kind: str, question: Question) -> object:
    """One answer of the right form, or None if it was left blank."""
    form = next((field.form for field in KINDS[kind].fields if field.name == question.field), "text")
    while True:
        text = typer.prompt(question.words, default="", show_default=False).strip()
        if text == "?" and form == "rating":
            typer.echo("\n".join(f"  {line}" for line in ANCHORS))
            continue
        if not text:
            return None
        value = typed(form, text)
        problems = [
            one for one in read_values(kind, {question.field: value})[1] if one.field == question.field
        ]
        if not problems:
            return value
        typer.echo(f"  That needs to be {problems[0].expected}. Leave it blank if you like.")


def numbers_in(text: str) -> list[int]:
    """The whole numbers in what was typed."""
    return [int(part) for part in text.replace(",", " ").split() if part.isdecimal()]
