"""The words of a progress summary: for the terminal, and as Markdown for a note."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from vaultkit.render.trigger_table import number, short, trigger_table
from vaultkit.render.wrapping import wrapped
from vaultkit.workbook.days import date_in_words
from vaultkit.workbook.periods import between
from vaultkit.workbook.figures import Figure, Soothing
from vaultkit.workbook.progress import LadderState, Progress
from vaultkit.workbook.quoting import as_link, one_line, quoted
from vaultkit.workbook.records import name_of

Link: TypeAlias = Callable[[str], str]

_QUOTES = 3
_NO_BREAK = "\u00a0"
_PRIVATE = "From your notes alone, seen by you alone."


def summary_text(progress: Progress, width: int = 80) -> str:
    """The summary for a terminal of so many columns, 40 at least; ends in a newline."""
    width = max(width, 40)
    lines = [*_terminal(progress, width), "", _PRIVATE]
    return "\n".join(wrapped(line, width) for line in lines).replace(_NO_BREAK, " ") + "\n"


def _terminal(progress: Progress, width: int) -> Iterator[str]:
    yield _opening(progress)
    if not progress.days_with_note and not progress.moments:
        yield ""
        yield "There is nothing in these days yet, and that is fine."
        yield "Start with: vaultkit journal"
    if rows := list(_figures(progress)):
        yield ""
        rows = [(short(name, max(16, width // 3)), figure, notes) for name, figure, notes in rows]
        first = max(14, *(len(name) for name, _, _ in rows)) + 2
        second = max(len(figure) for _, figure, _ in rows)
        yield from (f"{name:<{first}}{figure:<{second}}   {notes}".rstrip() for name, figure, notes in rows)
    if progress.triggers:
        yield ""
        yield from trigger_table(progress.triggers, width)
    for ladder in progress.ladders:
        yield ""
        yield f"{one_line(name_of(ladder.path))}, {_step(ladder)}"
        yield from (f"  {one_line(line)}" for line in _sessions(ladder))
    for title, quotes in (
        ("In your own words", progress.strengths),
        ("What you were glad of", progress.gratitude),
    ):
        if quotes:
            yield ""
            yield title
            yield from (
                f"  “{one_line(quote.words)}” ({date_in_words(quote.date).replace(' ', _NO_BREAK)})"
                for quote in quotes[:_QUOTES]
            )


def _figures(progress: Progress) -> Iterator[tuple[str, str, str]]:
    """What a figure is about, the figure, and from how many notes it is."""
    for name, figure in _rated(progress):
        # Of one alone there is no middle and no range.
        alone = f"{number(figure.median)} (n 1)"
        yield name, *((alone, "") if figure.n == 1 else (_figure(figure), f"n {figure.n}"))
    if soothing := progress.soothing:
        medians = f"{number(soothing.before)} → {number(soothing.after)}"
        yield "After soothing", medians, f"n {soothing.n}, eased in {soothing.eased}"
    if progress.practice_days:
        yield "Practised", f"on {progress.practice_days} of {progress.days} {_noun(progress.days, 'day')}", ""


def plain_link(path: str) -> str:
    """A wikilink by the note's name alone."""
    return as_link(name_of(path))


def summary_note(progress: Progress, link: Link = plain_link) -> str:
    """The summary as Markdown, without the marks around it; ends in a newline. `link` links to a note by its path."""
    return "\n".join([*_note(progress, link), "", f"*{_PRIVATE}*"]) + "\n"


def _note(progress: Progress, link: Link) -> Iterator[str]:
    yield f"*{_opening(progress)}*"
    yield ""
    for name, figure in _rated(progress):
        yield f"- **{quoted(name)}:** {_figure(figure)}, from {figure.n} {_noun(figure.n, 'day')}"
    if progress.soothing:
        yield f"- **After soothing:** {_soothing(progress.soothing)}"
    if progress.practice_days:
        yield f"- **Practised** on {progress.practice_days} of {progress.days} {_noun(progress.days, 'day')}"
    if not (any(_rated(progress)) or progress.soothing or progress.practice_days):
        yield "There is nothing to sum up in these days yet, and that is fine."
    if progress.triggers:
        yield ""
        yield "### What set it off"
        for trigger in progress.triggers:
            parts = [f"{trigger.times} {_noun(trigger.times, 'time')}"]
            if trigger.before is not None:
                parts.append(f"median {number(trigger.before)} before")
            if trigger.tools:
                parts.append(f"you used {' and '.join(map(quoted, trigger.tools))}")
            yield f"- {quoted(trigger.words)}: {', '.join(parts)}"
    if progress.ladders:
        yield ""
        yield "### Ladders"
        for ladder in progress.ladders:
            sessions = " ".join(f"{quoted(line).rstrip('.')}." for line in _sessions(ladder))
            yield f"- {link(ladder.path)}, {_step(ladder)}. {sessions}".rstrip()
    for title, quotes in (
        ("In your own words", progress.strengths),
        ("What you were glad of", progress.gratitude),
    ):
        if quotes:
            yield ""
            yield f"### {title}"
            yield from (f"- “{quoted(quote.words)}” {link(quote.path)}" for quote in quotes[: 2 * _QUOTES])


def _opening(progress: Progress) -> str:
    words = between(progress.since, progress.until).words
    return f"{words} · {progress.days_with_note} of {progress.days} {_noun(progress.days, 'day')} with a note"


def _rated(progress: Progress) -> Iterator[tuple[str, Figure]]:
    """What is rated by day: ours, then one's own."""
    for name, figure in (("Distress", progress.distress), ("Connection", progress.connection)):
        if figure:
            yield name, figure
    yield from ((_titled(one.name), one.figure) for one in progress.measures)


def _titled(name: str) -> str:
    """A property's name as a word: `hours_slept` is Hours slept."""
    words = one_line(name.replace("_", " "))
    return words[:1].upper() + words[1:]


def _figure(figure: Figure) -> str:
    if figure.n == 1:
        return number(figure.median)
    return f"median {number(figure.median)} ({number(figure.low)} to {number(figure.high)})"


def _soothing(soothing: Soothing) -> str:
    moments = _noun(soothing.n, "moment")
    return f"{number(soothing.before)} → {number(soothing.after)}, eased in {soothing.eased} of {soothing.n} {moments}"


def _step(ladder: LadderState) -> str:
    status = "" if ladder.status == "active" else f" ({ladder.status})"
    return f"step {ladder.step} of {ladder.steps}{status}" if ladder.steps else f"no steps yet{status}"


def _sessions(ladder: LadderState) -> Iterator[str]:
    if ladder.words:
        yield f"Now: {ladder.words}"
    if ladder.sessions:
        longest = f", longest {ladder.longest} min" if ladder.longest else ""
        yield f"{ladder.sessions} {_noun(ladder.sessions, 'session')} so far, {ladder.sessions_in_period} in these days{longest}"
    if ladder.known:
        yield f"What you feared came true in {ladder.came_true} of {ladder.known}"


def _noun(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"
