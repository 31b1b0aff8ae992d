"""The words of the agenda: the same for everyone, whatever a vault's own templates say."""

from collections.abc import Callable, Iterable, Iterator

from vaultkit.render import agenda_for_one as for_one
from vaultkit.render.agenda_lists import brought, joined, listed, named
from vaultkit.workbook.agenda import Agenda, Carried
from vaultkit.workbook.boxes import AGREEMENT_MINUTES
from vaultkit.workbook.rituals import leaning

_TITLES = {
    "first": "Our working agreement",
    "arrive": "Arrive",
    "thanks": "Thank you",
    "went well": "What went well",
    "still open": "Still open",
    "topic": "One topic",
    "us": "Us, and each of us",
    "close": "Close",
}

_THEMES = (
    "is there a boundary either of us wants to put in words, or to move?",
    "does anything of ours want another hour, or another day?",
    "how is care best shown to each of us just now?",
)

_PROMPTS = (
    "What small thing made you laugh lately?",
    "At which hour of the day are you easiest to be near, and at which do you like room?",
    "What did home sound like when you were ten?",
    "When you are tired, what helps, and what looks like help but is not?",
    "What would you like to learn this year, on your own?",
    "When did you feel lately that we were on the same side?",
    "Which habit of ours would you not want to lose?",
    "How do you like to be greeted after time apart?",
    "What do you wish people asked you more often?",
    "Where would you like more of a say?",
    "Which worry can you carry alone just now, and which one would you like to carry together?",
    "What would you like to stay exactly as it is?",
)


def agenda_text(agenda: Agenda) -> str:
    """The agenda as Markdown, without the marks around it; ends in a newline."""
    titles, words_of, first_time, opening = _TITLES, _BOXES, _working_agreement, _opening
    if agenda.alone:
        titles, words_of = _TITLES | for_one.TITLES, _BOXES | for_one.BOXES
        first_time, opening = for_one.working_agreement, for_one.opening
    lines = [f"*{agenda.minutes} minutes from {agenda.time}. {opening(agenda)}*", ""]
    parts = [(titles[box.name], box.minutes, words_of[box.name](agenda)) for box in agenda.boxes]
    if agenda.first:
        parts.insert(1, (titles["first"], AGREEMENT_MINUTES, first_time()))
    for number, (title, minutes, words) in enumerate(parts, 1):
        lines += [f"### {number}. {title} · {minutes} min", *words, ""]
    return "\n".join(lines[:-1]) + "\n"


def _opening(agenda: Agenda) -> str:
    starts = f"{agenda.starts} speaks first this week. " if agenda.starts else ""
    return f"{starts}Phones away, tea on. Either of you may pass on anything."


def _arrive(agenda: Agenda) -> Iterator[str]:
    yield (
        "Three breaths together: in for 4, out for 6. One word each for how you arrive. "
        "Is now a good time? If not, pick another and stop here."
    )


def _working_agreement() -> Iterator[str]:
    yield "This is your first check-in, so begin with how you want to do this. A sentence for each is plenty:"
    yield "- what we share here, and what stays private"
    yield "- a word that means pause, and how we come back"
    yield "- either of us may stop, without giving a reason"
    yield "- neither of us asks to see a private note"
    yield ""
    yield "Write it down under Notes, and change it whenever you like."


def _thanks(agenda: Agenda) -> Iterator[str]:
    for number, thanks in enumerate(agenda.thanks):
        if number:
            yield ""
        yield f"{thanks.to}, **{thanks.by} noticed**" if thanks.to else f"**{thanks.by} noticed**"
        yield from (f"- {line}" for line in listed(thanks.lines))
    if len(agenda.thanks) == 1:
        yield ""
    if len(agenda.thanks) < 2:
        yield "Say one thing the other did that made the week lighter, and what it says about them."


