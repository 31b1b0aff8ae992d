"""A circle of Braille dots that is more or less full, inside a thin ring: two dots wide and four high in each column."""

from math import sqrt

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot in a Braille character, by its row and column."""

_SMALLEST = 0.22
"""How much of the ring's radius is left when it is empty."""


def disc(fullness: float, columns: int, rows: int) -> list[str]:
    """`rows` lines of `columns` characters. `fullness` runs from 0 (a small circle) to 1 (it meets the ring)."""
    middle_x, middle_y = columns - 0.5, rows * 2 - 0.5
    ring = min(columns, rows * 2) - 1.0
    radius = (ring - 2.0) * (_SMALLEST + (1 - _SMALLEST) * min(1.0, max(0.0, fullness)))
    lines = []
    for row in range(rows):
        cells = [0] * columns
        for dot_row, bits in enumerate(_DOTS):
            away = row * 4 + dot_row - middle_y
            for dot in _filled(middle_x, away, radius):
                cells[dot >> 1] |= bits[dot & 1]
            for dot in _ring(middle_x, away, ring):
                cells[dot >> 1] |= bits[dot & 1]
        lines.append("".join(chr(0x2800 + cell) if cell else " " for cell in cells))
    return lines


def _filled(middle: float, away: float, radius: float) -> range:
    """The dots of a row inside of the circle."""
    if abs(away) > radius:
        return range(0)
    half = sqrt(radius * radius - away * away)
    return range(-int(-(middle - half) // 1), int(middle + half) + 1)


def _ring(middle: float, away: float, radius: float) -> list[int]:
    """Every other dot along the ring, so that it stays thin beside the circle."""
    outer, inner = radius + 0.5, radius - 0.5
    if abs(away) > outer:
        return []
    reach = sqrt(outer * outer - away * away)
    start = sqrt(inner * inner - away * away) if abs(away) < inner else 0.0
    dots = []
    for dot in range(int(middle + start), int(middle + reach) + 1):
        if start <= dot - middle < reach:
            dots += [dot, round(2 * middle) - dot]
    return dots
