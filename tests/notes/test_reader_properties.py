"""Promises of the reader and of edits that hold for any text whatever."""

import datetime
import re

import front_matter_strategies as strategies
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from vaultkit.notes import REMOVE, UserError, parse_note
from vaultkit.notes.fast_reader import read_plain
from vaultkit.notes.layout import layout
from vaultkit.notes.yaml_events import PythonParser, fastest_parser
from vaultkit.notes.yaml_reader import read_yaml
from vaultkit.notes.yaml_writer import entry, plain_value

few = settings(max_examples=120, deadline=None)


@few
@given(st.text() | strategies.FRONT_MATTER.map("---\n{}---\nbody".format))
def test_any_text_comes_back_as_it_went_in(text):
    note = parse_note(text)
    assert note.text == text
    assert text.endswith(note.body)
    assert all(1 <= line <= text.count("\n") + 1 for line in note.lines.values())
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in note.problems)


@few
@given(strategies.FRONT_MATTER)
def test_the_plain_reader_agrees_with_the_full_reader_whenever_it_answers(lines):
    plain = read_plain(lines)
    if plain is not None:
        full = read_yaml(lines, 2)
        assert repr(plain) == repr(full[:2])
        assert full.problems == ()


# The two differ about a colon, a question mark or a tag next to another sign, and about a tab between words.
IN_DISPUTE = re.compile(r":[,?\[\]{}]|\?|!|\S\t\S")


@few
@given(strategies.everyday_front_matter())
def test_both_parsers_of_pyyaml_give_the_same(lines):
    assume(not IN_DISPUTE.search(lines))
    one, other = read_yaml(lines, 2, fastest_parser()), read_yaml(lines, 2, PythonParser)
    assert repr(one[:2]) == repr(other[:2])
    assert [problem.line for problem in one.problems] == [problem.line for problem in other.problems]


@few
@given(strategies.BROKEN)
def test_both_parsers_of_pyyaml_accept_the_same(lines):
    assume(not IN_DISPUTE.search(lines))
    one, other = read_yaml(lines, 2, fastest_parser()), read_yaml(lines, 2, PythonParser)
    assert repr(one[:2]) == repr(other[:2])
    assert bool(one.problems) == bool(other.problems)


# What an edit may refuse: a name behind a question mark, a value that others refer to, long text that would swallow a comment.
UNUSUAL = re.compile(r"\?|&a|: [|>]")

CHANGES = st.dictionaries(
    strategies.NAMES | st.text(max_size=5),
    strategies.VALUES | st.lists(strategies.VALUES, max_size=4) | st.just(REMOVE),
    min_size=1,
    max_size=3,
)


@few
@given(
    strategies.everyday_front_matter(),
    CHANGES,
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_an_edit_changes_the_named_properties_and_no_other_line(lines, changes, newline, mark):
    text = mark + f"---\n{lines}---\nbody\n---\n".replace("\n", newline)
    note = parse_note(text)
    assume(not note.problems)
    changes = {key: value for key, value in changes.items() if not _has_lone_surrogate(key)}
    try:
        edited = note.with_properties(**changes)
    except UserError:
        if UNUSUAL.search(lines):
            return
        raise
    expected = dict(note.properties)
    for key, value in changes.items():
        if value is REMOVE:
            expected.pop(key, None)
        else:
            expected[key] = plain_value(value)
    assert repr(edited.properties) == repr(expected)
    assert edited.body == note.body
    assert _other_lines(note, changes) == _other_lines(edited, changes)
    assert edited.with_properties(**changes) is edited
    assert ("\n" in edited.text.replace("\r\n", "")) == (newline == "\n")


def _has_lone_surrogate(text):
    return any("\ud800" <= character <= "\udfff" for character in text)


def _other_lines(note, changes):
    """The lines that belong to none of these properties, in order; a kept comment may have come between them."""
    start = note.text.index("\n") + 1
    end = note.text.index("---", len(note.text) - len(note.body) - 5)
    inside = note.text[start:end]
    for key, found in reversed(layout(inside).entries.items()):
        if key in changes:
            inside = inside[: found.start] + inside[found.end :]
    lines = [line for line in inside.split("\n") if not line.lstrip().startswith("#")]
    return note.text[:start], lines, note.text[end:]


@few
@given(strategies.everyday_front_matter(), CHANGES)
def test_no_comment_is_lost_by_an_edit(lines, changes):
    note = parse_note(f"---\n{lines}---\n")
    assume(not note.problems)
    try:
        edited = note.with_properties(**changes)
    except UserError:
        return
    assert _comments(note.text) == _comments(edited.text)


def _comments(text):
    inside = text[4 : text.rindex("---")]
    return sorted(comment.strip() for comment in layout(inside).comments(0, len(inside)))


def _equal_start(one, other):
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


@few
@given(strategies.everyday_front_matter(), st.lists(strategies.WORDS, min_size=1, max_size=3))
def test_appending_to_a_list_only_adds(lines, more):
    note = parse_note(f"---\n{lines}---\n")
    assume(not note.problems)
    for key, value in note.properties.items():
        if isinstance(value, list) and value and not UNUSUAL.search(lines):
            edited = note.with_properties(**{key: value + more}).text
            before, after = _equal_start(note.text, edited), _equal_start(note.text[::-1], edited[::-1])
            assert before + after >= len(note.text)


@few
@given(strategies.VALUES | st.lists(strategies.VALUES, max_size=4))
@example(
    [
        "21:30",
        "no",
        "1_000",
        "0x1F",
        "y",
        "1:30:00",
        "0b1",
        "2026-11-24 10:00:00",
        "2026-1-4",
        "=",
        "<<",
        "1e3",
        "+1",
        "",
    ]
)
def test_what_is_written_reads_back_in_yaml_1_2_and_1_1(value):
    written = entry("key", value)
    read, _, problems = read_yaml(written)
    assert repr(read["key"]) == repr(plain_value(value))
    assert all("not a number" in problem.message for problem in problems)
    older = yaml.safe_load(written)["key"]
    for one, other in zip(
        value if isinstance(value, list) else [value],
        older if isinstance(value, list) else [older],
        strict=True,
    ):
        if isinstance(other, datetime.date):
            assert other.isoformat() == str(plain_value(one))
        else:
            assert repr(other) == repr(plain_value(one))
