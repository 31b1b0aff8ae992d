"""`vaultkit share`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from vaultkit.actions.share import Sharing, share
from vaultkit.cli.opening import (
    DryRun,
    Json,
    agrees,
    asks,
    opened,
    plain_app,
    print_json,
    say,
    say_path,
    today,
    wants_json,
)
from vaultkit.workbook.quoting import one_line

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

app = plain_app()

_CALLED = {
    "thanks": "a thank-you",
    "topic": "a topic for the check-in",
    "wish": "a wish",
    "time apart": "planned time on your own",
    "tool": "what helps you",
    "win": "something that went well",
}


@app.command("share")
def share_command(
    ctx: typer.Context,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show the very text that would leave, and change nothing.")
    ] = False,
    yes: Annotated[
        list[str] | None,
        typer.Option("--yes", metavar="ID", help="Say yes to the line of this id, from --json."),
    ] = None,
    no: Annotated[
        list[str] | None,
        typer.Option(
            "--no", metavar="ID", help="Take out the line of this id, from --json, that is not yours."
        ),
    ] = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Put what you chose to share into your contribution to the next check-in.

    Only notes that say share: true are looked at, and of those only what docs/sharing.md names.
    """
    config = opened(ctx)
    day = today(ctx, config)
    look_only = preview or dry_run
    agreed, refused = set(yes or ()), set(no or ())
    if not look_only and asks() and not wants_json(ctx, json):
        _ask(config, day, agreed, refused)
    done = share(config, day, agreed=agreed, refused=refused, dry_run=look_only)
    if wants_json(ctx, json):
        print_json({**_as_json(done), "dry_run": look_only})
        return
    _say(done, look_only=look_only)


def _ask(config: "Config", day: date, agreed: set[str], refused: set[str]) -> None:
    """Add the ids of the lines to which the person says yes, and of those in the contribution that are not theirs."""
    waiting = share(config, day, dry_run=True)
    for strange in waiting.strange:
        say("This line stands in your own contribution, and did not come from this device:")
        say(f"  {one_line(strange.words)}")
        is_mine = agrees("Is it yours (if not, it is taken out)", usually=True)
        (agreed if is_mine else refused).add(strange.id)
    for question in waiting.ask:
        piece = question.piece
        called = _CALLED[piece.kind]
        say(
            f"You have not shared {called} before. This line would go to your partner:"
            if question.is_first
            else "The note this is from, or your contribution, has changed since you shared it. "
            f"This line, {called}, would go to your partner:"
        )
        say(f"  {one_line(piece.words)}")
        if agrees("Share it"):
            agreed.add(piece.id)


def _say(done: Sharing, *, look_only: bool) -> None:
    for path, text in done.files:
        typer.echo("This would leave, and nothing else:" if look_only else "Shared:")
        say_path(path)
        if look_only:
            typer.echo("")
            for line in text.splitlines():
                typer.echo("".join(one if one.isprintable() else "?" for one in line))
    if not done.files:
        say("Nothing new to share, and that is fine." if not done.ask else "Nothing is shared yet.")
    if done.plan.withdraw and not look_only:
        say("Taken back from your contribution. Your partner's machine may still hold what was there before.")
    for one in done.left:
        say(f"This line was changed in your contribution since, so it stays there: {one_line(one.words)}")
    for strange in done.strange:
        say(f"In your contribution, and not from this device: {one_line(strange.words)}")
    if done.ask:
        waiting = len(done.ask)
        say(
            f"{waiting} {'line waits' if waiting == 1 else 'lines wait'} for your yes: "
            + ("vaultkit share asks." if look_only else "run vaultkit share at a terminal.")
        )


def _as_json(done: Sharing) -> dict[str, object]:
    return {
        "week": done.week,
        "files": [{"path": path, "text": text} for path, text in done.files],
        "published": [{"kind": one.kind, "words": one.words} for one in done.plan.publish],
        "withdrawn": [{"kind": one.kind, "words": one.words} for one in done.plan.withdraw],
        "ask": [
            {
                "id": one.piece.id,
                "kind": one.piece.kind,
                "words": one.piece.words,
                "note": one.piece.note,
                "first": one.is_first,
            }
            for one in done.ask
        ],
        "strange": [{"id": one.id, "kind": one.kind, "words": one.words} for one in done.strange],
        "left": [{"kind": one.kind, "words": one.words} for one in done.left],
    }
