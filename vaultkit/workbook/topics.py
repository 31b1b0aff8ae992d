"""Whose topic comes when: what both brought and what still waits from earlier weeks, in turns."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultkit.workbook.records import CheckIn, Contribution


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
    `talked`; a wish also when one answered it with agreed or declined. Brought again after
    that, it waits again. The same words wait once.
    """
    turns: dict[str, str] = {}
    for checkin in checkins:
        if checkin.status == "held" and checkin.week < week:
            for entry in (*checkin.talked, *filter(None, map(_answered, checkin.answers))):
                key = _folded(entry)
                turns[key] = max(turns.get(key, ""), checkin.week)
    found: dict[str, dict[str, Topic]] = {}
    for brought in sorted(contributions, key=lambda one: (one.week, one.path)):
        if brought.week > week:
            continue
        topics = [Topic(brought.author, words) for words in brought.topics]
        wishes = [Topic(brought.author, words, is_wish=True) for words in brought.wishes]
        for topic in topics + wishes:
            key = _folded(topic.key)
            if turns.get(key, "") < brought.week:
                found.setdefault(brought.author, {}).setdefault(key, topic)
    return {author: list(topics.values()) for author, topics in found.items()}


def in_turns(waiting: dict[str, list[Topic]], people: Sequence[str]) -> list[Topic]:
    """All topics, one of each person in turn, in the order of `people`."""
    queues = [list(waiting.get(person, ())) for person in people]
    rounds = max(map(len, queues), default=0)
    return [queue[turn] for turn in range(rounds) for queue in queues if turn < len(queue)]


def _answered(answer: str) -> str:
    """The wish that an entry of `answers` answers for good, or nothing."""
    word, _, wish = answer.partition(":")
    return wish if word.strip().lower() in ("agreed", "declined") else ""


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
