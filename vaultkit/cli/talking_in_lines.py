"""A guided session in lines one after the other, which a screen reader can follow: nothing is drawn over."""

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack

import typer

from vaultkit.cli.opening import fitting, say
from vaultkit.cli.screen import Screen
from vaultkit.cli.talking import PATIENCE, Clock, Left, Question, problem_with
from vaultkit.render.pacer_in_lines import lines_of
from vaultkit.workbook.exercises import Step
from vaultkit.workbook.questions import ANCHORS
from vaultkit.workbook.walking import Walk


class Lines:
    """Talks in lines. Where nobody can type, nothing is asked."""

    def __init__(self, clock: Clock, *, asks: bool) -> None:
        self.clock = clock
        self.asks = asks

    def note(self, lines: Sequence[str]) -> None:
        """Say it once."""
        say("\n".join(lines))
        sys.stdout.flush()

    def ask(self, question: Question) -> str:
        """A plain prompt; `q` or Esc and Enter leave."""
        if not self.asks:
            return ""
        if question.offered:
            say(", ".join(f"{number} {words}" for number, words in enumerate(question.offered, 1)))
        while True:
            answer: str = typer.prompt(fitting(question.words, ": "), default="", show_default=False)
            answer = answer.strip()
            if answer.lower() == "q" or "\x1b" in answer:
                raise Left
            if answer == "?":
                anchors = question.form == "rating"
                hint = question.hint or "A number, words of your own, or Enter to go on."
                say("\n".join(ANCHORS) if anchors else hint)
            elif problem := problem_with(question, answer):
                say(problem)
            else:
                return answer

    def show(self, lines: Sequence[str], go_on: str) -> None:
        """Say it, and wait for Enter where somebody can press it."""
        self.note(lines)
        if self.asks:
            self.ask(Question(go_on))

    def wait_for(self, ready: Callable[[], bool]) -> None:
        """Wait; keys are read by the line here, so that there is nothing else to see to."""
        end = time.monotonic() + PATIENCE
        while not ready() and time.monotonic() < end:
            time.sleep(0.01)

    def guide(self, title: str, walk: Walk, asked: Callable[[Step], bool], more: Callable[[], bool]) -> None:
        """Say each line when its time has come."""
        while (place := walk.place) is not None:
            at, step = place.at, place.step
            if step.kind == "ask" and asked(step):
                walk.go_on()
                continue
            self._step(walk, at)
            if step.kind == "pause":
                typer.echo("\a", nl=False)
                if more():
                    walk.lengthen(at)

    def _step(self, walk: Walk, at: int) -> None:
        """One step, from where it stands to its end."""
        with ExitStack() as stack:
            keys = stack.enter_context(Screen(drawn=False)) if self.asks else None
            place = walk.place
            begun = place.into if place else 0.0
            lines = [line for line in lines_of(walk.steps[at]) if line.second >= begun]
            last = self.clock.now()
            while (place := walk.place) is not None and place.at == at:
                while lines and lines[0].second <= place.into:
                    self.note([lines.pop(0).words])
                key = keys.key(self.clock.tick) if keys else _sleep(self.clock.tick)
                moment = self.clock.now()
                walk.pass_time(moment - last)
                last = moment
                if key in ("esc", "q", "Q"):
                    raise Left
                if key == "enter":
                    walk.go_on()
                elif key == " ":
                    walk.waiting = not walk.waiting
                    self.note(["Waiting. Space goes on." if walk.waiting else "On we go."])


def _sleep(seconds: float) -> str:
    time.sleep(seconds)
    return ""
