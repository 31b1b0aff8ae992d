"""The figures of a ladder as short lines of words, the same in the terminal and in its note."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from vaultkit.workbook.ladder_advice import Advice
from vaultkit.workbook.ladder_sessions import beliefs, minutes_spent
from vaultkit.workbook.ladder_steps import length
from vaultkit.workbook.records import Exposure

_BELIEFS = 8


def times(count: int) -> str:
    """How often, such as `once` or `3 times`."""
    return "once" if count == 1 else f"{count} times"


def longest(sessions: Iterable[Exposure]) -> int | None:
    """The longest time noted, in minutes."""
    return max((spent for one in sessions if (spent := minutes_spent(one))), default=None)


def step_words(sessions: Sequence[Exposure], step: int) -> str:
    """How often a step was practised, how long at most, and how belief went; empty if it was not."""
    here = [one for one in sessions if one.step == step]
    if not here:
        return ""
    most = longest(here)
    words = times(len(here)) + (f", longest {length(most)}" if most else "")
    given = beliefs(here)[-_BELIEFS:]
    return words + (f", sure {' → '.join(map(str, given))} %" if given else "")


def figure_lines(sessions: Sequence[Exposure], advice: Advice) -> Iterator[str]:
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
    if beliefs(sessions):
        yield "Sure: how sure you were beforehand that what you feared would come true"


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
