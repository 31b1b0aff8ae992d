"""Adding words to a page that is there: into what is blank, and below what stands."""

from collections.abc import Mapping

from vaultkit.actions.making import put_under
from vaultkit.notes import parse_note
from vaultkit.notes.yaml_writer import plain_value, scalar


def as_list(value: object) -> list[object]:
    """A property that is to hold a list: what stands there, where one alone counts as a list of one."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def filled(
    text: str, fields: Mapping[str, object], sections: Mapping[str, object], *, made: bool = False
) -> str:
    """The note with `fields` in its blank properties and `sections` at the end of their sections.

    Nothing that a person wrote is replaced: lists grow, and a property that already says something else stays as
    it is, with the new word under "Added later". In a page `made` just now, what stands is only its template's.
    Raises UserError where a property can't be edited.
    """
    note = parse_note(text)
    changes: dict[str, object] = {}
    beside: list[str] = []
    for name, value in fields.items():
        there = note.properties.get(name)
        if made or there is None or there in ("", []):
            changes[name] = value
        elif isinstance(there, list):
            changes[name] = [*there, *(item for item in as_list(value) if item not in there)]
        elif there != value:
            beside.append(f"{name}: {scalar(plain_value(value))}")
    text = note.with_properties(**changes).text
    for heading, words in sections.items():
        text = put_under(text, heading, words)
    return put_under(text, "Added later", beside) if beside else text
