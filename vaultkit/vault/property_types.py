"""Telling Obsidian how to show our properties, in its `.obsidian/types.json`."""

import json
from collections.abc import Iterable
from typing import Any

from vaultkit.workbook.kinds import KINDS

TYPES = ".obsidian/types.json"
"""Where Obsidian keeps the type of each property, relative to the vault."""

_OF_FORM = {
    **dict.fromkeys(("rating", "percent", "minutes", "count", "step", "month"), "number"),
    "yes/no": "checkbox",
    "date": "date",
}
_GENERIC = frozenset(("date", "due", "from", "to", "month", "step", "current", "planned", "actual", "share"))


def property_types(measures: Iterable[str] = (), *, someones: bool = False) -> dict[str, str]:
    """Obsidian's type for each of our properties that is a number, a box or a date, and for one's own `measures`.

    Texts and lists it tells by itself. In a vault that is `someones` already, names that may well mean something else
    there have no type from us either.
    """
    types = {
        field.name: _OF_FORM[field.form]
        for kind in KINDS.values()
        for field in kind.fields
        if field.form in _OF_FORM and not (someones and field.name in _GENERIC)
    }
    return types | {name: "number" for name in measures if name not in types}


def with_types(text: str, types: dict[str, str]) -> str:
    """The contents of types.json with the missing ones of `types` added: what is there stays, and in its order.

    The very same text if none is missing. Raises ValueError if the text is not of the form that Obsidian writes.
    """
    settings = json.loads(text, object_pairs_hook=_unique) if text.strip() else {}
    known = settings.setdefault("types", {}) if isinstance(settings, dict) else None
    if not isinstance(known, dict):
        raise ValueError("expected an object with types in it")
    missing = {name: kind for name, kind in types.items() if name not in known}
    if not missing:
        return text
    known |= missing
    return json.dumps(settings, indent=2, ensure_ascii=False, allow_nan=False) + (
        "\n" if text.endswith("\n") else ""
    )


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a name stands there twice")
    return dict(pairs)
