"""A progress summary as Markdown, for a note."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from vaultkit.render.progress_words import (
    PRIVATE,
    advice_words,
    change_words,
    feared_words,
    figure_words,
    look_back,
    noun,
    opening,
    practised_words,
    rated,
    session_words,
    soothing_words,
    step_words,
)
from vaultkit.render.tool_table import tool_rows, tool_title
from vaultkit.render.trigger_table import fading_rows, trigger_rows
from vaultkit.workbook.progress import LadderState, Progress
from vaultkit.workbook.quoting import as_link, quoted
from vaultkit.workbook.records import name_of

Link: TypeAlias = Callable[[str], str]

_QUOTES = 6


def plain_link(path: str) -> str:
    """A wikilink by the note's name alone."""
    return as_link(name_of(path))


def summary_note(progress: Progress, link: Link = plain_link, charts: Sequence[str] = ()) -> str:
    """The summary as Markdown, without the marks around it; ends in a newline.

    `link` links to a note by its path. `charts` are the charts of the same notes, each as Markdown that shows it and
    says it in words; they stand below the figures, in the order given.
    """
    return "\n".join([*_note(progress, link, charts), "", f"*{PRIVATE}*"]) + "\n"


def _note(progress: Progress, link: Link, charts: Sequence[str]) -> Iterator[str]:
    yield f"*{opening(progress)}*"
    if progress.earlier:
        yield f"*before: {opening(progress.earlier)}*"
    yield ""
    figures = list(_figures(progress))
    yield from figures or ["There is nothing to sum up in these days yet, and that is fine."]
    if days := list(look_back(progress)):
        yield ""
        yield "### The words behind these days"
        yield from (f"- {words} {link(day.path)}" for words, day in days)
    if charts:
        yield ""
        yield "### In pictures"
        yield "\n\n".join(chart.strip("\n") for chart in charts)
    if progress.toolkit:
        yield ""
        yield f"### {tool_title(progress.toolkit)}"
        yield from tool_rows(progress.toolkit)
    if progress.triggers or progress.fading:
        yield ""
        yield "### What set it off"
        yield from _triggers(progress, link)
    if progress.ladders:
        yield ""
        yield "### Ladders"
        yield from (_ladder(ladder, link) for ladder in progress.ladders)
    for title, quotes in (
        ("In your own words", progress.strengths),
        ("What you were glad of", progress.gratitude),
    ):
        if quotes:
            yield ""
            yield f"### {title}"
            yield from (f"- “{quoted(quote.words)}” {link(quote.path)}" for quote in quotes[:_QUOTES])


def _figures(progress: Progress) -> Iterator[str]:
    then = progress.earlier
    for one in rated(progress):
        words = f"- **{quoted(one.name)}:** {figure_words(one.figure)}, from {noun(one.figure.n, 'day')}"
        if changed := change_words(one.change):
            words += f"; {changed}"
        if one.earlier:
            words += f". Before: {figure_words(one.earlier)}, from {noun(one.earlier.n, 'day')}"
        yield words
    if progress.soothing:
        before = f". Before: {soothing_words(then.soothing)}" if then and then.soothing else ""
        yield f"- **After soothing:** {soothing_words(progress.soothing)}{before}"
    if progress.practice_days:
        before = f". Before: {practised_words(then)}" if then and then.practice_days else ""
        yield f"- **Practised** {practised_words(progress)}{before}"


def _triggers(progress: Progress, link: Link) -> Iterator[str]:
    if progress.triggers:
        yield from trigger_rows(progress.triggers)
    plans = [one for one in (*progress.triggers, *progress.fading) if one.plan]
    if progress.fading or plans:
        yield ""
    yield from fading_rows(progress.fading)
    yield from (
        f"- your plan for {quoted(one.words)}: “{quoted(one.plan)}” {link(one.plan_path)}"
        for one in dict.fromkeys(plans)
    )


def _ladder(ladder: LadderState, link: Link) -> str:
    now = f"Now: {quoted(ladder.words)}" if ladder.words else ""
    advice = advice_words(ladder)
    parts = [now, session_words(ladder), f"Next: {advice}" if advice else "", feared_words(ladder)]
    sentences = " ".join(f"{part.rstrip('.')}." for part in parts if part)
    return f"- {link(ladder.path)}, {step_words(ladder)}. {sentences}".rstrip()
