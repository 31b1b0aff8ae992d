"""Installing the watcher as a service of this account, asking how it stands, and taking it away again."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from vaultkit.errors import UserError
from vaultkit.vault.state import state_folder
from vaultkit.watch import service_files
from vaultkit.watch.locking import holder

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

_PATIENCE = 30


class Service(NamedTuple):
    """A service's file and what it holds. `manager` is systemd, launchd or tasks; `name` is how that one calls it."""

    manager: str
    name: str
    path: Path
    text: bytes


class Standing(NamedTuple):
    """How a service stands. `running` says whether the vault is watched, by the service or otherwise."""

    path: Path
    installed: bool
    current: bool
    running: bool
    pid: int


class Installed(NamedTuple):
    """The service's file, whether it was written or changed, and whether the system started it; `hint` if it did not."""

    path: Path
    changed: bool
    started: bool
    hint: str


def service_for(
    config: "Config", platform: str = sys.platform, environ: Mapping[str, str] = os.environ
) -> Service:
    """The service of a vault on this system. Raises UserError where its file cannot hold the vault's path."""
    command = [sys.executable, "-m", "vaultkit", "--vault", os.fspath(config.root), "watch"]
    # A vault of the same id elsewhere on the machine, such as a copy, is another one.
    # Where vaultkit keeps what it remembers: a service does not see what only a shell was told.
    known = {name: environ[name] for name in ("XDG_STATE_HOME",) if environ.get(name)}
    tag = f"{config.id[:8]}-{crc32(os.fsencode(config.root.resolve())):08x}"
    try:
        if platform == "win32":
            user = "\\".join(filter(None, (environ.get("USERDOMAIN", ""), environ.get("USERNAME", ""))))
            text = service_files.task_xml(command, user).replace("\n", "\r\n").encode("utf-16")
            return Service("tasks", rf"vaultkit\{tag}", state_folder(config) / "service.xml", text)
        if platform == "darwin":
            label = f"vaultkit.{tag}"
            path = Path.home() / "Library/LaunchAgents" / f"{label}.plist"
            return Service("launchd", label, path, service_files.launchd_plist(label, command, known))
        settings = Path(environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        name = f"vaultkit-{tag}.service"
        text = service_files.systemd_unit(command, known).encode()
        return Service("systemd", name, settings / "systemd/user" / name, text)
    except ValueError as error:
        raise UserError(f"{config.root}: {error}; rename the folder and install again") from None


def install(config: "Config", *, dry_run: bool = False) -> Installed:
    """Write the service's file and start it, now and whenever this person logs in. Doing it again changes nothing.

    Raises UserError if the file cannot be written.
    """
    service = service_for(config)
    changed = _contents(service.path) != service.text
    if dry_run:
        return Installed(service.path, changed, started=False, hint="")
    if changed:
        service.path.parent.mkdir(parents=True, exist_ok=True)
        new = service.path.with_name(f".{service.path.name}.new")
        new.write_bytes(service.text)
        new.replace(service.path)
    hint = _run(_starting(service))
    return Installed(service.path, changed, not hint, hint)


def uninstall(config: "Config", *, dry_run: bool = False) -> Installed:
    """Stop the service and take its file away; `changed` says whether there was one."""
    service = service_for(config)
    there = service.path.exists()
    if dry_run or not there:
        return Installed(service.path, there, started=False, hint="")
    hint = _run(_stopping(service))
    service.path.unlink(missing_ok=True)
    if service.manager == "systemd":
        _run([["systemctl", "--user", "daemon-reload"]])
    return Installed(service.path, changed=True, started=False, hint=hint)


def standing(config: "Config") -> Standing:
    """How the service of a vault stands."""
    service = service_for(config)
    found = _contents(service.path)
    pid = holder(state_folder(config))
    return Standing(service.path, found is not None, found == service.text, pid != 0, max(pid, 0))


def _starting(service: Service) -> list[list[str]]:
    if service.manager == "systemd":
        return [
            ["systemctl", "--user", "daemon-reload"],
            ["systemctl", "--user", "enable", service.name],
            ["systemctl", "--user", "restart", service.name],
        ]
    if service.manager == "launchd":
        domain = f"gui/{os.getuid()}"
        return [["launchctl", "bootstrap", domain, str(service.path)]]
    return [
        ["schtasks", "/Create", "/TN", service.name, "/XML", str(service.path), "/F"],
        ["schtasks", "/Run", "/TN", service.name],
    ]


def _stopping(service: Service) -> list[list[str]]:
    if service.manager == "systemd":
        return [["systemctl", "--user", "disable", "--now", service.name]]
    if service.manager == "launchd":
        return [["launchctl", "bootout", f"gui/{os.getuid()}/{service.name}"]]
    return [["schtasks", "/End", "/TN", service.name], ["schtasks", "/Delete", "/TN", service.name, "/F"]]


def _run(commands: list[list[str]]) -> str:
    """Run them in turn; "" if all went well, else what to do by hand."""
    for command in commands:
        by_hand = " ".join(command)
        if which(command[0]) is None:
            return f"{command[0]} is not there, so nothing was started or stopped; where it is: {by_hand}"
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return f"{command[0]} does not answer; try it by hand: {by_hand}"
        if done.returncode:
            return f"{command[0]} could not do it here; try it by hand, it says why: {by_hand}"
    return ""


def _contents(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
