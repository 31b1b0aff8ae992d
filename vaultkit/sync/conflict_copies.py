"""The names under which other sync products leave a second copy of a note, and which note it is a copy of.

Obsidian Sync: `NAME (Conflicted copy DEVICE YYYYMMDDHHMM).md`. Syncthing: `NAME.sync-conflict-YYYYMMDD-HHMMSS-XXXXXXX.md`.
Dropbox and Nextcloud: `NAME (SOMEONE's conflicted copy YYYY-MM-DD).md`, `NAME (conflicted copy YYYY-MM-DD HHMMSS).md`.
"""

import re

_CERTAIN = (
    re.compile(r"(?P<name>.+) \(Conflicted copy(?: [^()]{1,100}? \d{12})?\)\.md"),
    re.compile(r"(?P<name>.+)\.sync-conflict-\d{8}-\d{6}-[A-Z0-9]{7}\.md"),
    re.compile(
        r"(?P<name>.+) \((?:[^()]{1,100} )?conflicted copy \d{4}-\d{2}-\d{2}(?: \d{6})?(?: \d{1,3})?\)\.md"
    ),
)
_PERHAPS = re.compile(r"conflict", re.IGNORECASE)


def original_of(name: str) -> str:
    """The name of the note that a file is a conflict copy of; "" if it is none, or not for certain."""
    for pattern in _CERTAIN:
        if found := pattern.fullmatch(name):
            # A copy of a copy leads to the note itself.
            inner = f"{found['name']}.md"
            return original_of(inner) or inner
    return ""


def may_be_copy(name: str) -> bool:
    """Whether a name speaks of a conflict in a form that is not known for certain."""
    return bool(_PERHAPS.search(name)) and not original_of(name)
