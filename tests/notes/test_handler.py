"""python-frontmatter reads and writes properties as we do."""

import frontmatter
import pytest

from vaultkit.notes import NoteHandler, UserError, parse_note

NOTE = """\
---
type: journal
time: 21:30
country: no
zebra: 1
apple: 2
tags:
  - vaultkit/journal
place:
  city: Graz
---
# Tuesday

-----
"""


def test_python_frontmatter_reads_our_properties():
    post = frontmatter.loads(NOTE, handler=NoteHandler())
    assert post.metadata == parse_note(NOTE).properties
    assert post["time"] == "21:30"
    assert post["country"] == "no"
    assert post.content == "# Tuesday\n\n-----"


def test_what_python_frontmatter_writes_keeps_its_order_and_reads_back():
    post = frontmatter.loads(NOTE, handler=NoteHandler())
    written = frontmatter.dumps(post)
    assert written == (
        '---\ntype: journal\ntime: "21:30"\ncountry: "no"\nzebra: 1\napple: 2\ntags:\n  - vaultkit/journal\n'
        "place: {city: Graz}\n---\n\n# Tuesday\n\n-----"
    )
    assert frontmatter.loads(written, handler=NoteHandler()).metadata == post.metadata
    assert frontmatter.loads(written).metadata == post.metadata


@pytest.mark.parametrize("text", ["no front matter", "---\nnever: ends\n", ""])
def test_text_without_front_matter_is_all_content(text):
    post = frontmatter.loads(text, handler=NoteHandler())
    assert post.metadata == {}
    assert post.content == text.strip()


def test_the_handler_knows_its_own():
    handler = NoteHandler()
    assert handler.detect(NOTE)
    assert not handler.detect("-----\na: b\n-----\n")


def test_front_matter_that_cannot_be_read_raises_with_its_line():
    with pytest.raises(UserError, match=r"^line 3: "):
        frontmatter.loads("---\na: b\nc: d: e\n---\n", handler=NoteHandler())


def test_a_note_without_properties_can_be_written():
    assert (
        frontmatter.loads(
            frontmatter.dumps(frontmatter.Post("body", NoteHandler())), handler=NoteHandler()
        ).content
        == "body"
    )
