"""The chart of a number by day: a dot where it was noted, a line between neighbours, nothing across a gap."""

from collections.abc import Iterator

from vaultkit.render.charts.drawing import WIDTH, Chart, draw, said
from vaultkit.render.charts.scales import Scale, Tick, amount, day_ticks, day_words, plain, round_numbers
from vaultkit.workbook.chart_data import Series
from vaultkit.workbook.periods import between

_TOP, _BOTTOM, _HEIGHT = 38, 186, 212
_LETTER = 7.5


def series_chart(series: Series, name: str) -> Chart:
    """How a number went, drawn and in words."""
    known = round_numbers(series.low, series.high) if series.bounds is None else []
    ticks = known or [float(one) for one in range(series.bounds[0], series.bounds[1] + 1, 2)]  # type: ignore[index]
    up = Scale(ticks[0], ticks[-1], _BOTTOM, _TOP)
    left = 14 + round(_LETTER * max(len(amount(one)) for one in ticks))
    right = WIDTH - 16
    along = Scale(0, max(series.places - 1, 0), left + 6, right - 6)

    def point(place: int, value: float) -> tuple[str, str]:
        return plain(along.at(place)), plain(up.at(value))

    title = f"{_subject(series)} by {series.grain}"
    values = {
        "height": _HEIGHT,
        "head": said(title, 50),
        "left": left,
        "right": right,
        "bottom": _BOTTOM,
        "ticks": [Tick(plain(up.at(one)), amount(one)) for one in ticks],
        "days": day_ticks(series, along),
        "middle": plain(up.at(series.median)),
        "radius": 3.5 if series.places <= 45 else 2.2,
        "ranges": [
            {"x": plain(along.at(one.place)), "low": plain(up.at(one.low)), "high": plain(up.at(one.high))}
            for one in series.dots
            if one.high > one.low
        ],
        "lines": [
            " ".join(",".join(point(one.place, one.middle)) for one in run)
            for run in series.runs()
            if len(run) > 1
        ],
        "dots": [dict(zip("xy", point(one.place, one.middle), strict=True)) for one in series.dots],
    }
    columns = (
        ("Day", _subject(series)) if series.grain == "day" else ("From", "Median", "Range", "Days noted")
    )
    chart = Chart(
        name, _subject(series).lower(), title, tuple(_sentences(series)), columns, tuple(_rows(series)), ""
    )
    return draw("series.svg", values, chart)


def _subject(series: Series) -> str:
    words = said(series.name.replace("_", " "), 60) or "A number"
    return words[:1].upper() + words[1:]


def _sentences(series: Series) -> Iterator[str]:
    subject = _subject(series)
    first, last = series.dots[0], series.dots[-1]
    time = between(series.since, series.until).words
    if series.n == 1:
        yield f"{subject}, {time}: noted once, {amount(series.median)} on {day_words(first.date)}."
        return
    yield (
        f"{subject}, {time}: noted {series.n} times, median {amount(series.median)} (the dashed line), "
        f"from {amount(series.low)} to {amount(series.high)}."
    )
    if len(series.dots) > 1:
        one = "It" if series.grain == "day" else f"By {series.grain}, its middle"
        yield (
            f"{one} was {amount(first.middle)} at first ({day_words(first.date)}) "
            f"and {amount(last.middle)} at last ({day_words(last.date)})."
        )
    if len(series.dots) < series.places:
        yield "Where nothing was noted, the line is open."


def _rows(series: Series) -> Iterator[tuple[str, ...]]:
    for one in series.dots:
        if series.grain == "day":
            yield (one.date.isoformat(), amount(one.middle))
        else:
            yield (
                one.date.isoformat(),
                amount(one.middle),
                f"{amount(one.low)} to {amount(one.high)}",
                str(one.n),
            )
