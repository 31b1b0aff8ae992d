"""Writes the ordered pieces down again: each with the blank lines it needs, both versions where two must stand."""

from collections.abc import Callable

from vaultkit.sync.hanging import moved_up
from vaultkit.sync.nodes import Node
from vaultkit.sync.pieces import Piece
from vaultkit.sync.versions import KeptBoth, Text, beside, callout

_TIGHT = frozenset(("item", "row", "definition"))
_OWN_FORM = frozenset(("item", "row", "line", "definition", "rule"))
_WHY = "both changed it, and the changes do not fit together"
_WHY_ADDED = "both wrote it, each in their own words"

Join = Callable[[Piece | None, Piece, Piece], Text]


def assemble(nodes: list[Node], join: Join) -> tuple[str, tuple[KeptBoth, ...]]:
    """The text of the nodes in this order, and what stands twice."""
    written: list[str] = []
    kept: list[KeptBoth] = []
    before: Node | None = None
    open_versions: list[str] = []
    in_callout = False
    higher = moved_up(nodes)
    for node in nodes:
        if before is None:
            before = node
            continue
        text = Text(higher[node]) if node in higher else _text(node, join)
        blanks = _blanks(before, node)
        kind = node.any.kind
        if text.other is None or kind != "prose" or text.aside:
            open_versions = []
        if in_callout and not blanks and not open_versions and kind != "end":
            blanks = "\n"
        in_callout = text.other is not None and (kind == "prose" or text.aside)
        if kind == "row" and before.any.kind not in ("row", "table") and (header := _header(node)):
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


def _header(row: Node) -> str | None:
    """The header of the table that a row was torn from."""
    for version in (row.one, row.two):
        piece = version
        while piece is not None and piece.kind == "row" and not piece.blanks:
            piece = piece.above
        if piece is not None and piece.kind == "table":
            return piece.text
    return None


def _blanks(before: Node, node: Node) -> str:
    """The blank lines before a node: as where the two stand together, else as many as their kinds need."""
    versions = zip((node.base, node.one, node.two), (before.base, before.one, before.two), strict=True)
    base, one, two = (
        piece.blanks if piece is not None and piece.above is not None and piece.above is last else None
        for piece, last in versions
    )
    if one is None and two is None:
        return _needed(before.any, node)
    if one is None or two is None:
        return one or two or ""
    if one == two or two == base:
        return one
    return two if one == base else max(one, two, key=lambda blanks: (len(blanks), blanks))


def _needed(last: Piece, node: Node) -> str:
    """Blank lines between two pieces that stand together nowhere."""
    piece = node.any
    versions = [version for version in (node.one, node.two) if version]
    own = max((version.blanks for version in versions), key=len)
    if last.kind == "start":
        return own if piece.kind == "end" else ""
    if piece.kind in ("end", "line"):
        return own
    if piece.kind == last.kind and piece.kind in _TIGHT:
        same = [version.blanks for version in versions if version.above and version.above.kind == piece.kind]
        return min(same, key=len) if same else ""
    if piece.kind == "row" and last.kind == "table":
        return ""
    if piece.kind == last.kind == "prose" and _is_tight(last) and all(map(_is_tight, versions)):
        return ""
    if last.kind == "heading" and piece.kind != "heading":
        return max(own, last.below.blanks if last.below and last.below.kind != "end" else "", key=len)
    if piece.depth > last.depth and piece.kind in ("item", "prose") and last.kind == "item":
        return own
    return own or "\n"


def _is_tight(piece: Piece) -> bool:
    """Whether a line of prose goes on with the one above it."""
    return not piece.blanks and piece.above is not None and piece.above.kind == "prose"
