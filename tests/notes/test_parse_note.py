"""What a note reads as."""

import math

import pytest

from vaultkit.errors import Problem
from vaultkit.notes import UNCLOSED, parse_note, read_properties
from vaultkit.notes.fast_reader import read_plain
from vaultkit.notes.yaml_events import PythonParser, fastest_parser
from vaultkit.notes.yaml_reader import read_yaml

JOURNAL = """\
---
type: journal
date: 2026-11-24
time: "21:30"
author: Mara
distress: 4
slept: true
practised: [tea, a walk]
gratitude:
  - the neighbour who carried the parcel up
strength:
tags:
- vaultkit/journal
---
# Tuesday

---
mood: this is body
"""


def properties_of(lines):
    note = parse_note(f"---\n{lines}\n---\n")
    assert note.problems == ()
    return note.properties


def test_a_note_has_its_properties_their_lines_and_its_body():
    note = parse_note(JOURNAL)
    assert note.properties == {
        "type": "journal",
        "date": "2026-11-24",
        "time": "21:30",
        "author": "Mara",
        "distress": 4,
        "slept": True,
        "practised": ["tea", "a walk"],
        "gratitude": ["the neighbour who carried the parcel up"],
        "strength": None,
        "tags": ["vaultkit/journal"],
    }
    assert note.body == "# Tuesday\n\n---\nmood: this is body\n"
    assert note.text == JOURNAL
    assert note.problems == ()
    assert note.lines["type"] == 2
    assert note.lines["gratitude"] == 9
    assert note.lines["tags"] == 12


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("21:30", "21:30"),
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("2026-11-24", "2026-11-24"),
        ("2026-11-24T10:30:00", "2026-11-24T10:30:00"),
        ("1_000", "1_000"),
        ("012", 12),
        ("-7", -7),
        ("0x1F", 31),
        ("0o17", 15),
        ("0b11", "0b11"),
        ("1.50", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1.", 1.0),
        ("true", True),
        ("TRUE", True),
        ("tRUE", "tRUE"),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('""', ""),
        ("'it''s'", "it's"),
        ('"a\\tb"', "a\tb"),
        ("[[A note]]", [["A note"]]),
        ('"[[A note]]"', "[[A note]]"),
        ("[]", []),
        ("{a: 1}", {"a": 1}),
        ("a#b", "a#b"),
        ("a # b", "a"),
        ("https://example.org/#top", "https://example.org/#top"),
        ("!!str 12", "12"),
        ("=", "="),
    ],
)
def test_a_value_means_what_it_means_in_yaml_1_2(written, value):
    read = properties_of(f"key: {written}")["key"]
    assert (type(read), read) == (type(value), value)


def test_names_that_are_not_text_become_the_text_that_was_written():
    assert properties_of("1: a\n2026-11-24: b\ntrue: c\n012: d\n<<: e\n~: f") == {
        "1": "a",
        "2026-11-24": "b",
        "true": "c",
        "012": "d",
        "<<": "e",
        "~": "f",
    }


def test_an_anchored_text_may_be_used_again():
    assert properties_of("one: &word calm\ntwo: *word\nthree: [*word]") == {
        "one": "calm",
        "two": "calm",
        "three": ["calm"],
    }


def test_long_text_keeps_its_lines():
    assert properties_of("a: |\n  one\n  --- two\n\nb: >-\n  three\n  four") == {
        "a": "one\n--- two\n",
        "b": "three four",
    }


def test_crlf_line_ends_and_a_byte_order_mark_are_read_through():
    note = parse_note("\ufeff---\r\nfeeling: calm\r\ntags:\r\n  - a\r\n---\r\nbody\r\n")
    assert note.properties == {"feeling": "calm", "tags": ["a"]}
    assert note.body == "body\r\n"
    assert note.lines == {"feeling": 2, "tags": 3}


@pytest.mark.parametrize(
    "text", ["", "---", "# A heading\n", " ---\na: b\n---\n", "-----\na: b\n-----\n", "\n---\na: b\n---\n"]
)
def test_text_that_does_not_begin_with_a_fence_has_no_properties(text):
    note = parse_note(text)
    assert (note.text, note.properties, note.body, note.problems) == (text, {}, text, ())


