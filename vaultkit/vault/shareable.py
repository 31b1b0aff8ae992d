"""The lines of one's own notes that may be shared, because their note says `share: true`."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from vaultkit.errors import UserError
from vaultkit.notes import parse_note
from vaultkit.notes.files import read_text
from vaultkit.notes.structure import bullets, sections
from vaultkit.vault.config import Config
from vaultkit.vault.index import Index
from vaultkit.workbook.records import Ladder, Request, as_record, name_of
from vaultkit.workbook.sharing import Piece, of_kind, time_apart_in_words, wish_in_words
from vaultkit.workbook.values import read_values

LOOKS_BACK = timedelta(weeks=4)
"""How old a journal page may be whose thanks and topics are still brought to a check-in."""

A_WEEK = timedelta(weeks=1)
"""How old it may be for what one managed."""


def pieces(config: Config, index: Index, today: date) -> list[Piece]:
    """Every line that is offered now. A note that cannot be read offers nothing.

    What counts is `share: true` among the properties at the top: no word in a note's text can say it.
    """
    found: list[Piece] = []
    for kind in ("journal", "request", "ladder", "tool"):
        for record in index.notes([kind]):
            if record.properties.get("share") is not True:
                continue
            try:
                note = parse_note(read_text(config.root / record.path))
            except UserError:
                continue
            if note.properties.get("share") is True:
                values, _ = read_values(kind, record.properties)
                found += _offered(kind, record.path, values, note.body, today)
    return found


def _offered(kind: str, path: str, values: dict[str, Any], body: str, today: date) -> Iterator[Piece]:
    match kind:
        case "journal" if today - LOOKS_BACK < values.get("date", date.min) <= today:
            for section in sections(body):
                title = section.title.casefold()
                about = "thanks" if title.startswith("thank you") else "topic"
                if title.startswith(("thank you", "for our check-in")):
                    yield from of_kind(about, bullets(body[section.start : section.end]), path)
            if today - values["date"] < A_WEEK:
                yield from of_kind("win", [values.get("strength", "")], path)
        case "request" if values.get("status") == "offered" and "date" in values:
            yield from of_kind("wish", [wish_in_words(as_record(Request, {**values, "path": path}))], path)
        case "ladder":
            yield from of_kind(
                "time apart", [time_apart_in_words(as_record(Ladder, {**values, "path": path}))], path
            )
        case "tool":
            yield from of_kind("tool", [name_of(path)], path)
