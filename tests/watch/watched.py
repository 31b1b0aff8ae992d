"""A small vault, and a watcher that is told by hand what was seen and when."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from vaultkit.vault.config import Config, load_config
from vaultkit.watch.pace import Pace
from vaultkit.watch.rounds import Outcome
from vaultkit.watch.telling import Event
from vaultkit.watch.watcher import Watcher

SETTINGS = 'id = "00000000000000aa"\nme = "Mara"\npartner = "Jonas"\n'
MORNING = datetime(2026, 11, 24, 8)


class Hand:
    """Holds a watcher, its clocks, and everything it told."""

    def __init__(self, root: Path, settings: str = SETTINGS, pace: Pace | None = None) -> None:
        self.root = root
        file = root / ".vaultkit/config.toml"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(settings, encoding="utf-8")
        self.pace = pace or Pace(quiet=0, unreadable=0)
        self.now = 0.0
        self.clock = MORNING
        self.events: list[Event] = []
        self.exchanges = True
        self._outcomes: list[Outcome] = []
        self.watcher = self._made()

    @property
    def config(self) -> Config:
        return load_config(self.root)

    def _made(self) -> Watcher:
        return Watcher(
            self.config, self.events.append, self._start, self.now, clock=lambda: self.clock, pace=self.pace
        )

    def _start(self, work: Callable[[], Outcome]) -> None:
        self._outcomes.append(work() if self.exchanges else Outcome())

    def write(self, path: str, text: str, *, seen: bool = True) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        if seen:
            self.watcher.saw([path], self.now)
        return file

    def step(self, seconds: float = 1.0) -> None:
        self.now += seconds
        self.clock += timedelta(seconds=seconds)
        self.watcher.step(self.now)
        while self._outcomes:
            self.watcher.exchanged(self._outcomes.pop(), self.now)

    def settle(self, seconds: int = 8) -> None:
        """Some quiet seconds, in which every note that the watcher itself wrote is seen too."""
        for _ in range(seconds):
            before = len(self.events)
            self.step()
            self.watcher.saw([event.path for event in self.events[before:] if event.path], self.now)

    def restart(self) -> None:
        """As if it had been killed and begun again."""
        self.watcher.close()
        self._outcomes.clear()
        self.watcher = self._made()

    def begin(self, day: date) -> None:
        """Another day, at eight in the morning."""
        self.clock = datetime.combine(day, MORNING.time())

    def told(self, name: str) -> list[Event]:
        return [event for event in self.events if event.name == name]


def journal(day: str, distress: int = 4, words: str = "a walk") -> str:
    return (
        f"---\ntype: journal\ndate: {day}\nauthor: Mara\ndistress: {distress}\nshare: false\n"
        f"tags:\n  - vaultkit/journal\n---\n# {day}\n\n## What happened\n{words}\n"
    )


def moment(day: str, before: int = 7, after: int = 3, trigger: str = "late reply") -> str:
    return (
        f"---\ntype: moment\ndate: {day}\nauthor: Mara\ntime: 21:30\nbefore: {before}\nafter: {after}\n"
        f"triggers:\n  - {trigger}\nshare: false\ntags:\n  - vaultkit/moment\n---\n# A moment\n"
    )
