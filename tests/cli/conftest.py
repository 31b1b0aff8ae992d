"""Running the real command in a process of its own, on a copy of the example vault."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

EXAMPLE = Path(__file__).parents[2] / "example-vault"
DAY = "2026-11-24"


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> Path:
        """The path in the last line of standard output."""
        return Path(self.out.rstrip("\n").rpartition("\n")[2])

    def json(self) -> Any:
        """Standard output as one JSON document."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    """An empty HOME, and nothing of this machine's settings."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "HOME": str(home), "PYTHONUTF8": "1", "TZ": "UTC"}


@pytest.fixture
def run(environment: Mapping[str, str], tmp_path: Path) -> Run:
    def run(*arguments: object, given: str | None = None, cwd: Path | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "vaultkit", *map(str, arguments)],
            input=given.encode() if given is not None else None,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            env=environment,
            cwd=cwd or tmp_path,
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A copy of the example vault."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "Our vault", copy_function=shutil.copyfile))


@pytest.fixture
def on(run: Run, vault: Path) -> Run:
    """Run a command on the copy, on the day the example is about."""

    def on(*arguments: object, given: str | None = None, date: str = DAY) -> Ran:
        return run("--vault", vault, "--date", date, *arguments, given=given)

    return on
