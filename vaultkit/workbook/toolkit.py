"""What one usually felt lower after, and what to try next: said of tools, never that a tool works.

Rule: docs/progress.md. How far a moment fell is first compared with what is usual for where it began;
what is left over is credit, and tools used together share it. Few moments say little, so their credit
is drawn towards nothing.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultkit.workbook.records import Moment, folded

ENOUGH = 3
"""In how many rated moments a tool has to be before anything is said of it."""

EVERY_THIRD = 3
"""Each suggestion of this number is a tool of which there is not enough to say yet."""

_DRAWN_BY = 5
_LOWER_BY = 0.5


class ToolEffect(NamedTuple):
    """How much lower a rating usually was after a tool, in points; `times` are the rated moments with it.

    `drop` is None below `ENOUGH` moments, and negative where one usually felt higher.
    """

    words: str
    times: int
    drop: float | None

    @property
    def usually_lower(self) -> bool:
        """Whether one usually felt lower by half a point or more."""
        return self.drop is not None and self.drop >= _LOWER_BY


class Suggestion(NamedTuple):
    """A tool to try, in its own words, and why: a part of a sentence that could follow a colon."""

    words: str
    why: str


def ranking(moments: Iterable[Moment]) -> tuple[ToolEffect, ...]:
    """Every tool of the moments that are rated before and after, the one with the largest drop first.

    Those of which there is not enough to say come last, the one tried most often first.
    """
    rated = [
        (one, one.before, one.before - one.after)
        for one in moments
        if one.before is not None and one.after is not None
    ]
    usual, steepness, start = _drop_by_start([(before, drop) for _, before, drop in rated])
    credit: dict[str, list[float]] = {}
    shown: dict[str, str] = {}
    for moment, before, drop in rated:
        tools = {folded(words): words.strip() for words in reversed(moment.tools) if words.strip()}
        left_over = drop - (usual + steepness * (before - start))
        for key, words in tools.items():
            credit.setdefault(key, []).append(left_over / len(tools))
            shown.setdefault(key, words)
    found = []
    for key, shares in credit.items():
        n = len(shares)
        drawn = sum(shares) / n * n / (n + _DRAWN_BY)
        found.append(ToolEffect(shown[key], n, round(usual + drawn, 2) if n >= ENOUGH else None))
    return tuple(sorted(found, key=_order))


def suggestions(
    effects: Iterable[ToolEffect], tools: Iterable[str] = (), turn: int = 0
) -> tuple[Suggestion, ...]:
    """All tools in the order to suggest them: those after which one usually felt lower first.

    `tools` are the names of one's own; `turn` counts the suggestions made before, from 0. Counting on from
    `turn`, every third is one of which there is not enough to say yet, and these take turns.
    """
    effects = sorted(effects, key=_order)
    tried = {folded(one.words) for one in effects}
    fresh = {folded(name): name.strip() for name in tools if name.strip() and folded(name) not in tried}
    known = [one for one in effects if one.drop is not None]
    early = [one for one in effects if one.drop is None] + [
        ToolEffect(name, 0, None) for name in fresh.values()
    ]
    if early:
        first = turn // EVERY_THIRD % len(early)
        early = early[first:] + early[:first]
    found: list[Suggestion] = []
    while known or early:
        is_third = (turn + len(found)) % EVERY_THIRD == EVERY_THIRD - 1
        source = early if (is_third and early) or not known else known
        found.append(_suggestion(source.pop(0)))
    return tuple(found)


def suggest(moments: Iterable[Moment], tools: Iterable[str] = (), turn: int = 0) -> Suggestion | None:
    """The first of the `suggestions` that these moments lead to; None if there is no tool at all."""
    return next(iter(suggestions(ranking(moments), tools, turn)), None)


def _suggestion(effect: ToolEffect) -> Suggestion:
    if effect.usually_lower:
        return Suggestion(
            effect.words,
            f"after it you usually felt lower, by about {effect.drop:.1f} ({effect.times} times)",
        )
    if effect.drop is not None:
        return Suggestion(effect.words, f"you have used it {effect.times} times so far")
    if effect.times:
        often = "once" if effect.times == 1 else "twice"
        return Suggestion(effect.words, f"you have tried it {often}, so try it a few more times")
    return Suggestion(effect.words, "you have not rated it yet, so try it a few times")


def _drop_by_start(pairs: Sequence[tuple[int, int]]) -> tuple[float, float, float]:
    """The usual drop, how much it grows with a start higher by a point, and the usual start (least squares)."""
    if not pairs:
        return 0.0, 0.0, 0.0
    start = sum(before for before, _ in pairs) / len(pairs)
    usual = sum(drop for _, drop in pairs) / len(pairs)
    spread = sum((before - start) ** 2 for before, _ in pairs)
    together = sum((before - start) * (drop - usual) for before, drop in pairs)
    return usual, together / spread if spread else 0.0, start


def _order(effect: ToolEffect) -> tuple[bool, float, int, str]:
    return effect.drop is None, -(effect.drop or 0), -effect.times, folded(effect.words)
