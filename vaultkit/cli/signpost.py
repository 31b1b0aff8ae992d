"""Pointing to support, once a week at most, where a person is looking and nothing records what is said."""

import sys
from datetime import date
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


def point_to_support(config: "Config", day: date) -> None:
    """Two lines on a terminal, where notes call for it; nothing at all in a file, a pipe, or within a week of the last time.

    The day of it alone is kept, in this machine's state folder.
    """
    if not sys.stdout.isatty():
        return
    from vaultkit.vault.state import read_state, write_state
    from vaultkit.workbook.signpost import may_show

    try:
        last = date.fromisoformat(str(read_state(config, "signpost")))
    except ValueError:
        last = None
    if may_show(day, last):
        typer.echo("\nSome of these days were heavy. You do not have to carry them alone:")
        typer.echo("vaultkit support")
        write_state(config, "signpost", str(day))
