"""Nested items whose parent the other side deleted: they stand where the parent stood, and hang on no other item."""

from vaultkit.sync.nodes import Node
from vaultkit.sync.pieces import Piece


def moved_up(nodes: list[Node]) -> dict[Node, str]:
    """The text of each line that has to be indented less, because what it hung on is gone."""
    written = {piece for node in nodes for piece in (node.one, node.two)}
    indents: dict[Piece, str] = {}
    found: dict[Node, str] = {}
    for node in nodes:
        piece = node.any
        if node.is_common or not piece.depth or piece.kind not in ("item", "prose"):
            continue
        indent = own = _indent(piece)
        parent = _parent(piece)
        while parent is not None and parent not in written:
            indent = _indent(parent)
            parent = _parent(parent)
        if parent in indents:
            indent = indents[parent] + indent.removeprefix(_indent(parent))
        if indent != own:
            indents[piece] = indent
            found[node] = indent + piece.text.removeprefix(own)
    return found


def _indent(piece: Piece) -> str:
    return piece.text[: len(piece.text) - len(piece.text.lstrip(" \t"))]


def _parent(piece: Piece) -> Piece | None:
    """The item that a line hangs on, in its own text."""
    above = piece.above
    while above is not None and above.kind in ("item", "prose") and above.depth >= piece.depth:
        above = above.above
    return above if above is not None and above.kind == "item" and above.depth < piece.depth else None
