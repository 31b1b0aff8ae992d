"""The words of an agenda where they differ for one person alone: the same parts, and no one to wait for."""

from collections.abc import Callable, Iterable, Iterator

from vaultkit.render.agenda_lists import brought, joined, listed
from vaultkit.workbook.agenda import Agenda

TITLES = {
    "first": "A working agreement with yourself",
    "us": "The week ahead",
}

THEMES = (
    "is there a boundary you want to put in words, or to move?",
    "does anything of yours want another hour, or another day?",
    "which kind of care would do you good just now?",
)

_PROMPTS = (
    "What small thing made you laugh lately?",
    "At which hour of the day do you like company, and at which do you like room?",
    "What did home sound like when you were ten?",
    "When you are tired, what helps, and what looks like help but is not?",
    "What would you like to learn this year?",
    "When did you feel lately that someone was on your side?",
    "Which habit of yours would you not want to lose?",
    "How do you like to come home after a long day?",
    "What do you wish people asked you more often?",
    "Where would you like more of a say?",
    "Which worry can you carry alone just now, and which one would you like to tell someone?",
    "What would you like to stay exactly as it is?",
)


def opening(agenda: Agenda) -> str:
    """What stands at the top, after the minutes."""
    return "Phone away, tea on. You may pass on anything."


def working_agreement() -> Iterator[str]:
    """What stands in the first check-in alone."""
    yield "This is your first check-in, so begin with how you want to do this. A sentence for each is plenty:"
    yield "- what goes in here, and what stays in your private notes"
    yield "- a word that means pause, and how you come back"
    yield "- you may stop, without giving a reason"
    yield ""
    yield "Write it down under Notes, and change it whenever you like."


def _arrive(agenda: Agenda) -> Iterator[str]:
    yield (
        "Three breaths: in for 4, out for 6. One word for how you arrive. "
        "Is now a good time? If not, pick another and stop here."
    )


def _thanks(agenda: Agenda) -> Iterator[str]:
    for thanks in agenda.thanks:
        yield "**You noticed**"
        yield from (f"- {line}" for line in listed(thanks.lines))
        yield ""
        yield "Which of these would you like to say aloud to someone, or to yourself?"
    if not agenda.thanks:
        yield "Name one thing that made the week lighter, yours or someone else's, and why it counts."


def _topic(agenda: Agenda) -> Iterator[str]:
    first, second = [*agenda.topics, None, None][:2]
    if first:
        turns = agenda.turns
        yield f"{brought(first)} {first.words}"
        yield f"1. Say it aloud or write it down, as it comes · {turns.speak}"
        yield (
            '2. What would a kind friend ask about it? And what would they say after "It makes sense, because …"? '
            f"· {turns.mirror}"
        )
        yield f"3. Answer the way you would answer a friend · {turns.swap}"
        yield f"4. Leave it there, or look for one idea? · {turns.choose}"
    else:
        yield f"There is no topic, and that is fine. If you like, a question: *{_PROMPTS[agenda.prompt]}*"
    if second:
        yield ""
        yield f"If there is time, {brought(second)} {second.words}"
    if agenda.next_time:
        waiting = (f"{one.words}{' (a wish)' if one.is_wish else ''}" for one in agenda.next_time)
        yield ""
        yield f"*Next time:* {joined(waiting)}"


def _close(agenda: Agenda) -> Iterator[str]:
    yield (
        "One thing this week that would help you feel cared for. What you agree on with yourself goes below, or nothing. "
        f"End with something you like. Next time: {agenda.next_day}, {agenda.next_time_of_day}."
    )


BOXES: dict[str, Callable[[Agenda], Iterable[str]]] = {
    "arrive": _arrive,
    "thanks": _thanks,
    "topic": _topic,
    "close": _close,
}
"""The parts whose words are others; those not named are the same."""
