"""Dates are written by a pattern as in Obsidian, and read back exactly or not at all."""

import datetime
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultkit.vault.moment_format import has_time, written
from vaultkit.vault.moment_reading import fixes_a_day, read

TABLE = Path(__file__).parent.parent / "cases" / "moment" / "written.tsv"
DAYS = st.dates(datetime.date(1970, 1, 1), datetime.date(2200, 12, 31))
LANGUAGES = st.sampled_from(
    ["en", "de", "fr", "ru", "uk", "pl", "el", "tr", "ja", "zh-cn", "hi", "ar", "fa", "dv", "he", "nl", "es"]
)
FIXED = [
    "YYYY-MM-DD",
    "YYYYMMDD",
    "DDMMYYYY",
    "YYYY/MM-MMMM/YYYY-MM-DD-dddd",
    "D. M. YYYY",
    "Y-DDD",
    "YYYYDDDD",
    "YYYYYY.MM.DD",
    "GGGG-[W]WW-E",
    "gggg-[W]ww-e",
    "gggg/[Week] w/ww d",
    "[Journal of 2024] YYYY-MM-DD",
    "dddd, D.M.YYYY",
    "YY YYYY-MM-DD w Q",
    "ddd \\D D.MM.YYYYY",
]
NOT_FIXED = [
    "",
    "YYYY-MM",
    "YYYY",
    "MM-DD",
    "YY-MM-DD",
    "GG-[W]WW-E",
    "GGGG-MM-DD",
    "gggg-MM-DD",
    "YYYY-[W]WW-E",
    "gggg-[W]WW-E",
    "GGGG-[W]WW",
    "YYYYMD",
    "YYYY-M[1]D",
    "YYYY-[MM-DD]",
    "YYYY-MM-DD HHmm",
    "YYYY-MM-DD LT",
    "yyyy-MM-DD",
    "X",
    "[today]",
]


def rows():
    lines = TABLE.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return [line.split("\t") for line in lines[1:]]


def test_every_row_of_the_table_is_written_so():
    assert len(rows()) > 500
    for language, moment, pattern, text in rows():
        at = datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.UTC)
        assert written(at, pattern, language) == text, (language, pattern)


@given(DAYS, st.sampled_from(FIXED), LANGUAGES)
def test_what_is_written_is_read_back(day, pattern, language):
    assert fixes_a_day(pattern, language)
    assert read(written(day, pattern, language), pattern, language) == day


PARTS = [
    "YYYY",
    "YY",
    "Y",
    "M",
    "MM",
    "MMM",
    "MMMM",
    "Mo",
    "D",
    "DD",
    "Do",
    "DDD",
    "DDDD",
    "DDDo",
    "d",
    "dd",
    "ddd",
    "dddd",
    "do",
    "e",
    "E",
    "w",
    "ww",
    "wo",
    "W",
    "WW",
    "gggg",
    "GGGG",
    "Q",
    "L",
    "LL",
    "l",
    "ll",
    "-",
    "/",
    " ",
    ".",
    "[1]",
    "[W]",
    "\\",
]
PATTERNS = st.lists(st.sampled_from(PARTS), max_size=7).map("".join)


@settings(max_examples=400)
@given(DAYS, PATTERNS, LANGUAGES)
def test_any_pattern_that_fixes_a_day_is_read_back(day, pattern, language):
    if fixes_a_day(pattern, language):
        assert read(written(day, pattern, language), pattern, language) == day
    elif not has_time(pattern):
        assert read(written(day, pattern, language), pattern, language) is None


TOTAL = [["YYYY", "Y"], ["MM", "M", "MMM", "MMMM", "Mo"], ["DD", "D", "Do"], ["", "dddd", "w", "Q"]]


@settings(max_examples=300)
@given(
    DAYS,
    st.tuples(*map(st.sampled_from, TOTAL)).flatmap(st.permutations),
    st.sampled_from(["", "-", "/", "[1]", " [de] "]),
    LANGUAGES,
)
def test_year_month_and_day_in_any_order_are_read_back_or_refused(day, parts, between, language):
    pattern = between.join(parts)
    text = written(day, pattern, language)
    assert read(text, pattern, language) == (day if fixes_a_day(pattern, language) else None)
    if between == "-" and language == "en":
        assert fixes_a_day(pattern)


