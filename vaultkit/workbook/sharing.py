"""What may leave of one's own notes, by consent alone: which lines are shared, asked about, or taken back.

A pure decision over notes that say `share: true` and a ledger of what this device shared before. Rules: docs/sharing.md.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.records import Ladder, Request, name_of

KINDS = {
    "thanks": "Thank you",
    "topic": "For our check-in",
    "wish": "A wish",
    "time apart": "Time on my own",
    "tool": "What helps me",
    "win": "Something that went well",
}
"""The kinds of thing that can be shared, each with the heading it goes under (or the beginning of it)."""

_COMMENT = re.compile(r"%%.*?(?:%%|$)|<!--.*?(?:-->|$)")
_LINK = re.compile(r"(!?)\[\[((?:(?!\[\[).)*?)\]\]")
_INNER = r"(?:\\.|[^\[\]\\]|\[(?:\\.|[^\[\]\\])*\])*"
_PLACE = r"(?:\\.|[^()\\]|\((?:\\.|[^()\\])*\))*"
_MARKDOWN_LINK = re.compile(rf"(!?)\[({_INNER})\]\(\s*<?({_PLACE})\)")
# A link whose place stands elsewhere in the note, and a note's mark at a word.
_REFERENCE = re.compile(r"!?\[([^\[\]^]+)\]\[[^\[\]]*\]|\[\^[^\[\]]*\]()")
_TAG = re.compile(r"</?[A-Za-z](?![A-Za-z0-9+.-]*:)[^<>]*>")
_ADDRESS = re.compile(r"<?\b(?!https?:)[A-Za-z][A-Za-z0-9+.-]*://[^\s<>]*>?", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_MOST_NESTED = 5


Line = tuple[str, str]
"""Kind and words of a line in a contribution."""


class Piece(NamedTuple):
    """One line that its note offers. `note` is the note's path, which never leaves."""

    kind: str
    words: str
    note: str

    @property
    def id(self) -> str:
        """Twelve hex digits by which a program can say yes to this very line."""
        return hashlib.sha256("\0".join(self).encode()).hexdigest()[:12]


class Published(NamedTuple):
    """A line this device shared, in the contribution of `week`. While `pending`, it is not known whether it got there."""

    kind: str
    words: str
    note: str
    week: str
    pending: bool = False


class Ledger(NamedTuple):
    """What this device remembers: kinds of thing that were agreed to once, the lines it shared, and from which notes.

    `notes` has every note of which a line was ever shared, also where that line was taken back since. `mine` are lines
    in one's own contributions that were written there by hand, or said to be one's own; `strange` are lines in there
    that came from another device, and of which it is not known whose they are.
    """

    kinds: frozenset[str] = frozenset()
    lines: tuple[Published, ...] = ()
    notes: frozenset[str] = frozenset()
    mine: frozenset[Line] = frozenset()
    strange: frozenset[Line] = frozenset()


class Question(NamedTuple):
    """A line that needs a yes: the first of its kind, or of a note that was shared before and has changed since."""

    piece: Piece
    is_first: bool


class Plan(NamedTuple):
    """What to share now, what to ask about first, and what to take back."""

    publish: tuple[Piece, ...]
    ask: tuple[Question, ...]
    withdraw: tuple[Published, ...]


def plan(
    pieces: Iterable[Piece],
    ledger: Ledger,
    *,
    standing: Collection[Line] = (),
    gone: Collection[Line] = (),
    is_open: Callable[[str], bool] = lambda week: True,
    agreed: Collection[str] = (),
) -> Plan:
    """Decide over every line that the notes offer now.

    `standing` are the lines that one's own contributions hold already; these are not shared again. Lines that are `gone`
    were shared and stand there no more, though nobody took them back: they wait for a yes to stand there again.
    Only from weeks that `is_open` are lines taken back: in a check-in that was held they were heard. `agreed` are ids
    of pieces to which the answer is yes. Without it nothing goes out that is the first of its kind, or comes from a
    note that was shared before and has changed.
    """
    offered = {(piece.kind, piece.words): piece for piece in pieces}
    known = {(line.kind, line.words) for line in ledger.lines}
    shared_notes = ledger.notes | _notes_of(offered.values(), ledger)
    publish: list[Piece] = []
    ask: list[Question] = []
    for key, piece in offered.items():
        if (key in known and key not in gone) or key in standing:
            continue
        is_first = piece.kind not in ledger.kinds
        if piece.id in agreed or not (is_first or piece.note in shared_notes or key in gone):
            publish.append(piece)
        else:
            ask.append(Question(piece, is_first))
    withdraw = (
        line for line in ledger.lines if (line.kind, line.words) not in offered and is_open(line.week)
    )
    return Plan(tuple(publish), tuple(ask), tuple(withdraw))


