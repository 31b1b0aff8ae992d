"""How long one merge takes: notes of the example vault against reading them, and a long note against a limit."""

import random
import time
from collections.abc import Iterator
from statistics import median

from benchmarks.measuring import Ratio, side_by_side, timed
from benchmarks.merge_fuzz import edited, notes_of
from vaultkit.data import packaged
from vaultkit.notes.note import parse_note
from vaultkit.sync.merge import merge_notes

LONGEST_MEDIAN = 0.005
LONGEST_OF_A_LONG_NOTE = 1.5
_LONG = 200_000


def measure(n: int) -> Iterator[Ratio]:
    """Merges of notes that both sides changed, against the same notes read three times."""
    dice = random.Random(7)
    notes = notes_of(packaged("example-vault"))
    merges = [(base, edited(base, notes, dice), edited(base, notes, dice)) for base in notes]

    def merge_all() -> float:
        return timed(lambda: [merge_notes(*three) for three in merges])

    def read_all() -> float:
        return timed(lambda: [[parse_note(text) for text in three] for three in merges])

    ours = side_by_side(merge_all, read_all, n)
    yield Ratio(f"merge of {len(merges)} notes", "read each thrice", *ours, n)


def seconds_each() -> float:
    """The median time of a merge that git could not make by itself."""
    dice = random.Random(8)
    notes = [note for note in notes_of(packaged("example-vault")) if len(note) > 1_000]
    times = []
    for _ in range(200):
        base = dice.choice(notes)
        ours, theirs = (edited(base.replace(". ", f". {side} ", 1), notes, dice) for side in ("Then", "So"))
        started = time.perf_counter()
        merge_notes(base, ours, theirs)
        times.append(time.perf_counter() - started)
    return median(times)


def seconds_for_a_long_note() -> float:
    """The time of one merge of a note of 200 KB in which each side changed 300 words and moved 60 paragraphs."""
    dice = random.Random(9)
    words = "".join(notes_of(packaged("example-vault"))).split()
    paragraphs = [" ".join(dice.choices(words, k=60)) for _ in range(_LONG // 330)]
    base = "\n\n".join(paragraphs) + "\n"
    ours, theirs = (_changed(paragraphs, words, dice) for _ in range(2))
    return timed(lambda: merge_notes(base, ours, theirs))


def _changed(paragraphs: list[str], words: list[str], dice: random.Random) -> str:
    paragraphs = list(paragraphs)
    for _ in range(300):
        number = dice.randrange(len(paragraphs))
        text = paragraphs[number].split(" ")
        text[dice.randrange(len(text))] = dice.choice(words)
        paragraphs[number] = " ".join(text)
    for _ in range(60):
        paragraphs.insert(dice.randrange(len(paragraphs)), paragraphs.pop(dice.randrange(len(paragraphs))))
    return "\n\n".join(paragraphs) + "\n"
