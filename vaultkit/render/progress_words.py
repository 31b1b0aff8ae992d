"""Words of a progress summary that the terminal and the note share."""

from collections.abc import Iterator
from typing import NamedTuple

from vaultkit.workbook.days import date_in_words
from vaultkit.workbook.figures import Course, Figure, RatedDay, Soothing
from vaultkit.workbook.periods import between
from vaultkit.workbook.progress import Earlier, LadderState, Progress
from vaultkit.workbook.quoting import one_line, quoted
from vaultkit.workbook.trends import Change

PRIVATE = "From your notes alone, seen by you alone."
RATINGS = (0.0, 10.0)


class Rated(NamedTuple):
    """Something rated by day: its figure and that of the time before; `bounds` are those of ratings."""

    name: str
    figure: Figure
    by_day: tuple[float | None, ...]
    change: Change | None
    earlier: Figure | None
    bounds: tuple[float, float] | None


def opening(figures: Progress | Earlier) -> str:
    """Which days they are, and how many have a note."""
    words = between(figures.since, figures.until).words
    return f"{words} · {figures.days_with_note} of {noun(figures.days, 'day')} with a note"


def rated(progress: Progress) -> Iterator[Rated]:
    """What is rated by day: ours, then one's own."""
    then = progress.earlier
    for name, figure, course, earlier in (
        ("Distress", progress.distress, progress.distress_course, then and then.distress),
        ("Connection", progress.connection, progress.connection_course, then and then.connection),
    ):
        if figure:
            yield Rated(name, figure, *_course(course), earlier, RATINGS)
    for measure in progress.measures:
        earlier = next(
            (one.figure for one in (then.measures if then else ()) if one.name == measure.name), None
        )
        yield Rated(_titled(measure.name), measure.figure, measure.by_day, None, earlier, None)


def _course(course: Course | None) -> tuple[tuple[float | None, ...], Change | None]:
    return (course.by_day, course.change) if course else ((), None)


def change_words(change: Change | None) -> str:
    """Whether it changed, in words; empty where there is nothing to compare."""
    if change is None:
        return ""
    if not change.is_clear:
        return "no clear change yet"
    points = round(abs(change.points))
    return f"{'lower' if change.points < 0 else 'higher'} than at the start, by about {noun(points, 'point')}"


def figure_words(figure: Figure) -> str:
    """The median and the range; of one alone there is neither, and of what is all alike no range."""
    if figure.n == 1:
        return number(figure.median)
    if figure.low == figure.high:
        return f"median {number(figure.median)}"
    return f"median {number(figure.median)} ({number(figure.low)} to {number(figure.high)})"


def soothing_words(soothing: Soothing) -> str:
    """Medians before and after, how many eased, and the median drop."""
    moments = noun(soothing.n, "moment")
    drop = f", median drop {number(soothing.drop)}" if soothing.n > 1 else ""
    return (
        f"{number(soothing.before)} → {number(soothing.after)}, eased in {soothing.eased} of {moments}{drop}"
    )


def practised_words(figures: Progress | Earlier) -> str:
    """On how many days, of how many."""
    return f"on {figures.practice_days} of {noun(figures.days, 'day')}"


def look_back(progress: Progress) -> Iterator[tuple[str, RatedDay]]:
    """Days at either end, by date, each once, and what they were rated: their words are one link away."""
    found: dict[str, tuple[list[str], RatedDay]] = {}
    for name, course in (("distress", progress.distress_course), ("connection", progress.connection_course)):
        for day in (course.highest, course.lowest) if course else ():
            if day:
                found.setdefault(day.path, ([], day))[0].append(f"{name} {number(day.rating)}")
    for words, day in sorted(found.values(), key=lambda one: (one[1].date, one[1].path)):
        yield f"{date_in_words(day.date)}: {', '.join(words)}", day


def without_plan(progress: Progress) -> list[str]:
    """What set off three moments or more and has no plan of one's own yet."""
    return [one.words for one in progress.triggers if one.times >= 3 and not one.plan]


def step_words(ladder: LadderState) -> str:
    """Where a ladder stands."""
    status = "" if ladder.status == "active" else f" ({ladder.status})"
    return f"step {ladder.step} of {ladder.steps}{status}" if ladder.steps else f"no steps yet{status}"


def session_words(ladder: LadderState) -> str:
    """How many sessions there were, and the longest; empty if there were none."""
    if not ladder.sessions:
        return ""
    longest = f", longest {ladder.longest} min" if ladder.longest else ""
    return f"{noun(ladder.sessions, 'session')}, {ladder.sessions_in_period} in these days{longest}"


def advice_words(ladder: LadderState) -> str:
    """What to try next and why; empty if there is no advice."""
    return f"{ladder.advice.words} {ladder.advice.reason}".strip() if ladder.advice else ""


def feared_words(ladder: LadderState) -> str:
    """How often what was feared came true, of those sessions that say; empty if none does."""
    return (
        f"In all, what you feared came true in {ladder.came_true} of {ladder.known}" if ladder.known else ""
    )


def noun(count: int, word: str) -> str:
    """`1 day`, `2 days`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def how_often(count: int) -> str:
    """`once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def number(value: float) -> str:
    """A number as people write it: 4 rather than 4.0, and no digits that come from reckoning."""
    return f"{value:.10g}"


def short(words: str, most: int) -> str:
    """`words` on one line of at most `most` characters."""
    line = one_line(words)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def cell(words: str) -> str:
    """`words` as they stand in a cell of a Markdown table."""
    return quoted(words).replace("|", "\\|")


def _titled(name: str) -> str:
    """A property's name as a word: `hours_slept` is Hours slept."""
    words = one_line(name.replace("_", " "))
    return words[:1].upper() + words[1:]
