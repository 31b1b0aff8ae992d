"""Changing properties leaves everything else as it was, byte for byte."""

import datetime

import pytest
import yaml

from vaultkit.notes import REMOVE, UserError, parse_note

NOTE = """\
---
# mine
type: journal  # kind
date: 2026-11-24
time: "21:30"
feeling:   # later
tags: [one, two, three] # all of them
gratitude: # small things
  - soup # from the neighbours

  # the walk
  - sun
  - quiet
story: |
  a # is no comment
  b

empty: []
---
# Tuesday
---
type: body
"""


def edited(lines, **changes):
    """The lines between the fences after an edit of these."""
    text = parse_note(f"---\n{lines}---\nbody\n").with_properties(**changes).text
    assert text.startswith("---\n")
    assert text.endswith("---\nbody\n")
    return text[4:-9]


def changed_lines(**changes):
    """What an edit of NOTE takes out and puts in, as two lists of lines."""
    before, after = NOTE.split("\n"), parse_note(NOTE).with_properties(**changes).text.split("\n")
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return before, after


def test_a_value_is_replaced_and_its_comment_stays():
    assert changed_lines(type="moment") == (["type: journal  # kind"], ["type: moment  # kind"])


def test_an_empty_value_is_filled_before_its_comment():
    assert changed_lines(feeling="calm") == (["feeling:   # later"], ["feeling: calm   # later"])


def test_a_value_is_emptied():
    assert changed_lines(type=None) == (["type: journal  # kind"], ["type:  # kind"])
    assert edited("a: b  \n", a=None) == "a:\n"


def test_blanks_before_a_value_stay():
    assert edited("a:    b\nlong: c\n", a="d") == "a:    d\nlong: c\n"


def test_a_removed_property_takes_its_lines_and_leaves_its_comment():
    assert edited("a: 1\nb: 2\nc: 3\n", b=REMOVE) == "a: 1\nc: 3\n"
    assert (
        edited("a: 1\nb: # why\n  - x # because\n# own\nc: 3\n", b=REMOVE)
        == "a: 1\n# why\n# because\n# own\nc: 3\n"
    )
    assert edited("a: 1\n", a=REMOVE) == ""


def test_a_new_property_comes_last():
    assert changed_lines(mood="calm") == ([], ["mood: calm"])
    assert edited("a: 1\n# end\n", b=2) == "a: 1\n# end\nb: 2\n"
    assert edited("", b=2) == "b: 2\n"
    assert edited("  a: 1\n", b=["x"]) == "  a: 1\n  b:\n    - x\n"


def test_several_changes_at_once_are_all_made():
    assert edited("a: 1\nb: 2\nc: 3\n", c=REMOVE, a=4, d=5) == "a: 4\nb: 2\nd: 5\n"


def test_appending_to_a_block_list_adds_a_line():
    assert changed_lines(gratitude=["soup", "sun", "quiet", "tea"]) == ([], ["  - tea"])


def test_a_block_list_keeps_the_lines_of_items_that_stay():
    assert changed_lines(gratitude=["soup", "quiet"]) == (["  - sun"], [])
    assert changed_lines(gratitude=["soup", "rain", "quiet"]) == (["  - sun"], ["  - rain"])
    assert changed_lines(gratitude=["tea", "soup", "sun", "quiet"]) == ([], ["  - tea"])
    assert changed_lines(gratitude=["sun", "quiet"]) == (
        ["  - soup # from the neighbours"],
        ["  # from the neighbours"],
    )


def test_a_block_list_keeps_its_own_indentation():
    assert (
        edited("a:\n- x\nb:\n      - y\n", a=["x", "z"], b=["y", "z"])
        == "a:\n- x\n- z\nb:\n      - y\n      - z\n"
    )


def test_an_emptied_block_list_keeps_its_comments():
    before, after = changed_lines(gratitude=[])
    assert before[0] == "gratitude: # small things"
    assert after == ["gratitude: []", "# small things", "# from the neighbours", "# the walk"]


def test_a_flow_list_stays_one():
    assert changed_lines(tags=["one", "two", "three", "four, five"]) == (
        ["tags: [one, two, three] # all of them"],
        ['tags: [one, two, three, "four, five"] # all of them'],
    )
    assert edited("a: [x,  y , 'z']\n", a=["x", "z"]) == "a: [x,  'z']\n"
    assert edited("a: [x,  y , 'z']\n", a=["w", "x", "y", "z"]) == "a: [w, x,  y , 'z']\n"
    assert edited("a: [x,  y , 'z']\n", a=["x", "y"]) == "a: [x,  y]\n"
    assert edited("a: [x, y]\n", a=[]) == "a: []\n"


