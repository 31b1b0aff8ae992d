"""What is added at a note's end is never swallowed by code, a comment or HTML that its writer left open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.actions.making import put_under
from vaultkit.notes.ending import with_open_part_closed
from vaultkit.notes.putting import put_block
from vaultkit.notes.structure import section_text, sections
from vaultkit.render.obsidian_template import merged

OPEN = {
    "```py\ncode": "\n```\n",
    "~~~~\ncode\n": "~~~~\n",
    "   ````\ncode\n```\n": "````\n",
    "# A day\n<!-- a comment\n": "-->\n",
    "%%\na comment\r\n": "%%\r\n",
    "%% a comment\nthat goes on\n": "%%\n",
    "> %% a comment": "\n%%\n",
    "%% a comment\n```\ncode\n": "```\n%%\n",
    "<script>\nlet x\n": "</script>\n",
    "<pre>\nx": "\n</pre>\n",
}
CLOSED = (
    "",
    "words\n",
    "```\ncode\n```\n",
    "- item\n  ```\n  code\n",
    "> ```\n> code\n",
    "<div>\nwords\n",
    "$$\nx\n",
    "a lone %% in a line\n",
    "    ```\n    indented\n",
)
OURS = "---\ntype: journal\n---\n# A day\n\n## What happened\n\n## Thank you\n%% Shared. %%\n\n## For our check-in\n"


@pytest.mark.parametrize(("text", "added"), OPEN.items())
def test_an_open_part_gets_the_mark_that_ends_it(text, added):
    assert with_open_part_closed(text) == text + added


@pytest.mark.parametrize("text", CLOSED)
def test_a_note_whose_end_is_open_to_words_stays_as_it_is(text):
    assert with_open_part_closed(text) == text


@pytest.mark.parametrize("text", [*OPEN, *CLOSED])
def test_completing_a_page_twice_adds_nothing_the_second_time(text):
    once = merged(text, OURS)
    assert merged(once, OURS) == once
    assert {"What happened", "Thank you", "For our check-in"} <= {section.title for section in sections(once)}


@pytest.mark.parametrize("text", [*OPEN, *CLOSED])
def test_words_stand_where_they_can_be_read_again(text):
    once = put_under(f"## Here\n{text}", "Here", "the words")
    assert "the words" in (section_text(once, "Here") or "")
    there = put_under(f"## Here\n{text}", "Elsewhere", "the words")
    assert "the words" in (section_text(there, "Elsewhere") or "")


@pytest.mark.parametrize("words", [*OPEN, *CLOSED])
def test_words_that_open_a_part_do_not_hide_what_follows(words):
    note = put_under(OURS, "What happened", words)
    assert {"What happened", "Thank you", "For our check-in"} <= {section.title for section in sections(note)}
    assert [line for line in words.splitlines() if line not in note.splitlines()] == []
    assert "more words" in (
        section_text(put_under(note, "What happened", "more words"), "What happened") or ""
    )


@pytest.mark.parametrize("text", ["a line  \n", "a line\n \n  \n", "a line\t", "\n \n"])
@pytest.mark.parametrize("heading", ["Here", "Elsewhere"])
def test_blanks_at_the_end_of_a_line_stay(text, heading):
    note = put_under(f"## Here\n{text}", heading, "the words")
    assert [line for line in text.splitlines() if line.strip() and line not in note.splitlines()] == []


@pytest.mark.parametrize("text", [*OPEN, *CLOSED])
def test_a_block_stands_outside_of_an_open_part(text):
    note = put_block(text, "agenda", "## The agenda")
    assert "The agenda" in {section.title for section in sections(note)}


@given(
    st.lists(st.sampled_from([*OPEN, *CLOSED, "# A heading\n", "%%", "<!-- x -->\n"]), max_size=5).map(
        "".join
    )
)
def test_whatever_the_end_a_heading_below_it_is_one_and_nothing_is_changed(text):
    closed = with_open_part_closed(text)
    assert closed.startswith(text)
    assert with_open_part_closed(closed) == closed
    assert "Below" in {section.title for section in sections(f"{closed.rstrip()}\n\n## Below\n")}
