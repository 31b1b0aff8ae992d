"""The parts of the agenda and their minutes: as usual, or as Our workbook has them."""

from typing import NamedTuple

from vaultkit.workbook.records import Settings

BOXES = (
    ("arrive", 3),
    ("thanks", 6),
    ("went well", 4),
    ("still open", 4),
    ("topic", 18),
    ("us", 6),
    ("close", 4),
)
"""The parts of the agenda and their minutes, 45 in all."""

AGREEMENT_MINUTES = 5
"""What the first ever check-in takes longer, for a working agreement."""


class Box(NamedTuple):
    """One part of the agenda and its minutes."""

    name: str
    minutes: int


class Turns(NamedTuple):
    """Minutes within the topic's box."""

    speak: int
    mirror: int
    swap: int
    choose: int


def boxes_of(settings: Settings, minutes: int | None = None) -> tuple[Box, ...]:
    """The parts of the agenda as Our workbook has them, or as usual.

    As usual, the topic takes what `minutes` (or the settings' minutes) leaves, from 6 to 120. In Our workbook
    a part that is named twice or not known is passed over; minutes run from 1 to 120.
    """
    known = dict(BOXES)
    chosen: dict[str, int] = {}
    for entry in settings.boxes:
        name, _, number = " ".join(entry.split()).rpartition(" ")
        if not (number.isascii() and number.isdigit()):
            name, number = f"{name} {number}".strip(), ""
        name = name.lower()
        if name in known and name not in chosen:
            chosen[name] = min(max(int(number[:4]), 1), 120) if number else known[name]
    if not chosen:
        chosen = known
        left = (minutes or settings.checkin_minutes) - sum(chosen.values())
        chosen["topic"] = min(max(chosen["topic"] + left, 6), 120)
    return tuple(Box(name, length) for name, length in chosen.items())


def turns_in(boxes: tuple[Box, ...]) -> Turns:
    """How the minutes of the topic's part are divided: 18 minutes are 5, 3, 8 and 2; other lengths keep about that shape."""
    minutes = next((box.minutes for box in boxes if box.name == "topic"), 18)
    speak, mirror = max(1, round(minutes * 5 / 18)), max(1, round(minutes * 3 / 18))
    return Turns(speak, mirror, speak + mirror, max(1, minutes - 2 * (speak + mirror)))
