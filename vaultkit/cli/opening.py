"""Opening the vault a command is about, and telling which day it is."""

import datetime
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vaultkit.errors import UserError
from vaultkit.vault import clock
from vaultkit.vault.config import load_config
from vaultkit.vault.discovery import find_vault
from vaultkit.workbook.days import week_start

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

Json = Annotated[bool, typer.Option("--json", help="One JSON document instead of words.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")]
Week = Annotated[str, typer.Option("--week", metavar="YYYY-Www", help="Another week than this one.")]


def plain_app(about: str = "") -> typer.Typer:
    """One command, or one group of them: plain help, and no options for completion beside those of `vaultkit`."""
    return typer.Typer(help=about or None, add_completion=False, rich_markup_mode=None)


def opened(ctx: typer.Context) -> "Config":
    """The settings of the vault that the command is about."""
    return load_config(find_vault(working_folder(), ctx.find_root().obj["vault"] or None, os.environ))


def opened_if_it_can_be(ctx: typer.Context) -> tuple["Config | None", str]:
    """The settings, or None and a line on why not: for what has to work in a hard moment, with notes or without."""
    try:
        return opened(ctx), ""
    except (UserError, OSError) as error:
        first, *more = error.problems if isinstance(error, UserError) else (str(error),)
        rest = f" (and {len(more)} more: vaultkit check)" if more else ""
        return None, f"{first}{rest}"


def is_outside_any_vault(ctx: typer.Context) -> bool:
    """Whether no vault was named, and the command was started in none: that is no one's slip."""
    from vaultkit.vault.discovery import enclosing_vault

    named = ctx.find_root().obj["vault"] or os.environ.get("VAULTKIT_VAULT")
    try:
        return not named and enclosing_vault(Path.cwd()) is None
    except OSError:
        return True


def working_folder() -> Path:
    """The folder the command was started in; UserError if it is gone."""
    try:
        return Path.cwd()
    except OSError:
        raise UserError(
            "the folder you are in is not there any more; go to another one and try again"
        ) from None


def today(ctx: typer.Context, config: "Config | None") -> datetime.date:
    """The day it is: `--date`, or the vault's clock with its own beginning of a day; without one, this machine's."""
    if given := ctx.find_root().obj["date"]:
        return a_date(given, "--date")
    return clock.today(config) if config else datetime.date.today()


def a_date(text: str, option: str) -> datetime.date:
    """A date that was typed; wrong usage if it is none, or outside of the years 1970 to 2200."""
    try:
        day = datetime.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        day = None
    if day is None or not 1970 <= day.year <= 2200:
        raise typer.BadParameter(f"found {text}, expected a date such as 2026-11-24", param_hint=option)
    return day


def a_week(text: str, option: str = "--week") -> str:
    """A week that was typed; wrong usage if there is none such between 1970 and 2200."""
    try:
        good = 1970 < week_start(text).year <= 2200
    except ValueError:
        good = False
    if not good:
        raise typer.BadParameter(f"found {text}, expected an ISO week such as 2026-W48", param_hint=option)
    return text


def columns() -> int:
    """The columns that text for a person has: 80, or fewer in a terminal that has fewer."""
    from shutil import get_terminal_size

    return min(80, get_terminal_size().columns) if sys.stdout.isatty() else 80


def say(text: str) -> None:
    """Text for a person; a line too long for the columns goes on below."""
    from vaultkit.render.wrapping import wrapped

    width = columns()
    for line in text.split("\n"):
        typer.echo(wrapped(line, width))


def fitting(question: str, answer: str = "") -> str:
    """A question that a prompt may ask: it goes on below where the columns end, with room for `answer` after it."""
    from vaultkit.render.wrapping import wrapped

    return wrapped(question, max(columns() - len(answer), 10))


def agrees(question: str, *, usually: bool = False) -> bool:
    """Whether the answer is yes. `usually` is what Enter stands for; anything unclear is asked about again."""
    choice = " [Y/n]: " if usually else " [y/N]: "
    while True:
        typed = typer.prompt(fitting(question, choice), "", show_default=False, prompt_suffix=choice)
        answer = typed.strip().casefold()
        if answer in ("", "y", "yes", "n", "no"):
            return answer.startswith("y") if answer else usually
        say(f"  Please answer y for yes or n for no; Enter alone means {'yes' if usually else 'no'}.")


def say_path(path: Path) -> None:
    """A path on a line of its own; what a terminal would act on becomes a question mark."""
    typer.echo("".join(character if character.isprintable() else "?" for character in str(path)))


def program() -> str:
    """How this program is called from the shell it runs in."""
    from shlex import quote
    from shutil import which

    if which("vaultkit"):
        return "vaultkit"
    started = Path(sys.argv[0])
    return quote(str(started)) if started.stem == "vaultkit" else f"{quote(sys.executable)} -m vaultkit"


def wants_json(ctx: typer.Context, flag: bool) -> bool:
    """Whether `--json` stood before the command or after it."""
    return flag or bool(ctx.find_root().obj["json"])


def print_json(document: object) -> None:
    """One JSON document on standard output. A record in it becomes an object, a date or a path a text."""
    import json
    import re

    # Where output is not UTF-8, escapes keep every word; elsewhere words stay readable.
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(_plain(document), ensure_ascii=not is_utf8, indent=2)
    # JSON itself escapes only the older characters that a terminal acts on.
    acted_on = r"[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]"
    typer.echo(re.sub(acted_on, lambda found: f"\\u{ord(found[0]):04x}", text))


def _plain(value: Any) -> object:
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, (datetime.date, Path)) else value


def asks() -> bool:
    """Whether someone is there to answer questions."""
    try:
        return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    except ValueError:
        return False


def standard_input() -> str:
    """What was given on standard input; empty if it is closed or a terminal."""
    try:
        if sys.stdin is None or sys.stdin.isatty():
            return ""
        return sys.stdin.buffer.read(2_000_000).decode("utf-8")
    except UnicodeDecodeError as error:
        raise UserError(
            f"standard input: byte {error.start} is not UTF-8; save the text as UTF-8 and try again"
        ) from None
    except (OSError, ValueError):
        return ""
