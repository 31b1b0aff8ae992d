"""What the clock asks for, carried out: today's page, the check-in that is near, what depends on the day."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import vaultkit.watch.doing as doing
from vaultkit.errors import UserError
from vaultkit.vault.index import Index
from vaultkit.vault.reading import shared_records
from vaultkit.vault.state import read_state, write_state
from vaultkit.watch.deciding import Job, Kept, needs_today
from vaultkit.watch.duties import Due, as_done, did, due, weeks_near
from vaultkit.watch.minding import Minding
from vaultkit.watch.mistakes import reason
from vaultkit.watch.own_writes import OwnWrites
from vaultkit.watch.problems import Trouble
from vaultkit.watch.telling import Event, Tell
from vaultkit.workbook.records import Shared

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

_STATE = "watch"
_RETRY = 60.0


class OnTheClock:
    """The duties of one vault; what was done is kept outside of the vault, so that each is done once."""

    def __init__(
        self, config: "Config", index: Index, names: Mapping[str, int], own: OwnWrites, tell: Tell
    ) -> None:
        self._own = own
        self._config, self._index, self._names, self._tell = config, index, names, tell
        self._done = as_done(read_state(config, _STATE))
        self._looked: date | None = None
        self._jobs: list[Job] = []
        self.next_due: float | None = None

    @property
    def has_summary(self) -> bool:
        """Whether the note on the last four weeks was made once, or is not wanted."""
        return self._done.summary or not self._config.watch.summary

    def look_again(self) -> None:
        """The days of check-ins may have changed."""
        self._looked = None

    def jobs(self) -> list[Job]:
        """What the last step found to be written again."""
        found, self._jobs = self._jobs, []
        return found

    def step(self, today: date, kept: Kept, minding: Minding, now: float) -> bool:
        """Do what is due, if it was not looked at today; whether anything was. What failed is tried again in a minute."""
        if self._looked == today and (self.next_due is None or now < self.next_due):
            return False
        self._looked, self.next_due = today, None
        try:
            shared = shared_records(self._config, self._index)
        except UserError:
            shared = Shared()
        season = doing.next_season(today, shared.settings.hemisphere)
        found = due(
            today,
            self._done,
            doing.checkin_days(self._config, shared, weeks_near(today)),
            self._config.watch.prepare_days,
            season,
            pages=self._config.watch.journal,
        )
        if found == Due() and (self._done.summary or not self._config.watch.summary):
            return False
        before = self._done
        succeeded = self._carry_out(found, today, kept, minding)
        self._done = did(self._done, today, succeeded)
        if (succeeded.page, succeeded.weeks) != (found.page, found.weeks):
            self.next_due = now + _RETRY
        if self._done != before:
            write_state(self._config, _STATE, self._done._asdict())
        return True

    def _carry_out(self, found: Due, today: date, kept: Kept, minding: Minding) -> Due:
        """Do it; what succeeded."""
        if found.new_day:
            self._own.begin_again()
            last = date.fromisoformat(self._done.day) if self._done.day else date.min
            self._jobs += [
                Job("summary", one.name)
                for one in kept.summaries.values()
                if needs_today(one, min(last, today))
            ]
            self._jobs += [Job("ladder", path) for path in kept.ladders]
        page = found.page and self._tried("page", minding, lambda: self._page(today))
        weeks = tuple(
            week for week in found.weeks if self._tried(f"prepare:{week}", minding, self._prepare(week))
        )
        if found.season:
            self._jobs += [Job("agenda", week) for week in kept.agendas.values()]
            self._tell(Event("season", words=found.season))
        if self._config.watch.summary and not self._done.summary:
            self._tried("summary:first", minding, lambda: self._first_summary(today))
        return found._replace(page=page, weeks=weeks)

    def _tried(self, key: str, minding: Minding, work: Callable[[], None]) -> bool:
        try:
            work()
        except Exception as error:  # noqa: BLE001
            code = key.partition(":")[0]
            minding.put(key, Trouble(code, "", reason(error)))
            return False
        minding.settle(key)
        return True

    def _page(self, today: date) -> None:
        if path := doing.todays_page(self._config, today):
            self._tell(Event("page", path=path))

    def _prepare(self, week: str) -> Callable[[], None]:
        def work() -> None:
            if path := doing.prepare(self._config, self._index, week):
                self._tell(Event("prepared", path=path))

        return work

    def _first_summary(self, today: date) -> None:
        made = doing.first_summary(self._config, self._index, today, self._names)
        if made is not None:
            self._done = self._done._replace(summary=True)
            if made:
                self._own.wrote(self._config.root / made)
                self._tell(Event("written", "summary", made))
