"""Asking which topics of a check-in had their turn, and how wishes were answered."""

from typing import NamedTuple

import typer

from vaultkit.actions.checkin import Prepared
from vaultkit.cli.opening import fitting, say
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.topics import ANSWERS


class Turns(NamedTuple):
    """The numbers of the topics that had their turn, and of the wishes by how they were answered."""

    talked: list[int]
    agreed: list[int]
    declined: list[int]
    dropped: list[int]


def ask_turns(prepared: Prepared) -> Turns:
    """Which topics had their turn, and, of each wish among them, whether it was answered."""
    say("What waited this week:")
    for number, topic in enumerate(prepared.topics, 1):
        wish = ", a wish" if topic.is_wish else ""
        say(f"  {number}. {one_line(topic.author)}{wish}: {one_line(topic.words)}")
    talked = _ask_numbers(len(prepared.topics))
    answers = {
        number: _ask_answer(number)
        for number, topic in enumerate(prepared.topics, 1)
        if topic.is_wish and number in talked
    }
    return Turns(talked, *([number for number, one in answers.items() if one == word] for word in ANSWERS))


def numbers_in(text: str, most: int) -> list[int] | None:
    """The numbers from 1 to `most` in what was typed, where `all` and `none` are understood; None if it is unclear."""
    word = text.strip().lower()
    if word in ("none", "no", "0", "-"):
        return []
    if word == "all":
        return list(range(1, most + 1))
    parts = word.replace(",", " ").replace(" and ", " ").split()
    if not parts or not all(part.isdecimal() and 1 <= int(part[:4]) <= most for part in parts):
        return None
    return list(dict.fromkeys(map(int, parts)))


def _ask_numbers(most: int) -> list[int]:
    while True:
        typed = typer.prompt(fitting("Which had their turn? Numbers, all or none", " [1]: "), default="1")
        if (numbers := numbers_in(typed, most)) is not None:
            return numbers
        say(f"  Numbers from 1 to {most} with spaces between, or all, or none.")


def _ask_answer(number: int) -> str:
    """One of `ANSWERS`, or nothing for a wish that is still open."""
    while True:
        text = typer.prompt(
            fitting(f"Wish {number}: agreed, declined, dropped, or blank for not yet", ": "),
            default="",
            show_default=False,
        )
        word = text.strip().lower()
        if not word:
            return ""
        if len(meant := [one for one in ANSWERS if one.startswith(word)]) == 1:
            return meant[0]
        say("  Please write agreed, declined or dropped, or leave it blank.")
