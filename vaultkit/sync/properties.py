"""Merges the front matter of a note property by property, so that it stays valid and each name stands once."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from vaultkit.notes.properties import read_between
from vaultkit.notes.scalars import Value
from vaultkit.sync.nodes import Node, Sides
from vaultkit.sync.ordering import arrange
from vaultkit.sync.pieces import Piece
from vaultkit.sync.plain import split_lines
from vaultkit.sync.threeway import merge
from vaultkit.sync.versions import KeptBoth

_NAME = re.compile(
    r"(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s#\-\[\]{},>|&*!%@`\"'][^\n]*?|-[^\s][^\n]*?))[ \t]*:(?=[ \t\n]|$)"
)
_WHEN_CHANGED = re.compile(r"updated|modified|edited|changed", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_FLOW_ITEM = re.compile(r"""'[^']*'|"[^"\\]*"|[^\s,\[\]{}'"#][^,\[\]{}'"#]*""")
_ITEM_LINE = re.compile(r"[ \t]*-(?:[ \t]+|$)")
_WHY = "both changed this property"


class Properties(NamedTuple):
    """The lines between the fences, and the properties of which two versions stand."""

    text: str
    kept_both: tuple[KeptBoth, ...]


def merge_properties(base: str, one: str, two: str) -> Properties:
    """Merge what stands between the fences of three notes; empty where a note has none."""
    if one == two or two == base:
        return Properties(one, ())
    if one == base:
        return Properties(two, ())
    old, mine, others = (entries(text) for text in (base, one, two))
    clean = merge(*map(split_lines, (base, one, two)))
    if clean is not None and is_sound("".join(clean)):
        return Properties("".join(clean), ())
    kept: list[KeptBoth] = []
    written = [_written(node, kept) for node in _in_order(old, mine, others)]
    text = "".join(written)
    if not is_sound(text) and is_sound(one) and is_sound(two):
        stays, other = max(one, two), min(one, two)
        gone = [line for line in other.splitlines() if line not in stays.splitlines()]
        return Properties(stays, (KeptBoth("property", _WHY, stays.rstrip("\n"), "\n".join(gone)),))
    return Properties(text, tuple(kept))


def entries(text: str) -> dict[str, str]:
    """Each property's lines by its name; a comment of its own stands under its text.

    A name that wrongly stands again is counted, so that its words are not lost.
    """
    found: dict[str, str] = {}
    for name, lines in _entries(text):
        number = 1
        while (key := name if number == 1 else f"{name}\n{number}") in found:
            number += 1
        found[key] = lines
    return found


def _entries(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in split_lines(text):
        name = _NAME.match(line)
        if name:
            found.append((name[1] or name[2] or name[3] or "", line))
        elif line.startswith("#"):
            found.append((line.strip(), line))
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + line)
        else:
            found.append(("", line))
    return found


def is_sound(text: str) -> bool:
    """Whether the lines between the fences can be read, and no property stands twice."""
    names = [name for name, _ in _entries(text) if not name.startswith("#")]
    if len(names) != len(set(names)):
        return False
    from vaultkit.notes.fast_reader import read_plain

    if read_plain(text) is not None:
        return True
    from vaultkit.notes.yaml_events import Unreadable
    from vaultkit.notes.yaml_reader import read_strictly

    try:
        reading = read_strictly(text)
    except Unreadable:
        return False
    return not any("second time" in problem.message for problem in reading.problems)


def _in_order(old: dict[str, str], mine: dict[str, str], others: dict[str, str]) -> list[Node]:
    def piece(name: str, texts: dict[str, str]) -> Piece | None:
        return Piece("property", texts[name], "", 0, 0) if name in texts else None

    names = dict.fromkeys((*old, *mine, *others))
    ranks = {name: number for number, name in enumerate(old)}
    start = Node(None, *2 * (Piece("start", "", "", 0, 0),))
    end = Node(None, *2 * (Piece("end", "", "", 0, 0),))
    nodes = {
        name: Node(piece(name, old), piece(name, mine), piece(name, others), ranks.get(name, -1))
        for name in names
    }

    def staying(texts: dict[str, str]) -> list[Node]:
        return [start, *(nodes[name] for name in texts if _stays(nodes[name])), end]

    return [node for node in arrange(Sides(staying(mine), staying(others))) if node.any.text]


