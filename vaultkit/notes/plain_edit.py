"""Changes properties in front matter that is plain enough to be edited line by line, without a YAML parser.

It changes the same characters as `rewriting` does, and leaves to that whatever it is not sure of.
"""

import re
from collections.abc import Mapping

from vaultkit.notes.fast_reader import read_plain
from vaultkit.notes.scalars import Value
from vaultkit.notes.yaml_writer import entry, scalar

_ENTRY = re.compile(r"[^\n]*\n(?:[ -][^\n]*\n)*")
_BLANK = re.compile(r"[^:]*: *\n")
_FLOW = re.compile(r"([^:]*: \[[^\]\n]+)(\] *\n)")
_BLOCK = re.compile(r"[^:]*: *\n( *)-[^\n]*\n(?:\1-[^\n]*\n)*")


def edit_plainly(inside: str, before: Mapping[str, Value], after: Mapping[str, Value]) -> str | None:
    """The lines between the fences with what `after` has and `before` has not; None where it is not sure.

    `before` is what `read_plain` makes of them. Only new properties, blank ones that are filled, lists that grow at
    their end and values that become lists are sure.
    """
    entries = _ENTRY.findall(inside)
    if "\r" in inside or "".join(entries) != inside or len(entries) != len(before):
        return None
    written = []
    for text, (key, value) in zip(entries, before.items(), strict=True):
        if key not in after:
            return None
        changed = text if repr(value) == repr(after[key]) else _changed(text, key, value, after[key])
        if changed is None:
            return None
        written.append(changed)
    written += [entry(key, value, "\n") for key, value in after.items() if key not in before]
    edited = "".join(written)
    read = read_plain(edited)
    return edited if read is not None and repr(read[0]) == repr(dict(after)) else None


def _changed(text: str, key: str, old: Value, new: Value) -> str | None:
    if old is None and not isinstance(new, list) and _BLANK.fullmatch(text):
        return f"{key}: {scalar(new)}\n"
    if not isinstance(new, list) or not new:
        return None
    if not (isinstance(old, list) and old):
        # One value alone, a blank or an empty list becomes a list below its name.
        return entry(key, new) if text.count("\n") == 1 else None
    added = new[len(old) :]
    if repr(new[: len(old)]) != repr(old) or not added:
        return None
    if flow := _FLOW.fullmatch(text):
        return f"{flow[1]}, {', '.join(scalar(item, flow=True) for item in added)}{flow[2]}"
    if block := _BLOCK.fullmatch(text):
        return text + "".join(f"{block[1]}- {scalar(item)}\n" for item in added)
    return None
