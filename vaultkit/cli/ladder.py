"""`vaultkit ladder new` and `vaultkit ladder show`."""

from typing import Annotated

import typer

from vaultkit.actions.ladder import LadderView, ladders_on
from vaultkit.cli.new import make_new
from vaultkit.cli.opening import DryRun, Json, opened, plain_app, print_json, say, today, wants_json
from vaultkit.workbook.records import name_of

app = plain_app("Ladders: steps of planned time apart.")


@app.command()
def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="One ladder; all of them if left out.")] = "",
    json: Json = False,
) -> None:
    """Where each ladder stands."""
    config = opened(ctx)
    views = ladders_on(config, today(ctx, config), name)
    if wants_json(ctx, json):
        print_json([_as_json(view) for view in views])
        return
    if not views:
        typer.echo("No ladder yet. When you want to start one: vaultkit ladder new")
    for number, view in enumerate(views):
        say(("\n" if number else "") + _words(view))


def _as_json(view: LadderView) -> dict[str, object]:
    return {
        **view.ladder._asdict(),
        "name": name_of(view.ladder.path),
        "state": view.state,
        "sessions": view.sessions,
    }


def _words(view: LadderView) -> str:
    ladder, state = view.ladder, view.state
    standing = f", step {state.step} of {state.steps}" if state.steps else ""
    lines = [
        f"{name_of(ladder.path)}{standing}" + ("" if ladder.status == "active" else f" ({ladder.status})")
    ]
    if ladder.goal:
        lines += [f"  {ladder.goal}"]
    for number, step in enumerate(ladder.steps, 1):
        mark = "→" if number == state.step else " "
        together = (
            "  (agree on it first)"
            if number in ladder.needs_partner and not ladder.agreed_with_partner
            else ""
        )
        lines.append(f"  {mark} {number}. {step}{together}")
    if state.sessions:
        longest = f", longest {state.longest} min" if state.longest else ""
        lines.append(f"  {state.sessions} {'session' if state.sessions == 1 else 'sessions'} so far{longest}")
        for one in view.sessions[-3:]:
            ratings = " → ".join(
                "–" if rating is None else str(rating) for rating in (one.before, one.peak, one.after)
            )
            minutes = f", {one.actual} min" if one.actual is not None else ""
            lines.append(f"    {one.date}  step {one.step}{minutes}, {ratings}")
    if state.known:
        lines.append(f"  What you feared came true in {state.came_true} of {state.known}")
    return "\n".join(lines)


@app.command()
def new(ctx: typer.Context, dry_run: DryRun = False, json: Json = False) -> None:
    """A new ladder, by questions or from standard input as YAML (title, goal, steps)."""
    make_new(ctx, "ladder", {}, dry_run=dry_run, json=json)
