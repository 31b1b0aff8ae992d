"""Syncthing as a way to bring two folders together: two of them on this machine, which talk to each other alone."""

import copy
import json
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.measuring import quiet_environment
from benchmarks.sync_traces import tree
from benchmarks.sync_ways import run


class Syncthing:
    """Two of them on loopback, with nothing else to talk to; both look at their folders when they meet."""

    def __init__(self, top: Path, folders: Sequence[Path]) -> None:
        self.told = ""
        self.folders = folders
        self.moved = 0
        self.late = 0
        self.stuck = 0
        homes = [top / f"home {who}" for who in range(2)]
        self.environment = quiet_environment(top)
        ports = [_free_port() for _ in range(4)]
        self.doors = [f"http://127.0.0.1:{port}" for port in ports[:2]]
        for home in homes:
            run(["syncthing", "generate", "--home", str(home), "--no-default-folder"], self.environment)
        settings = [ElementTree.parse(home / "config.xml") for home in homes]
        devices = [one.getroot().find("device") for one in settings]
        self.ids = [device.attrib["id"] for device in devices if device is not None]
        for who, (home, own) in enumerate(zip(homes, settings, strict=True)):
            self._configure(own.getroot(), who, ports)
            own.write(home / "config.xml")
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
        self._look()
        if not self._wait(self._same, 5):
            # It waits a minute after it found a file that it had not looked at; meeting anew ends that.
            self.stuck += 1
            self._look()
            for what in ("pause", "resume"):
                self._ask(0, f"system/{what}?device={self.ids[1]}", b"")
            self.late += not self._wait(self._same, 90)
        self.moved = self._counted() - self.before
        self.told = f"at {self.stuck} meetings they were not the same after 5 s and met anew, at {self.late} not after 90 s more"

    def _look(self) -> None:
        # Both at once: what one of them sends shall not come before the other has looked.
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda who: self._ask(who, "db/scan?folder=shared", b""), (0, 1)))

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


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
