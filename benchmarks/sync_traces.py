"""What two people do in a shared folder over some weeks: the same steps whatever carries the folder between them."""

import os
import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from benchmarks.sync_edits import EDITS, SYLLABLES, append, scaffold, words_in

PEOPLE = ("Mara", "Jonas")
_FIRST_DAY = 1_735_689_600
_STEP = 600
_TITLES = (
    "Sunday walk",
    "Cook something new",
    "Climbing evening",
    "A shelf for the hallway",
    "Twenty Polish lessons",
    "Plan the month ahead",
    "A morning alone",
    "Letters to friends",
    "The balcony in spring",
    "A weekend in the mountains",
)
_TOGETHER = (
    "both append",
    "both append",
    "same bullet",
    "same check-in",
    "tick and edit",
    "rename and edit",
    "delete and edit",
    "strike and edit",
    "two properties",
    "same property",
)
_ALONE = ("append", "append", "reword", "strike", "tick", "property", "create", "rename", "delete")


class Step(NamedTuple):
    """One edit. `what` names a method of a person, `given` is what it gets; `when` in seconds since 1970."""

    who: int
    what: str
    title: str
    given: tuple[str | int, ...]
    when: float


Round = list[Step]
"""What both do between two meetings."""


def rounds(seed: int, count: int) -> Iterator[Round]:
    """The steps of so many stretches of writing apart; the first is Mara filling the folder."""
    dice = random.Random(seed)
    words = _new_words(dice)
    trace = _Trace(dice, words)
    yield [trace.step(0, "create", title, f"Rituals/{title}.md", *trace.three()) for title in _TITLES]
    for number in range(count):
        round_: Round = []
        for _ in range(dice.choice((1, 2, 2, 3))):
            round_ += trace.together(number) if dice.random() < 0.5 else trace.alone()
        yield round_


class _Trace:
    """Draws steps, and knows which notes should be there."""

    def __init__(self, dice: random.Random, words: Iterator[str]) -> None:
        self.dice = dice
        self.words = words
        self.titles = list(_TITLES)
        self.made = 0
        self.now = float(_FIRST_DAY)

    def step(self, who: int, what: str, title: str, *given: str | int) -> Step:
        self.now += _STEP
        return Step(who, what, title, given, self.now)

    def three(self) -> tuple[str, str, str]:
        return next(self.words), next(self.words), next(self.words)

    def together(self, number: int) -> Round:
        """Both do something to the same note without knowing of each other."""
        dice, word = self.dice, self.words
        title = dice.choice(self.titles)
        one, two = dice.sample((0, 1), 2)
        at = dice.randrange(100)
        kind = dice.choice(_TOGETHER)
        if kind == "both append":
            section = dice.choice(("Ideas", "Notes"))
            return [self.step(who, "append", title, section, *self.three()) for who in (one, two)]
        if kind == "same bullet":
            return [self.step(who, "reword", title, at, dice.randrange(3), next(word)) for who in (one, two)]
        if kind == "same check-in":
            title = f"Our check-in, week {number}"
            if title not in self.titles:
                self.titles.append(title)
            path = f"Check-ins/week {number:03}.md"
            return [self.step(who, "create", title, path, *self.three()) for who in (one, two)]
        if kind.endswith("and edit"):
            first = {
                "tick and edit": self.step(one, "tick", title, at),
                "rename and edit": self.step(one, "rename", title, self._name(title)),
                "delete and edit": self.step(one, "delete", title),
                "strike and edit": self.step(one, "strike", title, at),
            }[kind]
            what = "reword_task" if kind == "tick and edit" else "reword"
            return [first, self.step(two, what, title, at, dice.randrange(3), next(word))]
        names = ("place", "place") if kind == "same property" else ("place", "mood")
        return [
            self.step(who, "set_property", title, name, next(word))
            for who, name in zip((one, two), names, strict=True)
        ]

    def alone(self) -> Round:
        """Some steps of one person, the other leaving that note alone."""
        dice = self.dice
        who = dice.randrange(2)
        return [self._alone(who, dice.choice(self.titles)) for _ in range(dice.choice((1, 1, 2)))]

    def _alone(self, who: int, title: str) -> Step:
        dice = self.dice
        kind = dice.choice(_ALONE)
        at = dice.randrange(100)
        if kind == "append":
            return self.step(who, "append", title, dice.choice(("Ideas", "Notes")), *self.three())
        if kind == "reword":
            return self.step(who, "reword", title, at, dice.randrange(3), next(self.words))
        if kind == "property":
            return self.step(who, "set_property", title, dice.choice(("place", "mood")), next(self.words))
        if kind == "rename":
            return self.step(who, "rename", title, self._name(title))
        if kind in ("strike", "tick"):
            return self.step(who, kind, title, at)
        if kind == "delete" and len(self.titles) > len(_TITLES):
            self.titles.remove(title)
            return self.step(who, "delete", title)
        self.made += 1
        title = f"{dice.choice(_TITLES)} again {self.made}"
        self.titles.append(title)
        return self.step(who, "create", title, f"Rituals/{title}.md", *self.three())

    def _name(self, title: str) -> str:
        self.made += 1
        return f"{title.replace(',', '')} ({self.made}).md"


