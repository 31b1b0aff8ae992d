"""Asking for a wish in four parts, with a gentle look at the words afterwards, and the whole sentence read back."""

from datetime import date
from typing import TYPE_CHECKING

import typer

from vaultkit.cli.asking import ask, ask_one
from vaultkit.cli.opening import agrees, say
from vaultkit.workbook.gentle_check import HARM, PARTS, PATTERN, Hint, look
from vaultkit.workbook.questions import QUESTIONS
from vaultkit.workbook.records import Request, as_record
from vaultkit.workbook.sharing import wish_in_words

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


def ask_request(config: "Config", answers: dict[str, object], day: date) -> None:
    """Put the parts of a wish, and whether it is offered, into `answers` as they come."""
    ask("request", answers)
    looked = look(_parts(answers), _names(config))
    while looked.hints and _would_change(looked.hints):
        for field in dict.fromkeys(hint.field for hint in looked.hints):
            _ask_again(answers, field)
        looked = look(_parts(answers), _names(config))
    sentence = wish_in_words(as_record(Request, _parts(answers), path="", date=day))
    if sentence:
        typer.echo()
        say(sentence)
    if looked.harm:
        typer.echo()
        say("\n".join(HARM))
    elif sentence and "status" not in answers and _is_offered():
        answers["status"] = "offered"


def _parts(answers: dict[str, object]) -> dict[str, str]:
    return {name: str(answers[name]) for name in PARTS if answers.get(name)}


def _names(config: "Config") -> list[str]:
    return [config.partner] if config.partner else []


def _would_change(hints: tuple[Hint, ...]) -> bool:
    """Say what may be worth another look, and ask whether it gets one; no is the answer that Enter gives."""
    typer.echo()
    say("One look before it is kept. These are hints, and you know best:")
    for hint in hints:
        say(f"- {hint.words}: {hint.about}")
    say(f"The pattern, if it helps: {PATTERN}")
    return agrees("Would you like to change something")


def _ask_again(answers: dict[str, object], field: str) -> None:
    question = next(one for one in QUESTIONS["request"] if one.field == field)
    say(f"So far: {question.words.rstrip('…')}{answers[field]}")
    answer = ask_one("request", question._replace(words=f"{question.words} (Enter keeps it)"), needed=False)
    if answer is not None:
        answers[field] = answer


def _is_offered() -> bool:
    """Whether the wish is ready to be brought; marking it so sends nothing anywhere."""
    say("It may stay a draft, or you may mark it as offered. Marking it shares nothing by itself.")
    if not agrees("Mark it as offered"):
        return False
    say("It goes into your check-in once its note says share: true, and you say yes in vaultkit share.")
    return True
