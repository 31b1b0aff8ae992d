"""Generated blocks in a merge: one version stands, for the caller to build anew; words typed in one are lifted out."""

from vaultkit.notes.blocks import Block, find_blocks


def settle(base: str | None, one: str, two: str) -> tuple[str | None, str, str]:
    """The three texts with each block the same on both sides, where both have it.

    An untouched block holds nothing that could be lost, so one of two is enough. What someone typed in one is moved
    below it first. A block that one side left as it was in base becomes what the other side made of it.
    """
    if "vaultkit:begin" not in one or "vaultkit:begin" not in two:
        return base, one, two
    texts = (base or "", one, two)
    olds, mine, others = (_by_name(text) for text in texts)
    new: tuple[dict[Block, str], ...] = ({}, {}, {})
    for name in mine.keys() & others.keys():
        blocks = (olds.get(name), mine[name], others[name])
        written = [
            text[block.start : block.end] if block else None
            for text, block in zip(texts, blocks, strict=True)
        ]
        if written[1] == written[2]:
            continue
        for block, text, changed in zip(blocks, _agreed(blocks, written, texts), new, strict=True):
            if block is not None and text is not None:
                changed[block] = text
    result = [_with(text, changed) for text, changed in zip(texts, new, strict=True)]
    return (None if base is None else result[0]), result[1], result[2]


def _by_name(text: str) -> dict[str, Block]:
    """The first block of each name."""
    found: dict[str, Block] = {}
    for block in find_blocks(text):
        found.setdefault(block.name, block)
    return found


def _with(text: str, changed: dict[Block, str]) -> str:
    parts: list[str] = []
    position = 0
    for block in sorted(changed, key=lambda block: block.start):
        parts += text[position : block.start], changed[block]
        position = block.end
    return "".join([*parts, text[position:]])


def _agreed(
    blocks: tuple[Block | None, Block, Block], written: list[str | None], texts: tuple[str, str, str]
) -> tuple[str | None, str | None, str | None]:
    """What stands in each text for a block that differs between the sides."""
    before, mine, others = written
    if mine == before:
        return others, others, others
    if others == before:
        return mine, mine, mine
    originals = {block.hash: block.content for block in blocks if block and not block.touched}
    lifted = [
        _lifted(text, block, originals) for text, block in zip(texts[1:], blocks[1:], strict=True) if block
    ]
    chosen = max(block for block, _ in lifted)
    return chosen, chosen + lifted[0][1], chosen + lifted[1][1]


def _lifted(text: str, block: Block, originals: dict[str, str]) -> tuple[str, str]:
    """The block as it was before someone typed in it, and what goes below it then."""
    written = text[block.start : block.end]
    if not block.touched:
        return written, ""
    from vaultkit.notes.putting import put_block

    content = originals.get(block.hash)
    if content is None:
        content = max(originals.values(), default="")
    whole = put_block(written, block.name, content)
    end = find_blocks(whole)[0].end
    kept = whole[end:]
    below = text[block.end :].lstrip("\r")
    is_close = below.startswith("\n") and below[1:2] not in ("", "\r", "\n")
    return whole[:end], kept + "\n" if kept and is_close else kept
