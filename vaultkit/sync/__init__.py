"""Exchanging notes: joining what two people wrote. The merge itself is pure: texts in, one text out."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaultkit.sync.merge import Merged, merge_notes
    from vaultkit.sync.versions import KeptBoth

_HOMES = {
    "KeptBoth": "vaultkit.sync.versions",
    "Merged": "vaultkit.sync.merge",
    "merge_notes": "vaultkit.sync.merge",
}

__all__ = ["KeptBoth", "Merged", "merge_notes"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
