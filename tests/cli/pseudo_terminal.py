"""A real pseudo-terminal with a program in it, and its screen as a person would see it."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence

import pyte

PATIENCE = 20.0


class Terminal:
    """`columns` by `rows`; what is typed goes to the program, and `text` is what stands on the screen."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], columns: int = 80, rows: int = 24
    ) -> None:
        self.ours, self.theirs = pty.openpty()
        self.resize(columns, rows)
        self.screen = pyte.HistoryScreen(columns, rows, history=1000)
        self.screen.write_process_input = lambda _: None
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.process = subprocess.Popen(
            command,
            stdin=self.theirs,
            stdout=self.theirs,
            stderr=self.theirs,
            env={"TERM": "xterm-256color", **environment},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )

    @property
    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def scrolled_back(self) -> str:
        """What has left the screen at its top."""
        lines = ("".join(line[column].data for column in sorted(line)) for line in self.screen.history.top)
        return "\n".join(lines)

    def resize(self, columns: int, rows: int) -> None:
        """Another size of the window."""
        fcntl.ioctl(self.ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if hasattr(self, "screen"):
            self.screen.resize(rows, columns)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.ours, keys.encode())

    def until(self, what: str | Callable[[str], bool]) -> str:
        """Read until the screen says so and no picture is half drawn, and give it."""
        end = time.monotonic() + PATIENCE
        good = what if callable(what) else lambda text: what in text
        while not good(self.text) or self.raw.count(b"\x1b[?2026h") != self.raw.count(b"\x1b[?2026l"):
            assert time.monotonic() < end, f"never came: {what}\n{self.text}"
            self._read(0.05)
        return self.text

    def end(self) -> int:
        """The exit code, once the program has ended and all of its output is read."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it never ended\n{self.text}"
            self._read(0.05)
        while self._read(0.0):
            pass
        return self.process.returncode

    def is_as_before(self) -> bool:
        """Whether keys are echoed and lines edited again, as a shell expects."""
        mode = termios.tcgetattr(self.theirs)[3]
        return bool(mode & termios.ECHO and mode & termios.ICANON)

    def send(self, number: signal.Signals) -> None:
        """A signal to the program."""
        self.process.send_signal(number)

    def close(self) -> None:
        """Whatever still runs is ended."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.ours)
        os.close(self.theirs)

    def _read(self, seconds: float) -> bool:
        if not select.select([self.ours], [], [], seconds)[0]:
            return False
        data = os.read(self.ours, 65536)
        self.raw += data
        self._stream.feed(data)
        return True