def test_an_empty_list_grows_into_a_block_list_as_it_does_in_obsidian():
    assert edited("a: [] # why\n", a=["x", 1]) == "a: # why\n  - x\n  - 1\n"


def test_comments_in_a_flow_list_over_several_lines_stay():
    lines = "a: [x, # first\n  y, # second\n  z]\n"
    assert edited(lines, a=["x", "y", "z", "w"]) == "a: [x, # first\n  y, # second\n  z, w]\n"
    assert edited(lines, a=["x", "z"]) == "a: [x, # first\n  z]\n# second\n"


def test_a_word_becomes_a_list_and_a_list_a_word():
    assert edited("a: x # why\n", a=["x", "z"]) == "a: # why\n  - x\n  - z\n"
    assert edited("a:\n  - x # why\n", a="z") == "a: z # why\n"


def test_long_text_is_replaced_whole():
    assert changed_lines(story="short") == (["story: |", "  a # is no comment", "  b"], ["story: short"])
    assert edited("a: | # why\n  x\nb: c\n", a="z") == "a: z\n# why\nb: c\n"


def test_a_new_list_is_written_as_obsidian_writes_it():
    assert edited("a: b\n", tags=["x", "z"], none=[]) == "a: b\ntags:\n  - x\n  - z\nnone: []\n"


def test_an_equal_value_changes_nothing():
    note = parse_note("---\na: 'x'\nb: [ 1 ]\nc: 0x10\nd: .nan\n---\n")
    assert note.with_properties(a="x", b=[1], c=16, d=float("nan"), e=REMOVE) is note
    assert note.with_properties() is note


def test_one_and_true_are_different_values():
    assert edited("a: 1\n", a=True) == "a: true\n"
    assert edited("a: 1\n", a=1.0) == "a: 1.0\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("calm", "calm"),
        ("two words, and more", "two words, and more"),
        ("20 minutes' walk", "20 minutes' walk"),
        ("", '""'),
        ("21:30", '"21:30"'),
        ("no", '"no"'),
        ("Yes", '"Yes"'),
        ("on", '"on"'),
        ("y", '"y"'),
        ("null", '"null"'),
        ("~", '"~"'),
        ("12", '"12"'),
        ("012", '"012"'),
        ("1_000", '"1_000"'),
        ("0x1F", '"0x1F"'),
        ("1e3", '"1e3"'),
        ("20 min: a walk", '"20 min: a walk"'),
        ("[[A note]]", '"[[A note]]"'),
        ("#tag", '"#tag"'),
        ("a #b", '"a #b"'),
        ("C#", "C#"),
        (" x ", '" x "'),
        ('say "hi"', 'say "hi"'),
        ('"hi"', '"\\"hi\\""'),
        ("a\nb", '"a\\nb"'),
        ("a\u2028b\0\x85", '"a\\u2028b\\0\\x85"'),
        ("Füße 🌧️ 日記", "Füße 🌧️ 日記"),
        ("2026-11-24", "2026-11-24"),
        ("2026-11-24T10:30:00", "2026-11-24T10:30:00"),
        ("2026-11-24 10:30", '"2026-11-24 10:30"'),
        (datetime.date(2026, 11, 24), "2026-11-24"),
        (datetime.datetime(2026, 11, 24, 10, 30), "2026-11-24T10:30:00"),
        (True, "true"),
        (4, "4"),
        (1.5, "1.5"),
        (1e20, "1.0e+20"),
    ],
)
def test_a_value_is_written_so_that_every_reader_sees_the_same(value, written):
    assert edited("key: old\n", key=value) == f"key: {written}\n"
    if isinstance(value, str) and not value.startswith("2026"):
        assert yaml.safe_load(written) == value


def test_a_note_without_front_matter_gets_some_at_its_top():
    assert (
        parse_note("# Hello\n").with_properties(a=1, b=["x"]).text == "---\na: 1\nb:\n  - x\n---\n# Hello\n"
    )
    assert parse_note("").with_properties(a=1).text == "---\na: 1\n---\n"
    assert (
        parse_note("\ufeff# Hello\r\nyou").with_properties(a=1).text
        == "\ufeff---\r\na: 1\r\n---\r\n# Hello\r\nyou"
    )
    assert parse_note("\nHello").with_properties(a=1).text == "---\na: 1\n---\n\nHello"
    assert parse_note("# Hello").with_properties(a=REMOVE).text == "# Hello"


