"""Notes written to do harm cost no more than their length, and say nothing in their own name."""

import contextlib
import time

import pytest

from vaultkit.errors import UserError
from vaultkit.notes.hidden import hidden
from vaultkit.notes.links import wikilinks
from vaultkit.notes.note import parse_note
from vaultkit.notes.putting import put_block
from vaultkit.notes.quoting import MOST, quoted
from vaultkit.notes.structure import bullets, heading_start, sections
from vaultkit.notes.task_lines import Task, tasks

BEGIN, END = "%% vaultkit:begin a b %%\n", "%% vaultkit:end a %%\n"
WORST = {
    "blanks in a heading": (sections, "# a", " ", "b"),
    "closing marks of a heading": (sections, "# a", " #", "b"),
    "tags of a task": (tasks, "- [ ] x", " #a", ""),
    "dates of a task": (tasks, "- [ ] x", " 📅 2026-01-01", ""),
    "priorities of a task": (tasks, "- [ ] x", "🔺", ""),
    "what a task waits for": (tasks, "- [ ] x ⛔", "a,", "é"),
    "lines of a list item": (bullets, "- a\n", "  b\n", ""),
    "items in a list item": (bullets, "- a\n", "  - b\n", ""),
    "paragraphs": (sections, "", "a\n---\n", ""),
    "unclosed links": (wikilinks, "", "[[a#", ""),
    "unclosed comments": (hidden, "", "x <!-- a\n\n", ""),
    "headings in blocks": (lambda text: heading_start(text, "t"), "", BEGIN + "# T\n" + END, ""),
    "code kept below a block": (lambda text: put_block(text, "a", "c"), BEGIN, "`a\nb`\n", END),
    "escapes in properties": (parse_note, "---\na: \x85\nb: ", "\\U000F0000 ", "\n---\n"),
    "repeated text in properties": (
        lambda text: parse_note(text).with_properties(c=1),
        "---\na: &a " + "a" * 5000 + "\nb: [",
        "*a,",
        "]\n---\n",
    ),
}


def seconds(read, text):
    begun = time.process_time()
    with contextlib.suppress(UserError):
        read(text)
    return time.process_time() - begun


@pytest.mark.parametrize("name", WORST)
def test_a_note_costs_time_in_proportion_to_its_length(name):
    read, before, piece, after = WORST[name]
    small, large = (
        before + piece * ((size - len(before) - len(after)) // len(piece)) + after
        for size in (20_000, 200_000)
    )
    seconds(read, small)
    quick = min(seconds(read, small) for _ in range(3))
    assert seconds(read, large) < max(15 * quick, 0.5)


def test_a_long_line_keeps_all_its_words_tags_and_dates():
    words = "x" * 3000
    tags = " #tag" * 500
    assert tasks(f"- [ ] {words} (Mara){tags} 📅 2026-01-01 #last ✅ 2026-01-02") == [
        Task(1, " ", words, "Mara", "2026-01-01", "2026-01-02", None)
    ]


@pytest.mark.parametrize(
    ("line", "title"), [("# a #", "a"), ("# a#", "a#"), ("# ###", ""), ("# a\t##", "a"), ("# a # b", "a # b")]
)
def test_a_heading_loses_its_closing_marks_and_no_others(line, title):
    assert [section.title for section in sections(line)] == [title]


@pytest.mark.parametrize(
    "properties",
    [
        '"a\\e[2J\\nshared.md:1: all is well\\u202e": 1\n',
        f"{'a' * 300}: 1\n",
        "a: !\x1b[31m%s x\n" % ("a" * 300),
        "a: *\x1b[31m%s\n" % ("a" * 300),
    ],
)
def test_a_message_shows_words_of_a_note_on_one_short_line_without_hidden_signs(properties):
    note = parse_note(f"---\n{properties}{properties}---\n")
    assert note.problems
    for problem in note.problems:
        assert problem.message.isprintable()
        assert len(problem.message) < 300


def test_a_refused_edit_shows_words_of_a_note_without_hidden_signs():
    key = "a\x1b[2J\n" * 50
    for text in ("---\nb: &b 1\nc: *b\n---\n", ""):
        with pytest.raises(UserError) as caught:
            parse_note(text).with_properties(**{key: [[1]]})
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 300


def test_quoted_words_stay_as_they_are_when_they_are_short_and_visible():
    assert quoted("Mara’s żurek 🍲") == "Mara’s żurek 🍲"
    assert quoted("a\x9b\u202e\u2028\n\x85b") == "a�����b"
    assert len(quoted("x" * 1000)) == MOST


@pytest.mark.parametrize(
    ("properties", "line"),
    [
        ('a: "x\ny"\n', 3),
        ("a: 'x\n\ny'\n", 4),
        ('a:\n  - "x\n  y"\n', 4),
        ("a: [\nx]\n", 3),
        ("a: {b:\nc}\n", 3),
        ("a: [x\n, y]\n", 3),
        ("a:\n>\nb: c\n", 3),
    ],
)
def test_a_value_that_obsidian_cannot_read_where_it_stands_is_reported(properties, line):
    (problem,) = parse_note(f"---\n{properties}---\n").problems
    assert problem.line == line
    assert "Obsidian" in problem.message


@pytest.mark.parametrize(
    "properties",
    [
        'a: "x\n y"\n',
        'a: "x\n\n y"\n',
        "a: [\n x,\n]\n",
        "a: [x,\n# why\n y]\n",
        "a:\n- [x,\n y]\n",
        '{a: "x\ny",\nb: c}\n',
        "a: |\nb: c\n",
        "a: >\n x\n\n y\n",
        "a:\n- |\n x\n",
    ],
)
def test_a_value_of_several_lines_that_obsidian_reads_is_no_problem(properties):
    assert parse_note(f"---\n{properties}---\n").problems == ()
