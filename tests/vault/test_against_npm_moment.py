"""Dates are written as the npm package `moment` writes them, in all its languages."""

import datetime
import itertools
import random

import npm_moment
import pytest

from vaultkit.vault.moment_format import written
from vaultkit.vault.moment_reading import fixes_a_day, read

pytestmark = pytest.mark.skipif(not npm_moment.IS_HERE, reason="node with the package moment is not here")

DAY_TOKENS = [
    "YY",
    "YYYY",
    "YYYYY",
    "YYYYYY",
    "Y",
    "M",
    "Mo",
    "MM",
    "MMM",
    "MMMM",
    "D",
    "Do",
    "DD",
    "DDD",
    "DDDo",
    "DDDD",
    "d",
    "do",
    "dd",
    "ddd",
    "dddd",
    "e",
    "E",
    "Q",
    "Qo",
    "w",
    "wo",
    "ww",
    "W",
    "Wo",
    "WW",
    "gg",
    "gggg",
    "ggggg",
    "GG",
    "GGGG",
    "GGGGG",
    "L",
    "LL",
    "l",
    "ll",
]
PATTERNS = [
    *DAY_TOKENS,
    "D MMMM YYYY",
    "Do MMMM",
    "MMMM D",
    "MMM D",
    "D. MMM",
    "D. MMMM",
    "D [de] MMMM",
    "DD-MMM-YYYY",
    "MMMM, DD",
    "[В] dddd",
    "[у]dddd",
    "[минулої] dddd",
    "[ Ў мінулую ] dddd",
    "dddd HH:mm",
    "YYYY/MM-MMMM/YYYY-MM-DD-dddd",
    "GGGG-[W]WW-E",
    "gggg-[W]ww-e",
    "[Week 12, of] w",
]
TIME_PATTERNS = [
    *[
        "H",
        "HH",
        "h",
        "hh",
        "k",
        "kk",
        "m",
        "mm",
        "s",
        "ss",
        "S",
        "SS",
        "SSS",
        "SSSS",
        "SSSSSSSSS",
        "a",
        "A",
        "x",
        "X",
        "z",
        "zz",
        "Z",
        "ZZ",
        "LT",
        "LTS",
        "LLL",
        "LLLL",
        "lll",
        "llll",
    ],
    *["Hmm", "Hmmss", "hmm", "hmmss", "eHHmm"],
]
ODD_PATTERNS = [
    "[YYYY",
    "YYYY]",
    "[a] D]",
    "[a [b] D",
    "[]D",
    "[[D]]",
    "\\D\\\\D",
    "\\[D]",
    "\\e e",
    "\\LL",
    "[L] L",
    "[L L",
    "w|W|ww|",
    "YYYYYYY",
    "YYY",
    "DDDDDo",
    "MMMMM",
    "ddddd",
    "ggg GGG",
    "LLLLL",
    "lllll",
    "LTLTSL",
    "is\nD\u2028D",
    "[two\nlines]",
    "\\\nD",
    "D\\",
    "Qo Q",
    "Journal/DD",
    "😀D",
]


def days():
    """Around every new year that differs, leap days, and some between."""
    found = [
        datetime.datetime(year, month, day)
        for year in (1970, 1999, 2000, 2020, 2021, 2024, 2026, 2027, 2100, 2200)
        for month, day in ((1, 1), (1, 3), (1, 4), (2, 28), (3, 1), (7, 8), (12, 28), (12, 31))
    ]
    found += [datetime.datetime(year, 2, 29) for year in (2000, 2024)]
    found += [datetime.datetime(2025, 1, 1) + datetime.timedelta(days=number) for number in range(0, 366, 23)]
    return found


def differences(languages, moments, patterns):
    theirs = npm_moment.write_all(languages, moments, patterns)
    asked = itertools.product(languages, moments, patterns)
    return [
        (language, str(moment), pattern, ours, text)
        for (language, moment, pattern), text in zip(asked, theirs, strict=True)
        if (ours := written(moment.replace(tzinfo=datetime.UTC), pattern, language)) != text
    ]


