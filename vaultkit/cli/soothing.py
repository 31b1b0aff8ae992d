"""A guided session from the first question to the last. What was answered is kept as it comes, whatever cuts it short."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from vaultkit.actions.soothe import Known, Offer, offers, own_exercise, tool_for
from vaultkit.cli.talking import Question, Talk
from vaultkit.render.pacer_in_lines import total
from vaultkit.workbook.earlier import HIGH, Earlier
from vaultkit.workbook.exercises import Exercise, Step, Way, cautions, filled_in, total_seconds
from vaultkit.workbook.offered import chosen, words_for
from vaultkit.workbook.quoting import one_line
from vaultkit.workbook.signpost import support_lines
from vaultkit.workbook.walking import Walk

FIRST = "Stop or go back to your own breath whenever you like."
IN_MY_WORDS = "In my own words"

_BEFORE = (
    ("feeling", "A word for the feeling", "word"),
    ("triggers", "What set it off", "words"),
    ("body", "Where in the body do you feel it", "words"),
)
_PRACTISED = 15.0
"""From how many seconds on an exercise counts as used."""

_STILL_STRONG = 9


class Wanted(NamedTuple):
    """What was asked for: an exercise or none, how to choose its way, and what to leave out.

    `first_is_said` says that the sentence that comes first has been said. `time_in` gives the time of day in so many seconds.
    """

    exercise: Exercise | None
    way_of: Callable[[Exercise], Way]
    exercises: Sequence[Exercise]
    questions: bool = True
    left_first: bool = False
    people: tuple[str, ...] = ()
    may_point: bool = False
    first_is_said: bool = False
    time_in: Callable[[float], str] = lambda _: ""


class Told:
    """What is known of the moment so far: `given` holds its properties, and words by their heading."""

    def __init__(self) -> None:
        self.given: dict[str, object] = {}
        self.own_words: list[str] = []
        self.tool = ""
        self.walk: Walk | None = None
        self.pointed = False

    def moment(self) -> dict[str, object]:
        """What to write down; empty if there is nothing."""
        given = dict(self.given)
        spent = self.walk.spent if self.walk else 0.0
        if self.tool and spent >= _PRACTISED:
            given["tools"] = [self.tool]
            given["minutes"] = max(1, round(spent / 60))
        if self.own_words:
            given[f"#{IN_MY_WORDS}"] = list(self.own_words)
        return given


def session(talk: Talk, told: Told, wanted: Wanted, notes: Callable[[], Known | None]) -> None:
    """Ask, guide, ask again. `notes` gives what one's own notes say, None as long as they are being read.

    Raises `Left` when a person leaves; `told` then holds all that was answered.
    """
    before = None
    if wanted.questions:
        before = _rating(talk, "How strong is it just now, 0 to 10 (? explains)")
        if before is not None:
            told.given["before"] = before
    talk.wait_for(lambda: notes() is not None)
    known = notes() or Known()
    if wanted.questions:
        if before is not None and before >= HIGH and known.earlier:
            talk.note(reminder(known.earlier))
        for field, words, form in _BEFORE:
            _ask(talk, told, known, field, words, form)
    exercise, called = _exercise(talk, wanted, known, before)
    way = _prepared(wanted.way_of(exercise), wanted, known)
    _introduce(talk, wanted, exercise, way)
    told.tool = called or tool_for(exercise, way.name, known.tools)
    told.walk = Walk(way.steps)
    talk.guide(
        one_line(exercise.title), told.walk, lambda step: _step(talk, told, known, step), lambda: _more(talk)
    )
    if wanted.questions:
        _afterwards(talk, told, wanted)


def reminder(earlier: Earlier) -> list[str]:
    """An earlier success in one's own words."""
    day = f"{earlier.date.day} {earlier.date:%B}"
    if earlier.before is not None and earlier.after is not None:
        said = f"On {day} it was {earlier.before}, and it came down to {earlier.after}. What you did then:"
    else:
        said = f"Something you managed, from your notes of {day}:"
    return [said, f"“{one_line(earlier.words)}”"]


def _rating(talk: Talk, words: str) -> int | None:
    answer = talk.ask(Question(words, "rating"))
    return int(answer) if answer else None


