"""Bringing one's own requests along when a check-in answered them: their status, and not a word more."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.actions.making import change
from vaultkit.notes import parse_note
from vaultkit.vault.reading import fresh_index, private_records
from vaultkit.workbook.records import Request, folded
from vaultkit.workbook.sharing import plain_words, wish_in_words
from vaultkit.workbook.topics import Topic

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

_STILL_OPEN = ("draft", "offered")


def bring_along(config: "Config", answers: Mapping[Topic, str], *, dry_run: bool = False) -> tuple[Path, ...]:
    """Give one's own requests the status by which their wish was answered; the notes that changed, or would have.

    A request is known by its whole sentence, or by what it would like. One that has an answer already keeps it.
    Raises UserError if such a note can't be edited.
    """
    own = {
        _key(wish.words): answer
        for wish, answer in answers.items()
        if folded(wish.author) == folded(config.me)
    }
    if not own:
        return ()
    with fresh_index(config) as index:
        requests = private_records(config, index, Request)
    changed = []
    for request in requests:
        answer = next((own[key] for key in _keys(request) if key in own), "")
        path = config.root / request.path
        if answer and request.status in _STILL_OPEN and _set(config, path, answer, dry_run=dry_run):
            changed.append(path)
    return tuple(changed)


def _set(config: "Config", path: Path, answer: str, *, dry_run: bool) -> bool:
    return change(
        config, path, lambda text: parse_note(text).with_properties(status=answer).text, dry_run=dry_run
    )


def _keys(request: Request) -> list[str]:
    """How a contribution may have put this wish; nothing where nothing is wished for."""
    like = plain_words(request.would_like)
    return [_key(words) for words in (wish_in_words(request), f"I would like {like}", like)] if like else []


def _key(words: str) -> str:
    return folded(plain_words(words)).rstrip(".")
