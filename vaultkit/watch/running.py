"""Running the watcher: threads, the real clock, signals, and coming back when the vault was away."""

import gc
import signal
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.errors import UserError
from vaultkit.vault.clock import now as vault_now
from vaultkit.vault.config import load_config
from vaultkit.vault.discovery import CONFIG
from vaultkit.vault.places import network_drive
from vaultkit.vault.state import state_folder
from vaultkit.watch.inbox import Batch, Inbox
from vaultkit.watch.locking import locked
from vaultkit.watch.mistakes import write_down
from vaultkit.watch.observing import LIMIT_WORDS, Folders, LimitReached, Observing
from vaultkit.watch.pace import Pace
from vaultkit.watch.problems import Trouble
from vaultkit.watch.rounds import Outcome
from vaultkit.watch.scanning import Gone
from vaultkit.watch.telling import Event, Log, Tell, logged
from vaultkit.watch.watcher import Clock, Watcher
from vaultkit.watch.whereabouts import found_again, identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.vault.config import Config

_LOOK_FOR_VAULT = 2.0
_MOST_MISTAKES = 5


def run(
    config: "Config",
    *,
    once: bool = False,
    tell: Tell | None = None,
    stop: "Inbox[Outcome] | None" = None,
    clock: Clock | None = None,
    day: date | None = None,
    pace: Pace | None = None,
    polling: bool = False,
) -> list[Trouble]:
    """Watch a vault until a signal to end comes, or `stop.stop()` is called; with `once` do one round and return.

    Gives what needs a person at the end. `tell` is called with each event. `clock` gives the local time and `day` stands
    in for today; the vault's own are used if left out. `polling` looks every few seconds instead of being told. Raises
    UserError if another process watches this vault already.
    """
    pace = pace or Pace()
    # Commands begin without it; what runs for days needs it.
    gc.enable()
    with locked(_folder(config)):
        running = _Running(config, tell, stop or Inbox(), clock, day, pace, polling=polling)
        with _signals(running.inbox):
            return running.once() if once else running.forever()


