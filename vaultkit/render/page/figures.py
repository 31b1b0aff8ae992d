"""The tables of a page: figures beside those of the time before, and what set moments off."""

from collections import Counter
from collections.abc import Iterable, Iterator

from vaultkit.render.charts.drawing import said
from vaultkit.render.charts.scales import amount
from vaultkit.render.page.layout import Table
from vaultkit.workbook.figures import Figure
from vaultkit.workbook.periods import between
from vaultkit.workbook.progress import Progress
from vaultkit.workbook.records import folded
from vaultkit.workbook.trends import Change

_NONE = "–"
_MOST_TRIGGERS = 12


def figures_table(progress: Progress) -> Table | None:
    """Every figure, from how many notes it is, and the same of the time before; None if there is none."""
    earlier = progress.earlier
    rows = []
    for name, figure, before, change in _figures(progress):
        row = (name, _in_words(figure), str(figure.n), _in_words(before) if before else _NONE, _moved(change))
        rows.append(row)
    if soothing := progress.soothing:
        before = earlier.soothing if earlier else None
        then = f"{amount(before.before)} → {amount(before.after)}" if before else _NONE
        now = f"{amount(soothing.before)} → {amount(soothing.after)}"
        rows.append(("Moments, before → after", now, str(soothing.n), then, ""))
    if not rows:
        return None
    time = (
        f"the time before is {between(earlier.since, earlier.until).words}"
        if earlier
        else "nothing before that"
    )
    columns = ("What", "Median (range)", "n", "Time before", "Within these days")
    return Table(f"Medians, and in brackets the lowest and highest; {time}", columns, tuple(rows))


def trigger_table(progress: Progress) -> Table | None:
    """What set moments off, how strong they were at first, what was done; None if nothing did."""
    rows = tuple(
        (
            one.words,
            str(one.times),
            _NONE if one.before is None else amount(one.before),
            "; ".join(said(chosen.words, 80) for chosen in one.chosen) or _NONE,
        )
        for one in progress.triggers[:_MOST_TRIGGERS]
    )
    return (
        Table("What was done, most often first", ("What set it off", "Times", "Median before", "Done"), rows)
        if rows
        else None
    )


def times(words: Iterable[str]) -> list[str]:
    """Each of the words and how often it came, most often first; case makes no difference."""
    shown: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for one in words:
        if key := folded(one):
            shown.setdefault(key, said(one, 60))
            counted[key] += 1
    return [f"{shown[key]} ({counted[key]})" for key in sorted(counted, key=lambda key: (-counted[key], key))]


def _figures(progress: Progress) -> Iterator[tuple[str, Figure, Figure | None, Change | None]]:
    earlier = progress.earlier
    for name, figure, before, course in (
        ("Distress", progress.distress, earlier and earlier.distress, progress.distress_course),
        ("Connection", progress.connection, earlier and earlier.connection, progress.connection_course),
    ):
        if figure:
            yield name, figure, before or None, course.change if course else None
    then = {one.name: one.figure for one in earlier.measures} if earlier else {}
    for measure in progress.measures:
        words = said(measure.name.replace("_", " "), 60)
        yield words[:1].upper() + words[1:], measure.figure, then.get(measure.name), None


def _in_words(figure: Figure) -> str:
    if figure.n == 1:
        return amount(figure.median)
    return f"{amount(figure.median)} ({amount(figure.low)} to {amount(figure.high)})"


def _moved(change: Change | None) -> str:
    """What is said of a change within the period, and that none is clear yet where that is so."""
    if change is None:
        return ""
    if not change.is_clear:
        return "no clear change yet"
    points = round(abs(change.points))
    way = "lower" if change.points < 0 else "higher"
    return f"{way} than at the start, by about {points} {'point' if points == 1 else 'points'}"
