"""Headings, bullets, tasks and links are found where Obsidian shows them, and nowhere else."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.notes.hidden import hidden, mask
from vaultkit.notes.links import Wikilink, wikilinks
from vaultkit.notes.structure import bullets, section_text, sections
from vaultkit.notes.task_lines import tasks

MARKDOWN = st.lists(
    st.sampled_from(
        [
            "# A",
            "## B ##",
            "- x",
            "  - y",
            "> - [ ] z",
            "```",
            "~~~~",
            "%%",
            "%% a %%",
            "<!--",
            "-->",
            "<div>",
            "$$",
            "    code",
            "word",
            "===",
            "---",
            "",
            "`a",
            "``",
            "[[n|m]]",
            "\t- q",
            "1. one",
            "- ```",
            "\\`",
            "> ```",
            "a: b",
        ]
    ),
    max_size=14,
).map("\n".join) | st.text(max_size=60)


def titles(text):
    return [(section.level, section.title) for section in sections(text)]


def test_a_section_reaches_to_the_next_heading_of_its_level_and_holds_those_below():
    text = "intro\n# Day\n## One\na\n### Deep\nb\n## Two\r\nc"
    found = {section.title: text[section.start : section.end] for section in sections(text)}
    assert found == {"Day": text[12:], "One": "a\n### Deep\nb\n", "Deep": "b\n", "Two": "c"}
    assert [section.line for section in sections(text)] == [2, 3, 5, 7]


def test_a_section_is_found_whatever_its_case_closing_marks_or_form_of_accents():
    text = "## For our Check-in ##\n- one\n## Thank you to Mara\u0308\n- two\n"
    assert section_text(text, "for our check-in") == "- one\n"
    assert section_text(text, "Thank you to Mar\u00e4") == "- two\n"
    assert section_text(text, "Elsewhere") is None


@pytest.mark.parametrize(
    "text",
    [
        "```\n# no\n```\n",
        "~~~ python\n# no\n```\n~~~\n",
        "````\n```\n# no\n````\n",
        "```\n# no, and never closed\n",
        "   ```\n# no\n   ```\n",
        "- item\n  ```\n  # no\n  ```\n",
        "- ```\n  # no\n  ```\n",
        "- item\n\n    ```\n    # no\n# no\n    ```\n".replace("# no\n    ```", "    # no\n    ```"),
        "> # no\n",
        "> [!note] # no\n> ## no\n",
        "> ```\n> # no\n> ```\n",
        "%%\n# no\n%%\n",
        "%%\n# no, and never closed\n",
        "%% a\n# no %%\n",
        "<!--\n# no\n-->\n",
        "<div>\n# no\n</div>\n",
        "<details>\n<summary>x</summary>\n# no\n</details>\n",
        "<pre>\n\n# no\n</pre>\n",
        "$$\n# no\n$$\n",
        "    # no\n",
        "- # no\n",
        "#no\n",
        "####### no\n",
        "\\# no\n",
        "---\n# no\na: 1\n---\n",
        "\ufeff---\na: 1\n# no\n---\n",
        "- item\n---\n",
        "> quote\n---\n",
        "a | b\n--|--\n",
        "| a |\n|---|\n",
        "\n---\n",
    ],
)
def test_what_only_looks_like_a_heading_is_none(text):
    assert titles(text) == []
    assert titles(text.replace("\n", "\r\n")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```\nno\n```\n# Yes\n", [(1, "Yes")]),
        ("> ```\n> open\n\n# Yes\n", [(1, "Yes")]),
        ("- ```\n  open\n# Yes\n", [(1, "Yes")]),
        ("    ```\n# Yes\n", [(1, "Yes")]),
        ("``` a`b ```\n# Yes\n", [(1, "Yes")]),
        ("100 %% sure\n\n# Yes\n\n%%\n", [(1, "Yes")]),
        ("it costs $$\n\n# Yes\n\n$$\n", [(1, "Yes")]),
        ("`open\n\n# Yes\n\n`\n", [(1, "Yes")]),
        ("\\`\n# Yes\n`\n", [(1, "Yes")]),
        ("`%%`\n# Yes\n`%%`\n", [(1, "Yes")]),
        ("<https://example.org>\n# Yes\n", [(1, "Yes")]),
        ("a < b\n# Yes\n", [(1, "Yes")]),
        ("<div>\nx\n</div>\n\n# Yes\n", [(1, "Yes")]),
        ("   ## Yes\n", [(2, "Yes")]),
        ("#\tYes  ##  \n", [(1, "Yes")]),
        ("#\n", [(1, "")]),
        ("# A `b` %%c%%\n", [(1, "A `b`")]),
        ("# C#\n", [(1, "C#")]),
        ("`open\n# Yes\n`\n", [(1, "Yes")]),
        ("Yes\n===\n", [(1, "Yes")]),
        ("a\n---\nb\n---\n", [(2, "a"), (2, "b")]),
        ("```\nno\n```\nYes\n---\n", [(2, "Yes")]),
        ("One\ntwo\n---\n", [(2, "One two")]),
        ("# A\nYes\n---\n", [(1, "A"), (2, "Yes")]),
        ("---\n# Yes\n---\n", [(1, "Yes")]),
        ("---\na: 1\n---\n# Yes\n---\n", [(1, "Yes")]),
        ("\ufeff# Yes\n", [(1, "Yes")]),
        ("%% vaultkit:begin a 0 %%\n# Yes\n\n%% vaultkit:end a %%\n", [(1, "Yes")]),
    ],
)
def test_what_is_a_heading_is_found(text, expected):
    assert titles(text) == expected
    assert titles(text.replace("\n", "\r\n")) == expected


@given(MARKDOWN)
def test_hiding_keeps_every_line_end_and_every_offset(text):
    masked = mask(text)
    assert len(masked) == len(text)
    assert [i for i, c in enumerate(masked) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]
    parts = hidden(text)
    assert all(a.end <= b.start for a, b in pairwise(parts))
    assert all(part.start < part.end <= len(text) for part in parts)


@given(MARKDOWN)
def test_any_text_is_read_and_lines_are_where_they_are_said_to_be(text):
    lines = text.split("\n")
    for section in sections(text):
        assert 0 <= section.start <= section.end <= len(text)
        assert section.title.split(" ")[0] in lines[section.line - 1]
    for task in tasks(text):
        assert f"[{task.status}]" in lines[task.line - 1]
    for link in wikilinks(text):
        assert "[[" in lines[link.line - 1]
    assert all(bullet == bullet.strip() and "\n" not in bullet for bullet in bullets(text))


def test_bullets_are_the_items_at_the_top_each_on_one_line():
    text = (
        "- you came to pick me up\n  without my asking\nlazily\n* second\n\n  its second paragraph\n"
        "+ third\n\t- nested one\n\t  and more\n\t- nested two\n1. fourth\n2) fifth\n- \n-\n- [ ] sixth %%not this%%\n"
        "\nA paragraph.\n1984. was a year\n\n   - indented a little\n"
    )
    expected = [
        "you came to pick me up without my asking lazily",
        "second its second paragraph",
        "third; nested one and more; nested two",
        "fourth",
        "fifth",
        "sixth",
        "indented a little",
    ]
    assert bullets(text) == expected
    assert bullets(text.replace("\n", "\r\n")) == expected


def test_what_only_looks_like_a_bullet_is_none():
    text = (
        "```\n- no\n```\n%%\n- no\n%%\n> - no\n***\n- - -\n    - no\n-no\n<!--\n- no\n-->\n"
        "%% vaultkit:begin agenda 0 %%\n- no\n\n%% vaultkit:end agenda %%\n"
    )
    assert bullets(text) == []


def test_a_comment_in_a_bullet_is_not_shown_and_code_is():
    assert bullets(
        "- see `a [[b]]` %%only for me%% please\n- %%only for me%%\n- <!-- me -->you\n- a %% b\n  c %%\n"
    ) == [
        "see `a [[b]]` please",
        "you",
        "a",
    ]


def test_a_task_has_its_owner_and_dates():
    [task] = tasks("- [ ] Plan the Christmas visits (Mara) 📅 2026-11-22\n")
    assert task == (1, " ", "Plan the Christmas visits", "Mara", "2026-11-22", None, None)
    [task] = tasks("\n* [x] Call the landlord (Jonas) 📅 2026-11-20 ✅ 2026-11-19\r\n")
    assert task == (2, "x", "Call the landlord", "Jonas", "2026-11-20", "2026-11-19", None)
    [task] = tasks("1. [-] Try the no-phones dinner (both) 📅 2026-11-08 ❌ 2026-11-09")
    assert task == (1, "-", "Try the no-phones dinner", "both", "2026-11-08", None, "2026-11-09")


@pytest.mark.parametrize(
    "signs",
    [
        "📅 2026-11-22",
        "📅2026-11-22",
        "📅\ufe0f 2026-11-22",
        "⏫ 🔁 every week when done ➕ 2026-11-01 🛫 2026-11-02 ⏳ 2026-11-03 📅 2026-11-22",
        "📅 2026-11-22 🔽 🏁 delete 🆔 abc-1 ⛔ def,ghi #home #tag/inner ^block-1",
        "#home 📅 2026-11-22  ",
    ],
)
def test_signs_are_taken_from_the_end_of_the_line(signs):
    [task] = tasks(f"- [ ] Write (to them) (Mara) {signs}")
    assert (task.text, task.owner, task.due) == ("Write (to them)", "Mara", "2026-11-22")


def test_signs_before_other_words_are_part_of_the_description():
    [task] = tasks("- [ ] Before 📅 2026-11-22 we talk (Mara) soon")
    assert (task.text, task.owner, task.due) == ("Before 📅 2026-11-22 we talk (Mara) soon", "", None)


def test_nested_tasks_and_those_in_callouts_count_and_those_in_code_and_comments_do_not():
    text = "- a\n\t- [ ] one\n\t\t- [/] two\n> [!todo]\n> - [ ] three\n```\n- [ ] no\n```\n%%\n- [ ] no\n%%\n\n    - [ ] no\n- [ ] \n"
    assert [(task.line, task.status, task.text) for task in tasks(text)] == [
        (2, " ", "one"),
        (3, "/", "two"),
        (5, " ", "three"),
    ]


def test_wikilinks_are_found_outside_code_and_comments():
    text = (
        "---\na: '[[no]]'\n---\n[[Note]] ![[Note#Part one|shown so]]\n`[[no]]` %%[[no]]%% \\[[no]]\n"
        "| [[a\\|b]] |\n[[#^here]]\n```\n[[no]]\n```\n[[]] [[ ]]\n"
    )
    assert wikilinks(text) == [
        Wikilink("Note", "", "", False, 4),
        Wikilink("Note", "Part one", "shown so", True, 4),
        Wikilink("a", "", "b", False, 6),
        Wikilink("", "^here", "", False, 7),
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "`" * 3 + "a\n",
        "%%",
        "$$ ",
        "- [ ] ",
        "[[",
        "<div>\n",
        "\\",
        "`a``",
        "> ",
        "    ```\n",
        "a\n---\n",
        "~~~a\n",
        "# \n",
        "<!-- \n\n",
        "$$ a\n\n",
        "%% vaultkit:begin a %%\n",
        "- `a`\n",
    ],
)
def test_a_very_long_text_of_marks_is_read_in_good_time(piece):
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    for read in (sections, bullets, tasks, wikilinks):
        read(text)
    assert time.process_time() - start < 4
