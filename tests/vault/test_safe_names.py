from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.vault.names import LONGEST, safe_name

DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
AWKWARD = st.text(
    st.sampled_from('aB./ :[]#^|\\*?"<>%~\n\0\u202e\u200d\u0301é👩🏽\u200d🚀🇩🇪한ﬁ\ufeff\ud800\u2028\u1d160')
)


@given(
    st.one_of(st.text(), AWKWARD, st.sampled_from(sorted(DEVICES)).map(lambda name: f" {name.upper()} .x"))
)
def test_a_safe_name_works_on_every_system_and_in_links(title: str) -> None:
    name = safe_name(title)
    assert name
    assert not set(name) & set('[]#^|\\/:*?"<>\0\n\r\t\u202e\u2028\ufeff')
    assert "%%" not in name
    assert not name.startswith((".", " "))
    assert not name.endswith((".", " "))
    assert name.split(".")[0].strip().lower() not in DEVICES
    assert len(name.encode()) <= LONGEST
    assert normalize("NFC", name) == name


@given(st.one_of(st.text(), AWKWARD, AWKWARD.map(lambda text: text * 40)))
def test_a_safe_name_is_its_own_safe_name(title: str) -> None:
    assert safe_name(safe_name(title)) == safe_name(title)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Time on my own", "Time on my own"),
        ("20 min: a walk / alone?", "20 min a walk alone"),
        ("Mara\u0308", "Mar\u00e4"),
        (" ..hidden. ", "hidden"),
        ("NUL.txt", "Note NUL.txt"),
        ("???", "Untitled"),
        ("", "Untitled"),
        ("👩🏽\u200d🚀 family", "👩🏽\u200d🚀 family"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("evil\u202egpj.md", "evilgpj.md"),
    ],
)
def test_names_stay_as_close_to_the_title_as_can_be(title: str, name: str) -> None:
    assert safe_name(title) == name


@pytest.mark.parametrize("character", ["é", "👩🏽\u200d🚀", "🇩🇪", "e\u0323\u0302\u0301", "한"])
def test_a_long_name_is_not_cut_inside_a_character(character: str) -> None:
    for lead in range(8):
        name = safe_name("x" * lead + character * 80)
        assert LONGEST - 40 < len(name.encode()) <= LONGEST
        rest = name[lead:]
        assert rest == normalize("NFC", character) * (len(rest) // len(normalize("NFC", character)))
