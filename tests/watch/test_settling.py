from hypothesis import given
from hypothesis import strategies as st

from vaultkit.watch.settling import Settling


def test_something_is_ready_once_it_was_quiet_for_long_enough() -> None:
    settling = Settling(2)
    settling.saw(["a"], 0)
    settling.saw(["a", "b"], 1)
    assert settling.next_due() == 3
    assert settling.ready(2.9) == []
    assert settling.ready(3) == ["a", "b"]
    assert settling.ready(4) == []
    assert settling.next_due() is None


def test_what_is_written_without_a_pause_is_looked_at_all_the_same() -> None:
    settling = Settling(2, longest=5)
    for second in range(5):
        settling.saw(["a"], second)
        assert settling.ready(second) == []
    settling.saw(["a"], 5)
    assert settling.ready(5) == ["a"]


def test_what_is_forgotten_is_never_ready() -> None:
    settling = Settling(2)
    settling.saw(["a", "b"], 0)
    settling.forget(["a", "c"])
    assert settling.ready(9) == ["b"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 3)), min_size=1))
def test_everything_seen_becomes_ready_and_none_before_its_time(seen: list[tuple[str, float]]) -> None:
    settling, now = Settling(1, longest=4), 0.0
    last: dict[str, float] = {}
    first: dict[str, float] = {}
    for what, pause in seen:
        now += pause
        for one in settling.ready(now):
            assert now >= last.pop(one) + 1 or now >= first[one] + 4
            del first[one]
        settling.saw([what], now)
        last[what] = now
        first.setdefault(what, now)
    assert sorted(last) == settling.ready(now + 1)
