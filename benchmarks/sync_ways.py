"""Ways to bring two folders together: vaultkit, and programs that people use for it, each as its manual says."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from benchmarks.measuring import quiet_environment

_ROOT = Path(__file__).parent.parent
_ROUND = """
import sys
from pathlib import Path
from vaultkit.sync.git import Repository
from vaultkit.sync.rounds import Exchange
from vaultkit.sync.transport_folder import FolderTransport
folder, state, place = map(Path, sys.argv[1:4])
repository = Repository.open(state / "shared.git")
transport = FolderTransport(repository, place, sys.argv[4])
done = Exchange(folder, state, repository, transport, sys.argv[4]).round(float(sys.argv[5]))
if done.offline or done.told:
    sys.exit(f"{done.offline} {done.told}")
print(len(done.twice))
"""

_TRIES = 3


class Way(Protocol):
    """What brings two folders together."""

    @property
    def moved(self) -> int:
        """Bytes that went from one to the other so far."""

    @property
    def told(self) -> str:
        """What else there is to say at the end."""

    def meet(self, now: float) -> None:
        """Bring both together, both being there. `now` is the clock of the trace."""

    def close(self) -> None:
        """End what still runs."""


class Vaultkit:
    """A round of each over a folder, the first one again: three processes."""

    def __init__(self, top: Path, folders: Sequence[Path]) -> None:
        self.told = ""
        self.folders = folders
        self.place = top / "place"
        self.states = [top / f"state {who}" for who in range(2)]
        for folder in (self.place, *self.states):
            folder.mkdir()
        self.environment = quiet_environment(top) | {"PYTHONPATH": str(_ROOT)}
        self.twice = 0

    @property
    def moved(self) -> int:
        """What lies in the place: nothing there is ever replaced."""
        return sum(path.stat().st_size for path in self.place.iterdir())

    def meet(self, now: float) -> None:
        for who in (0, 1, 0):
            given = (self.folders[who], self.states[who], self.place, f"{who + 1:016x}", now)
            done = run([sys.executable, "-c", _ROUND, *map(str, given)], self.environment)
            self.twice += int(done.stdout)
        self.told = f"two versions stand side by side within a note at {self.twice} places"

    def close(self) -> None:
        pass


class Git:
    """Commit, pull with a merge, push; where it conflicts all is committed with the marks in it."""

    def __init__(self, top: Path, folders: Sequence[Path], attributes: str = "") -> None:
        self.folders = folders
        self.environment = quiet_environment(top) | {"GIT_CONFIG_GLOBAL": os.devnull}
        self.count = top / "pushed"
        self.count.touch()
        place = top / "place.git"
        run(["git", "init", "-q", "--bare", "-b", "main", str(place)], self.environment)
        for who, folder in enumerate(folders):
            self._git(folder, "init", "-q", "-b", "main")
            self._git(folder, "config", "user.name", f"person {who}")
            self._git(folder, "config", "user.email", f"{who}@example.invalid")
            self._git(folder, "remote", "add", "origin", str(place))
            # All that a push sends passes by here.
            self._git(
                folder, "config", "remote.origin.receivepack", f"tee -a '{self.count}' | git-receive-pack"
            )
            (folder / ".git/info/attributes").write_text(attributes)
        self.conflicts = 0
        self.told = ""

    @property
    def moved(self) -> int:
        return self.count.stat().st_size

    def meet(self, now: float) -> None:
        for who in (0, 1, 0):
            folder = self.folders[who]
            self._git(folder, "add", "-A")
            self._git(folder, "commit", "-q", "-m", "sync", good=(0, 1))
            pulled = self._git(
                folder, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main", good=(0, 1)
            )
            if pulled.returncode and (folder / ".git/MERGE_HEAD").exists():
                self.conflicts += 1
                self._git(folder, "add", "-A")
                self._git(folder, "commit", "-q", "--no-edit")
            self._git(folder, "push", "-q", "origin", "HEAD:main")
        self.told = f"{self.conflicts} merges stopped with a conflict"

    def close(self) -> None:
        pass

    def _git(
        self, folder: Path, *arguments: str, good: tuple[int, ...] = (0,)
    ) -> subprocess.CompletedProcess[str]:
        return run(["git", "-C", str(folder), *arguments], self.environment, good)


class Unison:
    """One folder here, the other behind a stand-in for ssh that counts what passes."""

    def __init__(self, top: Path, folders: Sequence[Path], *options: str) -> None:
        self.told = ""
        self.again = 0
        self.folders = folders
        self.options = options
        self.environment = quiet_environment(top) | {"UNISON": str(top / "here")}
        self.count = top / "passed"
        self.count.touch()
        self.ssh = top / "ssh"
        self.ssh.write_text(
            f'#!/bin/sh\nwhile [ "${{1%unison*}}" = "$1" ]; do shift; done\nexport UNISON=\'{top / "there"}\'\n'
            f"tee -a '{self.count}' | $* | tee -a '{self.count}'\n"
        )
        self.ssh.chmod(0o755)

    @property
    def moved(self) -> int:
        return self.count.stat().st_size

    def meet(self, now: float) -> None:
        here, there = self.folders
        command = ["unison", str(here), f"ssh://there/{there}", "-sshcmd", str(self.ssh), "-batch", "-auto"]
        for _ in range(_TRIES):
            # 1: some were skipped. 2: some failed, and it says to try again.
            done = run([*command, "-confirmbigdel=false", *self.options], self.environment, (0, 1, 2))
            if done.returncode < 2:
                return
            self.again += 1
            self.told = f"{self.again} runs failed in part and were done again"

    def close(self) -> None:
        pass


class Rclone:
    """`rclone bisync` from one folder to the other; when it asks for --resync, as it does after an error, with that."""

    def __init__(self, top: Path, folders: Sequence[Path]) -> None:
        self.moved = 0
        self.told = ""
        self.environment = quiet_environment(top) | {"RCLONE_CONFIG": str(top / "rclone.conf")}
        (top / "rclone.conf").touch()
        work = ("--workdir", str(top / "work"), "--use-json-log", "--stats=1h", "--stats-log-level=NOTICE")
        self.command = ["rclone", "bisync", *map(str, folders), *work]
        if "--conflict-resolve" in run(["rclone", "bisync", "--help"], self.environment).stdout:
            self.command += ["--conflict-resolve", "newer"]
        self.begun = False
        self.resyncs = 0

    def meet(self, now: float) -> None:
        if self.begun and self._bisync() == 0:
            return
        self.resyncs += self.begun
        if self._bisync("--resync"):
            raise SystemExit("rclone bisync --resync failed")
        self.begun = True
        self.told = f"{self.resyncs} runs ended in an error and were done again with --resync"

    def _bisync(self, *options: str) -> int:
        done = run([*self.command, *options], self.environment, range(256))
        said = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
        self.moved += max((line["stats"]["bytes"] for line in said if "stats" in line), default=0)
        return done.returncode

    def close(self) -> None:
        pass


def version(program: str) -> str:
    """What an installed program says of its version, "" if it is not there."""
    if not shutil.which(program):
        return ""
    words = {"git": "--version", "unison": "-version", "rclone": "version", "syncthing": "--version"}
    said = subprocess.run([program, words[program]], capture_output=True, text=True, check=False)
    found = [word for word in said.stdout.split() if any(sign.isdigit() for sign in word)]
    return f"{program} {found[0].lstrip('v')}" if found else program


def run(
    command: Sequence[str], environment: dict[str, str], good: Sequence[int] = (0,)
) -> subprocess.CompletedProcess[str]:
    """Run it to its end; SystemExit if it does not end with one of `good`."""
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode not in good:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done
