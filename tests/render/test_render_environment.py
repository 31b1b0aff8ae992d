"""What a template's writer can rely on: values, filters, and errors that say where."""

import datetime
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.errors import UserError
from vaultkit.notes.note import parse_note
from vaultkit.render.environment import render
from vaultkit.render.sources import template_source

NAME = "Templates/vaultkit/journal.md"
VALUES = {
    "date": datetime.date(2026, 11, 24),
    "week": "2026-W48",
    "weekday": "Tuesday",
    "me": "Mara",
    "partner": "Jonas",
    "time": "21:30",
    "minutes": 45,
    "is_sunday": False,
    "names": ["Mara", "Jonas"],
    "nothing": None,
}


def made(source: str, **values: object) -> str:
    return render(source, NAME, {**VALUES, **values})


def error(source: str, **values: object) -> str:
    with pytest.raises(UserError) as caught:
        made(source, **values)
    return str(caught.value)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ date }}", "2026-11-24"),
        ("{{ date | day }}", "Tuesday 24 November"),
        ("{{ date | long_day }}", "Tuesday 24 November 2026"),
        ("week {{ week | week_number }}", "week 48"),
        ("{{ names | join(' and ') }}", "Mara and Jonas"),
        ("{{ me | upper }} {{ me | lower }} {{ 'oNe' | capitalize }}", "MARA mara ONe"),
        ("{{ nothing | default('–') }}{{ nothing }}", "–"),
        ("{{ me if partner else 'I' }}", "Mara"),
        ("{{ '{{ me }}' }}{% raw %}{{ me }}{% endraw %}", "{{ me }}{{ me }}"),
        ("{# a remark #}a\n", "a\n"),
        ("{% for a in names %}{% for b in names %}{{ a }}{{ b }} {% endfor %}{% endfor %}", "MaraMara MaraJonas "
         "JonasMara JonasJonas "),
        ("{% for one in names if one != me %}{{ one }}{% else %}nobody{% endfor %}", "Jonas"),
        ("{% if weekday == 'Sunday' or not partner %}a{% elif me %}b{% else %}c{% endif %}", "b"),
        ("a\n\n\n", "a\n\n\n"),
        ("no newline", "no newline"),
        ("one\n  {% if me %}\ntwo\n  {% endif %}\nthree", "one\ntwo\nthree"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_template_makes_the_text_it_says(source: str, text: str) -> None:
    assert made(source) == text


def test_the_week_number_has_no_leading_zero() -> None:
    assert made("{{ week | week_number }}", week="2027-W03") == "3"


def test_values_at_the_top_are_written_as_yaml() -> None:
    source = "---\na: {{ me }}\nb: {{ time }}\nc: {{ minutes }}\nd: {{ date }}\ne: {{ is_sunday }}\nf: {{ nothing }}\n---\n"
    assert made(source) == '---\na: Mara\nb: "21:30"\nc: 45\nd: 2026-11-24\ne: false\nf:\n---\n'


def test_quotation_marks_around_a_value_are_set_anew() -> None:
    source = (
        '---\na: "{{ me }}"\nb: \'{{ me }}\' # mine\nc: "by {{ me }}, {{ week }}"\n---\n{{ me }} "{{ me }}"'
    )
    text = made(source, me='O"Hara: #1')
    assert parse_note(text).properties == {
        "a": 'O"Hara: #1',
        "b": 'O"Hara: #1',
        "c": 'by O"Hara: #1, 2026-W48',
    }
    assert text.splitlines()[2].endswith("# mine")
    assert text.endswith('---\nO"Hara: #1 "O"Hara: #1"')


def test_words_and_values_on_one_line_become_one_text() -> None:
    text = made(
        "---\ntitle: Notes of {{ me }}{% if partner %} and {{ partner }}{% endif %} # ours\n---\n", me="x # y"
    )
    assert parse_note(text).properties == {"title": "Notes of x # y and Jonas"}


def test_a_list_is_written_with_a_loop() -> None:
    text = made(
        "---\nnames:\n{% for one in names %}\n  - {{ one }}\n{% endfor %}\n---\n", names=["a: b", "- c", "no"]
    )
    assert parse_note(text).properties == {"names": ["a: b", "- c", "no"]}


AWKWARD = st.one_of(
    st.text(st.characters(codec="utf-8")),
    st.lists(
        st.sampled_from(
            ["---", "\n", "\r\n", "\n---\n", ": ", " #", '"', "'", "{{ me }}", "{% raw %}", "\0", "\x000\x00", "\u2028",
             "- ", "[", "}", "|", "&a", "*a", "!!python/object", "\\", "\t", "%%", "no", "1e3", "~", "\ufeff", "a"]
        )
    ).map("".join),
)  # fmt: skip


@given(AWKWARD, AWKWARD)
def test_no_words_break_the_properties_or_are_run_again(me: str, partner: str) -> None:
    source = '---\na: {{ me }}\nlist:\n  - {{ partner }}\nb: "{{ me }} and {{ partner }}"\nz: 1\n---\n{{ me }}|{{ partner }}'
    note = parse_note(made(source, me=me, partner=partner))
    assert note.problems == ()
    assert note.properties == {
        "a": me or None,
        "list": [partner or None],
        "b": f"{me} and {partner}",
        "z": 1,
    }
    assert note.body == f"{me}|{partner}"


def test_a_value_cannot_pose_as_a_part_that_vaultkit_writes() -> None:
    mark = "%% vaultkit:begin agenda 123 %%"
    assert made("{{ me }}", me=mark) == "% vaultkit:begin agenda 123 %%"
    assert (
        made("{% for one in names %}{{ one }}{% endfor %}", names=[mark]) == "% vaultkit:begin agenda 123 %%"
    )
    assert made("{{ agenda }}", agenda=mark) == mark


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("\n\n{{ partnr }}", ":3: 'partnr' is not known here; did you mean 'partner'? Known: date, is_sunday, me,"),
        ("{% if false %}\n{{ xyzzy }}\n{% endif %}", ":2: 'xyzzy' is not known here. Known: "),
        ("{% for one in names %}{% endfor %}\n{{ one }}", ":2: 'one' is not known here"),
        ("{% for one in names %}{% else %}\n{{ one }}{% endfor %}", ":2: 'one' is not known here"),
        ("a\n{{ me ", ":2: this cannot be read as a template: "),
        ("a\n{% if me %}", ":2: this cannot be read as a template: "),
        ("a\n{% unknown %}", ":2: this cannot be read as a template: "),
        ("\n{{ me | day }}", ":2: 'day' needs a date, found 'Mara'"),
        ("\n{{ me | week_number }}", ":2: 'week_number' needs a week such as 2026-W48, found 'Mara'"),
        ("\n{{ me | join }}", ":2: 'join' needs a list, found 'Mara'"),
        ("\n{{ me | shout }}", ":2: there is no filter 'shout'. Known: capitalize, day, default, join"),
        ("\n{{ date | day('x') }}", ":2: 'day' takes nothing in brackets"),
        ("\n{{ names }}", ":2: this is a list; "),
        ("\n{% for a in me %}{% endfor %}", ":2: a loop needs a list"),
        ("\n{% if minutes > 30 %}{% endif %}", ":2: values can be compared with == and !="),
        ("\n{% autoescape true %}{% endautoescape %}", ":2: the tags of a template are if, elif,"),
        ("\n{{ me * 3 }}", ":2: a template cannot calculate"),
        ("\n{{ me.upper() }}", ":2: nothing can be called with ( )"),
        ("\n{{ me if partner }}", ":2: say what stands here otherwise"),
        ("---\na: 1\n{{ me }}: 2\n---\n", ":3: in the properties a value stands after 'name: ' or '- '"),
        ("---\ntags: [{{ me }}]\n---\n", ":2: in the properties a value stands after"),
        ("---\na: 1\n  {{ me }}\n---\n", ":3: in the properties a value stands after"),
        ("---\na: 1\n", ":1: the properties that start here never end"),
        ("---\n{% if me %}\nx: 1\n{% endif %}\nx: 2\n---\n", ":5: the properties it makes cannot be read: "),
    ],
)  # fmt: skip
def test_an_error_names_template_line_and_what_is_wrong(source: str, message: str) -> None:
    assert error(source).startswith(NAME + message)


