"""`vaultkit check`."""

import typer

from vaultkit.actions.check import Found, check
from vaultkit.cli.opening import Json, opened, plain_app, print_json, today, wants_json
from vaultkit.workbook.quoting import one_line

app = plain_app()


@app.command("check")
def check_command(ctx: typer.Context, json: Json = False) -> None:
    """Read every note and say what could not be read. Nothing is changed."""
    config = opened(ctx)
    found = check(config, today(ctx, config))
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
        notes = f"{found.notes} {'note' if found.notes == 1 else 'notes'}"
        if not found.problems:
            typer.echo(f"{notes} read, all as expected.")
        else:
            count = len(found.problems)
            typer.echo(
                f"{notes} read. {count} {'line needs' if count == 1 else 'lines need'} a look; nothing was changed."
            )
    if found.problems:
        raise typer.Exit(3)


def _as_json(found: Found) -> dict[str, object]:
    return {"path": found.path, "line": found.problem.line, "message": found.problem.message}
