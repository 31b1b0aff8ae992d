"""Whose topic comes when: what both brought and what still waits from earlier weeks, in turns."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultkit.workbook.records import CheckIn, Contribution, folded

ANSWERS = ("agreed", "declined", "dropped")
"""How a wish may be answered: with a yes, with a no, or by whoever brought it letting it go."""


class Topic(NamedTuple):
    """Something one partner brought to talk about. `words` are as they stand in the contribution."""

    author: str
    words: str
    is_wish: bool = False

    @property
    def key(self) -> str:
        """How `talked` in a check-in names it."""
        return f"{self.author}: {self.words}"


def waiting(
    contributions: Iterable[Contribution], checkins: Iterable[CheckIn], week: str
) -> dict[str, list[Topic]]:
    """Each author's topics and wishes up to `week` that had no turn yet, oldest first.

    A topic had its turn when a check-in held in the week it was brought, or later, names it in
    `talked`; a wish also when one answered it (see `ANSWERS`). Brought again after
    that, it waits again, save a declined wish, which is not offered a second time. The same
    words wait once.
    """
    turns: dict[str, str] = {}
    declined: set[str] = set()
    for checkin in checkins:
        if checkin.status == "held" and checkin.week < week:
            answers = [answered(answer) for answer in checkin.answers]
            declined |= {folded(wish) for word, wish in answers if word == "declined"}
            for entry in (
                *checkin.talked,
                *(wish for word, wish in answers if word in ANSWERS),
            ):
                key = folded(entry)
                turns[key] = max(turns.get(key, ""), checkin.week)
    found: dict[str, dict[str, Topic]] = {}
    for brought in sorted(contributions, key=lambda one: (one.week, one.path)):
        if brought.week > week:
            continue
        topics = [Topic(brought.author, words) for words in brought.topics]
        wishes = [Topic(brought.author, words, is_wish=True) for words in brought.wishes]
        for topic in topics + wishes:
            key = folded(topic.key)
            if turns.get(key, "") < brought.week and not (topic.is_wish and key in declined):
                found.setdefault(brought.author, {}).setdefault(key, topic)
    return {author: list(topics.values()) for author, topics in found.items()}


def in_turns(waiting: dict[str, list[Topic]], people: Sequence[str]) -> list[Topic]:
    """All topics, one of each person in turn, in the order of `people`; anyone else comes after them, by name."""
    order = dict.fromkeys((*people, *sorted(waiting)))
    queues = [waiting.get(person, []) for person in order]
    rounds = max(map(len, queues), default=0)
    return [queue[turn] for turn in range(rounds) for queue in queues if turn < len(queue)]


def answered(answer: str) -> tuple[str, str]:
    """An entry of `answers` as its word (one of `ANSWERS`, if it is well put) and the wish it answers."""
    word, _, wish = answer.partition(":")
    return word.strip().lower(), wish.strip()
