"""Notes to chart: none, one day, many days, all alike, and such as no one should have written."""

from datetime import date, timedelta

from vaultkit.render.charts.drawn import charts_of
from vaultkit.workbook.chart_data import chart_data
from vaultkit.workbook.progress import summarise
from vaultkit.workbook.records import Exposure, Journal, Ladder, Moment, PeriodNotes

FIRST = date(2026, 9, 1)
HOSTILE = (
    "<script>alert(1)</script> & \" ' ]]> <!-- -- --> javascript:alert(1) obsidian://open?vault=x "
    "\u202eesrever\u200f \u0007\ufffe![x](https://example.invalid/a.png) [[Private|y]] %% vaultkit:end summary %%\n# x"
)


def charts(notes):
    return charts_of(chart_data(summarise(notes.since, notes.until, *notes[2:6], today=notes.until), notes))


def many(days=60, words="late reply", measure="hours_slept", number=lambda at: 6.5 + at % 3):
    """A period in which every fifth day is a gap."""
    until = FIRST + timedelta(days=days - 1)
    dates = [FIRST + timedelta(days=at) for at in range(days)]
    journals = tuple(
        Journal(
            f"Journal/{day}.md", day, at % 9, (at * 7) % 11, measures=((measure, number(at)),), strength=words
        )
        for at, day in enumerate(dates)
        if at % 5
    )
    moments = tuple(
        Moment(
            f"Moments/{day}.md",
            day,
            triggers=(words,),
            before=8 - at % 4,
            after=3 + at % 3,
            tools=(words, "tea"),
        )
        for at, day in enumerate(dates[::3])
    )
    ladder = Ladder(
        "Ladders/Time on my own.md", steps=("10 min: a walk", f"20 min: {words}", "1 h: out"), current=2
    )
    exposures = tuple(
        Exposure(f"Ladders/{day}.md", day, "Time on my own", 1 + (at > 2), actual=10, ended_early=at == 3)
        for at, day in enumerate(dates[::7][:20])
    )
    return PeriodNotes(FIRST, until, journals, moments, (ladder,), exposures)


def alike(days=30):
    """Every day the same."""
    notes = many(days, number=lambda at: 7.0)
    return notes._replace(journals=tuple(one._replace(distress=5, connection=5) for one in notes.journals))


KINDS = {
    "no notes": PeriodNotes(FIRST, FIRST + timedelta(days=27)),
    "one day": PeriodNotes(FIRST, FIRST, (Journal("Journal/a.md", FIRST, 4, 6, measures=(("x", 0.5),)),)),
    "sixty days": many(),
    "four hundred days": many(400),
    "three years": many(1100),
    "all alike": alike(),
    "hostile words": many(20, HOSTILE * 3, HOSTILE),
    "a megabyte of words": many(5, "word " * 200_000, "m" * 1_000_000),
    "huge numbers": many(20, number=lambda at: (-1) ** at * 1e12 / (at + 1)),
    "tiny numbers": many(20, number=lambda at: at * 1e-9),
    "close numbers": many(20, number=lambda at: 1e12 + at * 1e-4),
}
