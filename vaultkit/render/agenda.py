"""The words of the agenda: the same for everyone, whatever a vault's own templates say."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from vaultkit.workbook.agenda import Agenda, Carried
from vaultkit.workbook.boxes import AGREEMENT_MINUTES
from vaultkit.workbook.records import Ritual
from vaultkit.workbook.topics import Topic

MOST = 30
"""How many things of one kind are listed; the others are counted, and move up as these have had their turn."""

_TITLES = {
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
    starts = f" {agenda.starts} speaks first this week." if agenda.starts else ""
    lines = [
        f"*{agenda.minutes} minutes from {agenda.time}.{starts} Phones away, tea on. Either of you may pass on anything.*",
        "",
    ]
    parts = [(_TITLES[box.name], box.minutes, _BOXES[box.name](agenda)) for box in agenda.boxes]
    if agenda.first:
        parts.insert(1, ("Our working agreement", AGREEMENT_MINUTES, _working_agreement()))
    for number, (title, minutes, words) in enumerate(parts, 1):
        lines += [f"### {number}. {title} · {minutes} min", *words, ""]
    return "\n".join(lines[:-1]) + "\n"


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
        yield from (f"- {line}" for line in _listed(thanks.lines))
    if len(agenda.thanks) == 1:
        yield ""
    if len(agenda.thanks) < 2:
        yield "Say one thing the other did that made the week lighter, and what it says about them."


def _went_well(agenda: Agenda) -> Iterator[str]:
    if agenda.kept:
        yield f"- Kept: {_joined(_named(ritual, ritual.balance) for ritual in agenda.kept)}"
    if agenda.done:
        yield f"- Done: {_joined(f'*{task}*' for task in agenda.done)}"
    for moved in _listed(
        f"{goal.link}, {'' if goal.before is None else f'{goal.before} % → '}{goal.now} %"
        for goal in agenda.moved
    ):
        yield f"- Moved: {moved}"
    yield from (f"- {line}" for line in _listed(f"From {name}: *{line}*" for name, line in agenda.went_well))
    if not (agenda.kept or agenda.done or agenda.moved or agenda.went_well):
        yield "Each name one small thing that went well, however small."


def _still_open(agenda: Agenda) -> Iterator[str]:
    yield from (f"- {line}" for line in _listed(map(_carried, agenda.open)))
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
        yield f"{_brought(first)} {first.words}"
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
        yield f"If there is time, {_brought(second)} {second.words}"
    if agenda.next_time:
        waiting = (
            f"{one.words} ({one.author}{', a wish' if one.is_wish else ''})" for one in agenda.next_time
        )
        yield ""
        yield f"*Next time:* {_joined(waiting)}"


def _us(agenda: Agenda) -> Iterator[str]:
    if agenda.due:
        yield f"- Due this week: {_joined(_named(one, one.balance, one.cadence) for one in agenda.due)}"
    if agenda.coming:
        coming = (_named(one, season, f"from {day}") for one, season, day in agenda.coming)
        yield f"- Coming up: {_joined(coming)}"
    together, apart = agenda.balance
    yield f"- Last four weeks: {together} {'ritual' if together == 1 else 'rituals'} together, {apart} apart{_leaning(together, apart)}"
    if agenda.time_apart:
        yield f"- Planned time apart: {_joined(f'*{line}* ({name})' for name, line in agenda.time_apart)}"
    if agenda.goals:
        goals = (link if percent is None else f"{link} ({percent} %)" for link, percent in agenda.goals)
        yield f"- On our way: {_joined(goals)}"
    yield f"- This week's question: {_THEMES[agenda.theme]}"


def _close(agenda: Agenda) -> Iterator[str]:
    yield (
        "One thing each this week that would help me feel cared for. Agreements go below, or none. "
        f"End with what you two like to end with. Next time: {agenda.next_day}, {agenda.next_time_of_day}."
    )


_BOXES: Mapping[str, Callable[[Agenda], Iterable[str]]] = {
    "arrive": _arrive,
    "thanks": _thanks,
    "went well": _went_well,
    "still open": _still_open,
    "topic": _topic,
    "us": _us,
    "close": _close,
}


def _brought(topic: Topic) -> str:
    return f"**{topic.author}, a wish:**" if topic.is_wish else f"**{topic.author}:**"


def _named(ritual: Ritual, *about: str) -> str:
    known = ", ".join(filter(None, about))
    return f"**{ritual.path}** ({known})" if known else f"**{ritual.path}**"


def _listed(items: Iterable[str]) -> list[str]:
    """The first `MOST`, and how many more there are, so that no one can flood the page."""
    known = list(items)
    return known if len(known) <= MOST else [*known[:MOST], f"and {len(known) - MOST} more"]


def _joined(items: Iterable[str]) -> str:
    return ", ".join(_listed(items))


def _leaning(together: int, apart: int) -> str:
    """A gentle question where one kind has nearly crowded out the other."""
    if together >= 3 and together >= 3 * apart:
        return ". Would either of you like something of your own next?"
    if apart >= 3 and apart >= 3 * together:
        return ". Would you like something together next?"
    return ""
