"""What the merge keeps of notes that are odd, hostile or generated."""

import time

import pytest

from vaultkit.notes.blocks import content_hash, find_blocks
from vaultkit.sync import merge_notes

MARKED = "%% vaultkit:begin agenda {hash} %%\n{content}\n%% vaultkit:end agenda %%\n"


def block(content: str, written: str | None = None) -> str:
    return MARKED.format(hash=content_hash(content if written is None else written), content=content)


def test_one_of_two_generated_blocks_stands_and_counts_as_untouched() -> None:
    base, ours, theirs = (f"# Week\n\n{block(line)}" for line in ("- one", "- two", "- three"))
    merged = merge_notes(base, ours + "\nMara's words.\n", theirs).text
    (found,) = find_blocks(merged)
    assert not found.touched
    assert "Mara's words." in merged
    assert merged.count("vaultkit:begin") == 1


def test_words_typed_in_a_generated_block_are_lifted_out_on_both_sides() -> None:
    base = f"# Week\n\n{block('- one')}\nBelow.\n"
    ours = f"# Week\n\n{block('- one' + chr(10) + '- by Mara', '- one')}\nBelow.\n"
    theirs = f"# Week\n\n{block('- one' + chr(10) + '- by Jonas', '- one')}\nBelow.\n"
    merged = merge_notes(base, ours, theirs).text
    (found,) = find_blocks(merged)
    assert not found.touched
    assert found.content == "- one"
    for words in ("- by Mara", "- by Jonas", "Kept from an earlier version", "Below."):
        assert words in merged[found.end :]


def test_a_block_that_one_side_left_alone_becomes_the_other_side_s() -> None:
    base, theirs = (f"# Week\n\n{block(line)}\nEnd.\n" for line in ("- one", "- two"))
    merged = merge_notes(base, base.replace("End.", "End of it."), theirs.replace("End.", "The end.")).text
    assert block("- two") in merged


def test_an_emptied_note_does_not_empty_what_the_other_side_wrote() -> None:
    merged = merge_notes("- soup\n", "\n", "- soup with leeks\n")
    assert merged.text == "- soup with leeks\n"
    assert "emptied" in merged.kept_both[0].why
    assert merge_notes("- soup\n", "", "- soup\n").text == ""


def test_every_line_end_becomes_that_of_the_base_where_both_wrote() -> None:
    merged = merge_notes("a\r\nb\r\n", "a\r\nb\r\nc\r\n", "a\nb\nd\n").text
    assert merged.replace("\r\n", "") == "abcd"
    assert merge_notes("a\r\n", "a\r\n", "a\nb\n").text == "a\nb\n"


def test_the_later_of_two_dates_stands_under_a_key_that_says_when_a_note_was_changed() -> None:
    note = "---\nlast-edited: {}\n---\nText.\n"
    days = ("2026-11-20", "2026-11-24", "2026-11-22")
    merged = merge_notes(*(note.format(day) for day in days))
    assert merged.text == note.format("2026-11-24")
    assert not merged.kept_both


def test_a_property_with_two_new_values_stands_once_and_the_other_in_a_callout() -> None:
    merged = merge_notes("---\nmood: 5\n---\n", "---\nmood: 6\n---\n", "---\nmood: 7\n---\n")
    assert merged.text == "---\nmood: 7\n---\n> [!question] Two versions\n> mood: 6\n"
    assert [one.kind for one in merged.kept_both] == ["property"]


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("x\n" * 60_000, "x\n" * 60_000 + "a\n", "x\n" * 60_000 + "b\n"),
        (
            "".join(f"## {n}\n\nwords {n}\n\n" for n in range(10_000)),
            "".join(f"## {n}\n\nour words {n}\n\n" for n in range(10_000)),
            "".join(f"## {n}\n\nwords {n} of theirs\n\n" for n in range(10_000)),
        ),
        ("```\n" + "x y\n" * 3_000, "```\n" + "x y\n" * 3_000 + "a\n", "```\n" + "x y\n" * 3_000 + "b\n"),
        ("%%\n" * 3_001, "%%\n" * 3_002 + "a", "%%\n" * 3_003 + "b"),
        ("a\0b\n", "a\0b c\n\0", "a\0b d\n\0\0"),
        ("  - x\n" * 3_000, "  - x\n" * 3_000 + "a", "  - x\n" * 2_999 + "b"),
        (
            "%% vaultkit:begin a 1 %%\n" * 1_000,
            "%% vaultkit:begin a 1 %%\n" * 1_000 + "a\n%% vaultkit:end a %%\n",
            "%% vaultkit:begin a 1 %%\n" * 1_000 + "b\n%% vaultkit:end a %%\n",
        ),
        ("a b " * 40_000, "a b " * 40_000 + "c", "d " + "a b " * 40_000),
        ("`" * 50_000, "`" * 50_001 + "a", "`" * 50_002 + "b"),
        ("> " * 3_000 + "x\n", "> " * 3_000 + "x a\n", "> " * 3_000 + "x b\n"),
    ],
    ids=["lines", "headings", "fence", "comments", "nul", "items", "marks", "one line", "ticks", "quotes"],
)
def test_a_hostile_note_is_merged_in_bounded_time_and_loses_nothing(
    base: str, ours: str, theirs: str
) -> None:
    started = time.perf_counter()
    merged = merge_notes(base, ours, theirs)
    assert time.perf_counter() - started < 20
    assert merge_notes(base, theirs, ours) == merged
    added = (set(ours.split()) | set(theirs.split())) - set(base.split())
    assert added <= set(merged.text.split())


def test_a_note_too_long_for_words_is_merged_by_lines_and_says_so() -> None:
    base = "".join(f"line {n}\n" for n in range(21_000))
    merged = merge_notes(
        base, base.replace("line 7\n", "line seven\n"), base.replace("line 7\n", "line VII\n")
    )
    assert "too long" in merged.kept_both[0].why
    assert "line VII\nline seven\n" in merged.text


def test_random_edits_of_the_example_vault_lose_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    from vaultkit.data import packaged

    fuzz = pytest.importorskip("benchmarks.merge_fuzz", reason="only a checkout has the benchmarks")
    assert fuzz.run(fuzz.notes_of(packaged("example-vault")), seed=5, count=150) == 0
    assert "seed 5, 150 merges" in capsys.readouterr().out
