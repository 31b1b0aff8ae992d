"""The page of a period, from one's own notes: to look at, or in the order in which a professional reads."""

from collections.abc import Iterable, Iterator, Sequence

from vaultkit.render.charts.drawing import Chart
from vaultkit.render.page.figures import figures_table, times, trigger_table
from vaultkit.render.page.layout import Page, Part, Quoted
from vaultkit.render.page.sessions import outcomes, session_table
from vaultkit.render.progress_words import noun, practised_words
from vaultkit.workbook.days import date_in_words
from vaultkit.workbook.periods import between
from vaultkit.workbook.progress import Progress, Quote
from vaultkit.workbook.records import PeriodNotes

_QUOTES = 8
_MOST_WORDS = 8
_RATINGS = (
    "Ratings run from 0 to 10. For distress, 0 is calm, 4 is uncomfortable but one can carry on, 8 is hard to think of "
    "anything else, 10 is the most ever known. For connection, 0 is far away and 10 is very close."
)
_MEDIANS = (
    "The median is the rating in the middle when all are put in order. n is how many there are. "
    "A day without a note is a gap and counts as nothing."
)
_NOT_THERAPY = (
    "Made by vaultkit on one's own machine. It is for practice; it is not therapy, and no diagnosis."
)


def own_page(progress: Progress, charts: Sequence[Chart]) -> Page:
    """The page for oneself."""
    return Page(
        title="How it has been going",
        lead=f"{_time(progress)}. From your notes alone, and yours to keep or to show.",
        parts=_filled(_own_parts(progress, charts)),
        foot=(_RATINGS, _MEDIANS, _NOT_THERAPY),
    )


def professional_page(progress: Progress, notes: PeriodNotes, charts: Sequence[Chart], name: str) -> Page:
    """The page to take along: what it rests on, how strong, what sets it off, what was tried, what came of it."""
    return Page(
        title=f"Notes kept by {name}" if name else "Notes kept by oneself",
        lead=f"{_time(progress)}. From one person's own notes, chosen and handed over by that person.",
        parts=_filled(_clinical_parts(progress, notes, charts)),
        foot=(_NOT_THERAPY,),
    )


def _own_parts(progress: Progress, charts: Sequence[Chart]) -> Iterator[Part]:
    if not (progress.days_with_note or progress.moments or progress.ladders):
        yield Part("So far", ("There is nothing in these days yet, and that is fine.",))
    yield Part("At a glance", tuple(_practice(progress)), figures_table(progress))
    yield Part("Day by day", charts=_by_day(charts))
    yield Part("Hard moments", charts=_named(charts, "before-and-after", "tools"))
    yield Part("What set it off", charts=_named(charts, "triggers"), table=trigger_table(progress))
    yield Part("Ladders", tuple(outcomes(progress)), charts=_ladders(charts))
    yield Part("In your own words", quotes=_quotes(progress.strengths))
    yield Part("What you were glad of", quotes=_quotes(progress.gratitude))


def _clinical_parts(progress: Progress, notes: PeriodNotes, charts: Sequence[Chart]) -> Iterator[Part]:
    slept = [one.slept for one in notes.journals if one.slept is not None]
    sleep = (f"Slept well on {sum(slept)} of {len(slept)} nights noted.",) if slept else ()
    yield Part(
        "What this rests on",
        (
            f"Noted on {progress.days_with_note} of {noun(progress.days, 'day')}, at home, by oneself. "
            "No questionnaire with a cut-off was used.",
            _RATINGS,
            _MEDIANS,
        ),
    )
    yield Part("Figures", table=figures_table(progress))
    yield Part("Distress", charts=_named(charts, "distress"))
    yield Part("Sleep", sleep)
    yield Part(
        "Moments of distress", tuple(_moments(progress, notes)), charts=_named(charts, "before-and-after")
    )
    yield Part("What set them off", table=trigger_table(progress), charts=_named(charts, "triggers"))
    yield Part("What was tried", tuple(_practice(progress)), charts=_named(charts, "tools"))
    yield Part("Planned practice of time alone", tuple(outcomes(progress)), charts=_ladders(charts))
    yield Part("Sessions", table=session_table(notes))
    yield Part("Connection and own measures", charts=_by_day(charts, without="distress"))
    yield Part("Strengths, in the person's own words", quotes=_quotes(progress.strengths))


def _filled(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(one for one in parts if one.lines or one.table or one.charts or one.quotes)


def _time(progress: Progress) -> str:
    return between(progress.since, progress.until).words


def _practice(progress: Progress) -> Iterator[str]:
    if progress.practice_days:
        yield f"Something soothing or a session was practised {practised_words(progress)}."


def _moments(progress: Progress, notes: PeriodNotes) -> Iterator[str]:
    if not progress.moments:
        return
    count = f"{noun(progress.moments, 'moment')} {'was' if progress.moments == 1 else 'were'}"
    weeks = progress.days / 7
    rate = f", about {progress.moments / weeks:.1f} a week" if weeks >= 2 else ""
    yield f"{count} written down{rate}."
    if progress.soothing:
        soothing = progress.soothing
        yield f"Of {soothing.n} rated before and after, {soothing.eased} eased by 2 points or more."
    if felt := times(one.feeling for one in notes.moments):
        yield f"Feelings named: {'; '.join(felt[:_MOST_WORDS])}."
    if body := times(words for one in notes.moments for words in one.body):
        yield f"In the body: {'; '.join(body[:_MOST_WORDS])}."


def _named(charts: Sequence[Chart], *names: str) -> tuple[Chart, ...]:
    return tuple(one for one in charts if one.name in names)


def _by_day(charts: Sequence[Chart], without: str = "") -> tuple[Chart, ...]:
    return tuple(
        one
        for one in charts
        if one.name != without and (one.name in ("distress", "connection") or one.name.startswith("measure-"))
    )


def _ladders(charts: Sequence[Chart]) -> tuple[Chart, ...]:
    return tuple(one for one in charts if one.name.startswith("ladder-"))


def _quotes(quotes: Sequence[Quote]) -> tuple[Quoted, ...]:
    return tuple(Quoted(one.words, date_in_words(one.date)) for one in quotes[:_QUOTES])
