"""Which kind of note someone's note is: by its type, or for a page in a daily note by its tag."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from vaultkit.errors import UserError
from vaultkit.notes.reading import read_bytes
from vaultkit.notes.scalars import Value
from vaultkit.vault.belonging import has_tag, tagged_kind
from vaultkit.vault.config import Config
from vaultkit.vault.journal_place import day_of
from vaultkit.vault.names import name_key
from vaultkit.workbook.kinds import KINDS

KindOf: TypeAlias = Callable[[str, Mapping[str, Value]], tuple[Mapping[str, Value], str]]


def kind_of(config: Config) -> KindOf:
    """Reads a note's path and properties: gives these as its kind is to read them, and the kind that its tag names.

    A daily note keeps a type of its own and is a journal by its tag; its day is the one that its path says, whatever
    a date property that came from a template or another program says. Any other note's type has to be right: a slip in it is for `check` to report.
    """
    daily = config.journal.into == "daily"

    def kind_of(path: str, properties: Mapping[str, Value]) -> tuple[Mapping[str, Value], str]:
        tags = properties.get("tags")
        if tags is None:
            return properties, ""
        kind = properties.get("type")
        is_ours = isinstance(kind, str) and kind.strip().lower() in KINDS
        if daily and has_tag(tags, "vaultkit/journal"):
            properties = {**properties, "type": "journal"}
            if day := day_of(config, path):
                properties["date"] = str(day)
            return properties, "journal"
        if is_ours:
            return properties, ""
        meant = tagged_kind(tags)
        if meant == "journal" and isinstance(kind, str) and not _is_a_slip(kind):
            return {**properties, "type": "journal"}, meant
        return properties, meant

    return kind_of


def concern(config: Config) -> Callable[[str], bool]:
    """A test of a path: is a note that cannot be read as meant one of vaultkit's, as far as anyone can tell?

    Where pages are part of the daily notes of a vault that someone had before, it is if it lies in a folder of ours or
    speaks of one of our tags at its beginning; the others, such as templates, are none of our business there.
    """
    folders = tuple(
        f"{name_key(folder)}/"
        for kind, folder in config.folders.items()
        if folder and (kind != "journal" or config.journal.into != "daily")
    )
    everywhere = config.journal.into != "daily"

    def concerns(path: str) -> bool:
        if everywhere or name_key(path).startswith(folders) or day_of(config, path):
            return True
        try:
            return b"vaultkit/" in read_bytes(config.root / path)[0][:4096]
        except (OSError, UserError):
            # No one can tell, and words may be missing.
            return True

    return concerns


def _is_a_slip(kind: str) -> bool:
    """Whether a type is one of ours with a letter too many, too few or another one."""
    from difflib import get_close_matches

    return bool(get_close_matches(kind.casefold(), KINDS, 1, 0.75))
