"""The edits that give one property another value: the fewest characters that do it, and every comment kept."""

import re
from typing import NamedTuple

from vaultkit.notes.layout import Entry, Layout, Piece
from vaultkit.notes.quoting import quoted
from vaultkit.notes.scalars import Value
from vaultkit.notes.yaml_events import Unreadable
from vaultkit.notes.yaml_writer import entry as write_entry
from vaultkit.notes.yaml_writer import scalar

_DASH = re.compile(r"^( *)-", re.MULTILINE)


class Edit(NamedTuple):
    """Put `text` where the characters from `start` to `end` are."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: list[Edit]) -> str:
    """The text with edits that do not overlap; those at one place stay in their order."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        parts += text[at : edit.start], edit.text
        at = edit.end
    return "".join((*parts, text[at:]))


def addition(where: Layout, key: str, value: Value, newline: str) -> Edit:
    """A new property behind all others."""
    lines = write_entry(key, value, newline).splitlines(keepends=True)
    end = len(where.text)
    return Edit(end, end, "".join(where.indent + line for line in lines))


def removal(where: Layout, key: str, newline: str) -> list[Edit]:
    """Take a property out; the comments in its lines stay, on lines of their own."""
    entry = _free(where, key)
    return [Edit(entry.start, entry.end, _kept(where, entry.start, entry.end, where.indent, newline))]


def change(where: Layout, key: str, old: Value, new: Value, newline: str) -> list[Edit]:
    """Give a property another value in the form that it has: a flow list stays one, a block list too.

    An empty one, written `[]`, grows into a block list, as it does in Obsidian.
    """
    entry = _free(where, key)
    if isinstance(old, list) and old and isinstance(new, list):
        if entry.value.is_flow:
            return _change_flow_list(where, entry, old, new, newline)
        if new:
            return _change_block_list(where, entry, old, new, newline)
    return _change_whole(where, entry, new, newline)


def _free(where: Layout, key: str) -> Entry:
    """The property, unless another one refers to what it holds."""
    entry = where.entries[key]
    if anchor := where.shares_anchor(entry):
        raise Unreadable(
            entry.line,
            f"{quoted(key)} is marked &{quoted(anchor)}, which another property uses; write that one out first",
        )
    return entry


def _change_whole(where: Layout, entry: Entry, new: Value, newline: str) -> list[Edit]:
    text, value = where.text, entry.value
    rest = text[value.end : entry.end]
    comment = rest.rstrip("\r\n") if rest.strip() else ""
    kept = Edit(entry.end, entry.end, _kept(where, entry.colon, value.end, where.indent, newline))
    if isinstance(new, list) and new:
        items = "".join(f"{where.indent}  - {scalar(item)}{newline}" for item in new)
        return [Edit(entry.colon, entry.end, comment + newline + items), kept]
    written = "" if new is None else scalar(new)
    is_beside_name = value.start < value.end and "\n" not in text[entry.colon : value.start]
    if written and is_beside_name:
        return [Edit(value.start, value.end, written), kept]
    end = value.end if comment else value.end + len(rest.rstrip("\r\n"))
    return [Edit(entry.colon, end, " " + written if written else ""), kept]


def _change_flow_list(
    where: Layout, entry: Entry, old: list[Value], new: list[Value], newline: str
) -> list[Edit]:
    value, items = entry.value, entry.value.children
    first, last, added = _difference(old, new)
    written = ", ".join(scalar(item, flow=True) for item in added)
    if not new:
        edit = Edit(value.start, value.end, "[]")
    elif first < last and added:
        edit = Edit(items[first].start, items[last - 1].end, written)
    elif first < last < len(items):
        edit = Edit(items[first].start, items[last].start, "")
    elif first < last:
        edit = Edit(items[first - 1].end, items[-1].end, "")
    elif first:
        edit = Edit(items[first - 1].end, items[first - 1].end, ", " + written)
    else:
        edit = Edit(items[0].start, items[0].start, written + ", ")
    return [edit, Edit(entry.end, entry.end, _kept(where, edit.start, edit.end, where.indent, newline))]


def _change_block_list(
    where: Layout, entry: Entry, old: list[Value], new: list[Value], newline: str
) -> list[Edit]:
    items = _items(where.text, entry)
    first, last, added = _difference(old, new)
    paired = first + min(last - first, len(added))
    edits: list[Edit] = []
    for item, value in zip(items[first:paired], added, strict=False):
        edits += _change_item(where, item, value, newline)
    for item in items[paired:last]:
        edits.append(Edit(item.start, item.end, _kept(where, item.start, item.end, item.indent, newline)))
    place = items[paired - 1].end if paired else items[0].start
    more = "".join(f"{items[0].indent}- {scalar(value)}{newline}" for value in added[paired - first :])
    return [*edits, Edit(place, place, more)]


class _Item(NamedTuple):
    """An item of a block list: its lines are from `start` to `end`, its dash ends at `dash`."""

    start: int
    dash: int
    value: Piece
    end: int
    indent: str


def _items(text: str, entry: Entry) -> list[_Item]:
    found = []
    at = text.find("\n", entry.colon) + 1
    for value in entry.value.children:
        dash = _DASH.search(text, at, entry.end)
        if dash is None:
            raise Unreadable(
                entry.line, f"the list {quoted(entry.key)} is not written one item a line; change it by hand"
            )
        at = text.find("\n", max(dash.end(), value.end)) + 1
        found.append(_Item(dash.start(), dash.end(), value, at, dash[1]))
    return found


def _change_item(where: Layout, item: _Item, new: Value, newline: str) -> list[Edit]:
    value = item.value
    kept = _kept(where, item.dash, value.end, item.indent, newline)
    if value.start < value.end and "\n" not in where.text[item.dash : value.start]:
        edit = Edit(value.start, value.end, scalar(new))
    else:
        edit = Edit(item.dash, max(item.dash, value.end), " " + scalar(new))
    return [edit, Edit(item.end, item.end, kept)]


def _difference(old: list[Value], new: list[Value]) -> tuple[int, int, list[Value]]:
    """What stands between the equal beginning and the equal end: old[first:last] gives way to the values added."""
    one, other = [repr(item) for item in old], [repr(item) for item in new]
    shorter = min(len(one), len(other))
    first = next((i for i in range(shorter) if one[i] != other[i]), shorter)
    last = next((i for i in range(shorter - first) if one[-1 - i] != other[-1 - i]), shorter - first)
    return first, len(old) - last, new[first : len(new) - last]


def _kept(where: Layout, start: int, end: int, indent: str, newline: str) -> str:
    """The comments between two offsets, each as a line."""
    return "".join(indent + comment + newline for comment in where.comments(start, end))
