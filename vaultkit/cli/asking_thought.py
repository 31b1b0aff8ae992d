"""Asking about a thought: whether this page fits it, and then with the thought in view at every step."""

from datetime import date

import typer

from vaultkit.cli.asking import ask_one
from vaultkit.cli.asking_turns import numbers_in
from vaultkit.cli.opening import agrees, say
from vaultkit.workbook.action_days import action_day
from vaultkit.workbook.days import day_in_words
from vaultkit.workbook.planned_for import day_and_words
from vaultkit.workbook.questions import EXIT_QUESTION, HABITS, QUESTIONS
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.records import Thought

_THOUGHT = "#The thought"
_LOOKED_AT_FROM = "#What fits"
_HABITS_AFTER = "#Other ways to see it"
_KEEP = "Keep what you wrote so far as a note, for you alone"


def ask_thought(answers: dict[str, object], day: date) -> None:
    """Put the answers, by property or heading, into `answers` as they come; what is there already is not asked.

    Before the thought is looked at, one question asks whether this page is for it; Exit where it is not, and nothing
    is to be kept.
    """
    say("Leave out what you like: Enter goes on.")
    given = set(answers)
    for question in QUESTIONS["thought"]:
        if question.field == _LOOKED_AT_FROM and not _fits(answers):
            return
        if question.field not in answers:
            if question.field != _THOUGHT:
                _show(answers.get(_THOUGHT))
            answer = ask_one("thought", question, needed=False)
            if answer is not None:
                answers[question.field] = answer
        if question.field == _HABITS_AFTER and "tags" not in answers and (habits := _ask_habits()):
            answers["tags"] = habits
    if "action_when" in answers and "action_when" not in given:
        answers["action_when"] = _with_its_day(str(answers["action_when"]), day)


def _show(thought: object) -> None:
    """The thought itself, so that every later answer is about this one."""
    if thought:
        typer.echo()
        say(f"Your thought: {one_line(str(thought))}")


def _fits(answers: dict[str, object]) -> bool:
    """Whether the thought is to be looked at here. Exit if it is not, and what was written is not to be kept."""
    typer.echo()
    if not agrees(EXIT_QUESTION):
        return True
    say("Then this page is not the tool for it: what happened is not a way of seeing it.")
    say("vaultkit support lists people who can help. vaultkit new request puts a wish into words.")
    if answers and agrees(_KEEP, usually=True):
        return False
    say("Nothing was written.")
    raise typer.Exit


def _ask_habits() -> list[str]:
    """Habits of thinking by their numbers, as tags; none is as good an answer as any."""
    say("Habits of thinking, if a name for one helps. It names the habit, never you.")
    for number, habit in enumerate(HABITS, 1):
        say(f"  {number}. {habit.name}: {habit.about}")
    while True:
        text = typer.prompt("Numbers, or Enter for none", default="", show_default=False).strip()
        if not text:
            return []
        if (numbers := numbers_in(text, len(HABITS))) is not None:
            return [HABITS[number - 1].tag for number in numbers]
        say(f"  Numbers from 1 to {len(HABITS)} with spaces between, or Enter for none.")


def _with_its_day(words: str, day: date) -> str:
    """What was typed for `when`, with the day it names, of which one's journal will know."""
    kept = day_and_words(words, day)
    if kept != words or kept[:4].isdecimal():
        asked = action_day(Thought("", day, action_when=kept))
        say(f"Your page of {day_in_words(asked)} will ask about it.")
    return kept
