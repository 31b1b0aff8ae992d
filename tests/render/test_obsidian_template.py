import re
import time
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.errors import UserError
from vaultkit.notes.note import parse_note
from vaultkit.notes.structure import sections
from vaultkit.render.obsidian_template import fill_in, fill_in_periodic, is_templater, merged

NOW = datetime(2026, 11, 24, 21, 30, 5)


def format_date(now: datetime, pattern: str) -> str:
    """A stand-in that shows what was asked for."""
    return f"<{now:%Y-%m-%d %H:%M} as {pattern}>"


def filled(text: str, **formats: str) -> str:
    return fill_in(text, "24 November", NOW, format_date, **formats)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{title}}", "24 November"),
        ("{{date}}", "<2026-11-24 21:30 as YYYY-MM-DD>"),
        ("{{time}}", "<2026-11-24 21:30 as HH:mm>"),
        ("{{date:YYYY-MM-DD}}", "<2026-11-24 21:30 as YYYY-MM-DD>"),
        ("{{time:YYYY-MM-DD}}", "<2026-11-24 21:30 as YYYY-MM-DD>"),
        ("{{date:dddd, Do MMMM [at] HH:mm}}", "<2026-11-24 21:30 as dddd, Do MMMM [at] HH:mm>"),
        ("{{date:}}", "<2026-11-24 21:30 as YYYY-MM-DD>"),
        (
            "{{DATE}} {{Title}} {{Time:HH}}",
            "<2026-11-24 21:30 as YYYY-MM-DD> 24 November <2026-11-24 21:30 as HH>",
        ),
        ("{{date: YYYY }}", "<2026-11-24 21:30 as  YYYY >"),
        ("{{date:YYYY}}-{{date:MM}}", "<2026-11-24 21:30 as YYYY>-<2026-11-24 21:30 as MM>"),
        ('date: "{{date}}"\r\n', 'date: "<2026-11-24 21:30 as YYYY-MM-DD>"\r\n'),
    ],
)
def test_the_variables_of_obsidians_own_templates_are_filled_in(text: str, expected: str) -> None:
    assert filled(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{{ date }}",
        "{{date }}",
        "{{ title}}",
        "{date}",
        "{{yesterday}}",
        "{{date+1d}}",
        "{{date:YYYY\nMM}}",
        "{{ title | upper }}",
        "{% if partner %}",
        "<% tp.date.now() %>",
        "{{datе}}",
        "{{title:x}}",
        "`{{` and `}}`",
    ],
)
def test_nothing_else_is_touched(text: str) -> None:
    assert filled(text) == text


def test_the_usual_formats_are_those_of_the_templates_plugin() -> None:
    text = filled("{{date}} {{time}}", date_format="DD.MM.", time_format="HH.mm")
    assert text == "<2026-11-24 21:30 as DD.MM.> <2026-11-24 21:30 as HH.mm>"


def test_a_title_that_looks_like_a_variable_is_not_filled_in_again() -> None:
    assert fill_in("{{title}}", "{{date}}", NOW, format_date) == "{{date}}"


@given(st.text())
def test_a_text_without_double_braces_stays_byte_for_byte(text: str) -> None:
    assert filled(text.replace("{{", "{")) == text.replace("{{", "{")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ date }}", "Tuesday"),
        ("{{title}}", "Tuesday"),
        ("{{time}}", "<2026-11-24 21:30 as HH:mm>"),
        ("{{yesterday}}", "<2026-11-23 21:30 as dddd>"),
        ("{{ Tomorrow }}", "<2026-11-25 21:30 as dddd>"),
        ("{{date:YYYY}}", "<2026-11-24 21:30 as YYYY>"),
        ("{{date+1d:YYYY-MM-DD}}", "<2026-11-25 21:30 as YYYY-MM-DD>"),
        ("{{date -1w : MM }}", "<2026-11-17 21:30 as MM>"),
        ("{{date+1d}}", "<2026-11-25 21:30 as dddd>"),
        ("{{time+2h:HH}}", "<2026-11-24 23:30 as HH>"),
        ("{{date+1y:YYYY}}", "{{date+1y:YYYY}}"),
        ("{{date+999999w:YYYY}}", "{{date+999999w:YYYY}}"),
        ("{{monday:YYYY}}", "{{monday:YYYY}}"),
    ],
)
def test_the_variables_of_periodic_notes_are_filled_in(text: str, expected: str) -> None:
    assert fill_in_periodic(text, "Tuesday", NOW, format_date, "dddd") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<% tp.file.title %>", True),
        ("<%* const x = 1\n-%>\nwords", True),
        ("<%+ tp.date.now() %>", True),
        ("5 <% 10", False),
        ("{{date}}", False),
        ("%% a remark %%", False),
    ],
)
def test_a_templater_template_is_known_by_its_commands(text: str, expected: bool) -> None:
    assert is_templater(text) is expected