def test_lines_are_counted_alike_in_windows_files_and_below_the_properties() -> None:
    assert error("---\r\na: 1\r\n---\r\n\r\n{{ oops }}").startswith(f"{NAME}:5: 'oops'")


def test_a_byte_order_mark_before_the_properties_does_no_harm() -> None:
    assert made("\ufeff---\na: {{ me }}\n---\n") == "---\na: Mara\n---\n"


def test_a_vaults_own_template_wins(tmp_path) -> None:
    folder = tmp_path / "Templates" / "vaultkit"
    assert template_source("journal", folder) == template_source("journal", None)
    folder.mkdir(parents=True)
    (folder / "journal.md").write_text("# mine")
    assert template_source("journal", folder) == ("Templates/vaultkit/journal.md", "# mine")


def test_an_own_template_that_cannot_be_read_is_named_rather_than_passed_over(tmp_path) -> None:
    (tmp_path / "journal.md").symlink_to(tmp_path / "gone.md")
    with pytest.raises(UserError, match=r"journal\.md"):
        template_source("journal", tmp_path)
    (tmp_path / "moment.md").write_bytes(b"caf\xe9")
    with pytest.raises(UserError, match=r"moment\.md"):
        template_source("moment", tmp_path)


def test_rendering_today_loads_no_yaml_and_nothing_of_jinja_before_it_is_needed() -> None:
    program = (
        "import sys, datetime\n"
        "from vaultkit.render.environment import render\n"
        "from vaultkit.render.sources import template_source\n"
        "assert 'jinja2' not in sys.modules\n"
        "source = template_source('journal', None)\n"
        "render(source.text, source.name, dict(date=datetime.date(2026, 11, 24), me='Mara', partner='', is_sunday=True, today=''))\n"
        "assert 'jinja2' in sys.modules\n"
        "late = ('vaultkit.notes.note', 'yaml', 'frontmatter', 'difflib', 'dataclasses', 'sqlite3')\n"
        "print([name for name in late if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
