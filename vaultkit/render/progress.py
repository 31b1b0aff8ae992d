"""A progress summary for the terminal."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultkit.render.progress_words import (
    PRIVATE,
    Rated,
    advice_words,
    change_words,
    feared_words,
    figure_words,
    look_back,
    number,
    opening,
    practised_words,
    rated,
    session_words,
    short,
    soothing_words,
    step_words,
    without_plan,
)
from vaultkit.render.sparkline import sparkline
from vaultkit.render.tool_table import tool_table
from vaultkit.render.trigger_table import trigger_table
from vaultkit.render.wrapping import wrapped
from vaultkit.workbook.days import date_in_words
from vaultkit.workbook.progress import LadderState, Progress
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.records import name_of

NARROWEST = 40
"""The fewest columns that have room for figures side by side and for drawings; with fewer, all of it is running text."""

_QUOTES = 3
_NO_BREAK = "\u00a0"
_BEFORE = "  before"


def summary_text(progress: Progress, width: int = 80, *, drawn: bool = True) -> str:
    """The summary for a terminal of so many columns; ends in a newline.

    Without `drawn` there are words and numbers alone, as a screen reader wants them.
    """
    fitted = max(width, NARROWEST)
    closing = [PRIVATE, "How each figure is made: vaultkit progress --explain"]
    lines = [*_terminal(progress, fitted, drawn and width >= NARROWEST), "", *closing]
    if width < NARROWEST:
        lines = [_running(line) for each in lines for line in each.split("\n")]
    return "\n".join(wrapped(line, max(width, 10)) for line in lines).replace(_NO_BREAK, " ") + "\n"


def _running(line: str) -> str:
    """A line with nothing in columns, so that it can go on below anywhere."""
    return ("  " if line.startswith(" ") else "") + " ".join(line.split())


def _terminal(progress: Progress, width: int, drawn: bool) -> Iterator[str]:
    yield opening(progress)
    if progress.earlier:
        yield f"before: {opening(progress.earlier)}"
    if not progress.days_with_note and not progress.moments:
        yield ""
        yield "There is nothing in these days yet, and that is fine."
        yield "Start with: vaultkit journal"
    if rows := list(_figures(progress)):
        yield ""
        yield from _laid_out(rows, width, drawn)
    if days := [(words, one_line(day.path)) for words, day in look_back(progress)]:
        yield ""
        yield "The words behind these days"
        longest = max(len(words) for words, _ in days)
        if longest + 5 + max(len(path) for _, path in days) <= width:
            yield from (f"  {words:<{longest}}   {path}" for words, path in days)
        else:
            yield from (line for words, path in days for line in (f"  {words}", f"    {path}"))
    if progress.toolkit:
        yield ""
        yield from tool_table(progress.toolkit, width)
    if progress.triggers or progress.fading:
        yield ""
        yield from trigger_table(progress.triggers, progress.fading, width)
        if words := without_plan(progress):
            yield f"  no plan of yours yet for: {', '.join(short(one, 28) for one in words[:3])} (vaultkit new plan)"
    for ladder in progress.ladders:
        yield ""
        yield from _ladder(ladder, width)
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


class _Row(NamedTuple):
    """What a figure is about, the figure, from how many notes, and the days it is made of. Words stand by themselves."""

    name: str
    figure: str
    notes: str = ""
    days: Rated | None = None
    is_words: bool = False


def _figures(progress: Progress) -> Iterator[_Row]:
    for one in rated(progress):
        alone = one.figure.n == 1
        # Of one alone there is no middle and no range.
        figure = f"{number(one.figure.median)} (n 1)" if alone else figure_words(one.figure)
        yield _Row(one.name, figure, "" if alone else f"n {one.figure.n}", one)
        if words := change_words(one.change):
            yield _Row("", words, is_words=True)
        if one.earlier:
            yield _Row(_BEFORE, figure_words(one.earlier), f"n {one.earlier.n}")
    then = progress.earlier
    if progress.soothing:
        yield _Row("After soothing", soothing_words(progress.soothing), is_words=True)
        if then and then.soothing:
            yield _Row(_BEFORE, soothing_words(then.soothing), is_words=True)
    if progress.practice_days:
        yield _Row("Practised", practised_words(progress), is_words=True)
        if then and then.practice_days:
            yield _Row(_BEFORE, practised_words(then), is_words=True)


def _laid_out(rows: Sequence[_Row], width: int, drawn: bool) -> Iterator[str]:
    """Names, figures and their numbers in columns, and beside or below them the days as a small drawing."""
    names = [
        short(row.name, max(16, width // 3)) if row.name.strip() == row.name else row.name for row in rows
    ]
    first = max(14, *map(len, names)) + 2
    second = max((len(row.figure) for row in rows if not row.is_words), default=0) + 3
    third = max((len(row.notes) for row in rows), default=0) + 3
    for row, name in zip(rows, names, strict=True):
        line = (
            f"{name:<{first}}{row.figure}"
            if row.is_words
            else f"{name:<{first}}{row.figure:<{second}}{row.notes}"
        )
        line = line.rstrip()
        if row.is_words and len(line) > width:
            # A hanging indent keeps the words in their own column.
            head, *tail = wrapped(" " * first + row.figure, width).split("\n")
            yield f"{name:<{first}}{head.strip()}"
            yield from (" " * first + more.strip() for more in tail)
            continue
        beside = width - first - second - third
        found = row.days and drawn and sparkline(row.days.by_day, beside, row.days.bounds)
        if row.days and drawn and (not found or found.each != "day"):
            found = sparkline(row.days.by_day, width - first, row.days.bounds)
            yield line
            if found:
                each = "" if found.each == "day" else f"a bar for each {found.each}"
                line = f"{'':<{first}}{found.bars}"
                yield from (
                    [f"{line}   {each}".rstrip()]
                    if len(line) + 3 + len(each) <= width
                    else [line, f"{'':<{first}}{each}"]
                )
        else:
            yield f"{line:<{first + second + third}}{found.bars}".rstrip() if found else line


def _ladder(ladder: LadderState, width: int) -> Iterator[str]:
    title = f"{one_line(name_of(ladder.path))}, {step_words(ladder)}"
    sessions = session_words(ladder)
    fits = sessions and len(title) + 3 + len(sessions) <= width
    yield f"{title}   {sessions}" if fits else title
    if sessions and not fits:
        yield f"  {sessions}"
    if ladder.words:
        yield f"  Now: {one_line(ladder.words)}"
    if words := advice_words(ladder):
        yield f"  Next: {words}"
    if words := feared_words(ladder):
        yield f"  {words}."
