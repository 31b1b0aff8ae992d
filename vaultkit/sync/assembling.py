"""Writes the ordered pieces down again: each with the blank lines it needs, both versions where two must stand."""

from collections.abc import Callable
from itertools import pairwise

from vaultkit.sync.nodes import Node
from vaultkit.sync.pieces import Piece
from vaultkit.sync.versions import KeptBoth, Text, beside, callout

_TIGHT = frozenset(("item", "row", "line", "definition", "quote"))
_OWN_FORM = frozenset(("item", "row", "line", "definition", "rule"))
_WHY = "both changed it, and the changes do not fit together"
_WHY_ADDED = "both wrote it, each in their own words"

Join = Callable[[Piece | None, Piece, Piece], Text]
Pieces = tuple[list[Piece] | None, list[Piece], list[Piece]]


def assemble(nodes: list[Node], texts: Pieces, join: Join) -> tuple[str, tuple[KeptBoth, ...]]:
    """The text of the nodes in this order, and what stands twice."""
    above = [_above(pieces) for pieces in texts]
    written: list[str] = []
    kept: list[KeptBoth] = []
    before: Node | None = None
    open_versions: list[str] = []
    in_callout = False
    for node in nodes:
        if before is None:
            before = node
            continue
        text = _text(node, join)
        blanks = _blanks(before, node, above)
        kind = node.any.kind
        if text.other is None or kind != "prose" or text.aside:
            open_versions = []
        if in_callout and not blanks and not open_versions:
            blanks = "\n"
        in_callout = text.other is not None and (kind == "prose" or text.aside)
        if kind == "row" and before.any.kind not in ("row", "table") and (header := _header(node, above)):
            written += blanks or "\n", header, "\n"
            blanks = ""
        if text.other is not None:
            kept.append(KeptBoth(kind, _WHY if node.base else _WHY_ADDED, text.text, text.other))
        if kind == "end":
            written.append(blanks)
            break
        if text.other is None:
            written += blanks, text.text, "\n"
        elif kind in _OWN_FORM:
            written += blanks, text.text, "\n", text.other, "\n"
        elif text.aside:
            written += blanks, text.text, "\n\n", beside(text.other), "\n"
            open_versions = []
        elif kind == "table":
            header, _, *rest = text.other.split("\n")
            written += blanks, text.text, "\n", "\n".join([header, *rest]), "\n"
        elif kind == "prose":
            if open_versions and not blanks:
                one, two = open_versions
                written[-2] = callout(one + "\n" + text.text, two + "\n" + text.other)
                open_versions = [one + "\n" + text.text, two + "\n" + text.other]
            else:
                if before.any.kind != "start" and not blanks:
                    blanks = "\n"
                open_versions = [text.text, text.other]
                written += blanks, callout(text.text, text.other), "\n"
        else:
            written += blanks, text.text, "\n\n", text.other, "\n"
        before = node
    return "".join(written), tuple(kept)


def _text(node: Node, join: Join) -> Text:
    if node.one is None or node.two is None:
        return Text(node.any.text)
    return join(node.base, node.one, node.two)


def _header(row: Node, above: list[dict[int, Piece]]) -> str | None:
    """The header of the table that a row was torn from."""
    for n, version in enumerate((row.base, row.one, row.two)):
        piece = version
        while piece is not None and piece.kind == "row" and not piece.blanks:
            piece = above[n].get(id(piece))
        if version is not None and n and piece is not None and piece.kind == "table":
            return piece.text
    return None


def _above(pieces: list[Piece] | None) -> dict[int, Piece]:
    """The piece before each, by identity."""
    return {id(piece): last for last, piece in pairwise(pieces)} if pieces else {}


def _blanks(before: Node, node: Node, above: list[dict[int, Piece]]) -> str:
    """The blank lines before a node: as where the two stand together, else as many as their kinds need."""
    versions = (node.base, node.one, node.two)
    befores = (before.base, before.one, before.two)
    together = [
        piece.blanks if piece is not None and other is not None and above[n].get(id(piece)) is other else None
        for n, (piece, other) in enumerate(zip(versions, befores, strict=True))
    ]
    base, one, two = together
    if one is not None or two is not None:
        if one is None or two is None:
            left = one if one is not None else two
            assert left is not None
            return left
        if one == two or two == base:
            return one
        return two if one == base else max(one, two, key=lambda blanks: (len(blanks), blanks))
    return _needed(before, node, above)


def _needed(before: Node, node: Node, above: list[dict[int, Piece]]) -> str:
    """Blank lines between two pieces that stand together nowhere."""
    piece, last = node.any, before.any
    own = max((version.blanks for version in (node.one, node.two) if version), key=len)
    if piece.kind == "end" or last.kind == "start":
        return "" if last.kind == "start" and piece.kind != "end" else own
    if piece.kind == last.kind and piece.kind in _TIGHT and piece.kind != "quote":
        same = [
            version.blanks
            for n, version in enumerate((None, node.one, node.two))
            if version and (up := above[n].get(id(version))) and up.kind == piece.kind
        ]
        return min(same, key=len) if same else ""
    if piece.kind == "line" or (piece.kind == "row" and last.kind == "table"):
        return own if piece.kind == "line" else ""
    if last.kind == "heading" and piece.kind != "heading":
        return own
    if piece.depth and piece.kind in ("item", "prose") and last.kind == "item" and piece.depth > last.depth:
        return own
    return own or "\n"