class _Running:
    """One process that watches; after the vault was away, or its settings changed, it begins again from its inbox."""

    def __init__(
        self,
        config: "Config",
        tell: Tell | None,
        inbox: "Inbox[Outcome]",
        clock: Clock | None,
        day: date | None,
        pace: Pace,
        *,
        polling: bool,
    ) -> None:
        self.config, self.inbox = config, inbox
        self._told, self._clock, self._day, self._pace = tell, clock, day, pace
        self._polling = polling
        self._log = Log(_folder(config))
        self._mistakes = 0

    def once(self) -> list[Trouble]:
        """One round: everything that is due now, and what has to settle first."""
        watcher = self._watcher(lambda work: watcher.exchanged(work(), time.monotonic()))
        until = time.monotonic() + 30
        try:
            while True:
                due = watcher.step(time.monotonic())
                now = time.monotonic()
                if not watcher.busy or now > until:
                    watcher.finish(now)
                    return watcher.minding.all()
                if self.inbox.take(min(due, until) - now).stop:
                    return watcher.minding.all()
        except Gone:
            raise UserError(f"{self.config.root}: the vault is not there any more") from None
        finally:
            watcher.close()

    def forever(self) -> list[Trouble]:
        """Watch until told to stop."""
        while True:
            inode = identity(self.config.root)
            observing, told = self._observe()
            watcher: Watcher | None = None
            try:
                self._tell(Event("watching" if observing else "looking", words=told))
                watcher = self._watcher(self._beside)
                if told:
                    watcher.minding.put("limit", Trouble("limit", "", told))
                if self._watch(watcher, observing, inode):
                    self._tell(Event("stopped"))
                    return watcher.minding.all()
            except Gone:
                pass
            finally:
                if observing:
                    observing.stop()
                if watcher:
                    watcher.close()
            if not self._come_back(inode):
                self._tell(Event("stopped"))
                return []

    def _watch(self, watcher: Watcher, observing: Observing | None, inode: int) -> bool:
        """Watch this vault in this place; True if it is time to stop, False to begin again."""
        every = self.config.watch.poll_seconds
        look_at = poll_at = time.monotonic()
        polls = observing is None
        due = 0.0
        folders = Folders(self.config.root, look_at)
        while True:
            now = time.monotonic()
            waits = [due, poll_at] if polls else [due, folders.next_due or due]
            batch: Batch[Outcome] = self.inbox.take(min(waits) - now)
            if batch.stop:
                return True
            now = time.monotonic()
            if CONFIG in batch.paths and self._reload(watcher):
                return False
            watcher.saw(batch.paths - {CONFIG}, now)
            if batch.lost or (polls and now >= poll_at):
                poll_at = now + every
                watcher.lost(now)
            if now >= look_at or batch.lost:
                look_at = now + self._pace.wake
                if identity(self.config.root) != inode or (observing and not observing.is_alive):
                    raise Gone
            for outcome in batch.outcomes:
                watcher.exchanged(outcome, now)
            due = self._step(watcher, now)
            if batch.lost and not polls:
                folders.look_soon(now)
            if not polls and folders.are_missed(now):
                polls = True
                self._tell(Event("looking", words=LIMIT_WORDS))
                watcher.minding.put("limit", Trouble("limit", "", LIMIT_WORDS))

    def _step(self, watcher: Watcher, now: float) -> float:
        """One step. A mistake of ours is written down and does not end the watch, unless it comes again and again."""
        try:
            due = watcher.step(now)
        except Exception as error:
            if isinstance(error, Gone) or not identity(self.config.root):
                raise Gone from None
            write_down(error)
            self._mistakes += 1
            if self._mistakes > _MOST_MISTAKES:
                raise
            self._tell(Event("mistake", "system"))
            return now + 2.0**self._mistakes
        self._mistakes = 0
        return due

    def _come_back(self, inode: int) -> bool:
        """Wait for the vault to be there again, here or under another name; False if it is time to stop."""
        if not identity(self.config.root):
            self._tell(Event("away"))
        while True:
            root = found_again(self.config.root, inode)
            if root is not None:
                with suppress(UserError):
                    config = load_config(root)
                    if config.id == self.config.id:
                        self.config = config
                        self._tell(Event("back"))
                        return True
            if self.inbox.take(_LOOK_FOR_VAULT).stop:
                return False

    def _observe(self) -> tuple[Observing | None, str]:
        if self._polling or network_drive(self.config.root):
            return None, ""
        try:
            return Observing(self.config.root, self.inbox.saw, self.inbox.lost), ""
        except LimitReached:
            return None, LIMIT_WORDS
        except OSError:
            return None, ""

    def _reload(self, watcher: Watcher) -> bool:
        """Whether the settings were read again; those that cannot be used are told of, and the old ones hold."""
        try:
            config = load_config(self.config.root)
        except UserError as error:
            watcher.minding.put("settings", Trouble("settings", "", error.problems[0]))
            return False
        if config == self.config:
            watcher.minding.settle("settings")
            return False
        self.config = config
        self._tell(Event("settings"))
        return True

    def _beside(self, work: Callable[[], Outcome]) -> None:
        threading.Thread(
            target=lambda: self.inbox.outcome(work()), name="vaultkit exchange", daemon=True
        ).start()

    def _watcher(self, start: Callable[[Callable[[], Outcome]], None]) -> Watcher:
        return Watcher(
            self.config,
            self._tell,
            start,
            time.monotonic(),
            clock=self._clock,
            day=self._day,
            pace=self._pace,
        )

    def _tell(self, event: Event) -> None:
        self._log.add(logged(event, vault_now(self.config), self.config.shared))
        if self.config.watch.notify:
            from vaultkit.watch.notifying import notify

            notify(event)
        if self._told:
            self._told(event)


@contextmanager
def _signals(inbox: "Inbox[Outcome]") -> "Iterator[None]":
    """A signal to end stops the watch between two notes; only the main thread can be told of signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    wanted = [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    # The lock of the inbox may be held by the very thread that the signal interrupts.
    before = {
        one: signal.signal(one, lambda *_: threading.Thread(target=inbox.stop, daemon=True).start())
        for one in wanted
    }
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _folder(config: "Config") -> Path:
    try:
        return state_folder(config)
    except OSError as error:
        raise UserError(
            f"what vaultkit keeps outside of the vault cannot be written ({error.strerror}); look whether the disk is full"
        ) from None