def test_crlf_a_byte_order_mark_and_a_missing_last_line_end_stay():
    text = "\ufeff---\r\na: 1\r\nb:\r\n  - x\r\n---\r\nbody"
    note = parse_note(text).with_properties(b=["x", "w"], c="z")
    assert note.text == "\ufeff---\r\na: 1\r\nb:\r\n  - x\r\n  - w\r\nc: z\r\n---\r\nbody"
    assert parse_note("---\na: 1\n---").with_properties(a=2).text == "---\na: 2\n---"


def test_line_ends_within_a_note_may_differ():
    assert (
        parse_note("---\na: 1\r\nb: 2\n---\r\n").with_properties(a=3, b=4).text
        == "---\na: 3\r\nb: 4\n---\r\n"
    )


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("{type: journal}\n", 2),
        ("type: journal\nmood: calm\nmood: tired\n", 4),
        ("type: journal\nmood: &a calm\nother: *a\n", 3),
        ("type: journal\n? mood\n: calm\n", 3),
        ("type: journal\nmood: a: b\n", 3),
        ("type: journal\n\tmood: a\n", 3),
        ("- mood\n", 2),
    ],
)
def test_front_matter_that_cannot_be_edited_safely_is_refused_with_its_line(lines, line):
    note = parse_note(f"---\n{lines}---\n")
    with pytest.raises(UserError, match=f"^line {line}: "):
        note.with_properties(mood="new")
    with pytest.raises(UserError, match=f"^line {line}: "):
        note.with_properties(mood=REMOVE, added=1)


def test_front_matter_that_never_ends_is_refused():
    with pytest.raises(UserError, match=r"^line 1: "):
        parse_note("---\nmood: calm\n").with_properties(mood="new")


def test_line_ends_of_cr_alone_are_refused():
    with pytest.raises(UserError, match=r"^line 1: "):
        parse_note("---\rmood: calm\r---\r").with_properties(mood="new")


def test_an_anchor_that_no_other_property_uses_is_no_hindrance():
    assert edited("a: &x b\nc: d\n", c="e") == "a: &x b\nc: e\n"
    assert edited("a: &x b\nc: *x\n", c="e") == "a: &x b\nc: e\n"
    assert edited("a: &x b\nc: d\n", a="e") == "a: e\nc: d\n"


def test_a_group_is_refused_but_may_stay():
    note = parse_note("---\na: 1\nplace: {city: Graz}\nlinks: [[[one]]]\n---\n")
    with pytest.raises(UserError, match=r"^line 3: place "):
        note.with_properties(place={"city": "Linz"})
    with pytest.raises(UserError, match=r"^line 4: links "):
        note.with_properties(links=[["two"]])
    with pytest.raises(UserError, match=r"^line 1: new "):
        note.with_properties(new={"city": "Linz"})
    assert note.with_properties(a=2, place={"city": "Graz"}).text == note.text.replace("1", "2")
    assert "links: [[[one]], two]" in note.with_properties(links=[[["one"]], "two"]).text


def test_what_is_no_value_is_refused():
    with pytest.raises(UserError, match=r"^a: object cannot be a property"):
        parse_note("").with_properties(a=object())
    with pytest.raises(UserError, match="400 digits"):
        parse_note("").with_properties(a=10**400)
    for text in ("", "---\n---\n"):
        with pytest.raises(UserError, match=r"^(line 1: )?k"):
            parse_note(text).with_properties(**{"k" * 2000: 1})


@pytest.mark.parametrize("names", [("type", "tags"), ("tags", "type")])
def test_a_list_at_the_end_grows_beside_a_new_property_whichever_is_named_first(names):
    values = {"type": "journal", "tags": ["daily", "ours"]}
    lines = edited("date: 2026-11-24\ntags:\n  - daily\n", **{name: values[name] for name in names})
    assert lines == "date: 2026-11-24\ntags:\n  - daily\n  - ours\ntype: journal\n"


def test_the_note_that_was_edited_stays_as_it_was():
    note = parse_note(NOTE)
    note.with_properties(type="moment")
    assert note.text == NOTE
    assert note.properties["type"] == "journal"


def test_remove_says_its_name():
    assert repr(REMOVE) == "REMOVE"
