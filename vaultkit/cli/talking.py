"""What a guided session needs of whoever it talks to: a drawn screen, or lines one after the other."""

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from vaultkit.workbook.exercises import Step
from vaultkit.workbook.walking import Walk

PATIENCE = 3.0
"""Seconds that anything else than the person is waited for."""


class Left(Exception):
    """Esc or q was pressed: leave at once, and say nothing."""


class Clock(NamedTuple):
    """Seconds that never go back, and how many of them to wait for a key between two pictures."""

    now: Callable[[], float] = time.monotonic
    tick: float = 0.05


class Question(NamedTuple):
    """Something to answer or to leave blank. `form` is rating, word, words or text; `offered` go by number.

    `hint` says how to answer, where the form does not say enough.
    """

    words: str
    form: str = "text"
    offered: tuple[str, ...] = ()
    hint: str = ""


class Talk(Protocol):
    """Each method raises `Left` when a person leaves."""

    def note(self, lines: Sequence[str]) -> None:
        """Say something that stays in view while the next questions are asked."""

    def ask(self, question: Question) -> str:
        """What was answered, of the question's form; "" if it was left blank."""

    def show(self, lines: Sequence[str], go_on: str) -> None:
        """Say something and wait until the person goes on."""

    def wait_for(self, ready: Callable[[], bool]) -> None:
        """Wait for something, `PATIENCE` at most."""

    def guide(self, title: str, walk: Walk, asked: Callable[[Step], bool], more: Callable[[], bool]) -> None:
        """Go through the steps. `asked` may put a step's question; `more` asks at the end of a pause whether it goes on."""


def problem_with(question: Question, answer: str) -> str:
    """What is wrong with an answer; "" if nothing is, or if it is blank."""
    if question.form == "rating" and answer:
        good = answer.isascii() and answer.isdecimal() and len(answer) < 3 and int(answer) <= 10
        return "" if good else "A whole number from 0 to 10, or nothing at all."
    return ""
