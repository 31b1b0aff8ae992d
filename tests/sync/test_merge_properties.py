"""What holds for the merge of any notes: nothing lost, the same on both machines, whole in form."""

import re
from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from vaultkit.notes.hidden import hidden
from vaultkit.sync import merge_notes

FRONT_MATTER = ("---\nmood", "---\ntype", "---\nadded")
BLOCKS = st.sampled_from(
    (
        "## Evening",
        "### Small things",
        "# Week 48",
        "We walked along the river. It rained a little.",
        "Jonas made soup, and we ate it slowly.",
        "a short line\nthat goes on below\nand ends here.",
        "- [ ] call the plumber",
        "- [x] buy lamp oil 📅 2026-11-24",
        "- tea\n  - green\n  - black",
        "1. first\n2. second",
        "| day | mood |\n| --- | --- |\n| Mon | 7 |\n| Tue | 4 |",
        "```python\nprint('hello')\n```",
        "> [!note] Remember\n> the keys",
        "%%\na thought for later\n%%",
        "[^1]: where it comes from",
        "$$\nx + y\n$$",
        "我们去公园散步。",
        "今日は雨でした",
        "שלום לכולם",
        "👩‍👩‍👧 cafe\u0301 and é",
        "---",
        "",
    )
)
WORDS = st.sampled_from(
    ("warm", "Mara", "later", "2026-11-25", "茶", "🌙", "quiet", "[[Ladder]]", "`code`", "%%x%%")
)
FRONT = st.sampled_from(
    (
        "",
        "---\nmood: 7\ntags: [calm]\n---\n",
        "---\ntype: journal\nupdated: 2026-11-24\ntags:\n  - calm\n  - rain\n---\n",
    )
)


@st.composite
def versions(draw: st.DrawFn) -> tuple[str, str, str]:
    """A note and what two people made of it."""
    blocks = draw(st.lists(BLOCKS, max_size=9))
    front = draw(FRONT)
    base = front + "\n\n".join(blocks) + draw(st.sampled_from(("\n", "")))
    return base, edited(draw, blocks, front), edited(draw, blocks, front)


def edited(draw: st.DrawFn, blocks: list[str], front: str) -> str:
    blocks = list(blocks)
    for _ in range(draw(st.integers(0, 4))):
        what = draw(st.sampled_from(("add", "delete", "move", "word", "word", "front")))
        at = draw(st.integers(0, len(blocks)))
        if what == "add" or not blocks:
            blocks.insert(at, draw(BLOCKS))
        elif what == "delete":
            blocks.pop(at - 1)
        elif what == "move":
            block = blocks.pop(at - 1)
            blocks.insert(draw(st.integers(0, len(blocks))), block)
        elif what == "word":
            words = blocks[at - 1].split(" ")
            words.insert(draw(st.integers(0, len(words))), draw(WORDS))
            blocks[at - 1] = " ".join(words)
        elif front:
            front = front.replace(
                "---\n", f"---\nadded-{draw(st.integers(1, 3))}: {draw(st.integers(0, 9))}\n", 1
            )
    return front + "\n\n".join(blocks) + draw(st.sampled_from(("\n", "")))


def words(text: str) -> Counter[str]:
    by_character = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    return Counter(re.findall(rf"[{by_character}]|[^\W{by_character}]+", text))


def is_closed(text: str) -> bool:
    return all(part.closed for part in hidden(text))


@given(versions())
def test_swapping_the_sides_gives_the_same_text_to_the_byte(three: tuple[str, str, str]) -> None:
    base, ours, theirs = three
    assert merge_notes(base, ours, theirs) == merge_notes(base, theirs, ours)
    assert merge_notes(None, ours, theirs) == merge_notes(None, theirs, ours)


@given(versions())
def test_what_one_side_left_alone_is_what_the_other_side_made_of_it(three: tuple[str, str, str]) -> None:
    base, ours, _ = three
    assert merge_notes(base, base, ours).text == ours
    assert merge_notes(base, ours, base).text == ours
    assert merge_notes(base, ours, ours).text == ours
    assert merge_notes(None, ours, ours).text == ours


@given(versions())
@example(("", "- tea\n", "- coffee"))
def test_no_added_word_is_lost(three: tuple[str, str, str]) -> None:
    base, ours, theirs = three
    for old in (base, None):
        result = words(merge_notes(old, ours, theirs).text)
        before = words(old or "")
        assert not ((words(ours) - before) | (words(theirs) - before)) - result


@given(versions())
def test_the_merge_of_a_merge_with_either_side_changes_nothing(three: tuple[str, str, str]) -> None:
    _, ours, theirs = three
    merged = merge_notes(*three).text
    assert merge_notes(ours, merged, ours).text == merged
    assert merge_notes(theirs, theirs, merged).text == merged


@given(versions())
def test_fences_and_comments_stay_closed_and_no_conflict_mark_appears(three: tuple[str, str, str]) -> None:
    base, ours, theirs = three
    result = merge_notes(base, ours, theirs).text
    assert is_closed(result) or not (is_closed(ours) and is_closed(theirs))
    assert not re.search(r"^(<{7}|>{7}|={7})", result, re.MULTILINE)


@given(versions())
def test_each_property_stands_once(three: tuple[str, str, str]) -> None:
    if all(text.startswith(FRONT_MATTER) and are_once(text) for text in three[1:]):
        assert are_once(merge_notes(*three).text)


def are_once(text: str) -> bool:
    names = re.findall(r"^([\w-]+):", text[4 : text.index("\n---\n", 3)], re.MULTILINE)
    return len(names) == len(set(names))


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_merged(base: str, ours: str, theirs: str) -> None:
    merged = merge_notes(base, ours, theirs)
    assert merged == merge_notes(base, theirs, ours)
    before = words(base)
    assert not ((words(ours) - before) | (words(theirs) - before)) - words(merged.text)
