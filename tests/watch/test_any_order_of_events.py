"""Whatever happens in whatever order: in the end the notes say what the plain commands would write."""

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from watched import Hand, journal, moment

from vaultkit.actions.checkin import prepare_checkin
from vaultkit.actions.ladder import refresh_ladder_note
from vaultkit.actions.progress import summary, write_summary
from vaultkit.vault.reading import fresh_index
from vaultkit.watch.doing import kept_up
from vaultkit.workbook import periods

FIRST = date(2026, 11, 24)
days = st.integers(0, 70).map(lambda back: FIRST - timedelta(days=back))
numbers = st.integers(0, 10)
words = st.sampled_from(["a walk", "über den Fluss", "it's late\n\n- [ ] call", "%% quiet %%"])

LADDER = """---
type: ladder
date: 2026-10-01
author: Mara
steps:
  - "10 min: a walk alone"
  - "20 min: a longer one"
current: 1
status: active
tags:
  - vaultkit/ladder
---
# Time on my own

%% vaultkit:begin ladder %%
%% vaultkit:end ladder %%

My own words here.
"""


class AnyOrder(RuleBasedStateMachine):
    """Notes are written as a person, an editor or a sync product might; `model` knows what each one wrote."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.hand = Hand(self.folder / "vault")
        self.model: dict[str, str] = {}
        self.unseen = False
        self.typed = 0
        self.put("Ladders/Time on my own.md", LADDER, kept=False)
        self.put("Journal/2026-11-20.md", journal("2026-11-20"))
        self.hand.settle()

    def put(self, path: str, text: str, *, kept: bool = True, seen: bool = True) -> None:
        self.hand.write(path, text, seen=seen)
        self.unseen = self.unseen or not seen
        if kept:
            self.model[path] = text

    @rule(
        day=days,
        distress=numbers,
        said=words,
        seen=st.sampled_from([True, True, True, False]),
        crlf=st.booleans(),
    )
    def a_page(self, day: date, distress: int, said: str, seen: bool, crlf: bool) -> None:
        text = journal(str(day), distress, said)
        self.put(f"Journal/{day}.md", text.replace("\n", "\r\n") if crlf else text, seen=seen)

    @rule(day=days, before=numbers, after=numbers, trigger=st.sampled_from(["late reply", "travel"]))
    def a_moment(self, day: date, before: int, after: int, trigger: str) -> None:
        self.put(f"Moments/{day} 2130 moment.md", moment(str(day), before, after, trigger))

    @rule(day=days, peak=numbers)
    def a_practice(self, day: date, peak: int) -> None:
        text = (
            f'---\ntype: exposure\ndate: {day}\nauthor: Mara\nladder: "[[Time on my own]]"\nstep: 1\nplanned: 10\n'
            f"actual: 10\nbefore: 5\npeak: {peak}\nafter: 2\ntags:\n  - vaultkit/exposure\n---\n"
        )
        self.put(f"Ladders/Time on my own/{day} Time on my own.md", text)

    @rule(name=st.sampled_from(["Mara", "Jonas"]), said=st.sampled_from(["the stove", "holidays"]))
    def something_is_brought(self, name: str, said: str) -> None:
        text = (
            f"---\ntype: contribution\nweek: 2026-W48\nauthor: {name}\ntags:\n  - vaultkit/contribution\n---\n"
            f"# From {name}\n\n## For our check-in\n- {said}\n"
        )
        self.put(f"Shared/{name}/2026-W48 {name}.md", text)

    @rule(name=st.sampled_from(["Time on my own", "2026-11-20", "Anything"]))
    def a_note_of_the_same_name_elsewhere(self, name: str) -> None:
        self.put(f"Notes/{name}.md", "mine\n")

    @rule(data=st.data())
    def a_note_is_deleted(self, data: st.DataObject) -> None:
        if self.model:
            path = data.draw(st.sampled_from(sorted(self.model)))
            del self.model[path]
            (self.hand.root / path).unlink()
            self.hand.watcher.saw([path], self.hand.now)

    @rule(data=st.data())
    def a_note_is_renamed(self, data: st.DataObject) -> None:
        if self.model:
            path = data.draw(st.sampled_from(sorted(self.model)))
            new = f"{path[:-3]} moved.md"
            (self.hand.root / path).rename(self.hand.root / new)
            self.model[new] = self.model.pop(path)
            self.hand.watcher.saw([path, new], self.hand.now)

    @rule(data=st.data())
    def front_matter_is_broken_by_half_a_line(self, data: st.DataObject) -> None:
        if self.model:
            path = data.draw(st.sampled_from(sorted(self.model)))
            self.put(path, self.model[path].replace("type:", "type", 1))

    @rule()
    def someone_types_in_a_generated_part(self) -> None:
        # Whoever does so again and again is left to it, see test_never_fights.
        self.typed += 1
        if self.typed > 2:
            return
        path = self.hand.root / "Progress/Progress last four weeks.md"
        if path.exists():
            text = path.read_text(encoding="utf-8")
            self.hand.write("Progress/Progress last four weeks.md", text.replace("\n- ", "\n- so ", 1))

    @rule(seconds=st.sampled_from([0.1, 0.6, 3, 40]))
    def time_goes_by(self, seconds: float) -> None:
        self.hand.step(seconds)

    @rule(ahead=st.sampled_from([1, 1, 3, -1]))
    def another_day(self, ahead: int) -> None:
        self.hand.begin(self.hand.clock.date() + timedelta(days=ahead))
        self.hand.step()

    @rule()
    def it_is_killed_and_begun_again(self) -> None:
        self.hand.restart()

    def teardown(self) -> None:
        try:
            if hasattr(self, "hand"):
                self.check()
        finally:
            self.hand.watcher.close()
            shutil.rmtree(self.folder)

    def check(self) -> None:
        hand = self.hand
        if self.unseen:
            hand.watcher.lost(hand.now)
        hand.settle()
        config, today = hand.config, hand.watcher.today
        for path, text in self.model.items():
            assert (hand.root / path).read_bytes() == text.encode(), path
        with fresh_index(config) as index:
            kept = kept_up(config, index, today)
            for period in kept.summaries.values():
                written = write_summary(config, summary(config, period, today, index), dry_run=True)
                assert not written.changed, period
        assert not kept.summaries or periods.recent(today) in kept.summaries.values()
        for ladder in kept.ladders:
            assert not refresh_ladder_note(config, config.root / ladder, today, dry_run=True)
        for week in kept.agendas.values():
            prepared = prepare_checkin(config, week, dry_run=True)
            assert not prepared.changed, week


@pytest.mark.usefixtures("_own_home")
def test_in_the_end_the_notes_say_what_the_plain_commands_would_write() -> None:
    run_state_machine_as_test(AnyOrder, settings=settings(max_examples=15, stateful_step_count=25))


@pytest.mark.usefixtures("_own_home")
@pytest.mark.parametrize("ahead", [(1, 1, 3), (1, -1, 3), (5,), (3, -2), (1, 1, 3, 1, -1, 3)])
def test_the_summary_is_true_on_whatever_day_it_becomes(ahead: tuple[int, ...]) -> None:
    played = AnyOrder()
    played.begin()
    try:
        for days_ahead in ahead:
            played.another_day(days_ahead)
        played.check()
    finally:
        played.hand.watcher.close()
        shutil.rmtree(played.folder)
