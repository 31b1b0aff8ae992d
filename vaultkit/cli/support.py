"""`vaultkit support`."""

import typer

from vaultkit.cli.opening import (
    Json,
    is_outside_any_vault,
    opened_if_it_can_be,
    plain_app,
    print_json,
    say,
    wants_json,
)
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.signpost import support_lines

app = plain_app()


@app.command()
def support(ctx: typer.Context, json: Json = False) -> None:
    """Where to find someone to talk to. Works anywhere, with or without a vault."""
    config, why = opened_if_it_can_be(ctx)
    lines = support_lines(config.support if config else ())
    if wants_json(ctx, json):
        print_json({"support": lines})
    else:
        say("\n".join(lines))
    if config is None and not is_outside_any_vault(ctx):
        typer.echo(
            f"vaultkit: your own people could not be read from the settings. {one_line(why)}", err=True
        )
