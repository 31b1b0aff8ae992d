"""A terminal for guided sessions: frames on its other screen, keys one at a time, and nothing left behind.

Lines are written at fixed places and erased one by one, never scrolled or cleared as a whole: so nothing of a session gets
into what can be scrolled back to, not even where the terminal, or tmux, has no other screen.
"""

import os
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Sequence
from contextlib import suppress
from select import select
from types import TracebackType
from typing import Any, Self

_ENTER = "\x1b[22;0t\x1b]2;\x07\x1b[?1049h\x1b[?25l\x1b[?7l"
_LEAVE = "\x1b[?7h\x1b[?25h\x1b[?1049l\x1b]2;\x07\x1b[23;0t"
"""Also puts the title away and brings it back: the shell may have put the command's name there."""

_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
_NAMES = {
    "\r": "enter",
    "\n": "enter",
    "\x7f": "back",
    "\x08": "back",
    "\x15": "clear",
    "\x1b": "esc",
    "\x04": "enter",
}


class Screen:
    """The terminal while a session runs; `with` puts it back as it was, whatever happens in between.

    Without `drawn` the other screen is left alone: only keys are read one at a time.
    """

    def __init__(self, *, drawn: bool = True) -> None:
        self.drawn = drawn
        self.output = sys.stdout.fileno()
        self.keys = _keys()
        self._shown: list[str] = []
        self._cursor: tuple[int, int] | None = None
        self._size = (0, 0)
        self._anew = False
        self._before: Any = None

    def __enter__(self) -> Self:
        import signal

        if hasattr(signal, "SIGTSTP"):
            self._before = signal.signal(signal.SIGTSTP, lambda *_: self._stand_aside())
        self.keys.open()
        if self.drawn:
            self._write(_ENTER)
            self._erase()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def leave(self) -> None:
        """Put everything back as it was; doing so twice does no harm."""
        import signal

        # A second Ctrl-C comes too late to stop this, and may not cut it short.
        interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            if self.drawn:
                # An error says that the terminal is gone; then there is nothing to put back on it.
                with suppress(OSError):
                    self._erase()
                    self._write(_LEAVE)
        finally:
            self.drawn = False
            self.keys.close()
            if hasattr(signal, "SIGTSTP"):
                signal.signal(signal.SIGTSTP, self._before)
            signal.signal(signal.SIGINT, interrupt)

    def size(self) -> tuple[int, int]:
        """Columns and rows at this moment."""
        try:
            columns, rows = os.get_terminal_size(self.output)
        except OSError:
            columns, rows = 80, 24
        return columns or 80, rows or 24

    def draw(self, lines: Sequence[str], *, cursor: tuple[int, int] | None = None) -> None:
        """Show these lines, writing the changed ones; `cursor` is a row and a column from 0 to type at."""
        size = self.size()
        if size != self._size or self._anew:
            self._anew = False
            self._erase()
            self._size = size
        changed = [
            f"\x1b[{row};1H{line}\x1b[K"
            for row, line in enumerate(lines[: size[1]], 1)
            if row > len(self._shown) or self._shown[row - 1] != line
        ]
        at = f"\x1b[{cursor[0] + 1};{cursor[1] + 1}H\x1b[?25h" if cursor else "\x1b[?25l"
        if changed or cursor != self._cursor:
            self._write(f"{_BEGIN}{''.join(changed)}{at}{_END}")
        self._shown, self._cursor = list(lines), cursor

    def key(self, seconds: float) -> str:
        """The next key within that time: `esc`, `enter`, `back`, `clear`, or what was typed; "" if there is none."""
        return self.keys.read(seconds)

    def _erase(self) -> None:
        rows = self.size()[1]
        self._write("".join(f"\x1b[{row};1H\x1b[2K" for row in range(rows, 0, -1)))
        self._shown, self._cursor = [], None

    def _write(self, text: str) -> None:
        data = text.encode(errors="replace")
        while data:
            data = data[os.write(self.output, data) :]

    def ring(self) -> None:
        """The terminal's bell."""
        self._write("\a")

    def _stand_aside(self) -> None:
        """Ctrl-Z: the terminal is the shell's until the session is brought back."""
        import signal

        drawn = self.drawn
        self.leave()
        os.kill(os.getpid(), signal.SIGSTOP)
        self.drawn = drawn
        self.__enter__()
        # Half a picture may have been drawn when the key came; what is on the screen is not known any more.
        self._anew = True


class _PosixKeys:
    """Keys of a POSIX terminal, unechoed, as soon as they are pressed."""

    def __init__(self) -> None:
        self.input = sys.stdin.fileno()
        self._before: list[object] | None = None
        self._pending = ""
        self._decode = getincrementaldecoder("utf-8")("replace").decode

    def open(self) -> None:
        import termios

        self._before = termios.tcgetattr(self.input)
        mode = termios.tcgetattr(self.input)
        mode[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(self.input, termios.TCSANOW, mode)

    def close(self) -> None:
        if self._before is not None:
            import termios

            # What was typed ahead was not meant for the shell. An error says that the terminal is gone.
            with suppress(termios.error):
                termios.tcsetattr(self.input, termios.TCSAFLUSH, self._before)  # type: ignore[arg-type]
            self._before = None

    def read(self, seconds: float) -> str:
        if not self._pending:
            if not select([self.input], [], [], max(0.0, seconds))[0]:
                return ""
            data = os.read(self.input, 4096)
            if not data:
                raise EOFError
            self._pending = self._decode(data)
        key, self._pending = _first_key(self._pending)
        return key


def _first_key(typed: str) -> tuple[str, str]:
    """The first key of what came in, and the rest.

    Arrows and the like begin with Esc and a bracket or an O; with anything else after it, it is Esc: who leaves in
    a hurry presses more than one key.
    """
    if not typed:
        return "", ""
    if typed[0] == "\x1b" and typed[1:2] in ("[", "O"):
        end = next((at + 1 for at in range(2, len(typed)) if "@" <= typed[at] <= "~"), len(typed))
        return "other", typed[end:]
    return _NAMES.get(typed[0], typed[0] if typed[0].isprintable() else "other"), typed[1:]


class _WindowsKeys:
    """Keys of a Windows console, and its way to understand what is drawn."""

    def open(self) -> None:
        import ctypes

        kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
        self._console = kernel.GetStdHandle(-11)
        mode = ctypes.c_uint32()
        kernel.GetConsoleMode(self._console, ctypes.byref(mode))
        self._mode, self._page = mode.value, kernel.GetConsoleOutputCP()
        kernel.SetConsoleMode(self._console, self._mode | 0x0004)
        kernel.SetConsoleOutputCP(65001)

    def close(self) -> None:
        import ctypes

        if hasattr(self, "_mode"):
            kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
            kernel.SetConsoleMode(self._console, self._mode)
            kernel.SetConsoleOutputCP(self._page)

    def read(self, seconds: float) -> str:
        import msvcrt
        import time

        until = time.monotonic() + seconds
        while not msvcrt.kbhit():  # type: ignore[attr-defined]
            if time.monotonic() >= until:
                return ""
            time.sleep(0.01)
        text: str = msvcrt.getwch()  # type: ignore[attr-defined]
        if text in ("\x00", "\xe0"):
            msvcrt.getwch()  # type: ignore[attr-defined]
            return "other"
        if text == "\x03":
            raise KeyboardInterrupt
        return _NAMES.get(text, text if text.isprintable() else "other")


def _keys() -> "_PosixKeys | _WindowsKeys":
    choose: Callable[[], _PosixKeys | _WindowsKeys] = _WindowsKeys if os.name == "nt" else _PosixKeys
    return choose()
