"""All charts of a period, in the order in which people look at them."""

from collections.abc import Iterator

from vaultkit.render.charts.bars import tool_chart, trigger_chart
from vaultkit.render.charts.drawing import Chart
from vaultkit.render.charts.series import series_chart
from vaultkit.render.charts.soothing import soothing_chart
from vaultkit.render.charts.stairs import stairs_chart
from vaultkit.workbook.chart_data import ChartData

_OURS = ("distress", "connection")


def charts_of(data: ChartData) -> tuple[Chart, ...]:
    """One chart for each series. Each has a name of its own, the same whenever the series are the same."""
    return tuple(_charts(data))


def _charts(data: ChartData) -> Iterator[Chart]:
    own = 0
    for series in data.series:
        if series.bounds and series.name in _OURS:
            yield series_chart(series, series.name)
        else:
            own += 1
            yield series_chart(series, f"measure-{own}")
    if data.soothing:
        yield soothing_chart(data.soothing, "before-and-after")
    if data.tools:
        yield tool_chart(data.tools, "tools")
    if data.triggers:
        yield trigger_chart(data.triggers, "triggers")
    for number, stairs in enumerate(data.ladders, 1):
        yield stairs_chart(stairs, f"ladder-{number}")
