"""What git may know, use and do when it works for us: settings, environment, memory and size of files."""

import os
from collections.abc import Callable, Mapping

_MEMORY = 180_000_000
"""Bytes that a child may write to. What it only reserves, as helpers for credentials do, or reads from a file is not counted."""

_LARGEST_FILE = 1_000_000_000
_KEPT = (
    "PATH",
    "HOME",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SYSTEMROOT",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "COMSPEC",
)
SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.alternateRefsCommand": "",
    "core.fsync": "committed,loose-object",
    "core.bigFileThreshold": "8m",
    "core.deltaBaseCacheLimit": "16m",
    "core.attributesFile": os.devnull,
    "core.excludesFile": os.devnull,
    "core.packedGitWindowSize": "16m",
    "core.packedGitLimit": "64m",
    "pack.threads": "1",
    "pack.windowMemory": "32m",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "transfer.fsckObjects": "true",
    "fetch.fsckObjects": "true",
    "http.lowSpeedLimit": "1",
    "http.lowSpeedTime": "60",
    "transfer.bundleURI": "false",
    "fetch.bundleURI": "",
    "fetch.recurseSubmodules": "false",
    "fetch.writeCommitGraph": "false",
    "submodule.recurse": "false",
    "protocol.version": "2",
    "protocol.ext.allow": "never",
    "protocol.file.allow": "never",
    "push.recurseSubmodules": "no",
    "push.followTags": "false",
    "push.gpgSign": "false",
    "init.templateDir": "",
    "log.showSignature": "false",
}


def environment(*, mine: bool = True) -> dict[str, str]:
    """Without a word of git's in it; with the person's own settings and credentials only if not `mine`."""
    if mine:
        kept: Mapping[str, str] = {name: os.environ[name] for name in _KEPT if name in os.environ}
        ours = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_ATTR_NOSYSTEM": "1"}
    else:
        ssh = ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "GIT_SSL_CAINFO")
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in ssh
        }
        ours = {}
    return {**kept, **ours, "GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "https:ssh", "LC_ALL": "C"}


def limits() -> Callable[[], None] | None:
    """What keeps a child of ours within bounds of memory and of disk, where the system can."""
    if os.name != "posix":
        return None
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))

    return limit