def _ask(talk: Talk, told: Told, known: Known, field: str, words: str, form: str) -> None:
    """Ask for a property of the moment, with the words used before to choose from."""
    offered = words_for(field, known.moments) if form != "text" else ()
    offered = tuple(one_line(one) for one in offered)
    answer = talk.ask(Question(words, form, offered))
    if form == "text":
        if answer:
            told.given[field] = answer
    elif found := chosen(answer, offered):
        told.given[field] = found if form == "words" else ", ".join(found)


def _exercise(talk: Talk, wanted: Wanted, known: Known, before: int | None) -> tuple[Exercise, str]:
    """The exercise that was named, or one that is chosen now; and the tool it stands for, "" if that is to be found."""
    if wanted.exercise:
        return wanted.exercise, ""
    best = offers(known, wanted.exercises, before)
    guided = {one.name: one for one in wanted.exercises}
    reasons = tuple(f"{one_line(one.words)}: {one.why}" for one in best)
    hint = "A number, or the name of an exercise. Enter takes the first."
    answer = talk.ask(Question("What would you like to do", "word", reasons, hint))
    offer = _chosen_offer(answer, best)
    if offer is None:
        named = next((one for name, one in guided.items() if name.casefold() == answer.casefold()), None)
        if named:
            return named, ""
        talk.note([f"There is no exercise called {answer}. There are: {', '.join(guided)}."])
        return _exercise(talk, wanted, known, before)
    if offer.exercise in guided:
        return guided[offer.exercise], offer.words
    return own_exercise(one_line(offer.words), known.tools), offer.words


def _chosen_offer(answer: str, best: Sequence[Offer]) -> Offer | None:
    """The offer of that number or name; the first if nothing was answered."""
    if not answer:
        return best[0]
    if answer.isdecimal() and len(answer) < 3 and 1 <= int(answer) <= len(best):
        return best[int(answer) - 1]
    return next((one for one in best if one.words.casefold() == answer.casefold()), None)


def _prepared(way: Way, wanted: Wanted, known: Known) -> Way:
    said = f"“{one_line(known.earlier.words)}” You managed that." if known.earlier else ""
    affirmation = f"“{one_line(known.affirmation)}”" if known.affirmation else ""
    return filled_in(way, left_first=wanted.left_first, affirmation=affirmation, success=said)


def _introduce(talk: Talk, wanted: Wanted, exercise: Exercise, way: Way) -> None:
    title = exercise.title + (f", {way.name}" if way.name and len(exercise.ways) > 1 else "")
    about = way.about or exercise.about
    lines = [f"{one_line(title)} ({total(way.steps)})"]
    lines += [one_line(about)] if about else []
    if any(step.kind == "pause" for step in way.steps):
        lines += [f"If you begin now, the time to come back is {wanted.time_in(total_seconds(way.steps))}."]
    lines += [] if wanted.first_is_said else ["", FIRST]
    for caution in cautions(way):
        lines += ["", caution]
    talk.show(lines, "Enter begins")


def _step(talk: Talk, told: Told, known: Known, step: Step) -> bool:
    """Put the question of a step; False if its answer is there already, and the step is a quiet one."""
    if step.field and step.field in told.given:
        return False
    if step.field:
        form = {"triggers": "words", "body": "words", "feeling": "word"}.get(step.field, "text")
        _ask(talk, told, known, step.field, step.words, form)
    elif answer := talk.ask(Question(step.words)):
        told.own_words.append(answer)
    return True


def _more(talk: Talk) -> bool:
    """At the end of a pause: ready, or ten more."""
    answer = talk.ask(
        Question("Ready, or ten more minutes", "word", ("ready", "ten more"), "Enter means ready.")
    )
    return answer.lower() in ("2", "ten", "ten more", "10", "more")


def _afterwards(talk: Talk, told: Told, wanted: Wanted) -> None:
    talk.note([])
    after = _rating(talk, "And how strong is it now, 0 to 10 (? explains)")
    if after is not None:
        told.given["after"] = after
    if answer := talk.ask(Question("What helped, if anything did")):
        told.given["chose"] = answer
    if after is not None and after >= _STILL_STRONG and wanted.may_point:
        told.pointed = True
        talk.show(["It is still very strong.", "", *support_lines(wanted.people)], "Enter goes on")
