"""Keeping what was answered when questions were cut short: in a note, or shown once more."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from vaultkit.cli.opening import say, say_path
from vaultkit.errors import UserError

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


class Answers(NamedTuple):
    """What was answered so far, about what kind of note, and the command that takes it on standard input."""

    config: "Config"
    day: date
    kind: str
    given: Mapping[str, object]
    command: str


def keep_answers(
    answers: Answers, write: Callable[[], Path] | None, *, gone: bool, dry_run: bool = False
) -> None:
    """Keep answers, and say where if anyone is there.

    `write` makes the note, where that can be done with what there is. Else they are shown, or, where the terminal is
    `gone`, written down as they are.
    """
    # A terminal that has gone takes no words, and that must not keep the answers from being written.
    with suppress(OSError):
        typer.echo("", err=True)
    if not answers.given:
        with suppress(OSError):
            typer.echo("Stopped, and nothing was written.", err=True)
        return
    path = None
    if not dry_run:
        path = _written(answers, write, gone=gone)
    with suppress(OSError):
        if path:
            typer.echo("Stopped. What you answered so far is kept, for you alone:")
            say_path(path)
        else:
            typer.echo("Stopped.", err=True)
            give_back(answers.given)


def _written(answers: Answers, write: Callable[[], Path] | None, *, gone: bool) -> Path | None:
    """The note with the answers; None if there is none, and they are to be shown."""
    from vaultkit.actions.unfinished import keep_unfinished

    if write:
        with suppress(UserError, OSError):
            return write()
    if gone:
        with suppress(UserError, OSError):
            return keep_unfinished(answers.config, answers.day, answers.kind, answers.given, answers.command)
    return None


def give_back(given: Mapping[str, object]) -> None:
    """Show what was typed, so that a note that could not be written costs no words."""
    from vaultkit.actions.unfinished import as_yaml

    say("Nothing was written. Here is what you typed, so that it is not lost:")
    typer.echo(as_yaml(given), nl=False)
