"""Front matter reads as it does for the npm package `yaml`, which is Obsidian's parser."""

import math
import re

import front_matter_strategies as strategies
import npm_yaml
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from vaultkit.notes.yaml_reader import read_yaml
from vaultkit.notes.yaml_writer import entry, plain_value

pytestmark = pytest.mark.skipif(not npm_yaml.IS_HERE, reason="node with the package yaml is not here")


def drawn(strategy, count):
    """Examples of a strategy, always the same ones."""
    found = []

    @settings(
        max_examples=count,
        deadline=None,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(example):
        found.append(example)

    collect()
    return found


def disagreements(texts):
    """Where the two part: read differently; read by npm yaml only; read by us only."""
    different, only_theirs, only_ours = [], [], []
    for text, theirs in zip(texts, npm_yaml.read_all(texts), strict=True):
        properties, _, problems = read_yaml(text)
        if theirs is None:
            if not problems:
                only_ours.append(text)
        elif problems and not properties:
            only_theirs.append(text)
        elif not npm_yaml.is_same(properties, theirs[0] or {}):
            different.append((text, properties, theirs))
    return different, only_theirs, only_ours


# A tag, a colon or a question mark next to another sign in a flow list, which libyaml refuses.
REFUSED_BY_US = re.compile(r"\[.*(?:!t|[:?] *[,\]])")


def test_everyday_front_matter_reads_the_same():
    different, only_theirs, only_ours = disagreements(drawn(strategies.everyday_front_matter(), 600))
    assert different == []
    assert only_ours == []
    assert [text for text in only_theirs if not REFUSED_BY_US.search(text)] == []


def test_broken_front_matter_never_reads_as_something_else():
    different, _, _ = disagreements(drawn(strategies.BROKEN.map("a: b\n{}".format), 600))
    assert different == []


def test_values_that_we_write_read_the_same():
    values = [
        value
        for value in drawn(strategies.VALUES, 600)
        if not isinstance(value, float) or math.isfinite(value)
    ]
    written = [entry("key", value) for value in values]
    for value, theirs in zip(values, npm_yaml.read_all(written), strict=True):
        assert theirs is not None
        assert npm_yaml.is_same(plain_value(value), theirs[0]["key"])


def test_numbers_that_are_none_and_long_numbers_differ_only_as_we_say():
    assert npm_yaml.read_all(["a: .nan", "a: -.inf"]) == [
        [{"a": {"number": "NaN"}}],
        [{"a": {"number": "-Infinity"}}],
    ]
    assert npm_yaml.read_all(["a: " + "9" * 401]) == [[{"a": {"number": "Infinity"}}]]


@pytest.mark.parametrize(
    "text",
    [
        "a: b\na: c",
        "a: b: c",
        "a: @b",
        "\ta: b",
        "a:\n\t- b",
        'a: "b',
        "a: [b",
        "a: *b",
        "a: b\n  c: d",
        "a: b\n---\nc: d",
        "a: %b",
        "a: `b`",
    ],
)
def test_both_refuse_what_cannot_be_read(text):
    assert npm_yaml.read_all([text]) == [None]
    assert read_yaml(text).problems