def test_every_token_is_written_as_by_moment_in_every_language():
    chosen = random.Random(4).sample(days(), 9)
    assert differences(npm_moment.languages(), chosen, PATTERNS) == []


def test_every_day_of_many_years_is_written_as_by_moment():
    start = datetime.datetime(1970, 1, 1)
    every = [start + datetime.timedelta(days=number) for number in range(0, 84400, 61)]
    assert differences(["en", "de", "ar", "dv"], every, ["YYYY-MM-DD DDDo w gggg W GGGG e E Qo dd Do"]) == []


def test_the_time_of_day_is_written_as_by_moment():
    start = datetime.datetime(2026, 11, 24)
    moments = [start + datetime.timedelta(minutes=30 * number, milliseconds=137) for number in range(48)]
    assert differences(npm_moment.languages()[::9], moments, TIME_PATTERNS) == []
    assert differences(npm_moment.languages(), moments[::7], TIME_PATTERNS) == []


def test_odd_patterns_are_cut_as_by_moment():
    assert differences(["en", "ca", "hi", "ar"], days()[::9], ODD_PATTERNS) == []


def test_any_patterns_are_cut_as_by_moment():
    random_source = random.Random(11)
    parts = [
        *DAY_TOKENS,
        *TIME_PATTERNS,
        *["[", "]", "\\", "/", "-", "o", "e", "L", "l", "w", "g", "Y", "D", "|", "é"],
        " ",
    ]
    patterns = ["".join(random_source.choices(parts, k=random_source.randint(1, 6))) for _ in range(3000)]
    assert differences(["en", "fr"], [datetime.datetime(2026, 11, 24, 21, 5, 7)], patterns) == []


def test_what_moment_writes_is_read_back():
    patterns = [
        "YYYY-MM-DD",
        "YYYY/MM/Do dddd",
        "GGGG-[W]WW-E",
        "gggg-[W]ww-e",
        "LL",
        "D MMMM YYYY",
        "YYYY-DDD",
    ]
    languages = npm_moment.languages()
    theirs = npm_moment.write_all(languages, days()[::9], patterns)
    asked = itertools.product(languages, days()[::9], patterns)
    for (language, moment, pattern), text in zip(asked, theirs, strict=True):
        if fixes_a_day(pattern, language):
            assert read(text, pattern, language) == moment.date(), (language, pattern, text)


TABLE_LANGUAGES = [
    "en-gb",
    "de",
    "fr",
    "es",
    "pt-br",
    "it",
    "nl",
    "pl",
    "cs",
    "uk",
    "ru",
    "el",
    "tr",
    "sv",
    "ja",
    "zh-cn",
    "ko",
    "hi",
    "ar",
    "fa",
    "he",
]
TABLE_PATTERNS = [
    *[
        "MMM",
        "MMMM",
        "Mo",
        "Do",
        "DDDo",
        "wo",
        "dd",
        "ddd",
        "dddd",
        "e",
        "gggg-[W]ww",
        "L",
        "LL",
        "ll",
        "D-MMM-YYYY",
    ],
    "D MMMM",
]


def test_the_stored_table_is_what_moment_writes(matches_file):
    year_ends = [datetime.datetime(2024, 12, 30), datetime.datetime(2027, 1, 3)]
    evening = [datetime.datetime(2026, 11, 24, 21, 5, 9, 40000)]
    rows = ["language\tmoment\tpattern\twritten"]
    for asked in (
        (["en"], year_ends, [*PATTERNS, *(odd for odd in ODD_PATTERNS if "\n" not in odd)]),
        (TABLE_LANGUAGES, year_ends[1:], TABLE_PATTERNS),
        (["en"], evening, TIME_PATTERNS),
        (TABLE_LANGUAGES, evening, ["A", "LT", "LLLL"]),
    ):
        for (language, moment, pattern), text in zip(
            itertools.product(*asked), npm_moment.write_all(*asked), strict=True
        ):
            rows.append(f"{language}\t{moment.isoformat(timespec='milliseconds')}\t{pattern}\t{text}")
    matches_file("moment/written.tsv", "\n".join(rows) + "\n")
