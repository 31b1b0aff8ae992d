"""`vaultkit goal`, and `goal moved`, `reached`, `let-go` and `again`."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from vaultkit.actions.goals import goals_on, move_goal, reach_goal, set_goal
from vaultkit.cli.opening import (
    DryRun,
    Json,
    a_date,
    opened,
    plain_app,
    print_json,
    say,
    say_path,
    today,
    wants_json,
)
from vaultkit.workbook.days import date_in_words
from vaultkit.workbook.goals import Standing
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.records import name_of

app = plain_app("Goals of you both: how far they have come, reached, let go.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The goal's name.")]
On = Annotated[str, typer.Option("--on", metavar="YYYY-MM-DD", help="Another day than today.")]


@app.callback(invoke_without_command=True)
def goal(ctx: typer.Context, json: Json = False) -> None:
    """Goals of you both: how far they have come, reached, let go."""
    if ctx.invoked_subcommand:
        return
    config = opened(ctx)
    day = today(ctx, config)
    found = goals_on(config, day)
    if wants_json(ctx, json):
        print_json({"date": day, "goals": [_as_json(one, config.shared) for one in found]})
        return
    if not found:
        say('No goals yet. A first one: vaultkit new goal "A weekend in the mountains" --set due=2027-02-28')
        return
    for number, one in enumerate(found):
        say(("\n" if number else "") + _words(one, day))


@app.command()
def moved(
    ctx: typer.Context,
    name: Name,
    percent: Annotated[str, typer.Argument(metavar="PERCENT", help="Of the way, from 0 to 100.")],
    on: On = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Note down how far a goal has come."""
    typed = percent.strip().removesuffix("%").strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 3 and int(typed) <= 100):
        raise typer.BadParameter(
            f"found {percent}, expected per cent of the way, from 0 to 100", param_hint="PERCENT"
        )
    config = opened(ctx)
    day = a_date(on, "--on") if on else today(ctx, config)
    path = move_goal(config, name, int(typed), day, dry_run=dry_run)
    more = f' If it is reached: vaultkit goal reached "{name_of(path.name)}"' if int(typed) == 100 else ""
    _said(ctx, path, day, f"Noted down: {int(typed)} % of the way.{more}", dry_run=dry_run, json=json)


@app.command()
def reached(ctx: typer.Context, name: Name, on: On = "", dry_run: DryRun = False, json: Json = False) -> None:
    """Say that a goal is reached."""
    config = opened(ctx)
    day = a_date(on, "--on") if on else today(ctx, config)
    path = reach_goal(config, name, day, dry_run=dry_run)
    _said(ctx, path, day, "Reached. How good that you two did this.", dry_run=dry_run, json=json)


@app.command("let-go")
def let_go(ctx: typer.Context, name: Name, dry_run: DryRun = False, json: Json = False) -> None:
    """Let a goal go. Its note stays."""
    config = opened(ctx)
    path = set_goal(config, name, "let go", dry_run=dry_run)
    _said(ctx, path, today(ctx, config), "Let go. Its note stays with you.", dry_run=dry_run, json=json)


@app.command()
def again(ctx: typer.Context, name: Name, dry_run: DryRun = False, json: Json = False) -> None:
    """Take up a goal again that was reached, paused or let go."""
    config = opened(ctx)
    path = set_goal(config, name, "active", dry_run=dry_run)
    _said(ctx, path, today(ctx, config), "On its way again.", dry_run=dry_run, json=json)


def _said(ctx: typer.Context, path: Path, day: date, words: str, *, dry_run: bool, json: bool) -> None:
    if wants_json(ctx, json):
        print_json({"path": path, "date": day, "dry_run": dry_run})
        return
    if day > today(ctx, opened(ctx)):
        say(f"{day} is still to come (a hint, not a problem).")
    say("Would note it down in:" if dry_run else words)
    say_path(path)


def _words(one: Standing, day: date) -> str:
    goal = one.goal
    status = "" if goal.status == "active" else f" ({goal.status})"
    lines = [f"{one_line(name_of(goal.path))}{status}"]
    if goal.target:
        lines.append(f"  {one_line(goal.target)}")
    if one.latest:
        lines.append(f"  {one.latest.percent} % of the way on {_day(one.latest.date, day)}")
    elif goal.status == "active":
        lines.append("  nothing noted so far")
    if goal.due and goal.status == "active":
        lines.append(f"  planned for {_day(goal.due, day)}")
    return "\n".join(lines)


def _day(date: date, today: date) -> str:
    return date_in_words(date) + (f" {date.year}" if date.year != today.year else "")


def _as_json(one: Standing, shared: str) -> dict[str, object]:
    goal = one.goal
    return {
        **goal._asdict(),
        "name": name_of(goal.path),
        "path": f"{shared}/{goal.path}",
        "percent": one.latest.percent if one.latest else None,
    }
