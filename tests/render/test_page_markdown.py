import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.render.page.markdown import LONGEST, html

ALLOWED = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "em",
    "strong",
    "a",
    "code",
    "pre",
    "blockquote",
    "hr",
    "br",
}


class Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(tag, *one) for one in attrs]


def seen(text):
    parser = Seen()
    parser.feed(html(text))
    return parser


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](http://example.invalid/a.png)",
        "![[picture.png]]",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\nscript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](obsidian://open?vault=a)",
        "[x](file:///etc/passwd)",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](http://example.invalid/)",
        "[x](//example.invalid/)",
        "[x](/somewhere)",
        "<obsidian://open>",
        "[x]\n\n[x]: javascript:alert(1)",
        "<style>body{background:url(https://example.invalid)}</style>",
        "<a href=x>",
        "<!-- x --><meta http-equiv=refresh content=0>",
    ],
)
def test_nothing_in_someones_words_acts_or_loads(text):
    found = seen(text)
    assert found.tags <= ALLOWED - {"a"}
    assert found.attributes == []


@pytest.mark.parametrize("address", ["https://example.org/a?b=c", "mailto:someone@example.org"])
def test_addresses_of_the_web_and_of_mail_can_be_followed(address):
    assert seen(f"[here]({address})").attributes == [("a", "href", address)]


def test_a_picture_is_not_loaded_but_can_be_followed():
    assert seen("![x](https://example.org/a.png)").attributes == [("a", "href", "https://example.org/a.png")]


def test_links_within_the_vault_become_the_names_of_their_notes():
    found = html("- [[2026-W47#Agreements|tick it there]]\n- [[A weekend *away*]]")
    assert "<li>2026-W47</li>" in found
    assert "<li>A weekend *away*</li>" in found or "<li>A weekend away</li>" in found


def test_comments_and_marks_that_turn_the_text_are_left_out():
    assert html("a %%private%% b\u202e\u200f\u0007\n\n%% open\nto the end") == "<p>a  b</p>\n"


def test_a_megabyte_of_words_is_cut_and_read_in_time():
    assert len(html("*a* [[b]] " * 100_000)) < 12 * LONGEST


@given(st.text(alphabet="<>&\"'[]()!|%#*_`:/\\ \njavscriptonedhxq\u202e", max_size=200))
def test_whatever_is_written_only_plain_structure_comes_out(text):
    found = seen(text)
    assert found.tags <= ALLOWED
    for _, name, value in found.attributes:
        assert name in ("href", "title", "start", "class")
        assert name != "href" or re.match(r"https:|mailto:", value, re.IGNORECASE)
