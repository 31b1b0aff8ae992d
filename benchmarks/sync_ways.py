"""Ways to bring two folders together: vaultkit, and programs that people use for it, each as its manual says."""

import copy
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from xml.etree import ElementTree

from benchmarks.measuring import quiet_environment
from benchmarks.sync_traces import files

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
            done = _run([sys.executable, "-c", _ROUND, *map(str, given)], self.environment)
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
        _run(["git", "init", "-q", "--bare", "-b", "main", str(place)], self.environment)
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
        return _run(["git", "-C", str(folder), *arguments], self.environment, good)


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
            done = _run([*command, "-confirmbigdel=false", *self.options], self.environment, (0, 1, 2))
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
        if "--conflict-resolve" in _run(["rclone", "bisync", "--help"], self.environment).stdout:
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
        done = _run([*self.command, *options], self.environment, range(256))
        said = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
        self.moved += max((line["stats"]["bytes"] for line in said if "stats" in line), default=0)
        return done.returncode

    def close(self) -> None:
        pass


class Syncthing:
    """Two of them on loopback, with nothing else to talk to; both look at their folders when they meet."""

    def __init__(self, top: Path, folders: Sequence[Path]) -> None:
        self.told = ""
        self.folders = folders
        self.moved = 0
        self.late = 0
        homes = [top / f"home {who}" for who in range(2)]
        self.environment = quiet_environment(top)
        ports = [_free_port() for _ in range(4)]
        self.doors = [f"http://127.0.0.1:{port}" for port in ports[:2]]
        for home in homes:
            _run(["syncthing", "generate", "--home", str(home), "--no-default-folder"], self.environment)
        trees = [ElementTree.parse(home / "config.xml") for home in homes]
        devices = [tree.getroot().find("device") for tree in trees]
        self.ids = [device.attrib["id"] for device in devices if device is not None]
        for who, (home, tree) in enumerate(zip(homes, trees, strict=True)):
            self._configure(tree.getroot(), who, ports)
            tree.write(home / "config.xml")
            (folders[who] / ".stfolder").mkdir()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.running = [
            subprocess.Popen(
                ["syncthing", "serve", "--home", str(home), "--no-browser", "--no-restart", "--no-upgrade"],
                env=self.environment | {"STNODEFAULTFOLDER": "1"},
                **quiet,  # type: ignore[call-overload]
            )
            for home in homes
        ]
        self._wait(lambda: all(self._ask(who, "system/ping") for who in range(2)), 60)
        self._wait(self._connected, 90)
        self.before = self._counted()

    def meet(self, now: float) -> None:
        for who in (0, 1):
            self._ask(who, "db/scan?folder=shared", b"")
        if not self._wait(self._same, 90):
            self.late += 1
        self.moved = self._counted() - self.before
        self.told = f"at {self.late} meetings the folders were not the same after 90 s" if self.late else ""

    def close(self) -> None:
        for process in self.running:
            process.terminate()
        for process in self.running:
            process.wait(30)

    def _configure(self, root: ElementTree.Element, who: int, ports: Sequence[int]) -> None:
        for device in root.findall("device"):
            root.remove(device)
        # With the settings that it gives every new folder.
        standard = root.find("defaults/folder")
        assert standard is not None
        shared = copy.deepcopy(standard)
        for device in shared.findall("device"):
            shared.remove(device)
        shared.attrib |= {"id": "shared", "path": str(self.folders[who])}
        shared.attrib |= {"rescanIntervalS": "0", "fsWatcherEnabled": "false"}
        root.append(shared)
        for at, id_ in enumerate(self.ids):
            device = ElementTree.SubElement(root, "device", {"id": id_, "name": str(at)})
            ElementTree.SubElement(device, "address").text = f"tcp://127.0.0.1:{ports[2 + at]}"
            ElementTree.SubElement(shared, "device", {"id": id_})
        settings = {
            "listenAddress": f"tcp://127.0.0.1:{ports[2 + who]}",
            "globalAnnounceEnabled": "false",
            "localAnnounceEnabled": "false",
            "relaysEnabled": "false",
            "natEnabled": "false",
            "crashReportingEnabled": "false",
            "stunServer": "",
            "urAccepted": "-1",
            "autoUpgradeIntervalH": "0",
            "reconnectionIntervalS": "5",
            "setLowPriority": "false",
        }
        for name, value in settings.items():
            for found in root.iterfind(f"options/{name}"):
                found.text = value
        for name, value in (("address", f"127.0.0.1:{ports[who]}"), ("apikey", "for this run alone")):
            for found in root.iterfind(f"gui/{name}"):
                found.text = value

    def _ask(self, who: int, what: str, data: bytes | None = None) -> dict[str, object]:
        request = urllib.request.Request(
            f"{self.doors[who]}/rest/{what}", data, {"X-API-Key": "for this run alone"}
        )
        with suppress(OSError), urllib.request.urlopen(request, timeout=60) as answer:
            return dict(json.loads(answer.read() or b"{}"))
        return {}

    def _connected(self) -> bool:
        other = self._ask(0, "system/connections").get("connections")
        return isinstance(other, dict) and bool(other.get(self.ids[1], {}).get("connected"))

    def _counted(self) -> int:
        total = self._ask(0, "system/connections")["total"]
        assert isinstance(total, dict)
        return int(total["inBytesTotal"]) + int(total["outBytesTotal"])

    def _same(self) -> bool:
        states = [self._ask(who, "db/status?folder=shared") for who in range(2)]
        if any(state.get("state") != "idle" or state.get("needTotalItems") for state in states):
            return False
        return tree(self.folders[0]) == tree(self.folders[1])

    def _wait(self, until: Callable[[], bool], seconds: float) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if until():
                return True
            time.sleep(0.02)
        return False


def tree(folder: Path) -> dict[str, bytes]:
    """Every file that a person sees, and its bytes."""
    found: dict[str, bytes] = {}
    for path in files(folder):
        # It may be gone again just now.
        with suppress(FileNotFoundError):
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def version(program: str) -> str:
    """What an installed program says of its version, "" if it is not there."""
    if not shutil.which(program):
        return ""
    words = {"git": "--version", "unison": "-version", "rclone": "version", "syncthing": "--version"}
    said = subprocess.run([program, words[program]], capture_output=True, text=True, check=False)
    found = [word for word in said.stdout.split() if any(sign.isdigit() for sign in word)]
    return f"{program} {found[0].lstrip('v')}" if found else program


def _run(
    command: Sequence[str], environment: dict[str, str], good: Sequence[int] = (0,)
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode not in good:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
