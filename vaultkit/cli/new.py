"""`vaultkit new`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vaultkit.actions.new import KINDS_TO_WRITE, TITLED, new_note, page_for_words
from vaultkit.cli.keeping import Answers, give_back, keep_answers
from vaultkit.cli.opening import (
    DryRun,
    Json,
    asks,
    opened,
    plain_app,
    print_json,
    say_path,
    standard_input,
    today,
    wants_json,
)
from vaultkit.errors import UserError
from vaultkit.vault.clock import now
from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.values import typed

if TYPE_CHECKING:
    from vaultkit.actions.journal import Made
    from vaultkit.vault.config import Config

app = plain_app()

_ENOUGH_AS_IT_IS = ("journal", "moment", "thought", "request")
"""The kinds whose notes are one's own and need nothing: there, what is answered makes a note wherever one stops."""

_OPEN_FORMS = ("text", "texts", "link", "choices", "moves")


@app.command()
def new(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=", ".join(KINDS_TO_WRITE))],
    title: Annotated[
        str, typer.Argument(metavar="[NAME]", help="For a ritual or a goal; both of you see these.")
    ] = "",
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="FIELD=VALUE", help="Numbers and dates; for a ritual or a goal also words."
        ),
    ] = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """A new note of any kind, by questions or from standard input.

    Words that are yours alone are asked for, or read from standard input as YAML (feeling: tired). They are not taken
    from the command line, where other programs and your shell's history could see them.
    """
    if kind not in KINDS_TO_WRITE:
        raise typer.BadParameter(
            f"found {kind}, expected one of {', '.join(KINDS_TO_WRITE)}", param_hint="KIND"
        )
    make_new(ctx, kind, _from_options(kind, title, given or []), dry_run=dry_run, json=json)


def make_new(
    ctx: typer.Context, kind: str, answers: dict[str, object], *, dry_run: bool, json: bool
) -> "Made":
    """Make a note of `kind` from what is known, what stands on standard input, and what is asked; say and give it."""
    config = opened(ctx)
    day = today(ctx, config)
    answers |= from_standard_input()
    if asks():
        made = _by_questions(config, day, kind, answers, dry_run=dry_run)
    else:
        made = new_note(config, kind, day, time=f"{now(config):%H:%M}", given=answers, dry_run=dry_run)
    if wants_json(ctx, json):
        print_json({"path": made.path, "kind": kind, "created": made.created, "dry_run": dry_run})
    else:
        there = (
            "It is there already, and what you gave is added to it:" if answers else "It is there already:"
        )
        typer.echo(("Would make:" if dry_run else "Made:") if made.created else there)
        say_path(made.path)
    return made


def _by_questions(
    config: "Config", day: date, kind: str, answers: dict[str, object], *, dry_run: bool
) -> "Made":
    """Ask, and make the note; Exit with 1 where that was cut short, once what was answered is safe."""
    from vaultkit.cli.interrupted import heeded

    if kind == "journal":
        # A page that can take no words is said before anyone has typed some.
        page_for_words(config, day, dry_run=True)
    time = f"{now(config):%H:%M}"
    given = dict(answers)

    def make() -> "Made":
        return new_note(config, kind, day, time=time, given=answers, dry_run=dry_run)

    with heeded() as heed:
        if not heed.asked(lambda: _ask(config, day, kind, answers)):
            enough = kind in _ENOUGH_AS_IT_IS or (heed.gone and not KINDS[kind].shared)
            keep_answers(
                Answers(config, day, kind, {} if answers == given else answers, f"vaultkit new {kind}"),
                (lambda: make().path) if enough else None,
                gone=heed.gone,
                dry_run=dry_run,
            )
            raise typer.Exit(1)
        try:
            return make()
        except UserError:
            give_back(answers)
            raise


def _ask(config: "Config", day: date, kind: str, answers: dict[str, object]) -> None:
    if kind == "ladder":
        from vaultkit.cli.asking_ladder import ask_ladder

        ask_ladder(answers)
    elif kind == "thought":
        from vaultkit.cli.asking_thought import ask_thought

        ask_thought(answers, day)
    elif kind == "request":
        from vaultkit.cli.asking_request import ask_request

        ask_request(config, answers, day)
    else:
        from vaultkit.cli.asking import ask

        ask(kind, answers)


def _from_options(kind: str, title: str, given: list[str]) -> dict[str, object]:
    """What the command line may carry: everything for what is shared, only numbers and dates for the rest."""
    answers: dict[str, object] = {}
    if title:
        if not KINDS[kind].shared:
            raise typer.BadParameter(
                f"words for a {kind} are yours alone; answer the question, or give `title` on standard input",
                param_hint="NAME",
            )
        answers["title"] = title
    forms = {field.name: field.form for field in KINDS[kind].fields}
    for pair in given:
        name, equals, text = pair.partition("=")
        if not equals or name not in forms:
            raise typer.BadParameter(
                f"found {name}, expected FIELD=VALUE with one of {', '.join(forms)}", param_hint="--set"
            )
        if not KINDS[kind].shared and forms[name] in _OPEN_FORMS:
            raise typer.BadParameter(
                f"{name} is for words, and those are yours alone; give it on standard input",
                param_hint="--set",
            )
        answers[name] = typed(forms[name], text)
    if kind in TITLED and "title" in answers and not str(answers["title"]).strip():
        raise typer.BadParameter("it is empty", param_hint="NAME")
    return answers


def from_standard_input() -> dict[str, Any]:
    """Properties and texts given as YAML on standard input."""
    text = standard_input()
    if not text.strip():
        return {}
    from vaultkit.notes.yaml_reader import read_yaml

    properties, _, problems = read_yaml(text, 1)
    if problems:
        raise UserError(*(problem.at("standard input") for problem in problems))
    return properties