@settings(max_examples=300)
@given(
    DAYS,
    st.sampled_from(FIXED),
    st.integers(0, 40),
    st.sampled_from(["", "0", "1", "9", "-", "W", " ", "١"]),
    st.integers(0, 2),
)
def test_a_changed_text_is_never_read_as_a_day_that_is_written_otherwise(day, pattern, at, new, removed):
    text = written(day, pattern)
    changed = text[:at] + new + text[at + removed :]
    found = read(changed, pattern)
    assert found is None or written(found, pattern) == changed


@given(st.text(), st.sampled_from(FIXED), LANGUAGES)
def test_no_text_at_all_makes_reading_fail(text, pattern, language):
    found = read(text, pattern, language)
    assert found is None or written(found, pattern, language) == text


@pytest.mark.parametrize("pattern", NOT_FIXED)
def test_a_pattern_that_leaves_the_day_open_is_never_read(pattern):
    assert not fixes_a_day(pattern)
    assert read("2026-11-24", pattern) is None


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("2026-11-31", "YYYY-MM-DD"),
        ("2026-02-29", "YYYY-MM-DD"),
        ("2026-1-05", "YYYY-MM-DD"),
        ("20261124", "YYYY-MM-DD"),
        ("2026-W48-2", "YYYY-MM-DD"),
        ("2026-11-24 ", "YYYY-MM-DD"),
        ("2026-11-24\n", "YYYY-MM-DD"),
        ("٢٠٢٦-١١-٢٤", "YYYY-MM-DD"),
        ("0000-01-01", "YYYY-MM-DD"),
        ("2026-11-24 Monday", "YYYY-MM-DD dddd"),
        ("2025/2026-11-24", "YYYY/YYYY-MM-DD"),
        ("2025-W53-1", "GGGG-[W]WW-E"),
        ("2026-W00-1", "GGGG-[W]WW-E"),
        ("9999-W53-7", "GGGG-[W]WW-E"),
        ("2026-366", "YYYY-DDD"),
        ("november 24, 2026", "LL"),
    ],
)
def test_a_text_that_no_day_has_is_not_read(text, pattern):
    assert read(text, pattern) is None


def test_numbers_that_run_into_names_of_months_are_refused_where_these_begin_with_numbers():
    assert fixes_a_day("YYYY DMMM", "en")
    assert not fixes_a_day("YYYY DMMM", "zh-cn")


def test_the_week_of_the_language_and_the_iso_week_differ():
    day = datetime.date(2026, 1, 4)
    assert written(day, "gggg-[W]ww") == "2026-W02"
    assert written(day, "GGGG-[W]WW") == "2026-W01"
    assert written(day, "gggg-[W]ww", "de") == "2026-W01"


def test_the_time_of_day_needs_a_time():
    assert [has_time(pattern) for pattern in ("YYYY-MM-DD", "[HH]", "\\H", "LL")] == [False] * 4
    assert [has_time(pattern) for pattern in ("HH", "LT", "lll", "x", "Z", "YYYY A", "")] == [True] * 7
    with pytest.raises(ValueError, match=re.escape("the time of day in it (HH), and there is only a date")):
        written(datetime.date(2026, 11, 24), "YYYY-MM-DD HHmm")
    assert written(datetime.datetime(2026, 11, 24, 7, 5), "YYYY-MM-DD HHmm") == "2026-11-24 0705"


@pytest.mark.parametrize(("pattern", "reason"), [("", "is empty"), ("N", "an era"), ("yyyy-MM-DD", "yyyy")])
def test_what_cannot_be_written_is_refused_with_the_reason(pattern, reason):
    with pytest.raises(ValueError, match=reason):
        written(datetime.date(2026, 11, 24), pattern)


def test_languages_are_found_as_moment_finds_them():
    day = datetime.date(2026, 3, 1)
    assert written(day, "MMMM", "pt_BR") == written(day, "MMMM", "pt-PT") == "março"
    assert written(day, "MMMM", "en-US") == "March"
    for name in ("klingon", "", "de\n", '"', "zh"):
        with pytest.raises(ValueError, match="expected one that moment has: en af"):
            written(day, "MMMM", name)


def test_english_loads_no_names_of_other_languages():
    script = (
        "import sys, datetime; from vaultkit.vault.moment_format import written; "
        "written(datetime.date(2026, 11, 24), 'LL dddd'); "
        "sys.exit(any(name in sys.modules for name in ('vaultkit.vault.moment_names', 'json')))"
    )
    assert (
        subprocess.run([sys.executable, "-S", "-c", script], cwd=TABLE.parents[3], check=False).returncode
        == 0
    )
