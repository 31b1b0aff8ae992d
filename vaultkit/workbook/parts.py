"""The parts an agenda can have, and how `boxes` in Our workbook names them."""

PARTS = {
    "arrive": 3,
    "thanks": 6,
    "went well": 4,
    "still open": 4,
    "topic": 18,
    "us": 6,
    "close": 4,
}
"""The parts of the agenda in their order, and their usual minutes, 45 in all."""


def part_of(entry: str) -> tuple[str, int]:
    """The part that an entry such as `topic 25` names, and its minutes, from 1 to 120; without any, the usual ones.

    ValueError if there is no such part.
    """
    name, _, number = " ".join(entry.split()).rpartition(" ")
    if not (number.isascii() and number.isdigit()):
        name, number = f"{name} {number}".strip(), ""
    name = name.lower()
    if name not in PARTS:
        raise ValueError(entry)
    return name, min(max(int(number[:4]), 1), 120) if number else PARTS[name]
