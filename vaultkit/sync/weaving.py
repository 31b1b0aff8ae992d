"""Weaves two versions of a body, or of one piece of it, from their pieces."""

from typing import NamedTuple

from vaultkit.sync.assembling import assemble
from vaultkit.sync.diff import changes
from vaultkit.sync.nodes import bring_together
from vaultkit.sync.ordering import arrange
from vaultkit.sync.pieces import Piece, cut, cut_lines
from vaultkit.sync.versions import KeptBoth


class Woven(NamedTuple):
    """A text whose last line has its end, and what stands twice in it."""

    text: str
    kept_both: tuple[KeptBoth, ...]


def weave(base: str | None, one: str, two: str, *, moves: bool = True, by_words: bool = True) -> Woven:
    """Join two bodies; each ends with a line end or is empty."""
    return _weave(
        None if base is None else cut(base),
        cut(one),
        cut(two),
        base,
        one,
        two,
        moves=moves,
        by_words=by_words,
    )


def weave_lines(base: str | None, one: str, two: str, *, by_words: bool = True) -> str:
    """Join two versions of a piece of several lines, line by line; lines that disagree both stand."""
    pieces = [None if base is None else cut_lines(base), cut_lines(one), cut_lines(two)]
    assert pieces[1] is not None and pieces[2] is not None
    woven = _weave(*pieces, base, one, two, moves=False, by_words=by_words)  # type: ignore[misc]
    return woven.text.removesuffix("\n")


def _weave(
    base_pieces: list[Piece] | None,
    ones: list[Piece],
    twos: list[Piece],
    base: str | None,
    one: str,
    two: str,
    *,
    moves: bool,
    by_words: bool,
) -> Woven:
    left_lines, right_lines = one.split("\n"), two.split("\n")
    if base is None or base_pieces is None:
        first, second = changes(left_lines, right_lines), []
    else:
        lines = base.split("\n")
        first, second = changes(lines, left_lines), changes(lines, right_lines)
    sides = bring_together(base_pieces, ones, twos, first, second, moves=moves)
    return Woven(*assemble(arrange(sides), (base_pieces, ones, twos), by_words=by_words))
