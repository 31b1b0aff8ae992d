"""How moment.js writes dates in languages other than English: its own names, as data.

Made by benchmarks/make_moment_names.mjs; moment's licence lies beside it in moment_licence.txt.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from vaultkit.vault.moment_tokens import ENGLISH, Language

_LISTS = {
    "MMMM": "months",
    "MMM": "monthsShort",
    "dddd": "weekdays",
    "ddd": "weekdaysShort",
    "dd": "weekdaysMin",
}
# What \s matches in JavaScript, where Python's takes other characters.
_SPACE = "[\\t-\\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"


def languages() -> list[str]:
    """The names of all languages but English."""
    return [line.split('"')[1] for line in _lines().splitlines() if line.startswith('"')]


def _lines() -> str:
    return Path(__file__).with_name("moment_names.json").read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def find_language(name: str) -> Language:
    """The language of that name, or the one without its last parts; ValueError if moment has none."""
    lines = _lines()
    key = name.lower().replace("_", "-")
    while key and key != "en":
        start = lines.find(f'\n"{key}": ') if key.isascii() else -1
        if start >= 0:
            line = lines[start + len(key) + 5 : lines.index("\n", start + 1)]
            return _language(json.loads(line.rstrip(",")))
        key = key.rpartition("-")[0]
    if key == "en":
        return ENGLISH
    known = " ".join(languages())
    raise ValueError(f"the date format's language is {name!r}, expected one that moment has: en {known}")


def _language(given: dict[str, Any]) -> Language:
    """A language from its line of the data, where what is as in English is left out."""
    replaced = given.get("replaced", "")
    return Language(
        names={
            token: _forms(given[key]) if key in given else ENGLISH.names[token]
            for token, key in _LISTS.items()
        },
        week=tuple(given.get("week", ENGLISH.week)),
        ordinals={
            token: endings
            for names, endings in given.get("ordinals", ENGLISH.ordinals.items())
            for token in (names.split() or [""])
        },
        localized=ENGLISH.localized | given.get("localized", {}),
        meridiems=tuple(
            (minute, words[0], words[-1]) for minute, *words in given.get("meridiems", ENGLISH.meridiems)
        ),
        replaced=dict(zip(map(ord, replaced[::2]), replaced[1::2], strict=True)),
    )


def _forms(given: str | list[list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    forms = [["", given]] if isinstance(given, str) else given
    return tuple((condition.replace("\\s", _SPACE), tuple(names.split("_"))) for condition, names in forms)
