"""`vaultkit watch`: keeping the vault ready, and how that stands."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from vaultkit.cli.opening import Json, a_date, opened, plain_app, print_json, say, wants_json
from vaultkit.workbook.quoting import one_line

if TYPE_CHECKING:
    from vaultkit.vault.config import Config
    from vaultkit.watch.telling import Event, Tell

app = plain_app(
    "Keep the vault ready while you write in it: the day's page, agenda, summaries, sharing and syncing."
)


@app.callback(invoke_without_command=True)
def watch(
    ctx: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Do one round and leave.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Say everything that is done.")] = False,
    json: Json = False,
) -> None:
    """Keep the vault ready while you write in it, until Ctrl+C."""
    ctx.obj = {**(ctx.obj or {}), "watch_json": json}
    if ctx.invoked_subcommand:
        return
    from vaultkit.watch.running import run

    config = opened(ctx)
    given = ctx.find_root().obj["date"]
    day = a_date(given, "--date") if given else None
    as_json = wants_json(ctx, json)
    tell = _lines_of_json(config) if as_json else _lines(verbose=verbose, once=once)
    found = run(config, once=once, tell=tell, day=day)
    if once and found:
        if not as_json:
            for one in found:
                say(f"Needs a look: {one_line(one.words)}")
        raise typer.Exit(3)


@app.command("status")
def status_command(ctx: typer.Context, json: Json = False) -> None:
    """Whether the vault is watched, and what needs a look."""
    from vaultkit.vault.state import state_folder
    from vaultkit.watch.locking import holder
    from vaultkit.watch.minding import last_problems

    config = opened(ctx)
    pid = holder(state_folder(config))
    problems = last_problems(config)
    if wants_json(ctx, json or bool(ctx.parent and ctx.parent.obj.get("watch_json"))):
        print_json({"running": bool(pid), "pid": pid if pid > 0 else None, "problems": problems})
        return
    if pid:
        say(f"This vault is watched{f' by process {pid}' if pid > 0 else ''}.")
    else:
        say(
            "This vault is not watched. vaultkit watch does so, and vaultkit service install keeps it running."
        )
    for one in problems:
        say(f"Needs a look: {one_line(one.words)}")


def _lines(*, verbose: bool, once: bool) -> "Tell":
    from vaultkit.watch.telling import in_words

    def tell(event: "Event") -> None:
        if event.name in ("watching", "looking") and not once:
            say(f"{one_line(in_words(event))} Ctrl+C ends it.")
        elif verbose or event.name in ("away", "back"):
            say(one_line(in_words(event)))

    return _flushed(tell)


def _lines_of_json(config: "Config") -> "Tell":
    from vaultkit.vault.clock import now
    from vaultkit.watch.telling import as_json

    def tell(event: "Event") -> None:
        at: datetime = now(config)
        typer.echo(as_json(event, at))

    return _flushed(tell)


def _flushed(tell: "Tell") -> "Tell":
    """Each line goes out at once, and a reader that has gone away does not end the watch."""
    import sys

    def at_once(event: "Event") -> None:
        try:
            tell(event)
            sys.stdout.flush()
        except OSError:
            return

    return at_once
