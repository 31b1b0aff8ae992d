"""`vaultkit demo`."""

import shlex
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from vaultkit.actions.checkin import prepare_checkin
from vaultkit.actions.demo import DAY, copy_example
from vaultkit.actions.journal import open_journal
from vaultkit.actions.progress import summary
from vaultkit.cli.opening import Json, plain_app, print_json, program, wants_json
from vaultkit.render.progress import summary_text
from vaultkit.vault.config import load_config
from vaultkit.workbook.days import day_in_words, week_of
from vaultkit.workbook.periods import recent

app = plain_app()


@app.command()
def demo(
    ctx: typer.Context,
    path: Annotated[
        str, typer.Argument(metavar="[PATH]", help="Where to put it; a temporary folder if left out.")
    ] = "",
    json: Json = False,
) -> None:
    """See it work on an example vault.

    It makes the day's journal note there, builds the week's agenda and shows a summary.
    """
    config = load_config(
        copy_example(Path(path) if path else Path(tempfile.mkdtemp(prefix="vaultkit-")) / "Our vault")
    )
    made = open_journal(config, DAY)
    prepared = prepare_checkin(config, week_of(DAY))
    found = summary(config, recent(DAY), DAY)
    if wants_json(ctx, json):
        print_json({"path": config.root, "journal": made.path, "checkin": prepared.path, "date": DAY})
        return
    typer.echo(
        f"This is {config.me}'s vault, with what {config.me} and {config.partner} share, on {day_in_words(DAY)} {DAY.year}.\n"
    )
    _part("Today's journal note", "journal", made.path.read_text("utf-8"))
    _part("This week's check-in", "checkin", prepared.text)
    _part("What the notes say so far", "progress", summary_text(found.progress))
    typer.echo(_next_steps(config.root))


def _part(title: str, command: str, text: str) -> None:
    typer.echo(f"── {title} · vaultkit {command} " + "─" * max(4, 60 - len(title) - len(command)) + "\n")
    typer.echo(text)


def _next_steps(root: Path) -> str:
    here = shlex.quote(str(root))
    vault = f"{program()} --vault {here} --date {DAY}"
    return f"""Now it is yours to play with. In Obsidian: Open folder as vault, then choose
  {root}

Some things to try:
  {vault} rituals
  {vault} ladder show
  {vault} progress --month --write
  {vault} check
And when you would like your own: {program()} init"""
