"""What a page says of ladders: where each stands, and session by session what was feared and what came of it."""

from collections.abc import Iterator

from vaultkit.render.charts.drawing import said
from vaultkit.render.page.layout import Table
from vaultkit.render.progress_words import noun
from vaultkit.workbook.progress import Progress
from vaultkit.workbook.records import Exposure, PeriodNotes, name_of

_MOST = 40


def outcomes(progress: Progress) -> Iterator[str]:
    """A sentence or two for each ladder."""
    for ladder in progress.ladders:
        if not ladder.steps:
            continue
        status = "" if ladder.status == "active" else f", {ladder.status}"
        sessions = f"{noun(ladder.sessions, 'session')} in all" if ladder.sessions else "no session yet"
        longest = f", the longest {ladder.longest} min" if ladder.longest else ""
        feared = (
            f" What was feared came true in {ladder.came_true} of {ladder.known}." if ladder.known else ""
        )
        yield (
            f"{said(name_of(ladder.path), 80)}, step {ladder.step} of {ladder.steps}{status}: "
            f"{sessions}{longest}.{feared}"
        )


def session_table(notes: PeriodNotes) -> Table | None:
    """The period's latest sessions, newest first; None if there are none."""
    done = [one for one in notes.exposures if one.took_place and notes.since <= one.date <= notes.until]
    if not done:
        return None
    latest = sorted(done, key=lambda one: (one.date, one.path), reverse=True)[:_MOST]
    columns = (
        "Day",
        "Ladder, step",
        "Minutes",
        "Distress",
        "Feared",
        "Belief",
        "Came true",
        "Asked again",
        "Learned",
    )
    return Table(
        "Minutes as planned and as they were; distress before, at its peak and after; belief before and after, in per "
        "cent; how often reassurance was asked for again",
        columns,
        tuple(_row(one) for one in latest),
    )


def _row(one: Exposure) -> tuple[str, ...]:
    early = ", ended early" if one.ended_early else ""
    return (
        one.date.isoformat(),
        f"{said(one.ladder, 60)}, {one.step}",
        f"{_arrow(one.planned, one.actual)}{early}",
        _arrow(one.before, one.peak, one.after),
        one.feared,
        _arrow(one.believed, one.believed_after),
        one.came_true,
        "" if one.reassurance is None else str(one.reassurance),
        one.learned,
    )


def _arrow(*numbers: int | None) -> str:
    if all(one is None for one in numbers):
        return ""
    return " → ".join("–" if one is None else str(one) for one in numbers)