@pytest.mark.parametrize("lines", ["", "\n", "# only a comment\n", "  \n"])
def test_front_matter_may_be_empty(lines):
    note = parse_note(f"---\n{lines}---\nbody")
    assert (note.properties, note.body, note.problems) == ({}, "body", ())


def test_a_note_may_end_with_its_front_matter():
    assert parse_note("---\na: b\n---").properties == {"a": "b"}


def test_the_head_of_a_file_is_enough_to_read_the_properties():
    head = JOURNAL[: JOURNAL.index("# Tuesday") + 3]
    assert read_properties(head, whole=False)[0] == parse_note(JOURNAL).properties


def test_a_head_that_is_too_short_says_so():
    fence_ends = JOURNAL.index("---\n# Tuesday") + 4
    for length in range(5, fence_ends):
        assert read_properties(JOURNAL[:length], whole=False) == ({}, {}, (UNCLOSED,))
    assert read_properties(JOURNAL[:fence_ends], whole=False)[2] == ()


def test_a_number_that_is_none_is_reported_and_kept():
    properties, _, problems = read_yaml("a: .nan\nb: -.inf\nc: 1e999\nd: 4\n")
    assert math.isnan(properties["a"])
    assert properties["b"] == -math.inf
    assert properties["c"] == math.inf
    assert properties["d"] == 4
    assert [problem.line for problem in problems] == [1, 2, 3]


@pytest.mark.parametrize("parser", [fastest_parser(), PythonParser])
@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("a: b\nc: d: e\nf: g\n", 3),
        ("a: b\njust words\nf: g\n", 3),
        ("a: b\nc: @home\nf: g\n", 3),
        ("a: b\nc: `code`\n", 3),
        ("a: b\nc: %x\n", 3),
        ('a: b\nc: "open\nf: g\n', 3),
        ('a: b\nc: "shut" late\nf: g\n', 3),
        ("a: b\nc: [one, two\nf: g\n", 3),
        ("a: b\nc: {one: two\nf: g\n", 3),
        ("a: b\nc:\n\t- d\n", 4),
        ("\ta: b\n", 2),
        ("a: b\n  c: d\n", 3),
        ("a: b\nc: *nobody\n", 3),
        ("- a\n- b\n", 2),
        ("just words\n", 2),
        ("a: b\n? [c, d]\n: e\n", 3),
    ],
)
def test_a_line_that_cannot_be_read_is_named(lines, line, parser):
    properties, _, problems = read_yaml(lines, 2, parser)
    assert properties == {}
    assert [problem.line for problem in problems] == [line]


def test_problems_are_told_in_plain_words():
    assert parse_note("---\nfeeling: calm\n\tbut: tired\n---\n").problems == (
        Problem(3, "this line is indented with a tab, which YAML does not allow; use spaces"),
    )
    assert parse_note("---\nfeeling: calm\nfeeling: tired\n---\n").problems == (
        Problem(3, "feeling stands here a second time; only the first is read, so keep one of them"),
    )


def test_the_plain_reader_answers_for_an_everyday_note():
    inside = JOURNAL[4 : JOURNAL.index("---\n# Tuesday")]
    assert read_plain(inside) == read_yaml(inside, 2)[:2]


@pytest.mark.parametrize(
    "lines",
    [
        "a: b # c\n",
        "a: b: c\n",
        "a: b\n  c\n",
        "a: &b c\n",
        "a: !b c\n",
        "a: |\n b\n",
        "a: [b: c]\n",
        "a: b\na: c\n",
        "a: {}\n",
        "a:\tb\n",
        "a: b\x85c\n",
        "a: .nan\n",
        "a: 1e999\n",
        f"a: {'9' * 401}\n",
        "? a\n",
        "- a\n",
        "a\n",
        "a: 'it''s'\n",
        "a: b",
        "a:\n  - b: c\n",
        "a:\n   - b\n",
        "a:\n  -  b\n",
        "a:\n  - - b\n",
        "a: [b, [c]]\n",
        "a: [b,]\n",
        "# a\n",
        "a: @b\n",
    ],
)
def test_the_plain_reader_leaves_what_is_not_plain_to_the_full_reader(lines):
    assert read_plain(lines) is None
