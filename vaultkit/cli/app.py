"""The command line as a whole: which commands there are, what stands before them, how errors are said."""

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer
from typer._click import Command, Context
from typer.core import TyperCommand, TyperGroup

from vaultkit.errors import UserError

COMMANDS = {
    "init": "Create a vault, or make an existing one ready. No note in it is changed.",
    "journal": "Today's journal note: made from its template if it is not there yet.",
    "soothe": "Something to steady you: a guided exercise, and a moment noted.",
    "moment": "A hard moment, noted quickly, by questions or from standard input.",
    "new": "A new note of any kind, by questions or from standard input.",
    "ladder": "Ladders: steps of planned time apart.",
    "checkin": "Write or refresh the week's check-in note with its agenda.",
    "progress": "What your notes say so far.",
    "report": "A page with charts, to look at, print or take along.",
    "rituals": "Which rituals are due, coming up and kept.",
    "goal": "Goals of you both: how far they have come, reached, let go.",
    "calendar": "Your check-ins, rituals and own practice as files for a calendar.",
    "share": "Put what you chose to share into your contribution to the next check-in.",
    "merge": "Join what two people made of one note. Nothing that either wrote is lost, and nothing is asked.",
    "merge-driver": "Merge a note for git, into the file OURS. With --install, tell git to do so from now on.",
    "sync": "Exchange the shared folder with your partner. Only that folder ever leaves.",
    "watch": "Keep the vault ready while you write in it: the day's page, agenda, summaries, sharing and syncing.",
    "service": "Keep the watcher running whenever you are logged in.",
    "pause": "Stop syncing for a while.",
    "leave": "Stop sharing, on your own and without a word to anyone. Your own notes stay.",
    "export": "Copy all of your notes as plain files, and what they say as one JSON file.",
    "check": "Read every note and say what could not be read.",
    "support": "Where to find someone to talk to.",
    "obsidian": "The plugin for Obsidian: copy it into this vault, look at it, take it out.",
    "demo": "See it work on an example vault.",
    "version": "Which program this is, and which plugins it understands. Works with or without a vault.",
}
"""Each command's name and help; the module `vaultkit.cli.<name>` is loaded only when it is run."""


class LazyGroup(TyperGroup):
    """Lists, completes and suggests commands by stand-ins from `COMMANDS`, and loads the one that is run."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {
            name: TyperCommand(name, help=about, rich_markup_mode=None) for name, about in COMMANDS.items()
        }

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """The real command, loaded now."""
        name, command, rest = super().resolve_command(ctx, args)
        if name in COMMANDS and command is not None:
            command = load(name)
        return name, command, rest


def load(name: str) -> Command:
    """The real command of that name in `COMMANDS`."""
    from importlib import import_module

    command: Command = typer.main.get_command(import_module(f"vaultkit.cli.{name.replace('-', '_')}").app)
    command.name = name
    return command


app = typer.Typer(
    cls=LazyGroup,
    name="vaultkit",
    help="A couples' workbook for Markdown vaults. It is for practice; it is not therapy.",
    epilog="If you feel unsafe with your partner or controlled by them, leave the shared parts alone; "
    "vaultkit support lists people who can help.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(asked: bool) -> None:
    if asked:
        from vaultkit import __version__

        typer.echo(f"vaultkit {__version__}")
        raise typer.Exit


@app.callback()
def before(
    ctx: typer.Context,
    vault: Annotated[
        str, typer.Option(metavar="PATH", help="The vault's folder, if not here or above.")
    ] = "",
    date: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="Stands in for today.")] = "",
    json: Annotated[bool, typer.Option("--json", help="One JSON document instead of words.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """What stands before a command."""
    ctx.obj = {"vault": vault, "date": date, "json": json}


def run(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit code.

    0 done, 1 could not, 2 wrong usage, 3 done but problems were found. What a person can
    mend is said on standard error; anything else is a mistake of ours and its trace is logged.
    """
    if sys.stdout is None:
        # Closed by whoever started us: what is said goes nowhere, and what is written is written all the same.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # A character that a terminal cannot show must not keep the rest from being said.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        typer.main.get_command(app).main(arguments, prog_name="vaultkit")
    except UserError as error:
        for problem in error.problems:
            _say(f"vaultkit: {problem}")
        sys.exit(1)
    except OSError as error:
        _say(f"vaultkit: {error.filename or 'output'}: {error.strerror or error}")
        sys.exit(1)
    except Exception as error:
        _say(
            f"vaultkit: this is a mistake in vaultkit, not in your notes ({type(error).__name__}). {_logged(error)}"
        )
        sys.exit(1)


def _say(line: str) -> None:
    from vaultkit.workbook.quoting import one_line

    line = one_line(line)
    print(line.encode("utf-8", "backslashreplace").decode(), file=sys.stderr)


def _logged(error: Exception) -> str:
    from vaultkit.cli.log import log

    path = log(error)
    return f"Where it happened is written down in {path}." if path else ""
