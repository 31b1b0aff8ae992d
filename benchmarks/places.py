"""Where the benchmarks put things: fast memory for what is measured, a cache folder for what is costly to set up."""

import compileall
import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path


def fast_folder() -> Path:
    """A folder in memory where the system has one, so that the disk is no part of a figure; else a temporary one."""
    memory = Path("/dev/shm")
    parent = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix="vaultkit-benchmarks-", dir=parent)).resolve()


def cache_folder() -> Path:
    """A folder outside of the checkout that is kept from one run to the next."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "vaultkit-benchmarks"


def vaultkit_command() -> list[str]:
    """The installed command, as a person starts it."""
    command = Path(sysconfig.get_path("scripts")) / ("vaultkit.exe" if os.name == "nt" else "vaultkit")
    if not command.exists():
        raise SystemExit("vaultkit is not installed for this Python: python -m pip install --editable .")
    return [str(command)]


def jrnl_command() -> list[str]:
    """jrnl, installed in an environment of its own the first time."""
    environment = cache_folder() / f"jrnl-{sys.version_info.major}.{sys.version_info.minor}"
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    command = scripts / ("jrnl.exe" if os.name == "nt" else "jrnl")
    if not command.exists():
        print("setting up jrnl …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        subprocess.run(
            [str(scripts / "python"), "-m", "pip", "install", "--quiet", "jrnl"],
            check=True,
            stderr=subprocess.DEVNULL,
        )
    return [str(command)]


def compile_everything() -> None:
    """Compile both environments, so that no run pays for it."""
    import vaultkit

    jrnl = cache_folder() / f"jrnl-{sys.version_info.major}.{sys.version_info.minor}"
    for folder in (Path(vaultkit.__file__).parent, Path(sysconfig.get_path("purelib")), jrnl):
        compileall.compile_dir(folder, quiet=2)