OURS = """\
---
type: journal
date: 2026-11-24
author: Mara
distress:
gratitude: []
share: false
tags:
  - vaultkit/journal
---
# Tuesday 24 November

*Two minutes are plenty.*

## What happened

## Thank you to Jonas
%% Bullets here reach Jonas. %%

## For our check-in
"""

THEIRS = """\
---
created: "2026-11-24"   # by hand
tags: [daily, log]
mood: 'so-so'
---
# Tuesday

## Tasks
- [ ]

## what  happened
Words.
"""


def test_our_note_is_merged_into_the_template() -> None:
    assert (
        merged(THEIRS, OURS)
        == """\
---
created: "2026-11-24"   # by hand
tags: [daily, log, vaultkit/journal]
mood: 'so-so'
type: journal
date: 2026-11-24
author: Mara
distress:
gratitude: []
share: false
---
# Tuesday

## Tasks
- [ ]

## what  happened
Words.

## Thank you to Jonas
%% Bullets here reach Jonas. %%

## For our check-in
"""
    )


def test_merging_again_changes_nothing() -> None:
    once = merged(THEIRS, OURS)
    assert merged(once, OURS) == once


def test_an_empty_template_becomes_our_note_without_its_title() -> None:
    note = parse_note(merged("", OURS))
    assert note.properties == parse_note(OURS).properties
    assert [section.title for section in sections(note.body)] == [
        "What happened",
        "Thank you to Jonas",
        "For our check-in",
    ]


def test_a_template_without_properties_keeps_its_words_and_line_ends() -> None:
    result = merged("# Day\r\n\r\nWords  \r\nno end", OURS)
    assert "\r\n# Day\r\n\r\nWords  \r\nno end\r\n\r\n## What happened\r\n" in result
    assert not re.search(r"(?<!\r)\n", result)


def test_what_a_template_says_already_stays_and_what_it_left_blank_is_filled() -> None:
    template = "---\ndate: Tuesday\nauthor:\ngratitude:\n---\n"
    properties = parse_note(merged(template, OURS)).properties
    assert properties["date"] == "Tuesday"
    assert properties["author"] == "Mara"
    assert properties["gratitude"] == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("tags:", ["vaultkit/journal"]),
        ("tags: daily", ["daily", "vaultkit/journal"]),
        ("tags: daily, log", ["daily", "log", "vaultkit/journal"]),
        ("tags:\n- daily", ["daily", "vaultkit/journal"]),
        ("tags: [vaultkit/journal]", ["vaultkit/journal"]),
        ('tags: ["#vaultkit/journal"]', ["#vaultkit/journal"]),
        ("tags: vaultkit/journal", "vaultkit/journal"),
        ("tags: 2026", [2026, "vaultkit/journal"]),
    ],
)
def test_tags_of_both_stand_in_one_list(written: str, expected: object) -> None:
    assert parse_note(merged(f"---\n{written}\n---\n", OURS)).properties["tags"] == expected


def test_front_matter_that_cannot_be_added_to_is_refused_with_its_line() -> None:
    with pytest.raises(UserError, match="line 3"):
        merged("---\na: 1\na: 2\n---\n", OURS)


def test_a_heading_in_code_is_not_a_section_of_the_template() -> None:
    assert merged("```\n## For our check-in\n```\n", OURS).count("## For our check-in") == 2


LINES = st.lists(
    st.sampled_from(
        ["# Day", "## For our check-in", "words", "", "  ", "- [ ] x", "```", "> q", "%% x %%", "---", "\t"]
    ),
    max_size=12,
)


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_every_line_of_a_template_is_there_in_order(lines: list[str], newline: str, ended: bool) -> None:
    template = "a template\n" + newline.join(lines) + (newline if ended else "")
    assert template in merged(template, OURS)


@pytest.mark.parametrize(
    "text", ["{{date:" * 5000, "{{date" + " " * 50_000, "{{date:" + " " * 50_000, "<%" * 50_000]
)
def test_a_template_that_never_ends_what_it_begins_costs_no_time(text: str) -> None:
    begun = time.process_time()
    assert fill_in(text, "A day", NOW, format_date) == text
    assert fill_in_periodic(text, "A day", NOW, format_date, "YYYY-MM-DD") == text
    assert not is_templater(text)
    assert time.process_time() - begun < 3
