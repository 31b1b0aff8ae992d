"""What is asked about a ladder: whether it fits, its steps, and how one practice was planned and went."""

import typer

from vaultkit.cli.asking import ask
from vaultkit.cli.opening import say
from vaultkit.workbook.ladder_steps import jumps, length, minutes_of
from vaultkit.workbook.questions import BEFORE_A_LADDER

EXAMPLES = (
    "20 min: in another room with the door shut",
    "15 min: once round the block, the phone in my pocket",
    "40 min: an errand on my own",
    "2.5 h: an evening with something I like to do",
    "1 day: plans of my own, one call at an agreed hour",
)
NOT_ON_A_LADDER = (
    "What has no place on a ladder: leaving messages unanswered without having agreed on it, testing each other, "
    "checking a phone or where someone is, provoking jealousy, silence after a quarrel."
)


def ask_ladder(given: dict[str, object]) -> dict[str, object]:
    """A new ladder: the four private questions first, then its name and steps; Exit where a ladder does not fit."""
    _ask_whether_it_fits()
    answers = ask("ladder", given)
    if "steps" not in answers:
        answers |= _ask_steps()
    return answers


def _ask_whether_it_fits() -> None:
    """Leaves at the first question about safety that is not answered with yes."""
    say("Four questions first. The answers stay in this window; they are stored nowhere.")
    *about_safety, about_partner = BEFORE_A_LADDER
    for question in about_safety:
        if not typer.confirm(question, default=False):
            say("A ladder is not the tool for this just now, and that is good to know.")
            say("vaultkit support lists people who can help.")
            raise typer.Exit
    if not typer.confirm(about_partner, default=False):
        say("Then talk about those steps first. The ones that are yours alone can begin.")


def _ask_steps() -> dict[str, object]:
    say(
        "Now the steps, easiest first, such as `20 min: a walk alone`. An empty line ends the list, ? shows examples."
    )
    steps: list[str] = []
    while step := typer.prompt(f"Step {len(steps) + 1}", default="", show_default=False).strip():
        if step == "?":
            say("\n".join([*(f"  {one}" for one in EXAMPLES), NOT_ON_A_LADDER]))
            continue
        steps.append(step if minutes_of(step) else _with_length(step))
        for line in warnings(steps):
            if line.startswith(f"Step {len(steps)} "):
                say(f"  {line}")
    if not steps:
        return {}
    together = _ask_which(len(steps))
    agreed = bool(together) and typer.confirm("Have you two agreed on those", default=False)
    return {"steps": steps, "needs_partner": together, "agreed_with_partner": agreed or None}


def warnings(steps: list[str]) -> list[str]:
    """A sentence for each step that is more than double the one before. None is refused."""
    return [
        f"Step {one.number} is more than double the one before ({length(one.before)}, then {length(one.minutes)}). "
        "That is fine if it suits you; a step between makes it gentler."
        for one in jumps(steps)
    ]


def _with_length(step: str) -> str:
    """The step with its length before it; as it is where that is left blank."""
    while True:
        text = typer.prompt(
            "  How long does it take, such as 20 min (blank leaves it open)", default="", show_default=False
        )
        text = text.strip().removesuffix(":")
        text = f"{text} min" if text.isdecimal() else text
        if not text:
            return step
        if minutes_of(f"{text}:"):
            return f"{text}: {step}"
        say("  Please write it such as 20 min, 2.5 h or 1 day.")


def _ask_which(most: int) -> list[int]:
    from vaultkit.cli.asking_turns import numbers_in

    while True:
        typed = typer.prompt("Which of them need your partner (numbers, or none)", default="none")
        if (numbers := numbers_in(typed, most)) is not None:
            return numbers
        say(f"  Numbers from 1 to {most} with spaces between, or none.")
