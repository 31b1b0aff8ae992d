"""The advice among invented people: fewer stay where they are, and fewer are sent up who had better not be."""

import random
from typing import Any

import pytest

# Benchmarks do not travel with a released package; its tests do.
ladders = pytest.importorskip("benchmarks.ladders")


def climb(rule: str, world: str) -> list[Any]:
    return [
        ladders.practise(getattr(ladders, rule), speed, ladders.COMES_TRUE[world], random.Random(seed))
        for speed in ladders.SPEEDS.values()
        for seed in range(30)
    ]


def share(outcomes: list[Any], field: str) -> float:
    return sum(getattr(one, field) for one in outcomes) / len(outcomes)


def test_on_safe_steps_far_fewer_stall_than_by_falling_distress_alone() -> None:
    assert share(climb("ours", "safe"), "stalled") <= 0.35
    assert share(climb("distress_only", "safe"), "stalled") >= 0.5


def test_where_what_is_feared_keeps_happening_hardly_anyone_is_sent_up() -> None:
    assert share(climb("ours", "three in four"), "moved_up") <= 0.12
    assert share(climb("distress_only", "three in four"), "moved_up") >= 0.5
