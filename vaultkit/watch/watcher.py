"""The watcher itself, without a thread or a clock of its own: it is told what was seen and when, and does what is due."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import vaultkit.watch.doing as doing
from vaultkit.vault.clock import now as vault_now
from vaultkit.vault.discovery import is_vault
from vaultkit.vault.index import Index
from vaultkit.watch.deciding import Change, Job, Kept, decide
from vaultkit.watch.empty import EmptyNotes
from vaultkit.watch.exchange import Exchange
from vaultkit.watch.minding import Minding
from vaultkit.watch.mistakes import reason
from vaultkit.watch.noise import is_note
from vaultkit.watch.on_the_clock import OnTheClock
from vaultkit.watch.own_writes import OwnWrites
from vaultkit.watch.pace import Pace
from vaultkit.watch.problems import Trouble
from vaultkit.watch.rounds import Outcome, exchange_round
from vaultkit.watch.scanning import Gone, Seen
from vaultkit.watch.settling import Settling
from vaultkit.watch.telling import Event, Tell
from vaultkit.workbook.days import day_at

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

_MANY = 400

Clock: TypeAlias = Callable[[], datetime]
Start: TypeAlias = Callable[[Callable[[], Outcome]], None]


class Pending(NamedTuple):
    """A job's turn. `itself` says that only its own note changed, `tries` how often it failed."""

    at: float
    itself: bool = False
    tries: int = 0


