"""The tables of a page: figures beside those of the time before, and what set moments off."""

from collections import Counter
from collections.abc import Iterable

from vaultkit.render.charts.drawing import said
from vaultkit.render.charts.scales import amount
from vaultkit.render.page.layout import Table
from vaultkit.render.progress_words import change_words, rated
from vaultkit.workbook.figures import Figure, Soothing
from vaultkit.workbook.periods import between
from vaultkit.workbook.progress import Progress
from vaultkit.workbook.records import folded

_NONE = "–"
_MOST_TRIGGERS = 12
_LONG_WORD = 14
"""Letters of a name that a telephone has room for beside the figures; names of one's own may be longer."""


def figures_table(progress: Progress) -> Table | None:
    """Every figure, from how many notes it is, and the same of the time before; None if there is none.

    How it changed stands below: a sentence in a cell would be cut off on a telephone.
    """
    then = progress.earlier
    found = tuple(rated(progress))
    rows = [(one.name, str(one.figure.n), _in_words(one.figure), _in_words(one.earlier)) for one in found]
    if progress.soothing:
        earlier = _soothing(then.soothing) if then else _NONE
        rows.append(
            ("Moments, before → after", str(progress.soothing.n), _soothing(progress.soothing), earlier)
        )
    if not rows:
        return None
    caption = "The median, and in brackets the lowest and highest"
    below = tuple(
        f"{said(one.name, 60)}, within these days: {words}."
        for one in found
        if (words := change_words(one.change))
    )
    short = all(len(word) <= _LONG_WORD for name, *_ in rows for word in name.split())
    columns: tuple[str, ...] = ("What", "n", "Median", "Time before")
    if then is None:
        return Table(caption, columns[:3], tuple(row[:3] for row in rows), below, short)
    caption = f"{caption}; the time before is {between(then.since, then.until).words}"
    return Table(caption, columns, tuple(rows), below, short)


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


def _in_words(figure: Figure | None) -> str:
    if figure is None:
        return _NONE
    if figure.n == 1:
        return amount(figure.median)
    return f"{amount(figure.median)} ({amount(figure.low)} to {amount(figure.high)})"


def _soothing(soothing: Soothing | None) -> str:
    return f"{amount(soothing.before)} → {amount(soothing.after)}" if soothing else _NONE
