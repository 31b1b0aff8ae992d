"""How each figure of a progress summary is made, with the very numbers that went into it."""

from collections.abc import Iterator

from vaultkit.render.progress_words import Rated, change_words, noun, number, opening, rated
from vaultkit.render.wrapping import wrapped
from vaultkit.workbook.days import date_in_words
from vaultkit.workbook.progress import Progress
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.records import name_of
from vaultkit.workbook.toolkit import ENOUGH
from vaultkit.workbook.trends import FEWEST_DAYS, FEWEST_RATINGS, LEAST_CHANGE, SURE_FROM, Change
from vaultkit.workbook.trigger_review import EASED_BY, FADING_FROM, NEW_FROM


def explained_text(progress: Progress, width: int = 80) -> str:
    """The lines for a terminal of so many columns; ends in a newline."""
    return "\n".join(wrapped(line, max(width, 10)) for line in _lines(progress)) + "\n"


def _lines(progress: Progress) -> Iterator[str]:
    yield opening(progress)
    yield "How each figure is made. Days without a note count as nothing, neither good nor hard."
    for part in (
        _before(progress),
        *(_rated(one) for one in rated(progress)),
        _soothing(progress),
        _practised(progress),
        _toolkit(progress),
        _triggers(progress),
        _ladders(progress),
    ):
        if lines := list(part):
            yield ""
            yield from lines


def _before(progress: Progress) -> Iterator[str]:
    if then := progress.earlier:
        yield "Before"
        yield (
            f"  {date_in_words(then.since)} to {date_in_words(then.until)}: the month or months before where whole "
            f"months are asked for, else as many days just before, and no more of them than have passed so far. "
            f"Here {noun(then.days, 'day')}, {then.days_with_note} with a note."
        )


def _rated(one: Rated) -> Iterator[str]:
    figure = one.figure
    yield one_line(one.name)
    if figure.n == 1:
        yield f"  One number so far, {number(figure.median)}: no middle and no range."
        return
    middle = "the one in the middle" if figure.n % 2 else "half way between the two in the middle"
    yield (
        f"  Your {figure.n} numbers in order: {middle} is {number(figure.median)}, the lowest "
        f"{number(figure.low)}, the highest {number(figure.high)}. One very hard day does not pull a middle."
    )
    if one.bounds and any(value is not None for value in one.by_day):
        yield "  The small bars: one a day from 0 to 10, a gap where nothing was noted; over a longer time the middle of each week."
    if one.change:
        yield from (f"  {line}" for line in _change(one.change))


def _change(change: Change) -> Iterator[str]:
    pairs = change.fell + change.rose + change.same
    yield (
        f"Over time: of {noun(pairs, 'pair')} of days the later one was lower in {change.fell}, higher in "
        f"{change.rose}, the same in {change.same}. The middle of all slopes between two days (Theil–Sen) makes "
        f"{_signed(change.points, 1)} points from the first rated day to the last, {noun(change.days, 'day')}."
    )
    yield (
        f"How sure: {_signed(change.z, 2)} (Mann–Kendall, ties allowed for). Days that resemble the day before make a change look "
        f"surer than it is, so that is taken off: here they resemble it by {change.alike:.2f}, at most 0.80."
    )
    yield (
        f"A change is said from {SURE_FROM} on either side, {FEWEST_RATINGS} rated days over {FEWEST_DAYS} days, and "
        f"{noun(LEAST_CHANGE, 'point')}. Here {change.n} over {change.days}: {change_words(change)}."
    )


def _signed(value: float, digits: int) -> str:
    return f"{value:+.{digits}f}".replace("-", "−")


def _soothing(progress: Progress) -> Iterator[str]:
    if one := progress.soothing:
        yield "After soothing"
        yield (
            f"  {one.n} of {noun(progress.moments, 'moment')} have a rating before and after. The middle before is "
            f"{number(one.before)}, after {number(one.after)}, and of the drops {number(one.drop)}. Eased means lower "
            f"by {EASED_BY} or more: {one.eased} of {one.n}."
        )


def _practised(progress: Progress) -> Iterator[str]:
    if progress.practice_days:
        yield "Practised"
        yield (
            f"  {progress.practice_days} of {noun(progress.days, 'day')} have a tool ticked in the journal, a tool used "
            "in a moment, or a practice session with anything noted of it; each day once."
        )


def _toolkit(progress: Progress) -> Iterator[str]:
    if progress.toolkit:
        yield "After these you usually felt lower"
        yield (
            "  Moments that begin high have further to fall, so what is usual for where each began is taken off first. "
            "What is left is shared by the tools used together and counts in part: n / (n + 5) for n moments. Then "
            f"the usual drop is added again. Below {ENOUGH} moments nothing is said."
        )
        for one in progress.toolkit[:6]:
            if one.drop is not None:
                yield f"  {one_line(one.words)}: {one.times} moments, so {one.times} parts of {one.times + 5}; by {one.drop:.1f}."
        yield "  That you felt lower after it does not say that it was the tool."


def _triggers(progress: Progress) -> Iterator[str]:
    if progress.triggers or progress.fading:
        yield "What set it off"
        yield (
            f"  Named in your {noun(progress.moments, 'moment')}; before is the middle of their ratings. What you chose are "
            "the tools, or your own words where there is none, and in how many of the rated moments it eased. New: not "
            f"once before, {NEW_FROM} times or more now. Fading: {FADING_FROM} times or more before, at most a quarter now."
        )


def _ladders(progress: Progress) -> Iterator[str]:
    if progress.ladders:
        yield "Ladders"
        yield "  Sessions of which anything is noted. What you feared came true if you noted partly or yes; blank and unknown are left out."
    for ladder in progress.ladders:
        if ladder.advice and ladder.advice.figures.sessions:
            figures = ladder.advice.figures
            yield (
                f"  {one_line(name_of(ladder.path))}: {noun(figures.sessions, 'session')}, {figures.here} on this step, "
                f"{figures.full_in_a_row} in full in a row; what you feared came true in {figures.came_true_of_last} of "
                f"the last {figures.last_known} known. The rule that fits: {ladder.advice.kind}."
            )
