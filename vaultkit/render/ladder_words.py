"""The figures of a ladder as short lines of words, the same in the terminal and in its note."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from vaultkit.workbook.ladder_advice import Advice
from vaultkit.workbook.ladder_sessions import beliefs, minutes_spent
from vaultkit.workbook.ladder_steps import length
from vaultkit.workbook.records import Exposure, Ladder

_BELIEFS = 8


def times(count: int) -> str:
    """How often, such as `once` or `3 times`."""
    return "once" if count == 1 else f"{count} times"


def longest(sessions: Iterable[Exposure]) -> int | None:
    """The longest time noted, in minutes."""
    return max((spent for one in sessions if (spent := minutes_spent(one))), default=None)


def step_words(sessions: Sequence[Exposure], step: int) -> str:
    """How often a step was practised and how long at most; empty if it was not."""
    here = [one for one in sessions if one.step == step]
    if not here:
        return ""
    most = longest(here)
    return times(len(here)) + (f", longest {length(most)}" if most else "")


def figure_lines(ladder: Ladder, sessions: Sequence[Exposure], advice: Advice) -> Iterator[str]:
    """Sessions, times, what came true and how belief changed; `sessions` are those that took place, in order."""
    figures = advice.figures
    if not sessions:
        yield "No practice noted yet."
        return
    line = f"{figures.sessions} {'session' if figures.sessions == 1 else 'sessions'} so far"
    if most := longest(sessions):
        line += f", longest {length(most)}"
    yield line
    if figures.longest_comfortable:
        yield f"Longest comfortable time: {length(figures.longest_comfortable)} (at 4 or less all through)"
    if figures.known:
        yield f"What you feared came true in {figures.came_true} of {figures.known}"
    current = min(ladder.current, len(ladder.steps))
    if given := beliefs(one for one in sessions if one.step == current):
        yield f"How sure you were of it before, on this step: {' → '.join(map(str, given[-_BELIEFS:]))} per cent"


def day_words(day: datetime.date) -> str:
    """A date, short: `21 Nov`."""
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day.day} {names[day.month - 1]}"


def ratings(session: Exposure) -> str:
    """Before, at its strongest and after, such as `6 → 8 → 5`; empty if none is noted."""
    given = (session.before, session.peak, session.after)
    if given == (None, None, None):
        return ""
    return " → ".join("–" if one is None else str(one) for one in given)
