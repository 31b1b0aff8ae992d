"""The guided exercises there are: the packaged ones, and the vault's own, which win over these."""

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.data import packaged
from vaultkit.errors import Problem, UserError
from vaultkit.workbook.exercise_files import read_exercise
from vaultkit.workbook.exercises import Exercise, Way, with_pattern, with_pause

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

FOLDER = "exercises"
"""The folder of exercises below that of the templates."""

_LARGEST = 64 * 1024


class Unread(NamedTuple):
    """Something in an exercise of one's own that could not be read; `path` is relative to the vault."""

    path: str
    problem: Problem

    def __str__(self) -> str:
        return self.problem.at(self.path)


class Exercises(NamedTuple):
    """Every exercise that can be read, by name, and what is wrong with the others."""

    known: tuple[Exercise, ...]
    problems: tuple[Unread, ...]


def all_exercises(config: "Config | None") -> Exercises:
    """The vault's own exercises and the packaged ones. One of the vault's that can't be read hides no other."""
    known: dict[str, Exercise] = {}
    problems: list[Unread] = []
    for name, path in _files(config).items():
        exercise, wrong = _read(config, name, path)
        problems += wrong
        if exercise:
            known[name] = exercise
    return Exercises(tuple(known[name] for name in sorted(known)), tuple(problems))


def exercise_called(config: "Config | None", name: str) -> Exercise:
    """The exercise of that name; UserError if there is none, or with all that is wrong with its file."""
    files = _files(config)
    wanted = next((one for one in files if one.casefold() == name.strip().casefold()), None)
    if wanted is None:
        close = get_close_matches(name.casefold(), files, 1, 0.6)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise UserError(
            f"{name}: there is no exercise of that name.{hint} There are: {', '.join(sorted(files))}"
        )
    exercise, problems = _read(config, wanted, files[wanted])
    if exercise is None:
        raise UserError(*map(str, problems))
    return exercise


def chosen_way(exercise: Exercise, way: str = "", pattern: str = "", minutes: int | None = None) -> Way:
    """The way of the exercise to take; without a choice the first.

    `way` is a name such as `short`; `pattern` the name of a way or seconds such as 4-6; `minutes` those of a
    pause. UserError if the exercise has no such way, or a value is out of bounds.
    """
    ways = {one.name.lower(): one for one in exercise.ways}
    found = exercise.ways[0]
    if way:
        if way.lower() not in ways:
            names = ", ".join(name for name in ways if name) or "one way"
            raise UserError(f"{exercise.name}: there is no way called {way} here; it has {names}")
        found = ways[way.lower()]
    try:
        if pattern:
            named = ways.get(pattern.strip().lower())
            found = named if named else with_pattern(found, pattern)
        if minutes is not None:
            found = with_pause(found, minutes)
    except ValueError as error:
        raise UserError(f"{exercise.name}: {error}") from None
    return found


def _files(config: "Config | None") -> dict[str, Path]:
    """The file of each exercise by its name; a packaged one is not there where the vault has its own."""
    found = {path.stem: path for path in sorted((packaged("templates") / FOLDER).glob("*.md"))}
    if config is not None:
        try:
            own = sorted((config.root / config.templates / FOLDER).glob("*.md"))
        except OSError:
            own = []
        for path in own:
            if not path.name.startswith("."):
                same = next((name for name in found if name.casefold() == path.stem.casefold()), path.stem)
                found.pop(same, None)
                found[path.stem] = path
    return found


def _read(config: "Config | None", name: str, path: Path) -> tuple[Exercise | None, list[Unread]]:
    if path.is_relative_to(packaged("templates")):
        text, shown = path.read_text(encoding="utf-8"), path.name
    else:
        from vaultkit.notes.files import read_text

        assert config is not None
        shown = path.relative_to(config.root).as_posix()
        if not path.resolve().is_relative_to(config.root.resolve()):
            message = "leads out of the vault; put the exercise itself there instead of a link"
            return None, [Unread(shown, Problem(0, message))]
        try:
            text = read_text(path, limit=_LARGEST)
        except UserError as error:
            from vaultkit.vault.heads import as_problem

            return None, [Unread(shown, as_problem(error, path))]
    exercise, faults = read_exercise(name, text, shown)
    return exercise, [Unread(shown, Problem(*fault)) for fault in faults]
