"""Running a program that talks to strangers: what it says is kept within bounds, however much that is."""

import os
import re
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO, NamedTuple

MOST_SAID = 2_000_000
"""Bytes that a program may say of its troubles before it is ended."""

_KEPT = 20_000
_PIECE = 65_536
_UNSOUND = re.compile(
    r"fsck error|bogus|overflow|invalid (?:commit|tree|blob|tag)|malformed|pack has|local object|index-pack:"
    r"|index-pack f|unpack-objects|corrupt|bad tree|bad object|bad pack|pack header|inflate|[Oo]ut of memory|mmap f"
    r"|protocol error|did not receive expected|unresolved deltas|pack exceeds|File too large|invalid index-pack"
    r"|(?:unable to|Could not) read [0-9a-f]{40}|unknown object type"
)
_CUT_OFF = re.compile(r"early EOF|premature end|SHA1 mismatch")
_NAMED = re.compile(r"\b(?:object [0-9a-f]{40}|[0-9a-f]{40}): (\w+):")


class Done(NamedTuple):
    """How a program ended, what it gave, and the end of what it said of its troubles."""

    code: int
    told: bytes
    trouble: str


def run(
    command: Sequence[str],
    given: bytes | IO[bytes],
    environment: Mapping[str, str],
    folder: Path,
    limits: Callable[[], None] | None,
) -> Done:
    """Run a program to its end. One that says more than `MOST_SAID` of its troubles is ended."""
    return Running(command, given, environment, folder, limits).done()


class Running:
    """A program that has begun; this process may do other things before it asks for the end."""

    def __init__(
        self,
        command: Sequence[str],
        given: bytes | IO[bytes],
        environment: Mapping[str, str],
        folder: Path,
        limits: Callable[[], None] | None,
    ) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE if isinstance(given, bytes) else given,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=folder,
            preexec_fn=limits,
        )
        self._said: list[bytes] = [b""]
        self._others = [Thread(target=_listen, args=(self._process, self._said), daemon=True)]
        if isinstance(given, bytes):
            self._others.append(Thread(target=_feed, args=(self._process, given), daemon=True))
        for one in self._others:
            one.start()

    def done(self) -> Done:
        """Wait for the end."""
        with self._process as process:
            assert process.stdout
            try:
                told = process.stdout.read()
            except BaseException:
                _stop(process)
                raise
            code = process.wait()
            for one in self._others:
                one.join()
        return Done(code, told, plain(self._said[0].decode("utf-8", "replace")))


def plain(text: str) -> str:
    """The text on one line, without anything that a terminal would act on."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def unsound(trouble: str) -> str:
    """A sentence's end that says what is wrong with what arrived; "" if the trouble is of another kind."""
    if _CUT_OFF.search(trouble):
        return "it is not whole"
    if not _UNSOUND.search(trouble):
        return ""
    named = _NAMED.search(trouble)
    return f"it is damaged, or made to do harm{f' ({named[1][:40]})' if named else ''}, so it was refused"


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End the program and what it has begun itself, such as ssh: one that minds nothing would go on for ever."""
    begun = _begun_by(process.pid)
    process.kill()
    for one in begun:
        with suppress(OSError):
            os.kill(one, signal.SIGTERM)


def _begun_by(program: int) -> list[int]:
    """The programs that one has begun, and those that these have, where the system tells."""
    try:
        found = [int(one) for one in Path(f"/proc/{program}/task/{program}/children").read_text().split()]
    except (OSError, ValueError):
        return []
    return found + [further for one in found for further in _begun_by(one)]


def _listen(process: "subprocess.Popen[bytes]", said: list[bytes]) -> None:
    assert process.stderr
    count = 0
    while piece := process.stderr.read1(_PIECE):  # type: ignore[attr-defined]
        count += len(piece)
        said[0] = (said[0] + piece)[-_KEPT:]
        if count > MOST_SAID:
            _stop(process)
            break


def _feed(process: "subprocess.Popen[bytes]", given: bytes) -> None:
    assert process.stdin
    # A program that has ended reads no more.
    with suppress(OSError), process.stdin as stdin:
        stdin.write(given)
