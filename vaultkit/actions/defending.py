"""Keeping one's own contribution one's own: what someone else did to it is mended from the owner's copy, and told.

The owner's copy is the private note that still offers the line. Whose device a change came from cannot be known for
certain, so nothing that was added is taken out without asking: it may be from another device of one's own.
"""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.contributions import (
    keep_ledger,
    lines_of,
    read_ledger,
    with_lines,
    without_line,
    write_contribution,
)
from vaultkit.errors import UserError
from vaultkit.notes import parse_note
from vaultkit.notes.files import read_text
from vaultkit.vault.names import name_key
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.records import folded
from vaultkit.workbook.sharing import Line

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

_MOST_TOLD = 5
_LONGEST_TOLD = 120


class Defended(NamedTuple):
    """Whether a contribution was written, and sentences for its owner alone."""

    written: bool
    told: tuple[str, ...]


def own_texts(config: "Config") -> dict[Path, str]:
    """The notes in one's own part of the shared folder, by path; what cannot be read is left out."""
    found = {}
    shared = config.root / config.shared
    try:
        folders = [one for one in shared.iterdir() if name_key(one.name) == name_key(config.me)]
    except OSError:
        return {}
    for folder in folders:
        if folder.is_dir() and not folder.is_symlink():
            for path in sorted(folder.glob("*.md")):
                try:
                    found[path] = read_text(path)
                except UserError:
                    continue
    return found


def defend(config: "Config", today: date, before: Mapping[Path, str], changed: Collection[str]) -> Defended:
    """Put back into one's contributions what this device shared, its note still offers, and an exchange took out.

    `before` are the texts from before the exchange, `changed` the paths in the shared folder that it changed.
    """
    if not any(name_key(path.partition("/")[0]) == name_key(config.me) for path in changed):
        return Defended(False, ())
    now = own_texts(config)
    had = {line: path for path, text in before.items() if _is_own(config, text) for line in lines_of(text)}
    has = {
        line
        for path, text in now.items()
        if _is_own(config, text) and _head(before.get(path, text)) == _head(text)
        for line in lines_of(text)
    }
    ledger = read_ledger(config)
    shared = {(line.kind, line.words) for line in ledger.lines}
    lost = [line for line in had if line not in has]
    back = [line for line in lost if line in shared and line in _offered(config, today)]
    # What is in a file that no longer counts as one's own is looked at too: its words are not to be lost.
    everywhere = {line for text in now.values() for line in lines_of(text)}
    strange = sorted(everywhere - had.keys() - shared - ledger.mine)
    keep_ledger(config, ledger._replace(strange=ledger.strange | set(strange)))
    told = []
    written = False
    for path in dict.fromkeys(had[line] for line in back):
        lines = [line for line in back if had[line] == path]
        try:
            text = _mended(config, before[path], now.get(path), lines, lost)
            written |= _write(config, path, now.get(path), text, today)
        except UserError as error:
            told += [str(problem) for problem in error.problems]
            continue
        told.append(
            f"{path.name}, your own contribution, was changed by someone else. What you shared is in it again: "
            f"{_quoted(lines)}. To take it back, set share: false in its note."
        )
    if missing := [line for line in lost if line not in back]:
        told.append(f"Gone from your contribution, and not by this device: {_quoted(missing)}.")
    if strange:
        told.append(
            f"New in your contribution, and not from this device: {_quoted(strange)}. Your other device may have written it; "
            "vaultkit share asks whether it is yours."
        )
    return Defended(written, tuple(told))


def _mended(
    config: "Config", before: str, now: str | None, back: Collection[Line], lost: Collection[Line]
) -> str:
    """The contribution as it is now, if it still is one, else as it was before; with the lines that are to be back."""
    hidden = now is not None and any(f"- {words}" in now.splitlines() for _, words in back)
    if now is not None and _is_own(config, now) and _head(now) == _head(before) and not hidden:
        text = now
    else:
        text = before
        for kind, words in lost:
            if (kind, words) not in back:
                text = without_line({Path(): text}, kind, words)[1] or text
        back = [line for line in lines_of(now or "") if line not in lines_of(text)]
    for kind, words in back:
        if (kind, words) not in lines_of(text):
            text = with_lines(config, text, kind, [words])
    return text


def _write(config: "Config", path: Path, now: str | None, text: str, today: date) -> bool:
    """Write the contribution over what was just read; whether anything changed."""
    if text == now:
        return False
    write_contribution(config, path, now, text, today)
    return True


def _offered(config: "Config", today: date) -> set[Line]:
    from vaultkit.vault.reading import fresh_index
    from vaultkit.vault.shareable import pieces

    with fresh_index(config) as index:
        return {(piece.kind, piece.words) for piece in pieces(config, index, today)}


def _is_own(config: "Config", text: str) -> bool:
    kind, author, _ = _head(text)
    return kind == "contribution" and folded(str(author)) == folded(config.me)


def _head(text: str) -> tuple[object, object, object]:
    """A contribution's type, author and week."""
    try:
        found = parse_note(text).properties
    except UserError:
        return None, None, None
    return found.get("type"), found.get("author"), found.get("week")


def _quoted(lines: Collection[Line]) -> str:
    shown = [f"\u201c{one_line(words)[:_LONGEST_TOLD]}\u201d" for _, words in lines]
    more = f" and {len(shown) - _MOST_TOLD} more" if len(shown) > _MOST_TOLD else ""
    return ", ".join(shown[:_MOST_TOLD]) + more
