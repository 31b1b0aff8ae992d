"""`vaultkit check`."""

from datetime import date
from typing import TYPE_CHECKING

import typer

from vaultkit.actions.check import Found, check
from vaultkit.cli.opening import Json, opened, plain_app, print_json, say, today, wants_json
from vaultkit.workbook.quoting import one_line

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

app = plain_app()


@app.command("check")
def check_command(ctx: typer.Context, json: Json = False) -> None:
    """Read every note and say what could not be read. Nothing is changed."""
    config = opened(ctx)
    day = today(ctx, config)
    found = check(config, day)
    if wants_json(ctx, json):
        print_json(
            {
                "notes": found.notes,
                "problems": [_as_json(one) for one in found.problems],
                "hints": [_as_json(one) for one in found.hints],
            }
        )
    else:
        for one in found.problems:
            typer.echo(one_line(str(one)))
        for one in found.hints:
            typer.echo(one_line(f"{one} (a hint, not a problem)"))
        for one in found.gentle:
            typer.echo(one_line(f"{one} (a hint for you alone)"))
        notes = f"{found.notes} {'note' if found.notes == 1 else 'notes'}"
        if not found.problems:
            typer.echo(f"{notes} read, all as expected.")
        else:
            count = len(found.problems)
            typer.echo(
                f"{notes} read. {count} {'line needs' if count == 1 else 'lines need'} a look; nothing was changed."
            )
        if found.harm:
            _point_to_support(config, day)
    if found.problems:
        raise typer.Exit(3)


def _point_to_support(config: "Config", day: date) -> None:
    """Where harm is told of: who can help, and not a word on how to say it; on a terminal, and once in a week at most."""
    from vaultkit.cli.signpost import has_pointed, may_point
    from vaultkit.workbook.gentle_check import HARM

    if may_point(config, day):
        typer.echo()
        say("\n".join(HARM))
        has_pointed(config, day)


def _as_json(found: Found) -> dict[str, object]:
    return {"path": found.path, "line": found.problem.line, "message": found.problem.message}
