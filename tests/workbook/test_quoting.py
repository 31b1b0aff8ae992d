import re
import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vaultkit.notes.links import wikilinks
from vaultkit.notes.task_lines import tasks
from vaultkit.workbook.quoting import LONGEST, as_link, one_line, quoted

_PIECES = st.sampled_from(
    [
        "%%",
        "[[",
        "]]",
        "![",
        "](",
        ")",
        "`",
        "<",
        ">",
        "::",
        "#",
        "##",
        "-",
        "+",
        "*",
        "**",
        "_",
        "__",
        "~~",
        "==",
        "$",
        "$$",
        "{",
        "{%",
        "\\",
        "|",
        "^",
        ":",
        "!",
        "[",
        "]",
        "://",
        "javascript:",
        "a",
        "b",
        "1.",
        " ",
        "\n",
        "\r",
        "\u202e",
        "\u2028",
        "\u200b",
        "\0",
        "\ud800",
    ]
)
ANYTHING = st.text(st.characters()) | st.lists(_PIECES, max_size=30).map("".join)
PLAIN = st.from_regex(r"[A-Za-zäöüßéñ]+([ ,;?!/&'-]{1}[A-Za-zäöüßéñ0-9]+)*[.!?)]?", fullmatch=True)


@given(ANYTHING)
@example("![![a](b)](Journal/2026-11-24.md)")
@example(":::::")
@example("%%%%%")
@example("[[[[[[a]]]]]]")
@settings(max_examples=400)
def test_whatever_is_quoted_is_one_line_in_which_nothing_acts(text: str) -> None:
    line = quoted(text)
    assert line == " ".join(line.split())
    assert line.isprintable() or not one_line(text).isprintable()
    for mark in ("%%", "[[", "]]", "![", "](", "]:", "`", "<", "::", "==", "{{", "{%", "^"):
        assert mark not in line
    assert not re.search(r"(?<!\w)#(?=[A-Za-z])", line)
    assert "://" not in re.sub(r"\bhttps?://", "", line, flags=re.IGNORECASE)
    assert not tasks(f"- {line}\n")
    assert not wikilinks(line)
    assert len(line) <= 3 * LONGEST


@given(ANYTHING, ANYTHING)
@settings(max_examples=400)
def test_emphasis_in_one_bullet_never_reaches_into_the_words_around_it(one: str, other: str) -> None:
    for line in (quoted(one), quoted(other)):
        bare = re.sub(rf"\\[{re.escape(string.punctuation)}]", "x", line)
        assert not re.search(r"\*(?=\S)|(?<=\S)\*|~~|(?<!\w)_|_(?!\w)|(?<!\s)\$", bare)
        assert not bare.endswith("\\")


@given(ANYTHING)
def test_words_are_there_unless_there_were_none(text: str) -> None:
    assert bool(quoted(text)) == bool(text.strip())


@given(PLAIN)
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert quoted(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "#1 thing",
        "3 > 2",
        "C++",
        "C# and Db",
        "100 % ours",
        "a & b",
        "5 * 3",
        "50/50",
        "-5 degrees",
        "+1",
        "snake_case",
        "😀 👩‍🚀 🏳️‍🌈",
        "“so” – and …",
        "it's 19:30",
        "1.5 km",
        "(yes)",
        "who?! me",
        "~20 min",
        "we paid $5",
        "a | b",
        "https://example.org/a?b=c",
        "data: see the sheet",
        "שלום",
        "你好，世界",
    ],
)
def test_ordinary_punctuation_and_emoji_stay_as_they_are(text: str) -> None:
    assert quoted(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[Diary]] and [[Diary|my day]] and ![[Diary]]", "Diary and my day and Diary"),
        ("[here](obsidian://open) and ![x](https://example.org/x.png)", "here and x"),
        ("so **very** _glad_ and ~~not~~", "so very glad and not"),
        ("a*b", r"a\*b"),
        ("- - walk", "walk"),
        ("> a quotation", r"\> a quotation"),
        ("# a heading", r"\# a heading"),
        ("2026. That year", r"2026\. That year"),
        ("one\n\n%% vaultkit:end agenda %%", "one % % vaultkit:end agenda % %"),
        ("¯\\_(ツ)_/¯", "¯\\\\\\_(ツ)\\_/¯"),
        ("cafe\u0301", "café"),
        ("x" * 9999, "x" * (LONGEST - 1) + "…"),
    ],
)
def test_what_would_act_is_taken_apart_and_its_words_stay(text: str, expected: str) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "name", ["Sunday walk", "Save 20 %", "snake_case", "It's (ours), mostly!", "Größe 😀"]
)
def test_a_note_is_linked_by_its_name(name: str) -> None:
    assert as_link(name) == f"[[{name}]]"
    assert as_link(name, "tick it there", "Agreements") == f"[[{name}#Agreements|tick it there]]"


@pytest.mark.parametrize(
    "name", ["a|b", "a#b", "a]]b", "a^b", "%% vaultkit:end agenda %%", "a::b", "`x`", "<x>", "$5 $6", ""]
)
def test_a_name_that_cannot_stand_in_a_link_is_quoted(name: str) -> None:
    assert as_link(name) == quoted(name)
