"""A template from a stranger cannot stall, fill memory, look around or run anything."""

import datetime
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.errors import UserError
from vaultkit.notes.blocks import find_blocks
from vaultkit.notes.marks import count_marks
from vaultkit.notes.putting import put_block
from vaultkit.render.environment import render
from vaultkit.render.sources import template_source

VALUES = {
    "date": datetime.date(2026, 11, 24),
    "me": "Mara",
    "partner": "Jonas",
    "names": ["Mara", "Jonas"],
    "many": ["x"] * 200,
    "agenda": "word " * 10_000,
}
ATTACKS = {
    "repeating a text": "{{ 'x' * 900000000 }}",
    "repeating a value": "{{ me * 900000000 }}",
    "repeating where nothing is written": "{% if 'x' * 900000000 %}{% endif %}",
    "a huge power": "{{ 9 ** 9 ** 9 ** 9 }}",
    "a wide number": "{{ '%900000000d' % 1 }}",
    "the format method": "{{ '{:>900000000}'.format(1) }}",
    "the format filter": "{{ '%900000000d' | format(1) }}",
    "padding left": "{{ 'x'.ljust(900000000) }}",
    "padding with noughts": "{{ 'x'.zfill(900000000) }}",
    "padding both sides": "{{ 'x'.center(900000000) }}",
    "the center filter": "{{ 'x' | center(900000000) }}",
    "the indent filter": "{{ 'x' | indent(900000000) }}",
    "tabs": "{{ '\t'.expandtabs(900000000) }}",
    "replacing": "{{ agenda.replace('w', agenda) }}",
    "joining": "{{ agenda.join(agenda) }}",
    "joining a text": "{{ agenda | join(agenda) }}",
    "joining with a long text": "{{ many | join('" + "y" * 30_000 + "') }}",
    "a range": "{% for i in range(900000000) %}{% endfor %}",
    "lorem ipsum": "{{ lipsum(900000) }}",
    "cycler": "{{ cycler('a') }}",
    "namespace": "{% set n = namespace(a=1) %}",
    "three loops deep": "{% for a in many %}{% for b in many %}{% for c in many %}{% endfor %}{% endfor %}{% endfor %}",
    "a loop over a literal": "{% for a in [1, 2, 3] %}{% endfor %}",
    "a loop over a filter": "{% for a in many | join %}{% endfor %}",
    "a loop over a text": "{% for a in agenda %}{% endfor %}",
    "a loop that calls itself": "{% for a in many recursive %}{{ loop(many) }}{% endfor %}",
    "two loops over much": "{% for a in many %}{% for b in many %}{% endfor %}{% endfor %}",
    "many loops": "{% for a in many %}{% endfor %}" * 800,
    "a macro": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "a call": "{% call me() %}{% endcall %}",
    "set": "{% set a = me %}{{ a }}",
    "a set block": "{% set a %}x{% endset %}",
    "with": "{% with a = me %}{{ a }}{% endwith %}",
    "a block": "{% block a %}{% endblock %}",
    "including": "{% include '/etc/passwd' %}",
    "importing": "{% import 'os' as os %}",
    "importing from": "{% from 'os' import system %}",
    "extending": "{% extends 'journal.md' %}",
    "a filter block": "{% filter upper %}x{% endfilter %}",
    "autoescape": "{% autoescape true %}{% endautoescape %}",
    "classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "classes by attr": "{{ me | attr('__class__') }}",
    "classes by item": "{{ me['__class__'] }}",
    "the template itself": "{{ self }}",
    "the context": "{{ self._TemplateReference__context }}",
    "the loop's innards": "{% for a in names %}{{ loop.__class__ }}{% endfor %}",
    "undefined's innards": "{{ nothing.__class__ }}",
    "map": "{{ names | map('upper') }}",
    "joining by ~": "{{ agenda ~ agenda }}",
    "adding": "{{ agenda + agenda }}",
    "a slice": "{{ agenda[::2] }}",
    "a list": "{{ [[['x']]] }}",
    "a dict": "{{ {'a': 1} }}",
    "a test": "{{ me is sameas(me) }}",
    "comparing": "{% if date < me %}{% endif %}",
    "our own inner filters": "{{ me | place }}{{ me | each }}",
    "upper over much": "{% if agenda | upper %}{% endif %}",
    "too many words": "{{ agenda }}" * 30,
    "too many words in a loop": "{% for a in many %}{{ agenda }}{% endfor %}",
    "long template": "x" * 33_000,
    "a NUL": "a\n\0",
    "forged gaps": "\x000\x00{{ me }}",
    "deep brackets": "{{ " + "(" * 15_000 + "me" + ")" * 15_000 + " }}",
    "many nots": "{% if " + "not " * 8_000 + "me %}{% endif %}",
    "many ors": "{% if " + "me or " * 5_000 + "me %}{% endif %}",
    "many elses": "{{ " + "me if me else " * 2_000 + "me }}",
    "deep conditions": "{% if me %}" * 1_000 + "{% endif %}" * 1_000,
    "many filters": "{{ me" + "|upper" * 5_000 + " }}",
    "a long number": "{{ " + "9" * 5_000 + " }}",
    "a long hex number": "{{ 0x" + "f" * 30_000 + " }}",
    "open braces": "{" * 32_000,
    "open remarks": "{#" * 16_000,
    "open raw": "{% raw %}" * 3_500,
    "properties without end": "---\n" + "a: {{ me }}\n" * 2_500,
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused_at_once_with_the_templates_name(attack: str) -> None:
    before = time.process_time()
    with pytest.raises(UserError) as caught:
        render(ATTACKS[attack], "Templates/vaultkit/journal.md", VALUES)
    assert time.process_time() - before < 1
    assert str(caught.value).startswith("Templates/vaultkit/journal.md:")
    assert len(str(caught.value)) < 400


HARMLESS_BUT_BIG = {
    "spaces": " " * 32_000 + "{% if me %}{% endif %}",
    "newlines": "\n" * 32_000,
    "hashes in a property": "---\na: " + " #" * 16_000 + "{{ me }}\n---\n",
    "blanks in a property": "---\na: x" + " " * 32_000 + "x{{ me }}\n---\n",
    "colons in a property": "---\na: " + ":" * 32_000 + "{{ me }}\n---\n",
    "quotation marks": "---\na: " + "\"'" * 16_000 + "{{ me }}\n---\n",
    "many values": "{{ me }}" * 4_000,
    "many conditions": "{% if me == agenda %}a{% elif agenda == me %}b{% endif %}" * 550,
    "many dashes": "---\n" + "----\n" * 6_000 + "---\n",
}


@pytest.mark.parametrize("template", HARMLESS_BUT_BIG)
def test_the_longest_templates_are_done_within_seconds(template: str) -> None:
    before = time.process_time()
    try:
        text = render(HARMLESS_BUT_BIG[template], "x.md", VALUES)
    except UserError as error:
        text = str(error)
    assert time.process_time() - before < 3
    assert len(text) < 2_000_000


PIECES = [
    "{{", "}}", "{%", "%}", "{#", "#}", " if ", " else ", " for ", " in ", " endif ", " endfor ", " not ", "|", "(", ")", "[", "]",
    ".", "~", "*", "-", "==", "'", '"', "me", " names ", " x ", "upper", "day", " is ", ":", "\n", "---\n", "a: ", "- ", "1", "raw",
    "endraw", "set", "\0", "{{ me }}", "{% for x in names %}", "{% endfor %}", "{% if me %}", "{% endif %}", " #", "loop",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_template_makes_a_note_or_a_user_error(source: str) -> None:
    try:
        render(source, "x.md", VALUES)
    except UserError as error:
        refusal = str(error)
    else:
        refusal = "x.md: none"
    assert refusal.startswith("x.md:")


def test_a_template_that_is_a_link_out_of_its_folder_copies_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "vault" / "Templates" / "vaultkit"
    folder.mkdir(parents=True)
    (tmp_path / "vault" / "private.md").write_text("secret")
    (folder / "checkin.md").symlink_to("../../private.md")
    with pytest.raises(UserError, match=r"^Templates/vaultkit/checkin\.md: leads out"):
        template_source("checkin", folder)


def test_a_folder_for_templates_that_is_a_link_copies_nothing(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    (vault / "Journal").mkdir(parents=True)
    (vault / "Journal" / "checkin.md").write_text("secret")
    (vault / "Templates").symlink_to("Journal")
    with pytest.raises(UserError, match=r"checkin\.md: leads out"):
        template_source("checkin", vault / "Templates", vault)


def test_a_template_may_be_a_link_within_its_folder_and_the_vault_a_link_too(tmp_path: Path) -> None:
    folder = tmp_path / "vault" / "Templates" / "vaultkit"
    folder.mkdir(parents=True)
    (folder / "one.md").write_text("words")
    (folder / "checkin.md").symlink_to("one.md")
    (tmp_path / "linked").symlink_to("vault")
    linked = tmp_path / "linked"
    assert template_source("checkin", linked / "Templates" / "vaultkit", linked).text == "words"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("a\n{{ title }}\n", "b\n%%% vaultkit:end agenda %%"),
        ("a\n{{ title }}\n", "b\n%%%%%% vaultkit:begin agenda x %%"),
        ("a\n%{{ title }}\n", "% vaultkit:end agenda %%"),
        ("a\n%% vaultkit:{{ title }}\n", "end agenda %%"),
        ("a\n{{ titles | join('%') }}\n", "% vaultkit:end agenda %%"),
        ("%% vaultkit:end agenda %%\n%{{ title }}\n", "% vaultkit:end agenda %%"),
    ],
)
def test_no_value_makes_a_mark_that_vaultkit_did_not_write(source: str, value: str) -> None:
    try:
        text = render(source, "x.md", {"title": value, "titles": ["b\n", value]})
    except UserError:
        return
    assert count_marks(text) == count_marks(source)


def test_the_marks_of_the_template_and_of_the_agenda_stay() -> None:
    block = put_block("", "agenda", "words")
    text = render(
        "%% vaultkit:begin b c %%\n{{ me }}\n%% vaultkit:end b %%\n{{ agenda }}",
        "x.md",
        {**VALUES, "agenda": block},
    )
    assert [found.name for found in find_blocks(text)] == ["b", "agenda"]


@pytest.mark.parametrize("source", ["{{ title }}\n# x\n", "--{{ dash }}\na: b\n---\n", "{{ bom }}\n"])
def test_no_value_begins_the_properties_of_a_note(source: str) -> None:
    values = {
        "title": "---\nshare: true\n---",
        "dash": "-\nshare: true",
        "bom": "\ufeff---\nshare: true\n---",
    }
    with pytest.raises(UserError, match=r"x\.md:1: "):
        render(source, "x.md", values)


def test_a_loop_that_takes_the_name_loop_is_refused_with_its_line() -> None:
    with pytest.raises(UserError, match=r"^x\.md:2: "):
        render("a\n{% for loop in names %}{% endfor %}\n", "x.md", VALUES)


def test_a_refusal_shows_words_of_a_template_short_and_without_hidden_signs() -> None:
    for source in ("---\na: [\x1b[2J\n---\n", "{{ " + "x" * 5000 + " }}", "{% \x9bx" + "y" * 5000 + " %}"):
        with pytest.raises(UserError) as caught:
            render(source, "x.md", VALUES)
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 500
