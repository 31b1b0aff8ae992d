"""What a guided session knows of one's own notes, what it suggests, and the moment it writes down."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.errors import UserError
from vaultkit.workbook.earlier import HIGH, Earlier, earlier_success, latest_affirmation
from vaultkit.workbook.exercises import Exercise, Phase, Step, Way
from vaultkit.workbook.records import Journal, Moment, Tool, folded, name_of

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


_USUAL_MINUTES = 10


class Known(NamedTuple):
    """What one's own notes say that a session can use; all of it may be empty."""

    moments: tuple[Moment, ...] = ()
    tools: tuple[Tool, ...] = ()
    earlier: Earlier | None = None
    affirmation: str = ""


class Offer(NamedTuple):
    """Something to do now: the tool's own name, why, and the guided exercise that goes with it, if there is one."""

    words: str
    why: str
    exercise: str = ""


class Kept(NamedTuple):
    """The moment that was written, the journal page that lists the tool, and what kept it from that."""

    path: Path
    journal: Path | None
    problem: str = ""


def known_from_notes(config: "Config", today: date) -> Known:
    """What one's own notes say; UserError or OSError where they can't be read at all."""
    from vaultkit.vault.reading import fresh_index, private_records

    with fresh_index(config) as index:
        moments = tuple(private_records(config, index, Moment, until=today))
        journals = private_records(config, index, Journal, until=today)
        tools = tuple(private_records(config, index, Tool))
    return Known(moments, tools, earlier_success(journals, moments, today), latest_affirmation(journals))


def tool_for(exercise: Exercise, way: str, tools: Sequence[Tool]) -> str:
    """What one calls this exercise oneself: the tool note that names it, else its title.

    Of several, the one whose name says the way comes first.
    """
    names = [name_of(one.path) for one in tools if folded(one.exercise) == folded(exercise.name)]
    said = [name for name in names if way and folded(way) in folded(name)]
    if exercise.name == "breathing" and way and not said:
        return f"{way} breathing"
    return next(iter([*said, *names]), exercise.title)


def offers(known: Known, exercises: Sequence[Exercise], before: int | None) -> tuple[Offer, ...]:
    """What to do now, best first, at most three, each with its reason.

    What one usually felt lower after comes first (docs/progress.md); whoever has no rated moment yet gets the
    exercise to begin with. Tools without a guided exercise are offered too: then it is the clock alone that helps.
    When it starts high, what is known to help comes before what is to be tried.
    """
    from vaultkit.workbook.toolkit import EVERY_THIRD, ranking, suggestions

    guided = {one.name: one for one in exercises}
    by_tool = {folded(name_of(one.path)): one.exercise for one in known.tools}
    titles = {folded(one.title): one.name for one in exercises} | {
        folded(one.name): one.name for one in exercises
    }
    effects = ranking(known.moments)
    found = []
    if effects:
        turn = len(known.moments)
        if before is not None and before >= HIGH:
            turn -= turn % EVERY_THIRD
        for one in suggestions(effects, [name_of(tool.path) for tool in known.tools], turn):
            name = by_tool.get(folded(one.words), "") or titles.get(folded(one.words), "")
            found.append(Offer(one.words, one.why, name if name in guided else ""))
    return tuple([*found[:3], *_to_begin_with(guided, before)][:3])


def own_exercise(words: str, tools: Sequence[Tool]) -> Exercise:
    """A tool of one's own without a guided exercise: as many minutes as its note says, or ten, at one's own pace."""
    tool = next((one for one in tools if folded(name_of(one.path)) == folded(words)), None)
    minutes = min(60, max(1, (tool.minutes if tool else None) or _USUAL_MINUTES))
    step = Step("rest", f"{words}, at your own pace.", (Phase("", minutes * 60.0),))
    return Exercise("", words, "", (Way("", "", (), (step,)),))


def _to_begin_with(guided: Mapping[str, Exercise], before: int | None) -> list[Offer]:
    high = before is None or before >= HIGH
    breathing = Offer("4-6 breathing", "two minutes, and nothing to remember", "breathing")
    baseline = Offer("Baseline", "notice it, name it, breathe, let it pass; four minutes", "baseline")
    grounding = Offer("Grounding", "back to the room you are in; two minutes", "grounding")
    first = [breathing, baseline] if high else [baseline, breathing]
    return [one for one in (*first, grounding) if one.exercise in guided]


def write_moment(
    config: "Config",
    day: date,
    time: str,
    given: Mapping[str, object],
    *,
    practised: bool = True,
    dry_run: bool = False,
) -> Kept:
    """Write a moment with what is `given`, and list its tools under what was practised that day.

    `time` is `HH:MM`. Raises UserError or OSError, with nothing written, if the moment can't be; what keeps the
    journal page from taking the tools is said in the result, since the moment is safe by then.
    """
    from vaultkit.actions.new import new_note

    made = new_note(config, "moment", day, time=time, given=given, dry_run=dry_run)
    tools = given.get("tools")
    if not practised or not tools:
        return Kept(made.path, None)
    from vaultkit.actions.practised import add_practised

    names = [str(tool) for tool in tools] if isinstance(tools, (list, tuple)) else [str(tools)]
    try:
        return Kept(made.path, add_practised(config, day, names, dry_run=dry_run).path)
    except UserError as error:
        return Kept(made.path, None, str(error))
    except OSError as error:
        return Kept(made.path, None, f"{error.filename or 'the journal page'}: {error.strerror or error}")
