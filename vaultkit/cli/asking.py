"""Asking questions one line at a time: plain prompts, so that screen readers and pipes can follow."""

import typer

from vaultkit.cli.opening import fitting, say
from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.questions import ANCHORS, QUESTIONS, Question
from vaultkit.workbook.values import read_values, typed


def ask(kind: str, answers: dict[str, object]) -> None:
    """Put the answers, by property or heading, into `answers` as they come; what is there already is not asked."""
    say("Leave out what you like: Enter goes on.")
    needed = {"title", *(field.name for field in KINDS[kind].fields if field.required)}
    for question in QUESTIONS[kind]:
        if question.field not in answers:
            answer = ask_one(kind, question, needed=question.field in needed)
            if answer is not None:
                answers[question.field] = answer


def ask_one(kind: str, question: Question, *, needed: bool) -> object:
    """One answer of the right form, or None if it was left blank."""
    form = next((field.form for field in KINDS[kind].fields if field.name == question.field), "text")
    while True:
        text = typer.prompt(fitting(question.words, ": "), default="", show_default=False).strip()
        if text == "?" and form == "rating":
            typer.echo("\n".join(f"  {line}" for line in ANCHORS))
            continue
        if text == "?" and form in ("text", "texts"):
            say("  Words of your own." + ("" if needed else " Enter leaves it blank."))
            continue
        if not text and needed:
            say("  This one is needed. Ctrl-C stops here.")
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
