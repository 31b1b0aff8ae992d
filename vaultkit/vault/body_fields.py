"""The properties of a private note with the fields in its body, where the settings say that these are read."""

from collections.abc import Mapping

from vaultkit.errors import Problem, UserError
from vaultkit.notes.inline_fields import field_name, inline_fields
from vaultkit.notes.reading import read_text
from vaultkit.notes.scalars import Value
from vaultkit.vault.config import Config
from vaultkit.vault.heads import as_problem
from vaultkit.vault.names import name_key
from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.values import FORMS

# These say whether a note is ours at all, which is settled before its body is read.
_AT_THE_TOP_ONLY = ("type", "tags")


def with_fields(
    config: Config, path: str, kind: str, properties: Mapping[str, Value], lines: dict[str, int]
) -> tuple[Mapping[str, Value], dict[str, int], tuple[Problem, ...]]:
    """The properties and their lines, both in one order, and why the note's text could not be read, if so.

    A property that is filled in wins over a field. Shared notes stay as they are: both partners read them,
    and the settings of one must not change what the other does not see.
    """
    if name_key(path).startswith(f"{name_key(config.shared)}/"):
        return properties, lines, ()
    file = config.root / path
    try:
        text = read_text(file)
    except UserError as error:
        return properties, lines, (as_problem(error, file),)
    values, found_at = inline_fields(text, _lists(kind))
    # One's own names may have capitals and spaces.
    known = {field_name(name): name for name in (*config.measures, *properties)}
    merged, numbered = dict(properties), dict(lines)
    for key, value in values.items():
        name = known.get(key, key)
        if name not in _AT_THE_TOP_ONLY and merged.get(name) in (None, "", []):
            merged[name], numbered[name] = value, found_at[key]
    return merged, numbered, ()


def _lists(kind: str) -> set[str]:
    return {
        field.name
        for field in KINDS[kind].fields
        if field.form == "choices" or (field.form in FORMS and FORMS[field.form].is_list)
    }
