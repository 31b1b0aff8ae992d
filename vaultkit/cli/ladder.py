"""`vaultkit ladder new` and `vaultkit ladder show`."""

from typing import Annotated

import typer

from vaultkit.actions.ladder import LadderView, ladders_on, new_ladder
from vaultkit.cli.opening import DryRun, Json, asks, opened, print_json, standard_input, today, wants_json
from vaultkit.errors import UserError
from vaultkit.workbook.records import name_of

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Ladders: steps of planned time apart.")


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
        typer.echo(("\n" if number else "") + _words(view))


def _as_json(view: LadderView) -> dict[str, object]:
    sessions = [one._asdict() for one in view.sessions]
    return {
        **view.ladder._asdict(),
        "name": name_of(view.ladder.path),
        "state": view.state._asdict(),
        "sessions": sessions,
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
    config = opened(ctx)
    day = today(ctx, config)
    given = _asked() if asks() else _read()
    made = new_ladder(
        config,
        day,
        str(given.get("title") or ""),
        [str(step) for step in _listed(given.get("steps"))],
        goal=str(given.get("goal") or ""),
        needs_partner=[
            int(number) for number in _listed(given.get("needs_partner")) if str(number).isdecimal()
        ],
        agreed=given.get("agreed_with_partner") is True,
        dry_run=dry_run,
    )
    if wants_json(ctx, json):
        print_json({"path": made.path, "created": made.created, "dry_run": dry_run})
    else:
        typer.echo(
            "Would make:" if dry_run else "Made. Begin with the easiest step, on a day that suits you."
        )
        typer.echo(made.path)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _read() -> dict[str, object]:
    from vaultkit.notes.yaml_reader import read_yaml

    properties, _, problems = read_yaml(standard_input(), 1)
    if problems:
        raise UserError(*(problem.at("standard input") for problem in problems))
    return dict(properties)


def _asked() -> dict[str, object]:
    from vaultkit.cli.asking import ask_all, numbers_in
    from vaultkit.workbook.questions import BEFORE_A_LADDER, QUESTIONS

    typer.echo("Four questions first. The answers stay in this window; they are stored nowhere.")
    answers = [typer.confirm(question, default=False) for question in BEFORE_A_LADDER]
    if not all(answers[:3]):
        typer.echo(
            "A ladder is not the tool for this just now, and that is good to know. vaultkit support has people who can help."
        )
        raise typer.Exit
    given = ask_all("ladder", QUESTIONS["ladder"], {})
    typer.echo("Now the steps, easiest first, such as `20 min: a walk alone`. An empty line ends the list.")
    steps: list[str] = []
    while step := typer.prompt(f"Step {len(steps) + 1}", default="", show_default=False).strip():
        steps.append(step)
    together = typer.prompt(
        "Which steps need your partner (numbers, or blank)", default="", show_default=False
    )
    return {**given, "steps": steps, "needs_partner": numbers_in(together), "agreed_with_partner": answers[3]}
