"""Front matter that would trick, choke or crash a reader: each is reported with its line, and costs next to nothing."""

import math
import time

import pytest

from vaultkit.notes import parse_note
from vaultkit.notes.yaml_events import PythonParser, fastest_parser
from vaultkit.notes.yaml_reader import MAX_CHARACTERS, MAX_DEPTH, MAX_VALUES, read_yaml

PARSERS = pytest.mark.parametrize("parser", [fastest_parser(), PythonParser])


def note_of(lines):
    return parse_note(f"---\n{lines}\n---\nbody\n")


def lines_of(note):
    return [problem.line for problem in note.problems]


def test_front_matter_that_never_ends_is_reported_and_all_of_it_is_body():
    text = "---\ntype: journal\n\n# Heading\n ---\n----\n"
    note = parse_note(text)
    assert (note.properties, note.body, lines_of(note)) == ({}, text, [1])


def test_three_dashes_in_the_body_and_in_code_are_body():
    body = "one\n\n---\n\n```yaml\n---\ntype: moment\n---\n```\n"
    note = parse_note(f"---\ntype: journal\n---\n{body}")
    assert (note.properties, note.body, note.problems) == ({"type": "journal"}, body, ())


def test_a_duplicate_key_keeps_its_first_value_and_is_reported():
    note = note_of("feeling: calm\nmap:\n  a: 1\n  a: 2\nfeeling: tired")
    assert note.properties == {"feeling": "calm", "map": {"a": 1}}
    assert lines_of(note) == [5, 6]


def test_a_tab_for_indentation_is_reported():
    note = note_of("tags:\n\t- a")
    assert (note.properties, lines_of(note)) == ({}, [3])
    assert "tab" in note.problems[0].message


@PARSERS
def test_an_alias_bomb_is_refused_at_its_first_alias(parser):
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(
        f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    began = time.process_time()
    properties, _, problems = read_yaml(bomb, 2, parser)
    assert time.process_time() - began < 1
    assert (properties, [problem.line for problem in problems]) == ({}, [3])


def test_an_alias_to_itself_is_refused():
    assert lines_of(note_of("a: &a [*a]")) == [2]


def test_a_python_object_is_never_made(tmp_path):
    trace = tmp_path / "trace"
    note = note_of(
        f"a: !!python/object/apply:os.system ['touch {trace}']\nb: !!python/name:os.system\nc: !secret d"
    )
    assert not trace.exists()
    assert note.properties == {"a": [f"touch {trace}"], "b": "", "c": "d"}
    assert lines_of(note) == [2, 3, 4]


@PARSERS
@pytest.mark.parametrize(
    "lines",
    [
        "a: " + "[" * 10_000 + "]" * 10_000,
        "a: " + "{b: " * 10_000,
        "a:\n" + "- " * 10_000 + "b",
        "a:\n" + "\n".join(" " * depth + "b:" for depth in range(1, 1_000)),
        "[" * 10_000,
    ],
    ids=["lists", "maps", "dashes", "indentation", "top"],
)
def test_nesting_ten_thousand_deep_is_reported_at_once(lines, parser):
    began = time.process_time()
    properties, _, problems = read_yaml(lines, 2, parser)
    assert time.process_time() - began < 2
    assert properties == {}
    assert len(problems) == 1


def test_nesting_as_deep_as_the_limit_is_read():
    depth = MAX_DEPTH - 1
    assert note_of("a: " + "[" * depth + "]" * depth).problems == ()
    assert lines_of(note_of("a: " + "[" * (depth + 1) + "]" * (depth + 1))) == [2]


def test_too_many_values_and_too_much_text_are_reported():
    assert lines_of(note_of("a: [" + "b, " * MAX_VALUES + "]")) == [2]
    assert lines_of(note_of("a: " + "b" * MAX_CHARACTERS)) == [2]


@pytest.mark.parametrize("number", ["9" * 5_000, "-" + "9" * 5_000, "0x" + "f" * 5_000, "0o" + "7" * 5_000])
def test_a_number_of_five_thousand_digits_stays_text_and_is_reported(number):
    note = note_of(f"a: {number}\nb: 4")
    assert note.properties == {"a": number, "b": 4}
    assert lines_of(note) == [2]


def test_nan_is_reported():
    note = note_of("distress: .nan")
    assert math.isnan(note.properties["distress"])
    assert lines_of(note) == [2]


def test_names_that_are_not_text_become_text():
    assert note_of("1: a\n1.5: b\nnull: c").properties == {"1": "a", "1.5": "b", "null": "c"}
    assert lines_of(note_of("[a, b]: c")) == [2]
    assert lines_of(note_of("{a: b}: c")) == [2]


def test_two_angle_brackets_are_a_name_like_any_other():
    assert note_of("<<: {a: 1}\nb: 2").properties == {"<<": {"a": 1}, "b": 2}
    assert lines_of(note_of("a: &a {b: 1}\n<<: *a")) == [3]


def test_a_flow_mapping_may_be_the_whole_front_matter():
    note = note_of("{type: journal, tags: [a, b],\n distress: 4}")
    assert note.properties == {"type": "journal", "tags": ["a", "b"], "distress": 4}
    assert note.lines == {"type": 2, "tags": 2, "distress": 3}


@PARSERS
@pytest.mark.parametrize(
    "character",
    [
        "\x85",
        "\u2028",
        "\u2029",
        "\0",
        "\x07",
        "\x0b",
        "\x1b",
        "\x7f",
        "\x9f",
        "\ufeff",
        "\uffff",
        "\ud800",
        "\r",
    ],
)
@pytest.mark.parametrize("form", ["one{}two", '"one{}two"', "'one{}two'"])
def test_an_unusual_character_is_a_character_and_not_a_line_end(character, form, parser):
    value = f"one{character}two"
    lines = f"a: {form.format(character)}\nb: [{form.format(character)}]\nc: |\n  {value}\nd{character}: e\n"
    properties, key_lines, problems = read_yaml(lines, 2, parser)
    assert problems == ()
    assert properties == {"a": value, "b": [value], "c": value + "\n", f"d{character}": "e"}
    assert list(key_lines.values()) == [2, 3, 4, 6]


def test_a_private_character_of_the_text_is_not_mistaken_for_one_of_ours():
    assert note_of('a: "\U000f0000\0"\nb: "\\U000F0001\0"').properties == {
        "a": "\U000f0000\0",
        "b": "\U000f0001\0",
    }


@PARSERS
@pytest.mark.parametrize(
    "lines", ['a: "\\UFFFFFFFF"', 'a: "\\ud800"', 'a: "\\q"', "%YAML 9.9\na: b", "%TAG a b", "a: !<", "a: &"]
)
def test_an_escape_or_sign_that_means_nothing_is_reported(lines, parser):
    properties, _, problems = read_yaml(lines, 2, parser)
    assert (properties, [problem.line for problem in problems]) == ({}, [2])


@pytest.mark.parametrize("lines", ["a: b\n...\nc: d", "a: b\n--- c", "a: b\n--- {c: d}"])
def test_a_second_document_is_reported(lines):
    note = note_of(lines)
    assert note.properties == {}
    assert len(note.problems) == 1


def test_an_empty_file_is_a_note():
    assert parse_note("") == ("", {}, "", (), {})


def test_a_byte_order_mark_alone_is_a_note():
    assert parse_note("\ufeff").problems == ()


def test_line_ends_of_cr_alone_are_reported():
    text = "---\rtype: journal\r---\rbody\r"
    note = parse_note(text)
    assert (note.text, note.properties, lines_of(note)) == (text, {}, [1])
