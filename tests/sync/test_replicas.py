"""Three machines, any order of writing, syncing and failing: after healing they agree, and no word is lost."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from shared_worlds import BREAKS, NAMES, World, without_network

pytestmark = pytest.mark.skipif(not without_network(), reason="needs git and fork")

MACHINE = st.integers(0, 2)
WHICH = st.integers(0, 5)
HABIT = st.sampled_from(("in place", "rename over", "append"))
HOW = st.sampled_from(("before", "after", "together"))
SINCE = st.sampled_from(("begin", "writing"))


class Replicas(RuleBasedStateMachine):
    """Every step of a world, in any order."""

    kind = "folder"

    def __init__(self) -> None:
        super().__init__()
        self.top = Path(tempfile.mkdtemp(prefix="replicas"))

    @initialize(skews=st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.integers(-30, 30)))
    def begin(self, skews: tuple[int, int, int]) -> None:
        self.world = World(self.top, self.kind, skews)
        self.world.scaffold(0)
        for number in range(3):
            self.world.sync(number)

    @rule(number=MACHINE, which=st.integers(0, 6))
    def create(self, number: int, which: int) -> None:
        self.world.create(number, which)

    @rule(number=MACHINE, which=WHICH, where=WHICH, habit=HABIT)
    def edit(self, number: int, which: int, where: int, habit: str) -> None:
        self.world.edit(number, which, where, habit)

    @rule(number=MACHINE, which=WHICH, where=WHICH, habit=HABIT)
    def reword(self, number: int, which: int, where: int, habit: str) -> None:
        self.world.reword(number, which, where, habit)

    @rule(number=MACHINE, which=WHICH, where=WHICH)
    def delete_line(self, number: int, which: int, where: int) -> None:
        self.world.delete_line(number, which, where)

    @rule(number=MACHINE, which=WHICH)
    def tick(self, number: int, which: int) -> None:
        self.world.tick(number, which)

    @rule(number=MACHINE, which=WHICH, key=st.sampled_from(("status", "mood")))
    def set_property(self, number: int, which: int, key: str) -> None:
        self.world.set_property(number, which, key)

    @rule(number=MACHINE, which=WHICH)
    def delete(self, number: int, which: int) -> None:
        self.world.delete(number, which)

    @rule(number=MACHINE, which=WHICH, new=st.sampled_from(("Goals/moved.md", "Goals/A.md", NAMES[2])))
    def rename(self, number: int, which: int, new: str) -> None:
        self.world.rename(number, which, new)

    @rule(number=MACHINE, which=WHICH)
    def write_and_take_back(self, number: int, which: int) -> None:
        self.world.write_and_take_back(number, which)

    @rule(number=MACHINE)
    def sync(self, number: int) -> None:
        self.world.sync(number)

    @rule(number=MACHINE, other=MACHINE)
    def sync_in_a_race(self, number: int, other: int) -> None:
        self.world.sync_in_a_race(number, other)

    @rule(number=MACHINE, which=WHICH, habit=HABIT)
    def sync_while_editing(self, number: int, which: int, habit: str) -> None:
        self.world.sync_while_editing(number, which, habit)

    @rule(number=MACHINE)
    def sync_declined(self, number: int) -> None:
        self.world.sync_declined(number)

    @rule(number=MACHINE, step=st.integers(1, 25), how=HOW, since=SINCE)
    def sync_killed(self, number: int, step: int, how: str, since: str) -> None:
        self.world.sync_killed(number, step, how, since)

    @rule(number=MACHINE, step=st.integers(1, 20), since=SINCE)
    def sync_disk_full(self, number: int, step: int, since: str) -> None:
        self.world.sync_disk_full(number, step, since)

    @rule(steps=st.integers(1, 3))
    def rewind(self, steps: int) -> None:
        self.world.rewind(steps)

    @rule(source=MACHINE, other=MACHINE, how=st.integers(0, 511))
    def carry(self, source: int, other: int, how: int) -> None:
        self.world.carry(source, other, how)

    def teardown(self) -> None:
        try:
            if hasattr(self, "world"):
                self.world.heal()
                assert self.world.broken_promises() == []
        finally:
            shutil.rmtree(self.top, ignore_errors=True)


@pytest.mark.parametrize("way", ["ssh", "folder", "carried"])
def test_after_healing_all_have_the_same_bytes_and_every_word(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_SSH_COMMAND", "")
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    machine = type("Replicas", (Replicas,), {"kind": way})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=3,
            stateful_step_count=10,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


# The checker itself: rules that are broken on purpose are found.


def lived(tmp_path: Path) -> list[str]:
    """A short history in which each rule matters."""
    world = World(tmp_path, "folder")
    world.scaffold(0)
    for number in range(3):
        world.sync(number)
    world.write_and_take_back(2, 0)
    world.sync(2)
    world.edit(0, 0, 1, "in place")
    world.edit(2, 0, 1, "in place")
    world.sync(0)
    world.sync_killed(1, 2, "before", "writing")
    world.edit(1, 0, 9, "in place")
    world.heal()
    return world.broken_promises()


def test_with_every_rule_in_place_nothing_is_found(tmp_path: Path) -> None:
    assert lived(tmp_path) == []


@pytest.mark.parametrize(
    ("rule_broken", "found"),
    [("merge", "lost: "), ("base", "lost: "), ("unsent", "left, though it was taken back before")],
)
def test_a_rule_that_is_broken_on_purpose_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule_broken: str, found: str
) -> None:
    BREAKS[rule_broken](monkeypatch.setattr)
    assert found in "\n".join(lived(tmp_path))