def _stays(node: Node) -> bool:
    if not node.stays:
        return False
    left = node.one or node.two
    if node.is_common or node.base is None or left is None:
        return True
    return _value(left.text) != _value(node.base.text)


def _value(text: str) -> Value:
    properties, _, problems = read_between(text if text.endswith("\n") else text + "\n")
    if problems and not properties:
        return text
    return next(iter(properties.values()), text)


def _written(node: Node, kept: list[KeptBoth]) -> str:
    if node.one is None or node.two is None:
        return node.any.text
    base, one, two = (piece.text if piece else None for piece in (node.base, node.one, node.two))
    assert one is not None
    assert two is not None
    if one == two or two == base:
        return one
    if one == base:
        return two
    values = [_value(text) if text is not None else None for text in (base, one, two)]
    old, mine, others = values
    if _same(mine, others):
        return max(one, two)
    if base is not None and _same(mine, old):
        return two
    if base is not None and _same(others, old):
        return one
    if mine is None or others is None:
        return one if others is None else two
    can_be_read = mine != one and others != two
    if can_be_read and (isinstance(mine, list) or isinstance(others, list)):
        return _list_text((base, one, two), (_items(old), _items(mine), _items(others)))
    if base is not None and min(text.count("\n") for text in (base, one, two)) > 1:
        clean = merge(*(split_lines(text) for text in (base, one, two)))
        if clean is not None and is_sound("".join(clean)):
            return "".join(clean)
        if all(isinstance(value, dict) for value in values) and (within := _within(base, one, two)):
            return within
    name = one.partition(":")[0]
    if _WHEN_CHANGED.search(name) and all(_DATE.match(str(value)) for value in (mine, others)):
        return max((one, two), key=lambda text: (str(mine if text == one else others), text))
    stays, other = max(one, two), min(one, two)
    kept.append(KeptBoth("property", _WHY, stays.rstrip("\n"), other.rstrip("\n")))
    return stays


def _within(base: str, one: str, two: str) -> str | None:
    """A property that holds properties, merged by these; None if two versions of one would stand."""
    heads, insides = zip(*(text.split("\n", 1) for text in (base, one, two)), strict=True)
    if len(set(heads)) > 1:
        return None
    from textwrap import dedent, indent

    margin = one.split("\n")[1]
    margin = margin[: len(margin) - len(margin.lstrip(" "))]
    merged = merge_properties(*map(dedent, insides))
    return None if merged.kept_both else f"{heads[0]}\n{indent(merged.text, margin)}"


def _same(one: Value, other: Value) -> bool:
    # 1, 1.0 and True are different properties.
    return repr(one) == repr(other)


def _items(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _list_text(
    texts: tuple[str | None, str, str], lists: tuple[list[Value], list[Value], list[Value]]
) -> str:
    """The list with what either side added and without what either side took out, in the form it has."""
    known: dict[str, Value] = {repr(item): item for items in lists for item in items}
    order = merged_order(*([repr(item) for item in items] for items in lists))
    raw: dict[str, str] = {}
    in_flow: dict[str, str] = {}
    header = indent = None
    for text, items in zip(texts, lists, strict=True):
        if text is None:
            continue
        first, *rest = text.rstrip("\n").split("\n")
        if not rest and len(found := _FLOW_ITEM.findall(first.partition(":")[2])) == len(items):
            in_flow |= {repr(item): part.strip() for item, part in zip(items, found, strict=True)}
        if rest and len(rest) == len(items) and all(map(_ITEM_LINE.match, rest)):
            raw |= {repr(item): line for item, line in zip(items, rest, strict=True)}
            header, indent = first, rest[0][: rest[0].index("-")]
    from vaultkit.notes.yaml_writer import scalar

    name = texts[1].partition(":")[0]
    if header is None or not order:
        return (
            f"{name}: ["
            + ", ".join(in_flow.get(item) or scalar(known[item], flow=True) for item in order)
            + "]\n"
        )
    lines = [raw.get(item) or f"{indent}- {scalar(known[item])}" for item in order]
    return "\n".join([header, *lines]) + "\n"


def merged_order(base: Sequence[str], one: Sequence[str], two: Sequence[str]) -> list[str]:
    """Three ordered sets as one: what a side added is there, what a side took out is not."""
    texts = [{item: item for item in items} for items in (base, one, two)]
    return [node.any.text for node in _in_order(*texts)]