class Watcher:
    """Keeps one vault up to date. `now` is always seconds of one clock that never goes back; `clock` is the local time.

    `start` begins a round of sharing and syncing beside everything else, and its outcome comes back by `exchanged`.
    """

    def __init__(
        self,
        config: "Config",
        tell: Tell,
        start: Start,
        now: float,
        *,
        clock: Clock | None = None,
        day: date | None = None,
        pace: Pace = Pace(),  # noqa: B008
    ) -> None:
        self.config = config
        self._tell, self._start, self._pace = tell, start, pace
        self._clock: Clock = clock or (lambda: vault_now(config))
        self._day = day
        self._index = Index.open(config)
        self._index.keep()
        self._seen = Seen(config)
        self._own = OwnWrites()
        # What a sync wrote calls for the same as what a person wrote, but not for another sync.
        self._arrived = OwnWrites()
        self._sources = Settling(pace.settle, pace.longest)
        self._empty = EmptyNotes(config, pace)
        self._jobs: dict[Job, Pending] = {}
        self._exchange = Exchange(pace, pace.regular or config.watch.sync_seconds, now)
        self._duties = OnTheClock(config, self._index, self._seen.names, self._own, tell)
        self._failures = 0
        self._rescan_at = now
        self._minding = Minding(config, self._index, self._own, pace, tell)
        self._kept = Kept({}, (), {})
        self._kept_on: date | None = None
        # Of its own, since other commands bring the index up to date as well.
        self._kinds: dict[str, tuple[str, str]] = {}
        self._begun = False

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    @property
    def minding(self) -> Minding:
        """What needs a person."""
        return self._minding

    @property
    def today(self) -> date:
        """The day it is in the vault."""
        return self._day or day_at(self._clock(), self.config.rollover)

    @property
    def busy(self) -> bool:
        """Whether anything waits that is not a matter of the clock alone."""
        first_tries = any(not pending.tries for pending in self._jobs.values())
        return bool(first_tries or self._sources or self._empty.waiting or self._exchange.running)

    def saw(self, paths: Iterable[str], now: float) -> None:
        """These paths, relative to the vault with "/", may have changed."""
        notes = []
        for path in paths:
            if is_note(path):
                notes.append(path)
            elif path.startswith(f"{self.config.shared}/") and "onflict" in path:
                self._exchange.changed(now)
        self._sources.saw(notes, now)
        self._empty.saw(notes, now)

    def finish(self, now: float) -> None:
        """Before leaving for good: what is still to be told is told."""
        self._minding.tell(now)

    def lost(self, now: float) -> None:
        """Something happened of which no path is known: look at everything."""
        self._rescan_at = min(self._rescan_at, now)

    def exchanged(self, outcome: Outcome, now: float) -> None:
        """A round of sharing and syncing is over."""
        self._failures = self._failures + 1 if outcome.failed else 0
        self._exchange.done(now, offline=outcome.offline or bool(outcome.failed))
        for path in outcome.changed:
            self._arrived.wrote(self.config.root / path)
        self._empty.not_new(outcome.changed)
        self.saw(outcome.changed, now)
        if outcome.failed:
            # Once may be someone who syncs by hand just now.
            if self._failures > 1:
                self._minding.put("sync", Trouble("sync", "", outcome.failed))
        else:
            self._minding.settle("sync")
            self._tell(Event("offline" if outcome.offline else "exchanged", number=len(outcome.changed)))
        self._minding.all_of("told:", [Trouble("told", "", one) for one in outcome.told])
        self._minding.waiting(outcome.waiting, self.today)
        if outcome.synced:
            twice = doing.kept_twice(self.config)
            self._minding.all_of("twice:", [Trouble("twice", path, f"{path}: {why}") for path, why in twice])

    def step(self, now: float) -> float:
        """Do everything that is due at `now`; when there will be something to do next, if nothing happens meanwhile.

        Raises `scanning.Gone` if the vault is not there.
        """
        self._stays()
        if now >= self._rescan_at:
            self._rescan(now)
        if settled := self._sources.ready(now):
            self._take_in(settled, now)
        if self._kept_on != self.today:
            self._keep_up()
        if self._duties.step(self.today, self._kept, self._minding, now):
            self._plan(self._duties.jobs(), now)
            self._exchange.changed(now)
        for job in sorted(self._jobs, key=lambda job: (self._jobs[job].at, job)):
            if self._jobs[job].at <= now:
                self._stays()
                self._work(job, now)
        self._stays()
        self._fill(now)
        if (due := self._exchange.next_due()) is not None and due <= now:
            self._exchange.begin()
            config, today = self.config, self.today
            self._start(lambda: exchange_round(config, today))
        self._minding.step(now)
        return self._next(now)

    def _stays(self) -> None:
        """Raises Gone if the vault is not in its place: to write there would begin an empty one."""
        if not is_vault(self.config.root):
            raise Gone

    def _next(self, now: float) -> float:
        dues = [
            now + self._pace.wake,
            self._rescan_at,
            self._sources.next_due(),
            self._empty.next_due(),
            self._exchange.next_due(),
            self._minding.next_due,
            self._duties.next_due,
            *(pending.at for pending in self._jobs.values()),
        ]
        return min(due for due in dues if due is not None)

    def _rescan(self, now: float) -> None:
        """Look at every note; what changed is taken as seen just now, or at the beginning as settled."""
        changed = self._seen.rescan()
        self._rescan_at = now + self._pace.rescan
        if self._begun:
            if changed:
                self._tell(Event("rescan", number=len(changed)))
                # Its changes are in what was seen already, so that the settling would find nothing new.
                self._take_in(sorted(changed), now, looked=True)
                self._empty.saw(filter(is_note, changed), now)
            return
        self._begun = True
        self._index.refresh()
        self._kinds = self._index.kinds()
        self._keep_up()
        everything = [Job("summary", one.name) for one in self._kept.summaries.values()]
        everything += [Job("ladder", path) for path in self._kept.ladders]
        everything += [Job("agenda", week) for week in self._kept.agendas.values()]
        self._plan(everything, now)
        self._empty.begin(self._seen, now)
        self._minding.begin(now)

    def _keep_up(self) -> None:
        """What is kept up to date depends on the notes, and on the day that it is."""
        self._kept_on = self.today
        self._kept = doing.kept_up(self.config, self._index, self._kept_on)

    def _take_in(self, paths: list[str], now: float, *, looked: bool = False) -> None:
        """What changed has settled: read it, and plan what follows from it."""
        for path in paths:
            self._empty.was(path, self._seen.size(path))
        new = [path for path in paths if self._seen.size(path) is None]
        changed = set(paths) if looked else self._seen.look(paths)
        if not changed:
            return
        if len(changed) > _MANY:
            self._index.refresh()
        else:
            self._index.refresh_notes(changed)
        after = self._index.kinds(changed)
        self._keep_up()
        foreign = [path for path in sorted(changed) if not self._own.is_ours(self.config.root / path)]
        changes = [Change(path, self._kinds.get(path), after.get(path)) for path in foreign]
        for path in changed:
            self._kinds.pop(path, None)
        self._kinds |= after
        renamed, self._seen.ambiguous = self._seen.ambiguous, False
        work = decide(changes, self._kept, self.today, self.config.shared, renamed=renamed)
        self._plan(work.inputs, now)
        self._plan(work.itself, now, itself=True)
        inside = f"{self.config.shared}/"
        here = [path for path in foreign if path.startswith(inside)]
        if work.private or not all(self._arrived.is_ours(self.config.root / path) for path in here):
            self._exchange.changed(now)
        if work.dates or (work.private and not self._duties.has_summary):
            self._duties.look_again()
        if self.config.journal.complete:
            self._plan((Job("complete", path) for path in new if path in changed), now)
        self._minding.notes_changed(now)

    def _plan(self, jobs: Iterable[Job], now: float, *, itself: bool = False) -> None:
        for job in jobs:
            there = self._jobs.get(job)
            self._jobs[job] = Pending(now, itself and (there is None or there.itself))

    def _work(self, job: Job, now: float) -> None:
        pending = self._jobs[job]
        path = (
            self.config.root / job.what
            if job.kind == "complete"
            else doing.place_of(self.config, job, self._kept)
        )
        ours = self._own.is_ours(path) or self._arrived.is_ours(path)
        left = 0.0 if ours else doing.quiet_left(path, self._pace.quiet)
        if left:
            self._jobs[job] = pending._replace(at=now + left)
            return
        del self._jobs[job]
        place = path.relative_to(self.config.root).as_posix()
        if pending.itself and self._own.rests(path):
            self._tell(Event("rested", job.kind, place))
            return
        key = f"{job.kind}:{job.what}"
        try:
            if job.kind == "complete":
                wrote = doing.complete(self.config, job.what, self.today)
            else:
                wrote = doing.carry_out(
                    self.config, job, self._kept, self._index, self.today, self._seen.names
                )
        except Exception as error:  # noqa: BLE001
            # Whatever it is, the rest goes on.
            wait = min(self._pace.retry * 2**pending.tries, self._pace.retry_most)
            self._jobs[job] = pending._replace(at=now + wait, tries=min(pending.tries + 1, 20))
            self._minding.put(key, Trouble(job.kind, place, reason(error)))
            return
        self._minding.settle(key)
        if wrote:
            self._own.wrote(path)
            self._tell(Event("completed" if job.kind == "complete" else "written", job.kind, place))
            if job.kind == "agenda":
                self._exchange.changed(now)

    def _fill(self, now: float) -> None:
        for path, kind, error in self._empty.fill(self.today, self._clock(), now):
            if error is not None:
                self._minding.put(f"fill:{path}", Trouble("fill", path, reason(error)))
            elif kind:
                self._minding.settle(f"fill:{path}")
                self._tell(Event("filled", kind, path))
