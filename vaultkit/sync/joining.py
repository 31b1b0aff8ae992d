"""Joins two versions of one piece: by lines, by words, or side by side where they cannot be joined."""

import re
from collections.abc import Callable
from typing import NamedTuple

from vaultkit.sync.paragraphs import join_sentences
from vaultkit.sync.pieces import WHOLE, Piece, cut
from vaultkit.sync.sentences import join_words
from vaultkit.sync.threeway import merge
from vaultkit.sync.versions import Text
from vaultkit.sync.words import count_words

_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)(?:\[([^\n])\]([ \t]+|$))?(.*)", re.DOTALL)
_HEADING = re.compile(r"([ ]{0,3})(#{1,6})([ \t]+|$)(.*)", re.DOTALL)
# What the Tasks plugin reads at the end of a task, and a block's own name.
_SIGN = re.compile(
    r"[ \t]+((?:[📅📆🗓✅❌⏳⌛🛫➕]\ufe0f? *\d{4}-\d\d-\d\d"
    r"|[🔺⏫🔼🔽⏬]\ufe0f?|🔁\ufe0f? *[A-Za-z0-9, !]+|🏁\ufe0f? *[A-Za-z]+|🆔\ufe0f? *[\w-]+|⛔\ufe0f? *[\w, -]+"
    r"|\^[A-Za-z0-9-]+))[ \t]*$"
)
_TICKED = ("x", "X")


WeaveLines = Callable[[str | None, str, str], str]


def join(base: Piece | None, one: Piece, two: Piece, weave_lines: WeaveLines, *, by_words: bool) -> Text:
    """The piece that two sides made of one. Which side is which must not matter: `one` is the lesser text.

    `weave_lines` joins what has several lines, line by line.
    """
    old = base.text if base else None
    if one.text == two.text or two.text == old:
        return Text(one.text)
    if one.text == old:
        return Text(two.text)
    whole = one.kind in WHOLE or two.kind in WHOLE
    if whole or not by_words:
        for same, changed in ((one, two), (two, one)):
            if base is not None and same.plain == base.plain:
                return Text(changed.text)
    if one.plain == two.plain:
        return Text(max(one.text, two.text))
    if whole:
        found = _join_whole(base, one, two, weave_lines, by_words)
    elif one.kind == two.kind == "item":
        found = _join_items(old, one.text, two.text, by_words)
    elif one.kind == two.kind == "heading":
        found = _join_headings(old, one.text, two.text) if by_words else None
        return Text(found) if found is not None else Text(one.text, two.text, aside=True)
    else:
        return _join_line(old, one, two) if by_words else Text(one.text, two.text)
    return Text(found) if found is not None else Text(one.text, two.text)


def _join_line(base: str | None, one: Piece, two: Piece) -> Text:
    found = join_words(base, one.text, two.text)
    if found is not None and ("row" not in (one.kind, two.kind) or _keeps_cells(found, one.text, two.text)):
        return Text(found)
    by_sentences = None
    if one.kind == two.kind == "prose" and not one.depth:
        by_sentences = join_sentences(base, one.text, two.text)
    return by_sentences or Text(one.text, two.text)


def _join_whole(
    base: Piece | None, one: Piece, two: Piece, weave_lines: WeaveLines, by_words: bool
) -> str | None:
    """Line by line, then piece by piece within; None if the result is not one such piece."""
    if one.kind != two.kind or one.kind in ("generated", "front matter"):
        return None
    clean = merge(*(piece.text.split("\n") for piece in (base, one, two))) if base else None
    if clean is not None:
        text = "\n".join(clean)
        if _is_one(text, one.kind):
            return text
    if one.kind == "table":
        return join_words(base.text if base else None, one.text, two.text) if by_words else None
    text = weave_lines(base.text if base else None, one.text, two.text)
    return text if _is_one(text, one.kind) else None


def _is_one(text: str, kind: str) -> bool:
    """Whether a text reads back as one piece of that kind."""
    pieces = cut(text + "\n")
    return len(pieces) == 3 and pieces[1].kind == kind


def _keeps_cells(text: str, one: str, two: str) -> bool:
    return text.count("|") in (one.count("|"), two.count("|"))


def _join_items(base: str | None, one: str, two: str, by_words: bool) -> str | None:
    """Indentation, sign, tick, words and the signs at the end, each by itself."""
    parts = [_item_parts(text) if text is not None else None for text in (base, one, two)]
    old, mine, others = parts
    assert mine is not None
    assert others is not None
    if old is None:
        old = mine if mine == others else None
    indent = _either(old.indent if old else None, mine.indent, others.indent)
    sign = _either(old.sign if old else None, mine.sign, others.sign)
    gap = _either(old.gap if old else None, mine.gap, others.gap)
    tick = _tick(old.tick if old else None, mine.tick, others.tick)
    if mine.words == others.words or (old and others.words == old.words):
        text: str | None = mine.words
    elif old and mine.words == old.words:
        text = others.words
    else:
        text = join_words(base and old and old.words, mine.words, others.words) if by_words else None
    if text is None:
        return None
    signs = _signs(old.signs if old else (), mine.signs, others.signs)
    box = f"[{tick}] " if tick is not None else ""
    return indent + sign + gap + box + " ".join([text.rstrip(" \t"), *signs] if signs else [text])


class _Item(NamedTuple):
    indent: str
    sign: str
    gap: str
    tick: str | None
    words: str
    signs: tuple[str, ...]


def _item_parts(text: str) -> _Item:
    found = _ITEM.match(text)
    if not found:
        return _Item(text[: len(text) - len(text.lstrip())], "", "", None, text.lstrip(), ())
    words = found[6]
    signs: list[str] = []
    while sign := _SIGN.search(words):
        signs.insert(0, sign[1])
        words = words[: sign.start()]
    return _Item(found[1], found[2], found[3], found[4], words, tuple(signs))


def _either(base: str | None, one: str, two: str) -> str:
    if one == two or two == base:
        return one
    return two if one == base else max(one, two)


def _tick(base: str | None, one: str | None, two: str | None) -> str | None:
    if one == two:
        return one
    for tick in (one, two):
        if tick in _TICKED:
            return tick
    if base is not None and two == base:
        return one
    if base is not None and one == base:
        return two
    return max(one or " ", two or " ")


def _signs(base: tuple[str, ...], one: tuple[str, ...], two: tuple[str, ...]) -> list[str]:
    """The signs of both: what one side took away and the other left alone goes. A block's name comes last."""
    kept = [sign for sign in one if sign in two or sign not in base]
    kept += [sign for sign in two if sign not in one and sign not in base]
    return sorted(kept, key=lambda sign: sign.startswith("^"))


def _holds(text: str, name: str) -> bool:
    """Whether most words of a heading stand in what became of it, in small letters or capitals."""
    wanted = count_words(name.casefold())
    return (wanted & count_words(text.casefold())).total() * 2 >= wanted.total()


def _join_headings(base: str | None, one: str, two: str) -> str | None:
    old = _HEADING.match(base) if base is not None else None
    mine, others = _HEADING.match(one), _HEADING.match(two)
    assert mine
    assert others
    text = join_words(old[4] if old else None, mine[4], others[4])
    if text is None:
        return None
    if mine[2] != others[2] and not all(_holds(text, side[4]) for side in (mine, others)):
        # One side gave it another level, the other another name altogether.
        return None
    return "".join(_either(old[n] if old else None, mine[n], others[n]) for n in (1, 2, 3)) + text
