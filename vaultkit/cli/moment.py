"""`vaultkit moment`."""

from typing import Annotated

import typer

from vaultkit.cli.new import make_new
from vaultkit.cli.opening import DryRun, Json, plain_app, say, wants_json

app = plain_app()


@app.command()
def moment(
    ctx: typer.Context,
    before: Annotated[int | None, typer.Option(help="How strong it was, 0 to 10.")] = None,
    after: Annotated[int | None, typer.Option(help="How strong it is now, 0 to 10.")] = None,
    minutes: Annotated[int | None, typer.Option(help="For how many minutes you soothed yourself.")] = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """A hard moment, noted quickly, by questions or from standard input.

    Words are asked for, or read from standard input as YAML (feeling: lonely). Options carry numbers alone, since other
    programs and your shell's history could see them.
    """
    numbers = {"before": before, "after": after, "minutes": minutes}
    for name, value in numbers.items():
        most = 10080 if name == "minutes" else 10
        if value is not None and not 0 <= value <= most:
            raise typer.BadParameter(
                f"found {value}, expected a whole number from 0 to {most}", param_hint=f"--{name}"
            )
    given: dict[str, object] = {name: value for name, value in numbers.items() if value is not None}
    if after is not None and before is None and not wants_json(ctx, json):
        say("There is a rating after and none before. You may fill it in any day, on the line `before`.")
    make_new(ctx, "moment", given, dry_run=dry_run, json=json)
