"""Asking questions one line at a time: plain prompts, so that screen readers and pipes can follow."""

from collections.abc import Iterable

import typer

from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.questions import ANCHORS, Question
from vaultkit.workbook.values import read_values, typed


def ask_all(kind: str, questions: Iterable[Question], given: dict[str, object]) -> dict[str, object]:
    """The answers by property or heading, beside what is `given`; what was left blank is left out."""
    answers = dict(given)
    for question in questions:
        if question.field not in answers and (answer := _ask(kind, question)) is not None:
            answers[question.field] = answer
    return answers


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
