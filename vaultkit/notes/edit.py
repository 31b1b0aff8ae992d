"""Changes properties in the text of a note, touching only the lines of those properties."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Final, TypeAlias

from vaultkit.errors import Problem, UserError
from vaultkit.notes.fast_reader import read_plain
from vaultkit.notes.front_matter import find_front_matter
from vaultkit.notes.plain_edit import edit_plainly
from vaultkit.notes.properties import read_between
from vaultkit.notes.quoting import quoted
from vaultkit.notes.scalars import Value
from vaultkit.notes.yaml_writer import entry, plain_value


class Removal(Enum):
    """The type of REMOVE."""

    REMOVE = "REMOVE"

    def __repr__(self) -> str:
        return self.name


REMOVE: Final = Removal.REMOVE
"""Takes a property out: `note.with_properties(mood=REMOVE)`."""

Wanted: TypeAlias = "Mapping[str, Value | Removal]"


def edit_properties(text: str, changes: Mapping[str, object]) -> str:
    """The text with these properties changed, added or removed; see `Note.with_properties`."""
    front = find_front_matter(text)
    if isinstance(front, Problem):
        raise UserError(_at(front.line, front.message))
    wanted = {
        key: value if isinstance(value, Removal) else _property(key, value) for key, value in changes.items()
    }
    if front is None:
        return _with_front_matter(text, wanted)
    newline = "\r\n" if text[: front.start].endswith("\r\n") else "\n"
    inside = text[front.start : front.end]
    edited = _plainly_edited(inside, wanted) if newline == "\n" else None
    if edited is None:
        from vaultkit.notes.yaml_events import Unreadable

        try:
            edited = _edited(inside, wanted, newline)
        except Unreadable as unreadable:
            raise UserError(_at(*unreadable.problem)) from unreadable
    return text[: front.start] + edited + text[front.end :]


def _plainly_edited(inside: str, wanted: Wanted) -> str | None:
    """The lines, changed without loading YAML; None where that is not sure to be right."""
    plain = read_plain(inside)
    if plain is None or any(isinstance(item, list | dict) for item in _items(wanted.values())):
        return None
    before = plain[0]
    after = _after(before, wanted)
    return inside if _same(before, after) else edit_plainly(inside, before, after)


def _items(values: Iterable[object]) -> Iterator[object]:
    for value in values:
        if isinstance(value, list):
            yield from value
        elif isinstance(value, dict):
            yield value


def _edited(inside: str, wanted: Wanted, newline: str) -> str:
    """The lines between the fences, changed as wanted. Raises Unreadable, or UserError, rather than guess."""
    from vaultkit.notes.layout import layout
    from vaultkit.notes.rewriting import addition, apply_edits, change, removal
    from vaultkit.notes.yaml_reader import read_strictly, read_yaml

    before = read_strictly(inside, first_line=2).properties
    after = _after(before, wanted)
    if _same(before, after):
        return inside
    where = layout(inside, first_line=2)
    edits, additions = [], []
    for key in wanted:
        if key not in before and key in after:
            _refuse_groups(key, None, after[key], 1)
            additions.append(addition(where, key, after[key], newline))
        elif key in before and key not in after:
            edits += removal(where, key, newline)
        elif key in before and not _same(before[key], after[key]):
            _refuse_groups(key, before[key], after[key], where.entries[key].line)
            edits += change(where, key, before[key], after[key], newline)
    # The last property ends before new ones begin, whichever was named first.
    edited = apply_edits(inside, edits + additions)
    if not _same(read_yaml(edited).properties, after):
        line = min((where.entries[key].line for key in wanted if key in where.entries), default=1)
        raise UserError(
            _at(
                line,
                f"{quoted(', '.join(wanted))} cannot be changed here without touching more; change it by hand",
            )
        )
    return edited


def _after(before: dict[str, Value], wanted: Wanted) -> dict[str, Value]:
    after = dict(before)
    for key, value in wanted.items():
        if isinstance(value, Removal):
            after.pop(key, None)
        else:
            after[key] = value
    return after


def _same(one: Value, other: Value) -> bool:
    # 1, 1.0 and True are different properties, and one NaN is as good as another.
    return repr(one) == repr(other)


def _property(key: str, value: object) -> Value:
    try:
        return plain_value(value)
    except UserError as error:
        raise UserError(f"{quoted(key)}: {error}") from error


def _refuse_groups(key: str, old: Value, new: Value, line: int) -> None:
    """Refuse a value that holds a map or a list of lists, which Obsidian could not edit; one that is there may stay."""
    known = [repr(item) for item in old] if isinstance(old, list) else []
    for item in new if isinstance(new, list) else [new] if isinstance(new, dict) else []:
        if isinstance(item, list | dict) and repr(item) not in known:
            raise UserError(
                _at(
                    line,
                    f"{quoted(key)} would hold a group of its own; expected text, a number, a date, or a list of these",
                )
            )


def _with_front_matter(text: str, wanted: Wanted) -> str:
    """The text with new front matter at its very top, behind a byte order mark if it has one."""
    properties = {key: value for key, value in wanted.items() if not isinstance(value, Removal)}
    if not properties:
        return text
    for key, value in properties.items():
        _refuse_groups(key, None, value, 1)
    first, line_end, _ = text.partition("\n")
    newline = "\r\n" if line_end and first.endswith("\r") else "\n"
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    entries = "".join(entry(key, value, newline) for key, value in properties.items())
    if not _same(read_between(entries)[0], properties):
        raise UserError(
            f"{quoted(', '.join(properties))} cannot be written as properties; expected shorter names and ordinary text"
        )
    return f"{mark}---{newline}{entries}---{newline}{text.removeprefix(mark)}"


def _at(line: int, message: str) -> str:
    return f"line {line}: {message}"
