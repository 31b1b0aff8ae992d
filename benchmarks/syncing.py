"""`vaultkit sync` as a whole process against the same done by hand with git, over the same server."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.measuring import Ratio, process_seconds, quiet_environment, side_by_side
from benchmarks.places import vaultkit_command
from benchmarks.vault import write_empty_vault, write_shared

_NOTES = 10_000
_SSH = '#!/bin/sh\nshift\nsleep "$(cat "{wait}")"\nexec sh -c "$*"\n'
_WAITS = ("0.2", "0")
"""Seconds until the server answers: as over an ordinary line, where a handshake takes several ways there and back, and
as if it were no distance away, which is told only."""


def measure(folder: Path, n: int) -> Iterator[Ratio]:
    """`folder` is where the vault, the clone and the server lie. The server is reached as if by ssh."""
    environ = quiet_environment(folder) | _ssh(folder)
    vault, clone = folder / "vault", folder / "clone"
    write_empty_vault(vault)
    write_shared(vault / "Shared", _NOTES)
    for name in ("ours.git", "by-hand.git"):
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", folder / name], check=True)
    _run(vault, environ, *vaultkit_command(), "sync", "init", f"ssh://host{folder}/ours.git")
    _run(vault, environ, *vaultkit_command(), "sync")
    subprocess.run(["git", "init", "-q", "-b", "main", clone], check=True)
    write_shared(clone, _NOTES)
    for name, value in (("user.name", "Mara"), ("user.email", "mara@example.org")):
        _run(clone, environ, "git", "config", name, value)
    _run(clone, environ, "git", "remote", "add", "origin", f"ssh://host{folder}/by-hand.git")
    _run(clone, environ, "git", "add", ".")
    _run(clone, environ, "git", "commit", "-q", "-m", "all")
    _run(clone, environ, "git", "push", "-q", "-u", "origin", "main")
    # Young files are looked at twice.
    for place in (vault / "Shared", clone):
        for path in place.rglob("*.md"):
            os.utime(path, (1_700_000_000, 1_700_000_000))
    _run(vault, environ, *vaultkit_command(), "sync")
    _run(clone, environ, "git", "status")

    def sync() -> float:
        return process_seconds([*vaultkit_command(), "sync"], vault, environ)

    def by_hand(*commands: str) -> float:
        return sum(process_seconds(["git", *command.split(" ")], clone, environ) for command in commands)

    dice = Random(1)

    def changed(place: Path) -> None:
        paths = sorted(place.rglob("*.md"))
        with dice.choice(paths).open("a") as file:
            file.write(f"\n- one line more {dice.random()}\n")

    def sync_a_change() -> float:
        changed(vault / "Shared")
        return sync()

    def push_a_change() -> float:
        changed(clone)
        return by_hand("add -A", "commit -q -m one", "push -q")

    time.sleep(2.1)
    _run(vault, environ, *vaultkit_command(), "sync")
    for wait in _WAITS:
        (folder / "wait").write_text(wait)
        limits = (2.0, 1.5) if wait == _WAITS[0] else (None, None)
        ours = side_by_side(sync, lambda: by_hand("fetch -q", "status --short"), n)
        yield Ratio(f"sync 10,000, nothing new, {wait} s", "git fetch, status", *ours, n, *limits)
        ours = side_by_side(sync_a_change, push_a_change, n)
        yield Ratio(f"sync one changed note, {wait} s", "git add, commit, push", *ours, n, *limits)


def _ssh(folder: Path) -> dict[str, str]:
    """What lets git reach a folder of this machine as if by ssh: git's own server side, without a network."""
    script = folder / "ssh"
    script.write_text(_SSH.format(wait=folder / "wait"))
    (folder / "wait").write_text("0")
    script.chmod(0o755)
    return {"GIT_SSH_COMMAND": str(script), "GIT_SSH_VARIANT": "simple"}


def _run(folder: Path, environ: dict[str, str], *command: str) -> None:
    subprocess.run(command, cwd=folder, env=environ, check=True, capture_output=True)
