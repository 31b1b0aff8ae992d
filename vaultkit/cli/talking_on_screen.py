"""A guided session on the terminal's other screen: a picture that moves, and questions one at a time."""

import time
from collections.abc import Callable, Sequence

from vaultkit.cli.screen import Screen
from vaultkit.cli.talking import PATIENCE, Clock, Left, Question, problem_with
from vaultkit.render.asking_page import asking_page, reading_pages
from vaultkit.render.pacer import Look, frame
from vaultkit.workbook.exercises import Step
from vaultkit.workbook.questions import ANCHORS
from vaultkit.workbook.walking import Walk

_LONGEST = 500
_ROOMY = (50, 16)
"""Columns and rows from which on a question leaves room for more."""

_HINTS = {
    "rating": "Enter goes on. ? says what the numbers mean.",
    "word": "A number or a word of your own. Enter goes on.",
    "words": "Numbers or words of your own, with commas between. Enter goes on.",
    "text": "Enter goes on.",
}
_FOOT_OF_WORDS = (
    "Esc or q leaves (a word with q: a space first)",
    "Esc or q leaves",
    "q leaves",
)


class OnScreen:
    """Talks on `screen`, which is open. `look` gives how to draw on a screen of that size."""

    def __init__(self, screen: Screen, clock: Clock, look: Callable[[int, int], Look]) -> None:
        self.screen, self.clock = screen, clock
        self._look_at = look
        self._notes: list[str] = []
        self._ahead: list[str] = []

    def note(self, lines: Sequence[str]) -> None:
        """Keep it above the next questions; on a small screen it is a page of its own."""
        columns, rows = self.screen.size()
        small = columns < _ROOMY[0] or rows < _ROOMY[1]
        self._notes = [] if small else list(lines)
        if small and lines:
            self.show(lines, "Enter goes on")

    def ask(self, question: Question) -> str:
        """A page of its own. Esc leaves, and q where nothing is typed."""
        typed, more = "", [question.hint or _HINTS[question.form]]
        foot = _FOOT_OF_WORDS if question.form != "rating" else _FOOT_OF_WORDS[1:]
        while True:
            page = asking_page(self._look(), self._notes, question.words, question.offered, more, typed, foot)
            self.screen.draw(page.lines, cursor=page.cursor)
            key = self._key()
            if key in ("q", "Q") and (not typed or question.form == "rating"):
                raise Left
            if key == "?" and question.form == "rating":
                more = [*ANCHORS, "", _HINTS["rating"]]
            elif key == "enter":
                answer = " ".join(typed.split())
                if not (problem := problem_with(question, answer)):
                    return answer
                typed, more = "", [problem]
            else:
                typed = _typed(typed, key)

    def show(self, lines: Sequence[str], go_on: str) -> None:
        """A page to read; Enter or a space goes on."""
        foot = (f"{go_on}, Esc or q leaves", "Enter, or q leaves", "q leaves")
        at = 0
        while True:
            pages = reading_pages(self._look(), lines, foot)
            if at >= len(pages):
                return
            self.screen.draw(pages[at])
            key = self._key()
            if key in ("q", "Q"):
                raise Left
            if key in ("enter", " "):
                at += 1

    def wait_for(self, ready: Callable[[], bool]) -> None:
        """Wait, with an eye on the keys."""
        end = time.monotonic() + PATIENCE
        while not ready() and time.monotonic() < end:
            key = self.screen.key(0.01)
            if key in ("esc", "q", "Q"):
                raise Left
            if key:
                self._ahead.append(key)

    def guide(self, title: str, walk: Walk, asked: Callable[[Step], bool], more: Callable[[], bool]) -> None:
        """Draw each second of the exercise, and see to the keys."""
        self._notes = []
        last = self.clock.now()
        while (place := walk.place) is not None:
            if place.step.kind == "ask" and asked(place.step):
                walk.go_on()
                last = self.clock.now()
                continue
            self.screen.draw(frame(title, walk.steps, walk.second, self._look(), waiting=walk.waiting))
            # What hardly moves needs few pictures.
            tick = self.clock.tick * (1 if place.phase.name else 4)
            key = self._ahead.pop(0) if self._ahead else self.screen.key(tick)
            moment = self.clock.now()
            walk.pass_time(moment - last)
            last = moment
            if key in ("esc", "q", "Q"):
                raise Left
            if key == "enter":
                walk.go_on()
            elif key == " ":
                walk.waiting = not walk.waiting
            after = walk.place
            if place.step.kind == "pause" and (after is None or after.at != place.at):
                self.screen.ring()
                if more():
                    walk.lengthen(place.at)
                last = self.clock.now()

    def _look(self) -> Look:
        return self._look_at(*self.screen.size())

    def _key(self) -> str:
        """The next key; Esc leaves. The page is drawn again now and then, since the window may have changed."""
        key = self._ahead.pop(0) if self._ahead else self.screen.key(0.25)
        if key == "esc":
            raise Left
        return key


def _typed(typed: str, key: str) -> str:
    if key == "back":
        return typed[:-1]
    if key == "clear":
        return ""
    return typed + key if len(key) == 1 and len(typed) < _LONGEST else typed
