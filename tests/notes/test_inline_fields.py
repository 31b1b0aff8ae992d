import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.notes.inline_fields import inline_fields
from vaultkit.notes.marks import content_hash


@pytest.mark.parametrize(
    "text",
    [
        "distress:: 4",
        "distress::4",
        "  distress :: 4  ",
        "- distress:: 4",
        "1. distress:: 4",
        "- [ ] distress:: 4",
        "> distress:: 4",
        "**Distress**:: 4",
        "**Distress::** 4",
        "_distress_:: 4",
        "It was [distress:: 4] today.",
        "It was (distress:: 4) today.",
        "It was [**distress**:: 4] today.",
        "distress:: 4\r",
        "distress:: %% more or less %% 4",
    ],
)
def test_a_field_is_read_wherever_dataview_reads_it(text: str) -> None:
    assert inline_fields(f"# A day\n\n{text}\nWords.\n") == ({"distress": 4}, {"distress": 3})


@pytest.mark.parametrize(
    "text",
    [
        "---\ntype: journal\nnote: distress:: 4\n---\n",
        "```\ndistress:: 4\n```\n",
        "Write `distress:: 4` there.\n",
        "`distress:: 4`\n",
        "%%\ndistress:: 4\n%%\n",
        "<!-- distress:: 4 -->\n",
        f"%% vaultkit:begin agenda {content_hash('distress:: 4')} %%\ndistress:: 4\n%% vaultkit:end agenda %%\n",
        "We spoke. Then he said distress:: 4\n",
        "distress::\n",
        "distress: 4\n",
        ":: 4\n",
        "[distress:: 4\n",
        "# distress:: 4\n",
    ],
)
def test_what_is_no_field_to_a_reader_is_none(text: str) -> None:
    assert inline_fields(text) == ({}, {})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7.5", 7.5),
        ("-3", -3),
        ("true", True),
        ("false", False),
        ("no", "no"),
        ("2026-11-24", "2026-11-24"),
        ('"21:30"', "21:30"),
        ("21:30", "21:30"),
        ("[[Ladders/Phone|the phone]]", "[[Ladders/Phone|the phone]]"),
        ("tea, then a walk", "tea, then a walk"),
        ("`tea` it was", "`tea` it was"),
        (".nan", ".nan"),
        ("a :: b", "a :: b"),
    ],
)
def test_a_value_is_what_it_would_be_at_the_top_of_the_note(text: str, value: object) -> None:
    found, _ = inline_fields(f"it:: {text}\n")
    assert found == {"it": value}
    assert type(found["it"]) is type(value)


def test_a_name_with_spaces_and_capitals_is_the_property_of_that_name() -> None:
    assert inline_fields("Came  true:: no\nneed_support:: true\n")[0] == {
        "came_true": "no",
        "need_support": True,
    }


def test_a_link_in_brackets_does_not_end_the_field_around_it() -> None:
    text = "After it [ladder:: [[Phone]]] and (feeling:: calm (mostly)), [minutes:: 20]."
    assert inline_fields(text)[0] == {"ladder": "[[Phone]]", "feeling": "calm (mostly)", "minutes": 20}


def test_commas_make_a_list_where_a_list_is_expected() -> None:
    text = 'gratitude:: tea, [[Rain, and sun]], "bread, warm",\nfeeling:: calm, warm\nsteps:: 3\n'
    assert inline_fields(text, {"gratitude", "steps"})[0] == {
        "gratitude": ["tea", "[[Rain, and sun]]", "bread, warm"],
        "feeling": "calm, warm",
        "steps": [3],
    }


def test_several_fields_of_one_name_are_a_list_with_the_line_of_the_first() -> None:
    assert inline_fields("\npeak:: 7\nand [peak:: 5] (peak:: 3)\n") == ({"peak": [7, 5, 3]}, {"peak": 2})


@pytest.mark.parametrize(
    "piece", ["[a::", "(a::", "[a::[[", " ", "[a ", "a::[x]", '",', "- ", "**a", "%%a::", "a::`"]
)
def test_any_line_is_read_in_a_time_that_fits_its_length(piece: str) -> None:
    began = time.process_time()
    inline_fields("[a" + piece * 20_000 + "::", {"a"})
    inline_fields("a::" + piece * 20_000, {"a"})
    assert time.process_time() - began < 3


@given(st.text(st.sampled_from('ab:[]()*_ ,"\n\r`%-0.\0'), max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    values, lines = inline_fields(text, {"a"})
    assert values.keys() == lines.keys()
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
