"""Generated blocks: only what stands between the marks is rewritten, and no word typed there is lost."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vaultkit.notes.blocks import find_blocks
from vaultkit.notes.marks import content_hash
from vaultkit.notes.putting import KEPT, put_block
from vaultkit.notes.task_lines import tasks

LINE = st.sampled_from(
    [
        "",
        "word",
        "- item",
        "- [ ] task",
        "- [x] task",
        "# Heading",
        "```",
        "~~~",
        "%%",
        "> quote",
        "  deep",
        "<div>",
        "a\r",
        "%% vaultkit:end other %%",
        "%% vaultkit:begin other 0 %%",
        "%% vaultkit:end agenda %%",
        "$$",
        "`",
        "---",
    ]
) | st.text("ab #-`%>", max_size=8)
TEXT = st.lists(LINE, max_size=12).map("\n".join) | st.lists(LINE, max_size=8).map("\r\n".join)
CONTENT = st.lists(LINE.filter(lambda line: "vaultkit:" not in line), max_size=8).map("\n".join)


def words(text):
    return {line.strip() for line in re.split("[\r\n]+", text)}


def the_block(text, name="agenda"):
    return next(block for block in find_blocks(text) if block.name == name)


def test_a_new_block_stands_at_the_end_between_its_marks_with_a_blank_line_before_each():
    digest = content_hash("one\n- two")
    assert put_block("# Day", "agenda", "one\n- two\n") == (
        f"# Day\n\n%% vaultkit:begin agenda {digest} %%\none\n- two\n\n%% vaultkit:end agenda %%\n"
    )
    assert put_block("", "a", "") == f"%% vaultkit:begin a {content_hash('')} %%\n\n%% vaultkit:end a %%\n"
    assert put_block("a\n\n", "a", "b").startswith("a\n\n%% vaultkit:begin")
    assert put_block("a\n \n", "a", "b").startswith("a\n \n%% vaultkit:begin")


def test_a_new_block_stands_before_the_heading_that_is_named():
    text = "# Day\n```\n## Agreements\n```\n## Agreements\n- [ ] \n"
    written = put_block(text, "agenda", "one", heading="agreements")
    assert written.startswith("# Day\n```\n## Agreements\n```\n\n%% vaultkit:begin agenda ")
    assert written.endswith(" %%\none\n\n%% vaultkit:end agenda %%\n\n## Agreements\n- [ ] \n")
    assert put_block("# Day\n", "agenda", "one", heading="Elsewhere").endswith("%% vaultkit:end agenda %%\n")


def test_a_block_goes_before_no_heading_inside_another_block():
    text = put_block("## Plan\n", "other", "## Plan\nx", heading=None)
    text = text.replace("## Plan\n", "intro\n", 1)
    written = put_block(text, "agenda", "one", heading="Plan")
    assert [block.name for block in find_blocks(written)] == ["other", "agenda"]


def test_only_the_range_between_the_marks_is_rewritten():
    text = put_block("# Day  \nmine\n\n## After\n- [x] mine too", "agenda", "one", heading="After")
    block = the_block(text)
    written = put_block(text, "agenda", "two\nlines")
    assert written[: block.start] == text[: block.start]
    assert written.endswith(text[block.end :])
    assert the_block(written).content == "two\nlines"
    assert KEPT not in written


def test_an_untouched_block_with_the_same_content_stays_byte_for_byte():
    text = put_block("a", "agenda", "one").replace("\n\n%% vaultkit:end", "\n\n\n\n%%  vaultkit:end")
    assert put_block(text, "agenda", "one\n\n") == text


def test_what_someone_typed_is_moved_below_and_stays_there():
    text = put_block("# Day\n", "agenda", "### Thanks\n- one\n- [ ] task\n")
    typed = text.replace("- one\n", "- one\n- my own line\n").replace("- [ ]", "- [x]")
    assert the_block(typed).touched
    written = put_block(typed, "agenda", "### Thanks\n- two\n- [ ] task")
    below = written[the_block(written).end :]
    assert below == f"\n\n> [!note] {KEPT}\n> - one\n> - my own line\n> - [x] task\n"
    assert not the_block(written).touched
    assert put_block(written, "agenda", "### Thanks\n- two\n- [ ] task") == written
    assert [task.status for task in tasks(written)] == [" ", "x"]


def test_what_was_kept_once_is_kept_beside_what_is_typed_later_and_never_twice():
    text = put_block("", "agenda", "one") + "after\n"
    text = put_block(text.replace("one\n", "one\nfirst\n"), "agenda", "two")
    text = put_block(text.replace("two\n", "two\nsecond\nfirst\n"), "agenda", "three")
    assert text[the_block(text).end :] == (
        f"\n\n> [!note] {KEPT}\n> two\n> second\n\n> [!note] {KEPT}\n> one\n> first\n\nafter\n"
    )


def test_an_edit_that_comes_again_by_itself_leaves_nothing_behind():
    text = put_block("", "agenda", "one").replace("one\n", "one\ntwo\n")
    assert put_block(text, "agenda", "one\ntwo") == put_block("", "agenda", "one\ntwo")


def test_code_typed_inside_a_block_is_kept_in_one_piece():
    text = put_block("", "agenda", "a\n```\nb\n```").replace("a\n", "a\n```\nmine\n```\n", 1)
    written = put_block(text, "agenda", "a\n```\nb\n```")
    assert "> ```\n> mine\n> ```\n" in written


def test_line_ends_follow_the_note_and_the_hash_does_not():
    text = put_block("# Day\r\n", "agenda", "one\ntwo")
    assert "\n" not in text.replace("\r\n", "")
    assert the_block(text).content == "one\ntwo"
    assert not the_block(text).touched
    assert not the_block(text.replace("\r\n", "\n")).touched
    assert (
        put_block(text.replace("two\r\n", "two\r\nmine\r\n"), "agenda", "one").replace("\r\n", "").count("\n")
        == 0
    )


def test_content_that_holds_a_mark_is_refused():
    for mark in ("%% vaultkit:end agenda %%", "  %%vaultkit:begin x 0%%", "a\r%% vaultkit:end agenda %%\rb"):
        with pytest.raises(ValueError, match="mark"):
            put_block("", "agenda", f"one\n{mark}\n")
    with pytest.raises(ValueError, match="name"):
        put_block("", "two words", "one")


@pytest.mark.parametrize(
    "text",
    [
        "```\n%% vaultkit:begin a 0 %%\n%% vaultkit:end a %%\n```\n",
        "%% vaultkit:end a %%\n",
        "%% vaultkit:begin a 0 %%\nx\n",
        "%% vaultkit:begin a 0 %%\n%% vaultkit:end b %%\n",
        "x %% vaultkit:begin a 0 %%\n%% vaultkit:end a %%\n",
        "> %% vaultkit:begin a 0 %%\n> %% vaultkit:end a %%\n",
        "---\na: |\n  x\n%% vaultkit:begin a 0 %%\n%% vaultkit:end a %%\n---\n",
    ],
)
def test_marks_in_code_or_without_their_partner_are_plain_text(text):
    assert find_blocks(text) == []
    assert put_block(text, "a", "new").startswith(text)


def test_of_blocks_inside_each_other_the_inner_one_counts():
    text = (
        "%% vaultkit:begin a 0 %%\n%% vaultkit:begin b 0 %%\nx\n%% vaultkit:end b %%\n%% vaultkit:end a %%\n"
    )
    assert [block.name for block in find_blocks(text)] == ["b"]


def test_of_two_blocks_of_one_name_only_the_first_is_rewritten():
    once = put_block("", "a", "old")
    assert put_block(once + "\n" + once, "a", "new") == put_block("", "a", "new") + "\n" + once


def test_a_fence_that_nothing_closes_hides_no_block():
    text = put_block("```\n", "agenda", "one")
    assert put_block(text, "agenda", "two").count("vaultkit:begin") == 1
    text = put_block("", "agenda", "```\nopen") + "```\nmine\n```\n"
    assert the_block(text).content == "```\nopen"


def test_a_byte_order_mark_stays_first():
    assert put_block("\ufeff", "a", "x").startswith("\ufeff%% vaultkit:begin a ")
    assert put_block("\ufeff# T\n", "a", "x", heading="T").startswith("\ufeff%% vaultkit:begin a ")


@given(TEXT, CONTENT, CONTENT, st.sampled_from([None, "Heading"]))
def test_every_byte_outside_the_block_stays(text, first, second, heading):
    with_block = put_block(text, "agenda", first, heading=heading)
    block = the_block(with_block)
    written = put_block(with_block, "agenda", second)
    assert written.startswith(with_block[: block.start])
    assert written.endswith(with_block[block.end :])
    assert words(text) - {""} <= words(with_block)


@given(TEXT, CONTENT, TEXT, CONTENT)
@example("", "", "> [!note] Kept from an earlier version\n> x", "")
def test_no_typed_word_is_lost_and_doing_it_again_changes_nothing(text, first, typed, second):
    with_block = put_block(text, "agenda", first)
    block = the_block(with_block)
    begin = with_block.index("\n", block.start) + 1
    edited = with_block[:begin] + typed + "\n" + with_block[begin:]
    written = put_block(edited, "agenda", second)
    there = {line.removeprefix(">").strip() for line in words(written)} | words(written)
    assert {line for line in words(edited) if line and "vaultkit:" not in line} <= there
    again = put_block(written, "agenda", second)
    assert put_block(again, "agenda", second) == again
    # A fence left open above the block and closed below it makes an example of the block: then one more is written.
    assert again == written or "```" in text or "~~~" in text


@given(st.text() | TEXT)
def test_blocks_of_any_text_lie_in_order_where_they_are_said_to_be(text):
    position = 0
    for block in find_blocks(text):
        assert position <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip().startswith("%%")
        assert "vaultkit:begin" in text.split("\n")[block.line - 1]
        position = block.end


def test_words_kept_below_a_block_keep_hard_breaks_and_lone_returns():
    text = put_block("", "agenda", "x").replace("x\n", "x\nhard break  \n\nmy\rown\nlast  \n", 1)
    kept = put_block(text, "agenda", "y")
    assert "> hard break  \n>\n> my\rown\n> last  \n" in kept
    assert put_block(kept, "agenda", "y") == kept


def test_lines_that_an_editor_ended_with_a_lone_return_are_not_kept_twice():
    text = put_block("", "agenda", "one\ntwo").replace("one\n", "one\r").replace("two\n", "two\nmine\n")
    assert "> one" not in put_block(text, "agenda", "one\ntwo\nthree")
