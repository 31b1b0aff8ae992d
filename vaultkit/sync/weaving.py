"""Weaves two versions of a body, or of one piece of it, from their pieces."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from vaultkit.sync.assembling import assemble
from vaultkit.sync.joining import join
from vaultkit.sync.nodes import bring_together
from vaultkit.sync.ordering import arrange
from vaultkit.sync.pieces import Piece, cut, cut_lines
from vaultkit.sync.plain import line_changes
from vaultkit.sync.versions import KeptBoth


class Woven(NamedTuple):
    """A text whose last line has its end, and what stands twice in it."""

    text: str
    kept_both: tuple[KeptBoth, ...]


def weave(base: str | None, one: str, two: str, *, moves: bool = True, by_words: bool = True) -> Woven:
    """Join two bodies; each ends with a line end or is empty.

    `moves=False` leaves every piece where it stands, `by_words=False` lets both versions of a changed line stand.
    """
    return _weave(cut, base, one, two, moves=moves, by_words=by_words)


def _weave_lines(base: str | None, one: str, two: str, *, by_words: bool) -> str:
    """Join two versions of a piece of several lines, line by line; lines that disagree both stand."""
    woven = _weave(cut_lines, base, one, two, moves=False, by_words=by_words)
    return woven.text.removesuffix("\n")


def _weave(
    cut_up: Callable[[str], list[Piece]], base: str | None, one: str, two: str, *, moves: bool, by_words: bool
) -> Woven:
    olds, ones, twos = None if base is None else cut_up(base), cut_up(one), cut_up(two)
    if base is None:
        first, second = line_changes(one, two), []
    else:
        first, second = line_changes(base, one), line_changes(base, two)
    sides = bring_together(olds, ones, twos, first, second, moves=moves)
    join_two = partial(join, weave_lines=partial(_weave_lines, by_words=by_words), by_words=by_words)
    return Woven(*assemble(arrange(sides), join_two))
