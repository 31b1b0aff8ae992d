"""The pieces of three texts brought together: each node is one piece as it stands in base and on either side."""

from collections import defaultdict
from collections.abc import Callable

from vaultkit.sync.diff import Change, changes
from vaultkit.sync.matching import Pairs, alike, match
from vaultkit.sync.pieces import Piece
from vaultkit.sync.sentences import ends_sentence

_SHORT = 4
"""Words of a line up to which it may rightly stand in two places."""


class Node:
    """One piece in up to three versions. `rank` is its place in base, or -1.

    `beside` tells where an addition stands beside what the other side deleted: -1 above it, 1 below it, else 0.
    """

    __slots__ = ("base", "beside", "is_needed", "one", "rank", "two")

    def __init__(self, base: Piece | None, one: Piece | None, two: Piece | None, rank: int = -1) -> None:
        self.base, self.one, self.two, self.rank = base, one, two, rank
        self.is_needed = False
        self.beside = 0

    @property
    def any(self) -> Piece:
        """One of its versions: the same whichever side is which, but for spacing."""
        piece = self.one or self.two or self.base
        assert piece is not None
        return piece

    @property
    def is_common(self) -> bool:
        """Whether both sides have it."""
        return self.one is not None and self.two is not None

    @property
    def stays(self) -> bool:
        """False if a side deleted it, and the other left it alone."""
        if self.is_common or self.base is None or self.is_needed:
            return self.one is not None or self.two is not None
        left = self.one or self.two
        return left is not None and left.plain != self.base.plain

    def __repr__(self) -> str:
        return f"Node({self.base}, {self.one}, {self.two})"


class Sides:
    """The nodes that stay, in the order of either side."""

    __slots__ = ("one", "two")

    def __init__(self, one: list[Node], two: list[Node]) -> None:
        self.one, self.two = one, two


Joins = Callable[[Node], bool]


def bring_together(
    base: list[Piece] | None,
    one: list[Piece],
    two: list[Piece],
    first: list[Change],
    second: list[Change],
    *,
    moves: bool = True,
) -> Sides:
    """Nodes for the pieces of three texts; without a base, for what both sides share.

    `first` and `second` are the changes of lines from base to either side; without a base `first` are those from
    one side to the other.
    """
    if base is None:
        pairs = match(one, two, first, moves=moves, from_base=False)
        nodes = [Node(None, piece, two[pairs[i]] if i in pairs else None) for i, piece in enumerate(one)]
        of_two = {j: nodes[i] for i, j in pairs.items()}
        others = [of_two.get(j) or Node(None, None, piece) for j, piece in enumerate(two)]
        _pair_additions(nodes, others)
        return Sides(_staying(nodes), _staying(others))
    left, right = match(base, one, first, moves=moves), match(base, two, second, moves=moves)
    own = [
        Node(
            piece,
            one[left[i]] if i in left else None,
            two[right[i]] if i in right else None,
            i,
        )
        for i, piece in enumerate(base)
    ]
    ones = _of_side(own, left, one, first_side=True)
    twos = _of_side(own, right, two, first_side=False)
    _same_on_both_sides(ones, twos)
    _other_copy_deleted(ones, twos)
    _pair_additions(ones, twos)
    return Sides(_staying(ones), _staying(twos))


def _of_side(own: list[Node], pairs: Pairs, pieces: list[Piece], *, first_side: bool) -> list[Node]:
    found = {j: own[i] for i, j in pairs.items()}
    return [
        found.get(j) or (Node(None, piece, None) if first_side else Node(None, None, piece))
        for j, piece in enumerate(pieces)
    ]


def _staying(nodes: list[Node]) -> list[Node]:
    _keep_sentences(nodes)
    staying = [node.stays for node in nodes]
    additions: list[Node] = []
    below = 0
    for node, stays in zip(nodes, staying, strict=True):
        if node.is_common:
            additions, below = [], 0
        elif stays:
            node.beside = below
            additions.append(node)
        else:
            for addition in additions:
                addition.beside = addition.beside or -1
            below = 1
    return [node for node, stays in zip(nodes, staying, strict=True) if stays]


