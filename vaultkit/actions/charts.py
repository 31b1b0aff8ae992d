"""The charts of a period as files beside its progress note."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.own_files import write_own
from vaultkit.render.charts.drawing import Chart
from vaultkit.render.charts.drawn import charts_of
from vaultkit.vault.links import link
from vaultkit.vault.names import name_key, safe_name
from vaultkit.vault.obsidian import LinkStyle
from vaultkit.workbook.chart_data import chart_data
from vaultkit.workbook.quoting import quoted

if TYPE_CHECKING:
    from vaultkit.vault.config import Config
    from vaultkit.workbook.periods import Period
    from vaultkit.workbook.progress import Progress
    from vaultkit.workbook.records import PeriodNotes

FOLDER = "charts"


class Drawn(NamedTuple):
    """A chart, the file it is for, and what the note says of it: the picture and, below it, the same in words."""

    path: Path
    svg: str
    said: str


def drawn_charts(
    config: "Config", period: "Period", progress: "Progress", notes: "PeriodNotes"
) -> list[Drawn]:
    """Draw a period's charts for the folder `charts` beside its progress note. A file of that name that is not ours stays."""
    folder = config.folder("progress") / FOLDER
    found = []
    for chart, name in _named(charts_of(chart_data(progress, notes)), period.name):
        path = write_own(folder / name, chart.svg, root=config.root, dry_run=True).path
        said = f"{_embedded(config, path, chart)}\n{' '.join(map(quoted, chart.sentences))}"
        found.append(Drawn(path, chart.svg, said))
    return found


def write_charts(config: "Config", charts: Iterable[Drawn]) -> None:
    """Put the charts in place. Raises UserError if the folder can't be written."""
    for chart in charts:
        write_own(chart.path, chart.svg, root=config.root)


def _named(charts: tuple[Chart, ...], period: str) -> Iterator[tuple[Chart, str]]:
    """Each chart and the name of its file; two whose names some system takes for the same are numbered."""
    taken: set[str] = set()
    for chart in charts:
        stem = safe_name(f"{period} {chart.label}")
        number = 1
        while name_key(name := stem if number == 1 else f"{stem}, {number}") in taken:
            number += 1
        taken.add(name_key(name))
        yield chart, f"{name}.svg"


def _embedded(config: "Config", path: Path, chart: Chart) -> str:
    """The picture by its whole way from the vault's folder, which no other of its name can stand in for."""
    target = path.relative_to(config.root).as_posix()
    return "!" + link(target, "", LinkStyle(markdown=False, path="absolute"), {}, shown=quoted(chart.title))
