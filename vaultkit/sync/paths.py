"""Which paths may travel between two machines: names that are a plain file on each of them, and nothing that acts."""

import re
import unicodedata
from collections.abc import Iterable

from vaultkit.vault.names import name_key, nfc, safe_name

NOTES = (".md",)
IMAGES = (".jpg", ".jpeg", ".png", ".webp")
DEEPEST = 8
LARGEST_MERGED = 1_000_000
"""Bytes of a note of which two versions are merged; of a larger one both are kept, since merging takes far more memory."""

LONGEST_NAME = 255
"""Bytes of UTF-8 that one part of a path may have."""

_STAY = frozenset(("templates", "bases"))
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))
_SHORT = re.compile(r"[^.]{1,6}~[0-9]{1,6}(?:\.[^.]{0,3})?")


def refusal(path: str) -> str:
    """Why a path, with "/" between its parts, may not travel; "" if it may.

    What may is a Markdown note or an image (JPEG, PNG, WebP) that has the same name on Windows, macOS and Linux.
    """
    parts = path.split("/")
    if len(parts) > DEEPEST:
        return "lies too deep"
    if not path.lower().endswith(NOTES + IMAGES):
        return "is neither a note nor a JPEG, PNG or WebP image"
    if name_key(parts[0]) in _STAY and len(parts) > 1:
        return "lies in a folder that stays on each machine"
    for part in parts:
        if reason := _refusal_of(part):
            return reason
    return ""


def is_image(path: str) -> bool:
    """Whether the path's ending is that of an image."""
    return path.lower().endswith(IMAGES)


def twins(paths: Iterable[str]) -> list[tuple[str, ...]]:
    """Paths that Windows or macOS would take for one, together, in order."""
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(name_key(path), []).append(path)
    return [tuple(sorted(same)) for same in found.values() if len(same) > 1]


def _refusal_of(part: str) -> str:
    """Why one part of a path cannot have that name on every machine."""
    # Some disks do not see joiners.
    visible = part.translate(_JOINERS)
    if visible in ("", ".", "..") or visible.startswith("."):
        return "has a hidden part"
    if _SHORT.fullmatch(visible):
        return "is named as Windows shortens names"
    if part != nfc(part):
        return "has accents in a form of their own"
    if len(part.encode("utf-8", "surrogatepass")) > LONGEST_NAME:
        return "has too long a name"
    if any(
        unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
        for one in part
        if one not in "\u200c\u200d"
    ):
        return "has characters that cannot be seen"
    if any(one in '\\:*?"<>|' for one in part):
        return "has a character that some systems refuse"
    if part != part.strip(" ") or part.endswith("."):
        return "begins or ends as no name does everywhere"
    return (
        "is called as a device is on Windows"
        if safe_name(visible).startswith("Note ") and not visible.startswith("Note ")
        else ""
    )
