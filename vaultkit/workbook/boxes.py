"""The parts of the agenda and their minutes: as usual, or as Our workbook has them."""

from contextlib import suppress
from typing import NamedTuple

from vaultkit.workbook.parts import PARTS, part_of
from vaultkit.workbook.records import Settings

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
    chosen: dict[str, int] = {}
    for entry in settings.boxes:
        with suppress(ValueError):
            name, length = part_of(entry)
            chosen.setdefault(name, length)
    if not chosen:
        chosen = dict(PARTS)
        left = (minutes or settings.checkin_minutes) - sum(chosen.values())
        chosen["topic"] = min(max(chosen["topic"] + left, 6), 120)
    return tuple(Box(name, length) for name, length in chosen.items())


def turns_in(boxes: tuple[Box, ...]) -> Turns:
    """How the minutes of the topic's part are divided: 18 minutes are 5, 3, 8 and 2; other lengths keep about that shape."""
    minutes = next((box.minutes for box in boxes if box.name == "topic"), 18)
    speak, mirror = max(1, round(minutes * 5 / 18)), max(1, round(minutes * 3 / 18))
    return Turns(speak, mirror, speak + mirror, max(1, minutes - 2 * (speak + mirror)))
