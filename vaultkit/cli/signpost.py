"""Pointing to support, once a week at most, where a person is looking and nothing records what is said."""

import sys
from datetime import date
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


def point_to_support(config: "Config", day: date) -> None:
    """Two lines on a terminal, where notes call for it; nothing at all in a file, a pipe, or within a week of the last time."""
    if may_point(config, day):
        typer.echo("\nSome of these days were heavy. You do not have to carry them alone:")
        typer.echo("vaultkit support")
        has_pointed(config, day)


def may_point(config: "Config", day: date) -> bool:
    """Whether a person is looking, and a week has passed since the last time."""
    if not sys.stdout.isatty():
        return False
    from vaultkit.vault.state import read_state
    from vaultkit.workbook.signpost import may_show

    try:
        last = date.fromisoformat(str(read_state(config, "signpost")))
    except ValueError:
        last = None
    return may_show(day, last)


def has_pointed(config: "Config", day: date) -> None:
    """Remember that it was shown that day: the day alone is kept, in this machine's state folder."""
    from vaultkit.vault.state import write_state

    write_state(config, "signpost", str(day))
