"""A ladder drawn for the terminal: its rungs with where one stands, what was practised, and what to try next."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from vaultkit.render.ladder_words import day_words, figure_lines, ratings, step_words
from vaultkit.render.wrapping import wrapped
from vaultkit.workbook.ladder_advice import Advice
from vaultkit.workbook.ladder_sessions import minutes_spent, plans_in_order, sessions_in_order
from vaultkit.workbook.ladder_steps import length
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.records import Exposure, Ladder, name_of

_NARROW, _VERY_NARROW = 60, 30
_LATEST = 3
_OPEN_DAYS = 7


class Rungs(NamedTuple):
    """What a ladder is drawn with: the rung one stands on, another rung, and its rails between two of them."""

    here: str
    rung: str
    rails: str


WIDE = Rungs("╠══●══╣", "╠═════╣", "║     ║")
NARROW = Rungs("╠═●═╣", "╠═══╣", "║   ║")
DOT = Rungs("●", "·", " ")
IN_ASCII = {"╠": "|", "╣": "|", "║": "|", "═": "-", "●": "@", "·": ".", "→": ">", "–": "-"}


def ladder_text(
    ladder: Ladder,
    sessions: Iterable[Exposure],
    advice: Advice,
    today: datetime.date,
    width: int = 80,
    *,
    drawn: bool = True,
) -> str:
    """A ladder as it stands, for so many columns; not `drawn` it is plain sentences, the easiest step first."""
    sessions = tuple(sessions)
    own = sessions_in_order(ladder, sessions, today)
    current = min(ladder.current, len(ladder.steps))
    status = "" if ladder.status == "active" else f" ({ladder.status})"
    standing = f", step {current} of {len(ladder.steps)}{status}" if ladder.steps else ""
    lines = [f"{one_line(name_of(ladder.path))}{standing}"]
    if ladder.goal:
        lines.append(one_line(ladder.goal))
    lines = [wrapped(line, width) for line in lines]
    steps = _drawn(ladder, own, current, width) if drawn else _told(ladder, own, current, width)
    lines += ["", *steps, ""]
    more = [
        *figure_lines(own, advice),
        *_latest(own),
        *_planned(plans_in_order(ladder, set(sessions)), today),
        "",
        *advice_lines(advice),
    ]
    return "\n".join([*lines, *(wrapped(line, width) for line in more)])


def advice_lines(advice: Advice) -> list[str]:
    """What to try next and why."""
    return [f"Next: {advice.words}", f"  {advice.reason}"]


def in_ascii(text: str) -> str:
    """The same drawing for where no lines and dots can be shown."""
    return "".join(IN_ASCII.get(one, one) for one in text)


def _drawn(ladder: Ladder, own: Sequence[Exposure], current: int, width: int) -> Iterator[str]:
    """The top of the ladder first, as a ladder stands."""
    rungs = DOT if width < _VERY_NARROW else NARROW if width < _NARROW else WIDE
    space = max(10, width - len(rungs.rails) - 2)
    for number in range(len(ladder.steps), 0, -1):
        indent = " " * (len(str(number)) + 2)
        below = [", ".join(filter(None, _about(ladder, own, number, current)))]
        words = wrap(f"{number}. {one_line(ladder.steps[number - 1])}", space, subsequent_indent=indent)
        words += [
            line
            for one in below
            for line in wrap(one, space, initial_indent=indent, subsequent_indent=indent)
        ]
        for line, text in enumerate(words):
            rung = rungs.rails if line else rungs.here if number == current else rungs.rung
            yield f"{rung}  {text}"
        if len(words) == 1 and rungs != DOT:
            yield rungs.rails


def _told(ladder: Ladder, own: Sequence[Exposure], current: int, width: int) -> Iterator[str]:
    for number, step in enumerate(ladder.steps, 1):
        about = ", ".join(filter(None, _about(ladder, own, number, current)))
        yield wrapped(f"Step {number}: {one_line(step)}" + (f" ({about})" if about else ""), width)


def _about(ladder: Ladder, own: Sequence[Exposure], number: int, current: int) -> Iterator[str]:
    if number == current:
        yield "you are here"
    yield step_words(own, number)
    if number in ladder.needs_partner and not ladder.agreed_with_partner:
        yield "agree on it first"


def _latest(own: Sequence[Exposure]) -> Iterator[str]:
    """The last sessions: what was feared, and what happened."""
    if own:
        yield ""
        yield "Lately"
    for one in own[-_LATEST:]:
        spent = minutes_spent(one)
        told = [f"step {one.step}", length(spent) if spent else "", ratings(one)]
        told += ["shorter this time"] if one.ended_early else []
        yield f"  {day_words(one.date)}  {', '.join(filter(None, told))}"
        if one.feared:
            sure = f" ({one.believed} per cent sure)" if one.believed is not None else ""
            yield f"    Feared: {one_line(one.feared)}{sure}"
        happened = {"no": "It did not come true.", "partly": "It came true in part.", "yes": "It came true."}
        words = [happened.get(one.came_true, ""), one_line(one.learned)]
        if any(words):
            yield f"    What happened: {' '.join(filter(None, words))}"


def _planned(plans: Sequence[Exposure], today: datetime.date) -> Iterator[str]:
    """What is planned; what was planned long ago is let be."""
    for one in plans:
        if (today - one.date).days <= _OPEN_DAYS:
            minutes = f", {length(one.planned)}" if one.planned else ""
            yield f"Planned: {day_words(one.date)}, step {one.step}{minutes}. Afterwards: vaultkit ladder log"
