"""The first line of `vaultkit soothe --plain` in a terminal, and its first picture, against importing typer."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.measuring import Ratio, process_seconds, quiet_environment, side_by_side
from benchmarks.places import vaultkit_command
from vaultkit.data import packaged


def measure(folder: Path, n: int) -> Iterator[Ratio]:
    """`folder` is where the vault is copied to. Without pseudo-terminals there is nothing to measure."""
    if os.name != "posix":
        return
    environ = {**quiet_environment(folder), "TERM": "xterm-256color"}
    vault = folder / "vault"
    shutil.copytree(packaged("example-vault"), vault)

    def first(*arguments: str) -> Callable[[], float]:
        command = [*vaultkit_command(), "--date", "2026-11-24", "soothe", *arguments]
        sign = b"\n" if "--plain" in arguments else b"\x1b[?2026l"
        return lambda: seconds_until(sign, command, vault, environ)

    def imports() -> float:
        return process_seconds([sys.executable, "-c", "import typer"], vault, environ)

    for what, arguments, limit in (
        ("soothe --plain, first line", ("breathing", "--plain"), 1.5),
        ("the same, none named", ("--plain",), 1.5),
        ("soothe, first picture", ("breathing",), None),
    ):
        yield Ratio(what, "import typer", *side_by_side(first(*arguments), imports, n), n, limit)


def seconds_until(sign: bytes, command: Sequence[str], folder: Path, environ: Mapping[str, str]) -> float:
    """The seconds from starting a program in a pseudo-terminal until it says `sign`; then it is ended."""
    import pty

    ours, theirs = pty.openpty()
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environ, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    said = b""
    try:
        while sign not in said and process.poll() is None:
            said += os.read(ours, 4096)
        seconds = time.perf_counter() - start
    finally:
        process.kill()
        process.wait()
        os.close(theirs)
        os.close(ours)
    if sign not in said or b"Traceback" in said or b"vaultkit:" in said:
        raise SystemExit(f"{' '.join(command)}:\n{said.decode(errors='replace')}")
    return seconds
