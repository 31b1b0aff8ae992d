"""What is asked about a ladder: whether it fits, its steps, and how one practice was planned and went."""

from collections.abc import Sequence

import typer

from vaultkit.cli.asking import ask, ask_one
from vaultkit.cli.opening import agrees, fitting, say
from vaultkit.workbook.days import date_in_words
from vaultkit.workbook.ladder_advice import Advice
from vaultkit.workbook.ladder_steps import jumps, length, minutes_of
from vaultkit.workbook.questions import BEFORE_A_LADDER, QUESTIONS, Question
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.records import Exposure, Ladder

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

PLANNED = (
    Question("planned", "For how many minutes"),
    Question("feared", "What do you think may happen, in words one can check afterwards"),
    Question("believed", "How sure are you that it will, 0 to 100 per cent"),
    Question("#Before", "How will you know whether it did"),
)
BEFOREHAND = tuple(one for one in QUESTIONS["exposure"] if one.field in ("planned", "feared", "believed"))
AFTERWARDS = tuple(
    one for one in QUESTIONS["exposure"] if one not in BEFOREHAND and one.field not in ("ladder", "step")
)


def ask_ladder(answers: dict[str, object]) -> None:
    """A new ladder: the four private questions first, then its name and steps; Exit where a ladder does not fit.

    Its name and steps are put into `answers` as they come; the private four are not.
    """
    _ask_whether_it_fits()
    ask("ladder", answers)
    if "steps" not in answers:
        _ask_steps(answers)


def _ask_whether_it_fits() -> None:
    """Leaves at the first question about safety that is not answered with yes."""
    say("Four questions first. The answers stay in this window; they are stored nowhere.")
    *about_safety, about_partner = BEFORE_A_LADDER
    for question in about_safety:
        if not agrees(question):
            say("A ladder is not the tool for this just now, and that is good to know.")
            say("vaultkit support lists people who can help.")
            raise typer.Exit
    if not agrees(about_partner):
        say("Then talk about those steps first. The ones that are yours alone can begin.")


def _ask_steps(answers: dict[str, object]) -> None:
    say(
        "Now the steps, easiest first, such as `20 min: a walk alone`. An empty line ends the list, ? shows examples."
    )
    steps: list[str] = []
    while step := typer.prompt(f"Step {len(steps) + 1}", default="", show_default=False).strip():
        if step == "?":
            say("\n".join([*(f"  {one}" for one in EXAMPLES), NOT_ON_A_LADDER]))
            continue
        # Noted down before its length is asked, so that a window that closes then costs no step.
        answers["steps"] = [*steps, step]
        steps.append(step if minutes_of(step) else _with_length(step))
        answers["steps"] = steps
        for line in warnings(steps):
            if line.startswith(f"Step {len(steps)} "):
                say(f"  {line}")
    if steps:
        answers["needs_partner"] = together = _ask_which(len(steps))
        agreed = bool(together) and agrees("Have you two agreed on those")
        answers["agreed_with_partner"] = agreed or None


def warnings(steps: Sequence[str]) -> list[str]:
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
            fitting("  How long does it take, such as 20 min (blank leaves it open)", ": "),
            default="",
            show_default=False,
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
        typed = typer.prompt(
            fitting("Which of them need your partner (numbers, or none)", " [none]: "), default="none"
        )
        if (numbers := numbers_in(typed, most)) is not None:
            return numbers
        say(f"  Numbers from 1 to {most} with spaces between, or none.")


def ask_which_ladder(names: Sequence[str]) -> int:
    """The place of one of several ladders, from 0."""
    say("Which ladder?")
    for number, name in enumerate(names, 1):
        say(f"  {number}. {one_line(name)}")
    while True:
        text = typer.prompt("Its number", default="1").strip()
        if text.isdecimal() and len(text) < 4 and 1 <= int(text) <= len(names):
            return int(text) - 1
        say(f"  A number from 1 to {len(names)}, please.")


def ask_session(ladder: Ladder, advice: Advice, plan: Exposure | None, answers: dict[str, object]) -> None:
    """Ask about one practice and put what is answered into `answers`, with a step unless it is about the `plan`.

    What was feared is asked before what came true, also where both are noted afterwards.
    """
    if plan and _is_about(plan):
        say("Leave out what you like: Enter goes on.")
        _ask_all(AFTERWARDS, answers)
        return
    if "step" not in answers:
        answers["step"] = _ask_step(ladder)
    say("Leave out what you like: Enter goes on.")
    if agrees("Has it taken place already", usually=True):
        _ask_all((*BEFOREHAND, *AFTERWARDS), answers)
    else:
        if advice.minutes and advice.step == answers["step"]:
            say(f"  A good length just now: {length(advice.minutes)}.")
        _ask_all(PLANNED, answers)


def _is_about(plan: Exposure) -> bool:
    minutes = f", {length(plan.planned)}" if plan.planned else ""
    say(f"You planned step {plan.step}{minutes}, for {date_in_words(plan.date)}.")
    if plan.feared:
        sure = f", {plan.believed} per cent sure" if plan.believed is not None else ""
        say(f"  What you thought might happen: {one_line(plan.feared)}{sure}")
    return agrees("Is this about that one", usually=True)


def _ask_step(ladder: Ladder) -> int:
    most = len(ladder.steps)
    current = min(ladder.current, most)
    while True:
        say(f"You are on step {current}: {one_line(ladder.steps[current - 1])}")
        text = typer.prompt(fitting("Which step is it about", " [10]: "), default=str(current)).strip()
        if text.isdecimal() and len(text) < 4 and 1 <= int(text) <= most:
            return int(text)
        say(f"  A number from 1 to {most}, please.")


def _ask_all(questions: Sequence[Question], answers: dict[str, object]) -> None:
    for question in questions:
        if question.field not in answers:
            answer = ask_one("exposure", question, needed=False)
            if answer is not None:
                answers[question.field] = answer
