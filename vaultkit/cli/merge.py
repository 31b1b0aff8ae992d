"""`vaultkit merge`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vaultkit.actions.merging import merge_files, write_whole
from vaultkit.cli.opening import Json, plain_app, print_json, say_path, wants_json

if TYPE_CHECKING:
    from vaultkit.sync.merge import Merged

app = plain_app()


@app.command("merge")
def merge_command(
    ctx: typer.Context,
    base: Annotated[
        Path, typer.Argument(metavar="BASE", help="What both started from; an empty file if nothing.")
    ],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="What one side made of it.")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="What the other side made of it.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="Write the note here instead of showing it."),
    ] = None,
    json: Json = False,
) -> None:
    """Join what two people made of one note. Nothing that either wrote is lost, and nothing is asked.

    The note goes to standard output, what stands twice in it to standard error. Leaves with 3 if something does.
    """
    merged = merge_files(base, ours, theirs)
    if output is not None:
        write_whole(output, merged.text)
    if wants_json(ctx, json):
        kept = [one._asdict() for one in merged.kept_both]
        print_json({"text": merged.text, "kept_both": kept} | ({"path": output.absolute()} if output else {}))
    elif output is not None:
        tell(merged)
        say_path(output.absolute())
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(merged.text.encode("utf-8"))
        sys.stdout.buffer.flush()
        tell(merged)
    if merged.kept_both:
        raise typer.Exit(3)


def tell(merged: "Merged", name: str = "") -> None:
    """Say on standard error what stands twice, a line each."""
    from vaultkit.workbook.quoting import one_line

    where = f"{name}: " if name else ""
    for one in merged.kept_both:
        about = next((line.strip() for line in one.one.split("\n") if line.strip()), "")
        about = f" “{about[:60]}{'…' if len(about) > 60 else ''}”" if about and one.kind != "note" else ""
        called = "" if one.kind == "note" else f"two versions stand, {one.kind}{about}: "
        typer.echo(one_line(f"vaultkit: {where}{called}{one.why}"), err=True)
