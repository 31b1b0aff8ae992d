"""Generated blocks in a merge: one version stands, for the caller to build anew; words typed in one are lifted out."""

from vaultkit.notes.blocks import Block, find_blocks


def settle(base: str | None, one: str, two: str) -> tuple[str | None, str, str]:
    """The three texts with every block that both sides changed, or only one has touched, the same on both sides.

    An untouched block holds nothing that could be lost. What someone typed in one is moved below it first.
    """
    if "vaultkit:begin" not in one or "vaultkit:begin" not in two:
        return base, one, two
    names = dict.fromkeys(block.name for block in find_blocks(one))
    for name in names:
        base, one, two = _settle_one(name, base, one, two)
    return base, one, two


def _settle_one(name: str, base: str | None, one: str, two: str) -> tuple[str | None, str, str]:
    found = [_first(name, text) for text in (base or "", one, two)]
    old, mine, others = found
    if mine is None or others is None:
        return base, one, two
    mine_text, others_text = one[mine.start : mine.end], two[others.start : others.end]
    if mine_text == others_text:
        return base, one, two
    before = base[old.start : old.end] if base is not None and old else None
    if mine_text == before:
        chosen = others_text
    elif others_text == before:
        chosen = mine_text
    else:
        originals = {block.hash: block.content for block in found if block and not block.touched}
        one, two = _lifted(one, mine, originals), _lifted(two, others, originals)
        mine, others = _first(name, one), _first(name, two)
        assert mine is not None
        assert others is not None
        chosen = max(one[mine.start : mine.end], two[others.start : others.end])
    one = one[: mine.start] + chosen + one[mine.end :]
    two = two[: others.start] + chosen + two[others.end :]
    if base is not None and old:
        base = base[: old.start] + chosen + base[old.end :]
    return base, one, two


def _first(name: str, text: str) -> Block | None:
    return next((block for block in find_blocks(text) if block.name == name), None)


def _lifted(text: str, block: Block, originals: dict[str, str]) -> str:
    """The text with what someone typed in the block moved below it."""
    if not block.touched:
        return text
    from vaultkit.notes.putting import put_block

    content = originals.get(block.hash)
    if content is None:
        content = max(originals.values(), default="")
    return put_block(text, block.name, content)
