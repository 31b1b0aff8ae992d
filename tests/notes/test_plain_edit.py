"""Plain front matter is changed without a YAML parser, to the same bytes as with one."""

import subprocess
import sys

from front_matter_strategies import NAMES, VALUES, everyday_front_matter
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.notes.edit import _edited, _plainly_edited
from vaultkit.notes.fast_reader import read_plain
from vaultkit.notes.note import parse_note

PLAIN_LINES = st.sampled_from(
    [
        "type: daily\n",
        "mood:\n",
        "date:   \n",
        "done: [a, b c] \n",
        "tags:\n  - x\n  - y z\n",
        "first_name:\n- x\n",
        "Grüße: []\n",
    ]
)
PLAIN = st.lists(PLAIN_LINES, max_size=4, unique=True).map("".join)


@given(PLAIN | everyday_front_matter(), st.dictionaries(NAMES, VALUES, min_size=1, max_size=3), st.booleans())
def test_both_ways_change_the_same_characters(inside, wanted, grow):
    plain = read_plain(inside)
    if grow and plain:
        # Lists that grow, as tags do when a note becomes ours.
        wanted |= {
            key: [*(value if isinstance(value, list) else [value]), "more"] for key, value in plain[0].items()
        }
    edited = _plainly_edited(inside, wanted)
    if edited is not None:
        assert edited == _edited(inside, wanted, "\n")


def test_windows_line_ends_stay_even_where_there_was_no_property_yet():
    note = parse_note("---\r\n---\r\nbody\r\n")
    assert note.with_properties(a=None).text == "---\r\na:\r\n---\r\nbody\r\n"


def test_a_note_becomes_ours_without_loading_yaml():
    code = (
        "import sys; from vaultkit.notes.note import parse_note\n"
        "note = parse_note('---\\na: b\\nmood:\\ntags:\\n  - daily\\n---\\n# x\\n')\n"
        "text = note.with_properties(mood='calm', tags=['daily', 'ours'], a=['b', 'c'], date='2026-11-24', share=False).text\n"
        "print('yaml' in sys.modules, text == '---\\na:\\n  - b\\n  - c\\nmood: calm\\ntags:\\n  - daily\\n  - ours\\n"
        "date: 2026-11-24\\nshare: false\\n---\\n# x\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False True\n"
