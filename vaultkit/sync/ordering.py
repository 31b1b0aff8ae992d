"""In which order the pieces of both sides stand, where one moved what the other left, and both added."""

from itertools import pairwise

from vaultkit.sync.nodes import Node, Sides


def arrange(sides: Sides) -> list[Node]:
    """All nodes that stay, in one order.

    What both sides have in the same order is the frame. A piece that a side moved goes where that side has it, and
    what a side alone has goes behind what it stands behind there.
    """
    frame = _frame(sides)
    ones, twos = _followers(sides.one, frame), _followers(sides.two, frame)
    result: list[Node] = []
    for node in frame:
        result.append(node)
        left, right = ones.get(node), twos.get(node)
        result += side_by_side(node, left, right) if left and right else left or right or ()
    return result


def _followers(nodes: list[Node], frame: list[Node]) -> dict[Node, list[Node]]:
    """What one side alone has, by the node of the frame that it goes behind.

    That is the one it stands behind on its side. A new section that the other side would carry off with what it
    moved stays in front of what follows it; a subsection goes with its section.
    """
    place = {node: number for number, node in enumerate(frame)}
    found: dict[Node, list[Node]] = {}
    anchor = nodes[0]
    run: list[Node] = []
    level = 6
    for node in nodes:
        if not node.is_common:
            run.append(node)
            continue
        if run:
            if place[node] != place[anchor] + 1:
                sections = (
                    n for n, one in enumerate(run) if one.any.kind == "heading" and one.any.depth <= level
                )
                cut = next(sections, len(run))
                if run[cut:]:
                    found.setdefault(frame[place[node] - 1], []).extend(run[cut:])
                run = run[:cut]
            if run:
                found.setdefault(anchor, [])[:0] = run
        anchor = node
        run = []
        if node.any.kind == "heading":
            level = node.any.depth
    return found


def _frame(sides: Sides) -> list[Node]:
    """The nodes that both sides have."""
    order = [node for node in sides.one if node.is_common]
    other = [node for node in sides.two if node.is_common]
    place = {node: number for number, node in enumerate(other)}
    places = [place[node] for node in order]
    if all(a < b for a, b in pairwise(places)):
        return order
    fixed = _heaviest_increasing(places, [len(node.any.text) + 1 for node in order])
    staying = {order[number] for number in fixed}
    staying |= {order[0], order[-1]}
    follows_two = _moved_by_the_second(order, other, staying)
    kept = [node for node in order if node in staying]
    following = dict(zip(kept, [*kept[1:], None], strict=True))
    for nodes, second in ((order, False), (other, True)):
        before = nodes[0]
        for node in nodes:
            if node not in following and (node in follows_two) == second:
                following[node] = following[before]
                following[before] = node
            if node in following:
                before = node
    result: list[Node] = []
    current: Node | None = order[0]
    while current is not None:
        result.append(current)
        current = following[current]
    return result


def _moved_by_the_second(order: list[Node], other: list[Node], staying: set[Node]) -> set[Node]:
    """Of the nodes that do not stay, those that stand elsewhere on the second side than in base."""
    in_base = sorted((node for node in order if node.base is not None), key=lambda node: node.rank)
    before = [_predecessors(nodes) for nodes in (in_base, order, other)]
    followed: set[Node] = set()
    for node in order:
        if node in staying:
            continue
        base, one, two = (found.get(node) for found in before)
        if node.base is None or base == two == one:
            if one in followed:
                followed.add(node)
        elif base == one:
            followed.add(node)
    return followed


def _predecessors(nodes: list[Node]) -> dict[Node, Node]:
    known = [node for node in nodes if node.base is not None]
    return dict(zip(known[1:], known, strict=False))


def _heaviest_increasing(places: list[int], weights: list[int]) -> list[int]:
    """Numbers of an increasing subsequence of the greatest weight."""
    size = len(places)
    best = [(0, -1)] * (size + 1)
    before = [-1] * size
    for number, place in enumerate(places):
        reached, last = 0, -1
        at = place
        while at > 0:
            if best[at][0] > reached:
                reached, last = best[at]
            at -= at & -at
        before[number] = last
        total = reached + weights[number]
        at = place + 1
        while at <= size:
            if total > best[at][0]:
                best[at] = (total, number)
            at += at & -at
    found = []
    reached, last = 0, -1
    at = size
    while at > 0:
        if best[at][0] > reached:
            reached, last = best[at]
        at -= at & -at
    while last >= 0:
        found.append(last)
        last = before[last]
    return found[::-1]


Key = tuple[int, int, int, str]


def side_by_side(before: Node, one: list[Node], two: list[Node]) -> list[Node]:
    """What both sides have behind one node: first what goes on with it, then text, then sections, deeper ones first.

    Each side's own order stays. What one wrote instead of a piece comes before what the other wrote below that piece.
    Between equals the words themselves decide, so that both machines agree.
    """
    left, right = _chunks(before, one), _chunks(before, two)
    result: list[Node] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i][0] <= right[j][0]:
            result += left[i][1]
            i += 1
        else:
            result += right[j][1]
            j += 1
    for _, chunk in [*left[i:], *right[j:]]:
        result += chunk
    return result


def _chunks(before: Node, nodes: list[Node]) -> list[tuple[Key, list[Node]]]:
    chunks: list[list[Node]] = []
    goes_on = _goes_on(before, nodes[0])
    for node in nodes:
        piece = node.any
        if not chunks:
            chunks.append([node])
            continue
        first = chunks[-1][0].any
        if piece.kind == "heading":
            begins = first.kind != "heading" or piece.depth <= first.depth
        elif goes_on and len(chunks) >= 1 and first.kind != "heading":
            ends = bool(piece.blanks) and piece.kind != first.kind
            begins = ends or (piece.kind == first.kind == "item" and piece.depth < first.depth)
            goes_on = goes_on and not ends
        else:
            begins = False
        if begins:
            chunks.append([node])
        else:
            chunks[-1].append(node)
    keyed = []
    for number, chunk in enumerate(chunks):
        first, beside = chunk[0].any, chunk[0].beside
        text = "\n".join(node.any.plain for node in chunk)
        if first.kind == "heading":
            key = (2, beside, -first.depth, text)
        elif _goes_on(before, chunk[0]) and (number == 0 or first.kind == "item"):
            key = (0, beside, -first.depth, text)
        else:
            key = (1, beside, 0, text)
        keyed.append((key, chunk))
    return keyed


def _goes_on(before: Node, node: Node) -> bool:
    above, piece = before.any, node.any
    if piece.kind == "item" and above.kind == "item":
        return True
    return not piece.blanks and above.kind not in ("heading", "start") and piece.kind != "heading"
