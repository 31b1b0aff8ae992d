"""`vaultkit merge-driver`: what git calls to merge a note, and how git is told to."""

from pathlib import Path
from typing import Annotated

import typer

from vaultkit.cli.opening import DryRun, Json, plain_app, print_json, program, say, wants_json, working_folder

app = plain_app()

_AS_GIT_CALLS = "in the settings git gives four: %O %A %B %P"


@app.command("merge-driver")
def merge_driver_command(
    ctx: typer.Context,
    versions: Annotated[
        list[str] | None,
        typer.Argument(metavar="[BASE OURS THEIRS [NAME]]", help="What git gives: %O %A %B %P."),
    ] = None,
    install: Annotated[
        bool, typer.Option("--install", help="Make git merge the notes of this repository with vaultkit.")
    ] = False,
    uninstall: Annotated[bool, typer.Option("--uninstall", help="Take that out again.")] = False,
    shared: Annotated[
        bool,
        typer.Option("--shared", help="With --install: write .gitattributes, which the other side gets too."),
    ] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Merge a note for git, into the file OURS. With --install, tell git to do so from now on.

    Leaves with 0 also where two versions stand, since nothing is left to solve. A file that is not text is not
    touched, and git reports it as a conflict.
    """
    if install or uninstall:
        if versions or (install and uninstall):
            raise typer.BadParameter("--install and --uninstall stand alone", param_hint="merge-driver")
        _set_up(install=install, shared=shared, dry_run=dry_run, json=wants_json(ctx, json))
        return
    if not versions or not 3 <= len(versions) <= 4:
        raise typer.BadParameter(
            f"found {len(versions or [])} files, expected three and perhaps the note's name; {_AS_GIT_CALLS}",
            param_hint="merge-driver",
        )
    _merge(*versions, dry_run=dry_run, json=wants_json(ctx, json))


def _merge(base: str, ours: str, theirs: str, name: str = "", *, dry_run: bool, json: bool) -> None:
    from vaultkit.actions.merging import merge_files, write_whole
    from vaultkit.cli.merge import tell

    merged = merge_files(Path(base), Path(ours), Path(theirs), name=name)
    if not dry_run:
        write_whole(Path(ours), merged.text)
    if json:
        print_json({"path": name or ours, "kept_both": [one._asdict() for one in merged.kept_both]})
    else:
        tell(merged, name or ours)


def _set_up(*, install: bool, shared: bool, dry_run: bool, json: bool) -> None:
    from vaultkit.actions import merge_driver

    folder = working_folder()
    found = (
        merge_driver.install(folder, program(), shared=shared, dry_run=dry_run)
        if install
        else merge_driver.uninstall(folder, dry_run=dry_run)
    )
    if json:
        print_json({"installed": install, "files": [one._asdict() for one in found]})
        return
    would = "would be " if dry_run else ""
    for one in found:
        say(f"{one.path}: {would}changed" if one.changed else f"{one.path}: as it should be")
    if install and not dry_run:
        say("From now on git joins the two versions of a note here and leaves no conflict marks in it.")
    elif not found:
        say("Nothing was set up here.")