def _went_well(agenda: Agenda) -> Iterator[str]:
    if agenda.kept:
        yield f"- Kept: {joined(named(ritual, ritual.balance) for ritual in agenda.kept)}"
    if agenda.done:
        yield f"- Done: {joined(f'*{task}*' for task in agenda.done)}"
    for moved in listed(
        f"{goal.link}, {'' if goal.before is None else f'{goal.before} % → '}{goal.now} %"
        for goal in agenda.moved
    ):
        yield f"- Moved: {moved}"
    told = (f"*{line}*" if agenda.alone else f"From {name}: *{line}*" for name, line in agenda.went_well)
    yield from (f"- {line}" for line in listed(told))
    if not (agenda.kept or agenda.done or agenda.moved or agenda.went_well):
        who = "Name" if agenda.alone else "Each name"
        yield f"{who} one small thing that went well, however small."


def _still_open(agenda: Agenda) -> Iterator[str]:
    yield from (f"- {line}" for line in listed(map(_carried, agenda.open)))
    if not agenda.open:
        yield "Nothing is waiting. Enjoy the extra minutes."


def _carried(task: Carried) -> str:
    owner = f" ({task.owner})" if task.owner else ""
    due = f", for {task.due}" if task.due else ""
    ask = ": keep, change or let go? All three are fine" if task.ask else ""
    return f"{task.text}{owner}{due} · *carried {task.times}{ask}* · {task.link}"


def _topic(agenda: Agenda) -> Iterator[str]:
    first, second = [*agenda.topics, None, None][:2]
    if first:
        listener = next((name for name in agenda.names if name != first.author), "The other")
        turns = agenda.turns
        yield f"{brought(first)} {first.words}"
        yield f"1. {first.author} speaks · {turns.speak}"
        yield (
            f'2. {listener}: "I heard … Did I get it? Is there more?" Then "It makes sense to me because …" '
            f'and "I imagine you felt …" · {turns.mirror}'
        )
        yield f"3. Swap · {turns.swap}"
        yield f"4. Just listen, or shall we look for an idea? · {turns.choose}"
    else:
        yield f"Nobody brought a topic, and that is fine. If you like, a question for both: *{_PROMPTS[agenda.prompt]}*"
    if second:
        yield ""
        yield f"If there is time, {brought(second)} {second.words}"
    if agenda.next_time:
        waiting = (
            f"{one.words} ({one.author}{', a wish' if one.is_wish else ''})" for one in agenda.next_time
        )
        yield ""
        yield f"*Next time:* {joined(waiting)}"


def _us(agenda: Agenda) -> Iterator[str]:
    if agenda.due:
        yield f"- Due this week: {joined(named(one, one.balance, one.cadence) for one in agenda.due)}"
    if agenda.coming:
        coming = (named(one, season, f"from {day}") for one, season, day in agenda.coming)
        yield f"- Coming up: {joined(coming)}"
    together, apart = agenda.balance
    if together or apart:
        rituals = "ritual" if together == 1 else "rituals"
        question = _leaning(leaning(agenda.balance), "you" if agenda.alone else "either of you")
        yield f"- Last four weeks: {together} {rituals} together, {apart} apart{question}"
    if agenda.time_apart:
        if agenda.alone:
            yield f"- Planned time on your own: {joined(f'*{line}*' for _, line in agenda.time_apart)}"
        else:
            yield f"- Planned time apart: {joined(f'*{line}* ({name})' for name, line in agenda.time_apart)}"
    if agenda.goals:
        goals = (link if percent is None else f"{link} ({percent} %)" for link, percent in agenda.goals)
        yield f"- On {'your' if agenda.alone else 'our'} way: {joined(goals)}"
    yield f"- This week's question: {(for_one.THEMES if agenda.alone else _THEMES)[agenda.theme]}"


def _close(agenda: Agenda) -> Iterator[str]:
    yield (
        "One thing each this week that would help me feel cared for. Agreements go below, or none. "
        f"End with what you two like to end with. Next time: {agenda.next_day}, {agenda.next_time_of_day}."
    )


_BOXES: dict[str, Callable[[Agenda], Iterable[str]]] = {
    "arrive": _arrive,
    "thanks": _thanks,
    "went well": _went_well,
    "still open": _still_open,
    "topic": _topic,
    "us": _us,
    "close": _close,
}


def _leaning(missing: str, whom: str) -> str:
    """A gentle question where one kind has nearly crowded out the other."""
    if missing == "apart":
        return f". Would {whom} like something of your own next?"
    return ". Would you like something together next?" if missing else ""
