"""Charts that compare a few things by the length of a bar: triggers, and tools."""

from collections.abc import Callable, Sequence

from vaultkit.render.charts.drawing import WIDTH, Chart, draw, said
from vaultkit.render.charts.scales import amount, plain
from vaultkit.workbook.chart_data import Bar

_LEFT, _ROOM, _ROW, _FIRST = 12, WIDTH - 12 - 84, 38, 46


def trigger_chart(bars: Sequence[Bar], name: str) -> Chart:
    """What set moments off and how often, drawn and in words."""
    told = "; ".join(f"{said(one.words, 60)}, {_times(one.n)}" for one in bars)
    rows = tuple((said(one.words), str(one.n)) for one in bars)
    title = "What set it off, and how often"
    sentences = (f"What set moments off: {told}.",)
    return _drawn(
        bars,
        Chart(name, "triggers", title, sentences, ("What set it off", "Times"), rows, ""),
        lambda one: str(one.n),
    )


def tool_chart(bars: Sequence[Bar], name: str) -> Chart:
    """By how many points distress usually fell after a tool, drawn and in words; below zero it rose."""
    told = "; ".join(f"{said(one.words, 60)}, {_fell(one.value)} ({_times(one.n)})" for one in bars)
    rows = tuple((said(one.words), _signed(one.value), str(one.n)) for one in bars)
    title = "After these you usually felt lower, by points"
    if all(one.value <= 0 for one in bars):
        title = "How you usually felt after these, by points"
    sentences = (f"How distress usually moved after each: {told}.",)
    columns = ("Tool", "Points lower", "Times")
    return _drawn(
        bars,
        Chart(name, "tools", title, sentences, columns, rows, ""),
        lambda one: f"{_signed(one.value)} (n {one.n})",
    )


def _drawn(bars: Sequence[Bar], chart: Chart, number: Callable[[Bar], str]) -> Chart:
    """Bars from a common zero, each under its words; those below zero lead to the left of it."""
    below, above = max(0.0, *(-one.value for one in bars)), max(0.0, *(one.value for one in bars))
    # Numbers stand at the right of each bar.
    unit = _ROOM / ((below + above) or 1)
    zero = _LEFT + below * unit
    drawn = []
    for at, one in enumerate(bars):
        start, end = sorted((zero, zero + one.value * unit))
        drawn.append(
            {
                "words": said(one.words, 48),
                "y": _FIRST + at * _ROW,
                "x": plain(start),
                "width": plain(end - start),
                "more": one.value >= 0,
                "end": plain(end + 8),
                "value": number(one),
            }
        )
    values = {
        "height": _FIRST + len(bars) * _ROW - 8,
        "head": chart.title,
        "zero": plain(zero),
        "bars": drawn,
    }
    return draw("bars.svg", values, chart)


def _signed(value: float) -> str:
    return amount(round(value, 1))


def _fell(value: float) -> str:
    points = round(value, 1)
    if points == 0:
        return "no lower and no higher"
    return f"{'lower' if points > 0 else 'higher'} by {amount(abs(points))}"


def _times(n: int) -> str:
    return "once" if n == 1 else "twice" if n == 2 else f"{n} times"
