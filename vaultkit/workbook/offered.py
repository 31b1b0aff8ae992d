"""Words to choose from by number: those one used before, then some to borrow."""

from collections import Counter
from collections.abc import Iterable, Sequence

from vaultkit.workbook.records import Moment, folded

MOST_OFFERED = 9

BORROWED = {
    "feeling": (
        *("scared", "lonely", "hurt", "jealous", "ashamed", "angry"),
        *("sad", "empty", "restless", "unsure", "tender", "tired"),
    ),
    "triggers": (
        *("late reply", "change of plan", "short tone", "an evening out with others", "travel"),
        *("silence after a quarrel", "phone turned away", "feeling left out", "my own tiredness"),
        *("old memory", "family visit"),
    ),
    "body": (
        *("racing heart", "short breath", "tight jaw", "lump in the throat", "tight chest"),
        *("knotted belly", "cold hands", "heat", "restless legs", "numb", "tired"),
    ),
}
"""Words for a moment's properties, for whoever has none of their own yet."""


def words_for(field: str, moments: Iterable[Moment]) -> tuple[str, ...]:
    """Up to nine words for a property: one's own from these moments, the most used first, then borrowed ones."""
    used: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for moment in moments:
        value = getattr(moment, field)
        for words in (value,) if isinstance(value, str) else value:
            if key := folded(words):
                used[key] += 1
                shown.setdefault(key, " ".join(words.split()))
    own = [shown[key] for key in sorted(used, key=lambda key: (-used[key], key))]
    more = [words for words in BORROWED.get(field, ()) if folded(words) not in used]
    return tuple([*own, *more][:MOST_OFFERED])


def chosen(text: str, offered: Sequence[str]) -> list[str]:
    """What was typed, with the words in place of their numbers: `1 3` and `1, tight jaw` both work."""
    found: list[str] = []
    for part in text.split(","):
        pieces = part.split()
        numbers = [int(piece) for piece in pieces if piece.isdecimal() and len(piece) < 4]
        by_number = len(numbers) == len(pieces) and all(1 <= number <= len(offered) for number in numbers)
        found += [offered[number - 1] for number in numbers] if by_number else [" ".join(pieces)]
    return list(dict.fromkeys(words for words in found if words))
