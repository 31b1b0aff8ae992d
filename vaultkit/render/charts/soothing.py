"""The chart of moments: how strong each was before and after."""

from collections.abc import Iterator

from vaultkit.render.charts.drawing import WIDTH, Chart, draw
from vaultkit.render.charts.scales import Scale, Tick, day_words, plain
from vaultkit.workbook.chart_data import Soothings

_TOP, _BOTTOM, _HEIGHT = 64, 212, 238
_LEFT, _RIGHT = 34, WIDTH - 16


def soothing_chart(soothings: Soothings, name: str) -> Chart:
    """Each moment's rating before and after, oldest first, drawn and in words."""
    moments = soothings.moments
    up, along = Scale(0, 10, _BOTTOM, _TOP), Scale(0, len(moments) - 1, _LEFT + 8, _RIGHT - 8)
    title = "Before and after, moment by moment"
    values = {
        "height": _HEIGHT,
        "head": title,
        "left": _LEFT,
        "right": _RIGHT,
        "bottom": _BOTTOM,
        "radius": 4 if len(moments) <= 25 else 3,
        "ticks": [Tick(plain(up.at(one)), str(one)) for one in range(0, 11, 2)],
        "pairs": [
            {"x": plain(along.at(at)), "before": plain(up.at(one.before)), "after": plain(up.at(one.after))}
            for at, one in enumerate(moments)
        ],
        "first": day_words(moments[0].date),
        "last": day_words(moments[-1].date) if len(moments) > 1 else "",
    }
    rows = tuple((one.date.isoformat(), str(one.before), str(one.after)) for one in moments)
    chart = Chart(
        name, "before and after", title, tuple(_sentences(soothings)), ("Day", "Before", "After"), rows, ""
    )
    return draw("soothing.svg", values, chart)


def _sentences(soothings: Soothings) -> Iterator[str]:
    moments = soothings.moments
    told = ", ".join(f"{one.before}\u00a0→\u00a0{one.after}" for one in moments)
    noun = "One moment" if len(moments) == 1 else f"{len(moments)} moments, oldest first"
    yield f"Distress before and after. {noun}: {told}."
    if soothings.earlier:
        yield f"{soothings.earlier} more came before these."