def after(
    ledger: Ledger,
    publish: Iterable[Piece],
    withdraw: Collection[Published],
    week: str,
    offered: Iterable[Piece] = (),
) -> Ledger:
    """The ledger once these lines are shared in `week` and those are taken back, of all that are `offered`."""
    pieces = list(publish)
    new = {(piece.kind, piece.words) for piece in pieces}
    kept = tuple(line for line in ledger.lines if line not in withdraw and (line.kind, line.words) not in new)
    added = tuple(Published(piece.kind, piece.words, piece.note, week) for piece in pieces)
    return ledger._replace(
        kinds=ledger.kinds | {piece.kind for piece in pieces},
        lines=kept + added,
        notes=ledger.notes | _notes_of(offered, ledger) | {piece.note for piece in pieces},
    )


def _notes_of(offered: Iterable[Piece], ledger: Ledger) -> set[str]:
    """The notes of the lines that were shared, by what they are called now as well."""
    known = {(line.kind, line.words) for line in ledger.lines}
    renamed = {piece.note for piece in offered if (piece.kind, piece.words) in known}
    return renamed | {line.note for line in ledger.lines}


def plain_words(text: str) -> str:
    """One line of a bullet without what leads into other notes: links become the words they show, embeds go.

    Links to the web stay. Of a link without words of its own the note's name is shown, without its folder. Comments
    and what is not seen of HTML stay behind, and so do addresses of anything but the web.
    """
    words = one_line(text)
    for _ in range(_MOST_NESTED):
        before = words
        words = _LINK.sub(_shown, _COMMENT.sub("", words))
        words = _REFERENCE.sub(lambda found: found[1] or "", _MARKDOWN_LINK.sub(_named, words))
        words = _ADDRESS.sub("", _TAG.sub("", words))
        if words == before:
            break
    return " ".join(words.split())


def _shown(found: re.Match[str]) -> str:
    target, _, words = found[2].partition("|")
    if found[1]:
        return ""
    return words.strip() or target.partition("#")[0].rpartition("/")[2].removesuffix(".md")


def _named(found: re.Match[str]) -> str:
    return found[0] if _WEB.match(found[3]) and not found[1] else found[2]


def wish_in_words(request: Request) -> str:
    """`I feel … when …, because …. I would like ….` with the parts that are there; empty if nothing is wished for."""
    feel, when, because, like = (
        plain_words(part).rstrip(".")
        for part in (request.feel, request.when, request.because, request.would_like)
    )
    if not like:
        return ""
    first = f"I feel {feel}" if feel else ""
    first += f" when {when}" if first and when else f"When {when}" if when else ""
    first += f", because {because}" if first and because else ""
    return f"{first}. I would like {like}." if first else f"I would like {like}."


def time_apart_in_words(ladder: Ladder) -> str:
    """A ladder's title, the step it is on and that step's words; empty unless it is in use and has steps."""
    if ladder.status != "active" or not 1 <= ladder.current <= len(ladder.steps):
        return ""
    step = plain_words(ladder.steps[ladder.current - 1])
    return f"{plain_words(name_of(ladder.path))}, step {ladder.current}: {step}"


def of_kind(kind: str, lines: Sequence[str], note: str) -> list[Piece]:
    """The lines as pieces, without what is left blank."""
    return [Piece(kind, words, note) for line in lines if (words := plain_words(line))]
