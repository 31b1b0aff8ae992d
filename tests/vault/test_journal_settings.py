"""How journal pages are named: by the settings, exactly, and back again."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.errors import UserError
from vaultkit.vault.config import Config, config_from
from vaultkit.vault.journal_place import day_of, page_path
from vaultkit.vault.journal_settings import JournalSettings

ROOT = Path("/ours")


def config(journal: str = "", folder: str = "Journal") -> Config:
    text = f'id = "0123456789abcdef"\nme = "Mara"\n[folders]\njournal = "{folder}"\n[journal]\n{journal}\n'
    return config_from(ROOT, text)


def test_without_settings_a_page_is_named_by_its_date_and_is_vaultkits_own() -> None:
    assert config().journal == JournalSettings("YYYY-MM-DD", "en", "own", "", False, False)
    assert page_path(config(), date(2026, 11, 24)) == ROOT / "Journal/2026-11-24.md"


def test_everything_about_the_journal_can_be_set() -> None:
    text = """
    format = "YYYY/MM MMMM/YYYY-MM-DD dddd"
    language = "de"
    into = "daily"
    template = "Vorlagen/Tag"
    periodic = true
    complete = true
    """
    found = config(text, "Tage")
    assert found.journal == JournalSettings(
        "YYYY/MM MMMM/YYYY-MM-DD dddd", "de", "daily", "Vorlagen/Tag", True, True
    )
    assert page_path(found, date(2026, 3, 1)) == ROOT / "Tage/2026/03 März/2026-03-01 Sonntag.md"


def test_all_problems_come_at_once_each_with_its_line() -> None:
    with pytest.raises(UserError) as caught:
        config(
            'format = "YY-MM-DD"\nlanguage = "Klingon"\ninto = "dayly"\n'
            'template = "../x"\nperiodic = 1\ncomplete = "yes"\nname = "x"'
        )
    found = [problem.split(": ")[:2] for problem in caught.value.problems]
    assert found == [
        [f".vaultkit/config.toml:{line}", f"journal.{name}"]
        for line, name in enumerate(
            ("format", "language", "into", "template", "periodic", "complete", "name"), 6
        )
    ]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("YYYY-MM-DD HH.mm", "time of day"),
        ("x", "time of day"),
        ("gggg-[W]ww", "one day and no other"),
        ("YY-MM-DD", "one day and no other"),
        ("YYYY-M", "one day and no other"),
        ("", "a date format"),
        ("YYYY-MM-DD" * 30, "a date format"),
        ("[../]YYYY-MM-DD", "work on every system"),
        ("[/etc/]YYYY-MM-DD", "work on every system"),
        ("[.hidden/]YYYY-MM-DD", "work on every system"),
        ("YYYY:MM:DD", "work on every system"),
        ("YYYY/MM/DD/", "work on every system"),
    ],
)
def test_a_format_that_cannot_name_pages_is_refused_with_the_reason(written: str, reason: str) -> None:
    with pytest.raises(UserError, match=f"journal.format: .*{reason}"):
        config(f'format = "{written}"')


@pytest.mark.parametrize("folder", ["", "Journal", "My notes/Days"])
@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("YYYY-MM-DD", "en"),
        ("YYYY/MM-MMMM/YYYY-MM-DD-dddd", "en"),
        ("dddd, MMMM Do YYYY", "en"),
        ("GGGG/[W]WW/YYYY-MM-DD", "en"),
        ("YYYYMMDD", "ja"),
        ("D. MMMM YYYY", "de"),
    ],
)
@given(days=st.integers(0, 84_000))
def test_a_path_leads_back_to_its_day_and_no_other(
    folder: str, written: str, language: str, days: int
) -> None:
    found = config(f'format = "{written}"\nlanguage = "{language}"', folder)
    day = date(1970, 1, 1) + timedelta(days)
    path = page_path(found, day).relative_to(ROOT).as_posix()
    assert day_of(found, path) == day
    assert day_of(found, f"Elsewhere/{path}") is None
    assert day_of(found, path.replace(".md", " 2.md")) is None


def test_a_name_of_another_form_is_no_day() -> None:
    for path in (
        "Journal/2026-11-24.txt",
        "Journal/2026-02-30.md",
        "Journal2/2026-11-24.md",
        "2026-11-24.md",
    ):
        assert day_of(config(), path) is None


@pytest.mark.parametrize(
    ("folder", "pattern"),
    [
        ("", "[Shared]/YYYY-MM-DD"),
        ("", "[sHARED/Check-ins]/YYYY-MM-DD"),
        ("", "[Templates/vaultkit]/YYYY-MM-DD"),
        ("Templates", "[vaultkit]/YYYY-MM-DD"),
    ],
)
def test_no_format_leads_a_page_to_where_a_partner_sees_it_or_nobody_reads_it(
    folder: str, pattern: str
) -> None:
    with pytest.raises(UserError, match="choose another format"):
        page_path(config(f'format = "{pattern}"', folder), date(2026, 11, 24))
