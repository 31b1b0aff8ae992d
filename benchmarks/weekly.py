"""`vaultkit checkin` and `vaultkit progress` on the example vault, as whole processes, against two imports."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measuring import Ratio, process_seconds, quiet_environment, side_by_side
from benchmarks.places import vaultkit_command
from vaultkit.data import packaged

_DAY = "2026-11-24"


def measure(folder: Path, n: int) -> Iterator[Ratio]:
    """`folder` is where the vault is copied to and its index kept."""
    environ = quiet_environment(folder)
    vault = folder / "vault"
    state = folder / ".local"
    shutil.copytree(packaged("example-vault"), vault)
    note = vault / "Shared" / "Check-ins" / "2026-W48.md"

    def command(name: str) -> Callable[[], float]:
        return lambda: process_seconds([*vaultkit_command(), "--date", _DAY, name], vault, environ)

    def first(name: str) -> Callable[[], float]:
        def run() -> float:
            shutil.rmtree(state, ignore_errors=True)
            if name == "checkin":
                note.unlink(missing_ok=True)
            return command(name)()

        return run

    def imports() -> float:
        return process_seconds([sys.executable, "-c", "import typer, jinja2"], vault, environ)

    for name in ("checkin", "progress"):
        ours = side_by_side(command(name), imports, n)
        yield Ratio(f"{name}, example vault", "import typer, jinja2", *ours, n, 1.8)
        ours = side_by_side(first(name), imports, n)
        yield Ratio(f"{name}, no index yet", "import typer, jinja2", *ours, n)
    if not note.exists():
        raise SystemExit(f"{note}: checkin wrote no such note")