def _keep_sentences(nodes: list[Node]) -> None:
    """A line that stays although the other side deleted it brings the lines that its sentence goes over."""
    stay = [node.stays for node in nodes]
    for number, node in enumerate(nodes):
        if not stay[number] or node.is_common or node.base is None or node.any.kind != "prose":
            continue
        at = number
        while at > 0 and _goes_on(nodes[at - 1].any, nodes[at].any) and not stay[at - 1]:
            at -= 1
            nodes[at].is_needed = True
        at = number
        while at + 1 < len(nodes) and _goes_on(nodes[at].any, nodes[at + 1].any) and not stay[at + 1]:
            at += 1
            nodes[at].is_needed = True


def _goes_on(above: Piece, below: Piece) -> bool:
    """Whether a sentence goes over from one line of prose to the next."""
    return above.kind == below.kind == "prose" and not below.blanks and not ends_sentence(above.text)


def _same_on_both_sides(ones: list[Node], twos: list[Node]) -> None:
    """A piece that is equal on both sides is one, even where each resembled another piece of base."""
    left, right = _single(ones, 1), _single(twos, 2)
    shared = [(i, right[key]) for key, i in left.items() if key in right and ones[i] is not twos[right[key]]]
    for i, j in sorted(shared, key=lambda pair: ones[pair[0]].any.bag.total() <= _SHORT):
        mine, other = ones[i], twos[j]
        if any(node.base is not None and node.base.key == node.any.key for node in (mine, other)):
            continue
        if mine.any.bag.total() <= _SHORT and not (ones[i - 1] is twos[j - 1] or ones[i + 1] is twos[j + 1]):
            # It may rightly stand in two places.
            continue
        if mine.base is not None and mine.two is None and other.base is None:
            mine.two = other.two
            twos[j] = mine
        elif other.base is not None and other.one is None and mine.base is None:
            other.one = mine.one
            ones[i] = other
        else:
            ones[i] = twos[j] = Node(None, mine.one, other.two)
            mine.one = other.two = None


def _other_copy_deleted(ones: list[Node], twos: list[Node]) -> None:
    """Of two copies in base each side deleted another: one of them stands, as on both sides."""
    left: dict[str, list[Node]] = defaultdict(list)
    for node in ones:
        if not node.stays and node.one is not None:
            left[node.one.key].append(node)
    for number, node in enumerate(twos):
        if not node.stays and node.two is not None and (copies := left.get(node.two.key)):
            copy = copies.pop(0)
            copy.two = node.two
            twos[number] = copy


def _single(nodes: list[Node], side: int) -> dict[str, int]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        piece = node.one if side == 1 else node.two
        if piece is not None and any(map(str.isalnum, piece.key)):
            places[piece.key].append(number)
    return {key: found[0] for key, found in places.items() if len(found) == 1}


def _pair_additions(ones: list[Node], twos: list[Node]) -> None:
    """Additions of both sides at one place: equal ones are one, and so are those that are alike."""
    left, right = _additions(ones), _additions(twos)
    for anchor, mine in left.items():
        others = right.get(anchor)
        if not others:
            continue
        old = [ones[i].any for i in mine]
        new = [twos[j].any for j in others]
        keys, their_keys = [piece.key for piece in old], [piece.key for piece in new]
        pairs: Pairs = {}
        position = place = 0
        for change in [*changes(keys, their_keys), Change(len(old), len(old), len(new), len(new))]:
            for k in range(change.start - position):
                pairs[position + k] = place + k
            gone = list(range(change.start, change.end))
            come = list(range(change.new_start, change.new_end))
            if gone and come:
                pairs |= alike(old, new, gone, come)
            position, place = change.end, change.new_end
        pairs |= _equal_elsewhere(keys, their_keys, pairs)
        for i, j in pairs.items():
            ones[mine[i]].two = twos[others[j]].two
            twos[others[j]] = ones[mine[i]]


def _equal_elsewhere(keys: list[str], their_keys: list[str], pairs: Pairs) -> Pairs:
    """What both added, each in another order."""
    taken = set(pairs.values())
    left = [i for i, key in enumerate(keys) if i not in pairs and any(map(str.isalnum, key))]
    free: dict[str, list[int]] = defaultdict(list)
    for j, key in enumerate(their_keys):
        if j not in taken:
            free[key].append(j)
    return {i: free[keys[i]].pop(0) for i in left if free.get(keys[i])}


def _additions(nodes: list[Node]) -> dict[int, list[int]]:
    """Numbers of the nodes of one side alone, by the node of both sides that they stand behind."""
    found: dict[int, list[int]] = defaultdict(list)
    anchor = 0
    for number, node in enumerate(nodes):
        if node.is_common:
            anchor = id(node)
        elif node.base is None:
            found[anchor].append(number)
    return found
