"""The page of a time for both: of shared notes alone, without totals for either."""

from collections.abc import Iterator

from vaultkit.render.page.layout import Page, Part, Quoted, Table
from vaultkit.render.progress_words import noun
from vaultkit.workbook.periods import between
from vaultkit.workbook.records import name_of
from vaultkit.workbook.together import Moved, Together

_MOST = 30


def shared_page(found: Together, *, with_words: bool) -> Page:
    """The page; `with_words` it quotes what was agreed, whoever wrote it down."""
    return Page(
        title="What we did together",
        lead=f"{between(found.since, found.until).words}. From our shared notes alone.",
        parts=tuple(_parts(found, with_words)),
        foot=("Nothing private is in here, and nothing is counted by person.",),
    )


def _parts(found: Together, with_words: bool) -> Iterator[Part]:
    lines = []
    if found.checkins:
        lines.append(f"We had {noun(found.checkins, 'check-in')}.")
    if found.agreements:
        lines.append(f"We did {noun(len(found.agreements), 'thing')} that we had agreed on.")
    if not (lines or found.rituals or found.moved):
        lines.append("Nothing is noted for these days so far, and that is fine.")
    quotes = tuple(Quoted(words) for words in found.agreements[:_MOST]) if with_words else ()
    yield Part("So far", tuple(lines), quotes=quotes)
    if found.rituals:
        kept = tuple((name_of(one.path), str(one.times)) for one in found.rituals[:_MOST])
        yield Part("Rituals we kept", table=Table("How often each was kept", ("Ritual", "Times"), kept))
    if found.moved:
        moved = tuple(_row(one, one.path in found.reached) for one in found.moved[:_MOST])
        columns = ("Goal", "Before", "Now")
        yield Part("Goals on their way", table=Table("How far each has come", columns, moved))


def _row(moved: Moved, is_reached: bool) -> tuple[str, ...]:
    before = "–" if moved.before is None else f"{moved.before} %"
    return name_of(moved.path), before, "reached" if is_reached else f"{moved.now} %"