class Pair:
    """Two folders, what was done in them, and which words are owed to whom wrote them."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self.names: set[str] = set()
        self.added: set[str] = set()
        self.deleted: set[str] = set()
        self.done = 0
        self.missed = 0

    def do(self, step: Step) -> None:
        """Edit as a person does: in the note of that title, if it is there under a name that someone gave it."""
        folder = self.folders[step.who]
        path = next(iter(self.notes(folder, step.title)), None)
        if step.what == "create":
            path = self._create(folder, step, path)
        elif path is None:
            self.missed += 1
            return
        elif step.what == "delete":
            self.deleted |= words_in(path.read_text("utf-8", "replace"))
            path.unlink()
        elif step.what == "rename":
            new = path.with_name(str(step.given[0]))
            path.rename(new)
            self.names.add(new.relative_to(folder).as_posix())
        else:
            text = path.read_text("utf-8", "replace")
            self._write(path, text, EDITS[step.what](text, *step.given), step.when)
        self.done += 1

    def notes(self, folder: Path, title: str = "") -> list[Path]:
        """The notes under names that people gave, all or those of a title; copies that a program made are none."""
        found = [path for path in files(folder) if path.relative_to(folder).as_posix() in self.names]
        if not title:
            return found
        line = f"# {title}"
        return [path for path in found if line in path.read_text("utf-8", "replace").split("\n")]

    def _create(self, folder: Path, step: Step, path: Path | None) -> Path:
        name, *words = map(str, step.given)
        path = path or folder / name
        self.names.add(name)
        if path.exists():
            text = path.read_text("utf-8", "replace")
            self._write(path, text, append(text, "Notes", *words), step.when)
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._write(path, "", scaffold(step.title, PEOPLE[step.who], *words), step.when)
        return path

    def _write(self, path: Path, before: str, after: str, when: float) -> None:
        was, now = words_in(before), words_in(after)
        self.added |= now - was
        self.deleted |= was - now
        path.write_text(after, "utf-8", newline="")
        # The trace has a clock of its own, so that whose edit is newer does not hang on the machine.
        os.utime(path, (when, when))


def files(folder: Path) -> list[Path]:
    """Every file that a person sees in the folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(
        path for path in found if not any(part[0] == "." for part in path.relative_to(folder).parts)
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file that a person sees, and its bytes."""
    found: dict[str, bytes] = {}
    for path in files(folder):
        # It may be gone again just now.
        with suppress(FileNotFoundError):
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def _new_words(dice: random.Random) -> Iterator[str]:
    seen = set()
    while True:
        word = "".join(dice.choices(SYLLABLES, k=4))
        if word not in seen:
            seen.add(word)
            yield word
