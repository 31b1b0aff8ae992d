"""A vault that someone has in Obsidian: `init` in one of 10,000 notes, and its own daily note as the day's page.

Each time is taken in a process of its own: python -m benchmarks.adopting VAULT WORK
"""

import gc
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.index import NOTES, look_at_all
from benchmarks.journal import jrnl
from benchmarks.measuring import Ratio, process_seconds, quiet_environment, side_by_side, timed
from benchmarks.places import vaultkit_command
from benchmarks.vault import write_empty_vault, write_vault
from vaultkit.actions.init import init

_BEYOND = 0.1
"""Seconds that may come on top of one and a half walks."""


def measure(folder: Path, n: int) -> Iterator[Ratio]:
    """`folder` is where the vault is written; what `init` makes is taken away again after each run."""
    vault = folder / "vault"
    write_vault(vault, NOTES)
    settings = vault / ".obsidian" / "daily-notes.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"folder": "Journal", "format": "YYYY/MM/YYYY-MM-DD"}), encoding="utf-8")
    _take_away(vault)

    def seconds(work: str) -> Callable[[], float]:
        return lambda: _in_a_process(vault, work)

    def command() -> float:
        try:
            return process_seconds(
                [*vaultkit_command(), "init", str(vault), "--me", "Mara"], vault, quiet_environment(folder)
            )
        finally:
            _take_away(vault)

    yield Ratio(
        "10,000 notes adopted by init",
        "1.5 walks and 100 ms",
        *side_by_side(seconds("init"), lambda: 1.5 * _in_a_process(vault, "look") + _BEYOND, n),
        n,
        1,
    )
    yield Ratio(
        "the same, as a whole process",
        "a walk with stat",
        *side_by_side(command, seconds("look"), n),
        n,
    )
    yield from _measure_page(folder, n)


def _measure_page(folder: Path, n: int) -> Iterator[Ratio]:
    """The day's page named by months and weekdays, and begun from the vault's own template."""
    environ = quiet_environment(folder)
    vault = folder / "daily"
    write_empty_vault(vault)
    with (vault / ".vaultkit" / "config.toml").open("a", encoding="utf-8") as settings:
        settings.write(_DAILY)
    (vault / "Day.md").write_text("---\ntags: daily\nmood:\n---\n# {{title}}\n\n## Tasks\n", encoding="utf-8")
    command = [*vaultkit_command(), "--date", "2026-11-24", "journal"]

    def made() -> float:
        shutil.rmtree(vault / "Journal")
        return process_seconds(command, vault, environ)

    yield Ratio(
        "journal, a daily note made",
        "jrnl adding an entry",
        *side_by_side(made, jrnl(folder, environ), n),
        n,
        0.75,
    )


_DAILY = """
[journal]
format = "YYYY/MM-MMMM/YYYY-MM-DD dddd"
into = "daily"
template = "Day"
"""


def _take_away(vault: Path) -> None:
    """What `init` made."""
    for name in (".vaultkit", "Bases", "Shared"):
        shutil.rmtree(vault / name, ignore_errors=True)
    (vault / ".obsidian" / "types.json").unlink(missing_ok=True)


def _in_a_process(vault: Path, work: str) -> float:
    """The seconds that the work alone takes."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.adopting", str(vault), work],
        cwd=Path(__file__).parent.parent,
        env=quiet_environment(vault.parent),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return float(done.stdout)


def _work(vault: Path, work: str) -> float:
    gc.disable()
    if work == "look":
        return timed(lambda: look_at_all(str(vault)))
    try:
        seconds = timed(lambda: init(vault, "Mara"))
        if 'into = "daily"' not in (vault / ".vaultkit/config.toml").read_text(encoding="utf-8"):
            raise SystemExit("the daily notes were not taken over")
        return seconds
    finally:
        _take_away(vault)


if __name__ == "__main__":
    print(_work(Path(sys.argv[1]), sys.argv[2]))
