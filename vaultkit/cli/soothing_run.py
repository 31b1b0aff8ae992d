"""Running a guided session in a terminal, and writing down what came of it, however it ended."""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

import typer

from vaultkit.actions.exercises import Exercises, all_exercises
from vaultkit.actions.soothe import Known, known_from_notes, write_moment
from vaultkit.cli.interrupted import Stopped, signals
from vaultkit.cli.opening import agrees, say, say_path
from vaultkit.cli.screen import Screen
from vaultkit.cli.signpost import has_pointed, may_point
from vaultkit.cli.soothing import FIRST, Told, Wanted, session
from vaultkit.cli.talking import Clock, Left, Talk
from vaultkit.cli.talking_in_lines import Lines
from vaultkit.cli.talking_on_screen import OnScreen
from vaultkit.errors import UserError
from vaultkit.render.pacer import Look
from vaultkit.vault.clock import now
from vaultkit.workbook.exercises import Exercise, Way

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


_HOW_TO_LEAVE = (
    "Esc or q leaves, at a question with Enter after it. These lines stay on the screen afterwards."
)


class Manner(NamedTuple):
    """How to guide: in lines or drawn, still, with questions, left before right; and whether to write nothing."""

    in_lines: bool = False
    still: bool = False
    questions: bool = True
    left_first: bool = False
    dry_run: bool = False


def guide(
    config: "Config | None",
    day: date,
    exercise: Exercise | None,
    way_of: Callable[[Exercise], Way],
    manner: Manner,
    clock: Clock | None = None,
) -> None:
    """One session, which is noted down if there is a vault.

    Exits with 1 if it was cut short or could not be kept, with 3 if the journal page could not take it.
    """
    clock, told = clock or Clock(), Told()
    time = f"{_now(config):%H:%M}"
    found = Exercises((), ()) if exercise else all_exercises(config)
    quiet = cut_short = False
    can_ask = sys.stdin is not None and sys.stdin.isatty()
    try:
        with ExitStack() as stack:
            stack.enter_context(signals(("SIGTERM", "SIGHUP", "SIGQUIT"), _stop))
            talk: Talk
            if manner.in_lines:
                talk = Lines(clock, asks=can_ask)
                talk.note([FIRST, _HOW_TO_LEAVE])
            else:
                screen = stack.enter_context(Screen())
                talk = OnScreen(screen, clock, _look(manner))
            wanted = Wanted(
                exercise,
                way_of,
                found.known,
                questions=manner.questions and can_ask,
                left_first=manner.left_first,
                people=config.support if config else (),
                # Without a vault it can't be known when it was last pointed out.
                may_point=config is not None and may_point(config, day),
                first_is_said=manner.in_lines,
                time_in=lambda seconds: f"{_now(config) + timedelta(seconds=seconds):%H:%M}",
            )
            session(talk, told, wanted, _reading(config, day))
    except Left:
        quiet = True
    except (KeyboardInterrupt, typer.Abort, Stopped, EOFError, OSError):
        cut_short = True
    if config is None:
        _leave_with_the_words(told, quiet=quiet)
    else:
        if told.pointed:
            has_pointed(config, day)
        _keep(config, day, time, told, manner, quiet=quiet)
    for problem in found.problems if not quiet else ():
        typer.echo(f"vaultkit: {problem}", err=True)
    if cut_short:
        raise typer.Exit(1)


def _now(config: "Config | None") -> datetime:
    return now(config) if config else datetime.now()


def _stop(*_: object) -> None:
    raise Stopped


def _reading(config: "Config | None", day: date) -> Callable[[], Known | None]:
    """Reads one's own notes beside the first question, so that a large vault keeps nobody waiting."""
    if config is None:
        return Known
    found: list[Known] = []

    def read() -> None:
        from sqlite3 import DatabaseError

        try:
            found.append(known_from_notes(config, day))
        except (UserError, OSError, DatabaseError):
            # A session goes on without them, and check says what is wrong.
            found.append(Known())

    Thread(target=read, daemon=True).start()
    return lambda: found[0] if found else None


def _look(manner: Manner) -> Callable[[int, int], Look]:
    colour = _has_colour(os.environ)
    symbols = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return lambda width, height: Look(width, height, colour, manner.still, symbols)


def _has_colour(environ: Mapping[str, str]) -> bool:
    return not environ.get("NO_COLOR") and (
        "256" in environ.get("TERM", "") or bool(environ.get("COLORTERM"))
    )


def _keep(config: "Config", day: date, time: str, told: Told, manner: Manner, *, quiet: bool) -> None:
    """Write the moment. Whoever left with Esc or q is told nothing, unless their words could not be kept."""
    given = told.moment()
    if not given:
        return
    try:
        # A second Ctrl-C, or the window closing meanwhile, may not keep it from being written.
        with signals(("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"), lambda *_: None):
            kept = write_moment(config, day, time, given, dry_run=manner.dry_run)
    except (UserError, OSError) as error:
        _offer_words(given, str(error))
        raise typer.Exit(1) from None
    if quiet:
        return
    if kept.problem:
        typer.echo(f"vaultkit: {kept.problem}", err=True)
    typer.echo("Would note it down here:" if manner.dry_run else "Noted down, for you alone:")
    say_path(kept.path)
    if kept.problem:
        raise typer.Exit(3)


def _leave_with_the_words(told: Told, *, quiet: bool) -> None:
    """Without a vault: nothing is written, which was said before. Whoever left with Esc or q is asked nothing."""
    if (given := told.moment()) and not quiet:
        _show(given)


def _offer_words(given: Mapping[str, object], why: str) -> None:
    """The note could not be written: say so, and show the words to whoever wants to copy them."""
    typer.echo(f"vaultkit: this could not be written down. {why}", err=True)
    _show(given)


def _show(given: Mapping[str, object]) -> None:
    from vaultkit.notes.yaml_writer import entry

    shown = not (sys.stdin.isatty() and sys.stdout.isatty()) or agrees(
        "Show what you answered here, to copy it"
    )
    if shown:
        say("Here it is, so that it is not lost:")
        for name, value in given.items():
            typer.echo(entry(name.lstrip("#"), value), nl=False)
