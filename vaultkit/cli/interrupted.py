"""Questions that are cut short, by Ctrl-C or by a window that closes: whatever was answered by then is not lost."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import typer


class Stopped(Exception):
    """The terminal was closed, or the program asked to end."""


class Heed:
    """Ctrl-C and the end of a terminal, heeded between questions and held off while something is written.

    `gone` says that nobody may be there any more to be told or asked anything.
    """

    def __init__(self) -> None:
        self.gone = False
        self._asking = False

    def asked(self, questions: Callable[[], object]) -> bool:
        """Ask; False if that was cut short. What was answered is wherever the questions put it as they go."""
        try:
            self._asking = True
            questions()
        except (typer.Abort, KeyboardInterrupt):
            return False
        except (Stopped, OSError):
            # A terminal that is not there any more can't be read from or written to.
            self.gone = True
            return False
        finally:
            self._asking = False
        return True

    def interrupt(self, *_: object) -> None:
        """Ctrl-C."""
        if self._asking:
            raise KeyboardInterrupt

    def end(self, *_: object) -> None:
        """A window that closes, or the system going down. It is heeded once, so that the answers can be kept."""
        self.gone = True
        if self._asking:
            self._asking = False
            raise Stopped


@contextmanager
def heeded() -> Iterator[Heed]:
    """For questions and for what is written afterwards."""
    heed = Heed()
    with signals(("SIGINT",), heed.interrupt), signals(("SIGTERM", "SIGHUP", "SIGQUIT"), heed.end):
        yield heed


@contextmanager
def signals(names: Sequence[str], handler: Callable[..., None]) -> Iterator[None]:
    """Signals of these names, where the system has them, go to `handler` for a while."""
    import signal

    before = {
        number: signal.signal(number, handler) for name in names if (number := getattr(signal, name, None))
    }
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)
