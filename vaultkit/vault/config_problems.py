"""Words for what is wrong in `config.toml`; loaded only when something is."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from vaultkit.errors import Problem


def described(text: str, found: Mapping[str, object], key: str, expected: str) -> Problem:
    """What is wrong with the setting `key`: what was found, what is expected."""
    if key not in found:
        return Problem(0, f"{key}: not set, expected {expected}")
    return Problem(line_of(text, key), f"{key}: found {_shown(found[key])}, expected {expected}")


def unknown_setting(text: str, key: str, known: Iterable[str]) -> Problem:
    """That vaultkit does not know the setting `key`, with the one that may be meant."""
    last = {name.rpartition(".")[2]: name for name in known}
    close = get_close_matches(key, known, 1) or [
        last[name] for name in get_close_matches(key.rpartition(".")[2], last, 1)
    ]
    hint = f"did you mean {_written(close[0])}?" if close else "take the line out, or put # before it"
    return Problem(line_of(text, key), f"{key}: vaultkit has no such setting; {hint}")


def _written(key: str) -> str:
    table, _, name = key.rpartition(".")
    return f"{name} under [{table}]" if table else name


def _shown(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def line_of(text: str, key: str) -> int:
    """The line on which `key` (with its table, as in `day.rollover`) is set, counted from 1; 0 if not found."""
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        if line.startswith("["):
            table = _plain(line.strip("[").partition("]")[0]) + "."
        name, equals, _ = line.partition("=")
        if equals and table + _plain(name) == key:
            return number
        if table == f"{key}." or (equals and (table + _plain(name)).startswith(f"{key}.")):
            return number
    return 0


def _plain(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))
