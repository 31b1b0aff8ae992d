"""Merges two versions of one note with what they came from: nothing lost, nothing asked, the same on both machines."""

from typing import NamedTuple

from vaultkit.notes.front_matter import FrontMatter, find_front_matter
from vaultkit.sync.checking import is_whole, lost_words
from vaultkit.sync.generated import settle
from vaultkit.sync.paragraphs import join_paragraphs
from vaultkit.sync.plain import forget, keep_all_lines, merge_lines
from vaultkit.sync.properties import is_sound, merge_properties
from vaultkit.sync.versions import TITLE, KeptBoth
from vaultkit.sync.weaving import Woven, weave

MOST_LINES = 20_000
MOST_CHARACTERS = 2_000_000
_TOO_BIG = "the note is too long to be joined by words, so lines that both changed stand one after the other"
_TOO_ODD = "the form of the note did not allow more, so lines that both changed stand one after the other"
_EMPTIED = "one side emptied the note while the other wrote in it; what was written is kept"


class Merged(NamedTuple):
    """The merged note, and what stands twice in it and why."""

    text: str
    kept_both: tuple[KeptBoth, ...]


def merge_notes(base: str | None, ours: str, theirs: str) -> Merged:
    """Join what two people made of one note. Swapping them gives the same text, to the byte.

    `base` is what both started from, None if each made the note by themselves. Nothing that either added is lost;
    what one deleted and the other left alone is gone; what one deleted and the other changed stays, changed. Where
    two versions cannot be joined both stand, and `kept_both` tells of it. Rules: docs/merging.md.
    """
    if ours == theirs or theirs == base:
        return Merged(ours, ())
    if ours == base:
        return Merged(theirs, ())
    one, two = sorted((ours, theirs))
    if base and base.strip() and not one.strip():
        return Merged(two, (KeptBoth("note", _EMPTIED, one, two),))
    if base is not None and not base.strip():
        base = None
    base, one, two = settle(base, one, two)
    if one == two:
        return Merged(one, ())
    try:
        clean = _as_git(base, one, two)
        return Merged(clean, ()) if clean is not None else _merge_parts(base, one, two)
    finally:
        forget()


class _Parts(NamedTuple):
    """A note with line feeds only. `front` is None without front matter; the body ends with a line end, or is empty."""

    front: str | None
    body: str
    ends: bool


def _as_git(base: str | None, one: str, two: str) -> str | None:
    """The merge by lines, if it is clean and leaves the front matter in order."""
    if base is None:
        return None
    text = merge_lines(base, one, two)
    if text is None:
        return None
    front = _front(text)
    sides = _front(one), _front(two)
    if front in sides or None in sides or (front is not None and is_sound(front)):
        return text
    return None if all(side is not None and is_sound(side) for side in sides) else text


def _front(text: str) -> str | None:
    found = find_front_matter(text)
    return text[found.start : found.end] if isinstance(found, FrontMatter) else None


def _merge_parts(base: str | None, one: str, two: str) -> Merged:
    newline = _newline(base, one, two)
    mark = "\ufeff" if all(text.startswith("\ufeff") for text in (one, two)) else ""
    old = None if base is None else _parts(base)
    mine, others = _parts(one), _parts(two)
    fronts = [part.front if part else None for part in (old, mine, others)]
    merged = merge_properties(*(front or "" for front in fronts))
    woven = _merge_bodies(old.body if old else None, mine.body, others.body)
    front = "" if not merged.text and None in fronts[1:] else f"---\n{merged.text}---\n"
    body = _with_properties_kept(woven.text, merged.kept_both)
    ends = _ends(old, mine, others)
    text = mark + front + body
    if not ends:
        text = text.removesuffix("\n")
    if newline == "\r\n":
        text = text.replace("\n", "\r\n")
    return Merged(text, (*merged.kept_both, *woven.kept_both))


def _ends(base: _Parts | None, one: _Parts, two: _Parts) -> bool:
    """Whether the last line has a line end: as both say, or as the side that changed it says."""
    if one.ends == two.ends or base is None:
        return one.ends or two.ends
    return not base.ends


def _newline(base: str | None, one: str, two: str) -> str:
    if base is not None and "\n" in base:
        return "\r\n" if base.count("\r\n") * 2 > base.count("\n") else "\n"
    return "\r\n" if "\r\n" in one and "\r\n" in two else "\n"


def _parts(text: str) -> _Parts:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = find_front_matter(text)
    ends = text.endswith("\n")
    if text and not ends:
        text += "\n"
    if not isinstance(found, FrontMatter):
        return _Parts(None, text, ends)
    return _Parts(text[found.start : found.end], text[text.index("\n", found.end) + 1 :], ends)


def _merge_bodies(base: str | None, one: str, two: str) -> Woven:
    if one == two or two == base:
        return Woven(one, ())
    if one == base:
        return Woven(two, ())
    if base is not None:
        clean = merge_lines(base, one, two)
        if clean is not None:
            return Woven(clean, ())
    texts = [text for text in (base, one, two) if text is not None]
    if max(map(len, texts)) > MOST_CHARACTERS or max(text.count("\n") for text in texts) > MOST_LINES:
        return Woven(keep_all_lines(base, one, two), (KeptBoth("note", _TOO_BIG, "", ""),))
    if base is not None:
        base, one, two = join_paragraphs(base, one, two)
        if one == two:
            return Woven(one, ())
        one, two = sorted((one, two))
    for full in (True, False):
        woven = weave(base, one, two, moves=full, by_words=full)
        if not lost_words(base, one, two, woven.text) and is_whole(one, two, woven.text):
            return woven
    return Woven(keep_all_lines(base, one, two), (KeptBoth("note", _TOO_ODD, "", ""),))


def _with_properties_kept(body: str, kept: tuple[KeptBoth, ...]) -> str:
    """The body with the second versions of properties in a callout at its top."""
    lines = [f"> {line}" for one in kept for line in one.two.split("\n")]
    if not lines:
        return body
    rest = body.lstrip("\n")
    lead = body[: len(body) - len(rest)]
    callout = "\n".join([TITLE, *lines]) + "\n"
    return lead + callout + ("\n" + rest if rest else "")
