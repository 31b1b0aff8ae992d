"""What set moments off: how often, compared with the time before, what was chosen, what eased it, and one's own plan.

Rule: docs/progress.md. Capitals and white space make no difference between two spellings of a trigger, tool or plan.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultkit.workbook.records import Moment, Plan, folded
from vaultkit.workbook.today import trigger_key
from vaultkit.workbook.trends import median

EASED_BY = 2
"""By how many points a moment has to fall to count as eased."""

NEW_FROM = 3
FADING_FROM = 4
FADING_SHARE = 0.25
"""New is what came not once before and `NEW_FROM` times now; fading what came `FADING_FROM` times and a quarter of it now."""

_MOST_CHOSEN = 3


class Chosen(NamedTuple):
    """A tool, or what one did in one's own words: in how many moments, how many of them were rated, how many eased."""

    words: str
    times: int
    eased: int
    rated: int


class Trigger(NamedTuple):
    """What set moments off, how often, the median rating before (if any), and the tools used most.

    `earlier` is how often it came in the time before, None if nothing was noted then. `standing` is `new`, `fading`
    or empty, `plan` what one wants to do then, in one's own words, and `plan_path` where that stands.
    """

    words: str
    times: int
    before: float | None
    tools: tuple[str, ...]
    earlier: int | None = None
    standing: str = ""
    chosen: tuple[Chosen, ...] = ()
    plan: str = ""
    plan_path: str = ""


def trigger_review(
    moments: Sequence[Moment], earlier: Sequence[Moment] | None = None, plans: Iterable[Plan] = ()
) -> tuple[Trigger, ...]:
    """Every trigger of the moments, most frequent first, and after these what faded away altogether.

    `earlier` are the moments of the time before, None where nothing at all was noted then: what comes first with
    the first notes is not new.
    """
    spelt = _spellings(moments)
    spelt = {**_spellings(earlier or ()), **spelt}
    now, then = _by_trigger(moments), _by_trigger(earlier or ())
    own = {trigger_key(plan.trigger): plan for plan in plans if plan.trigger.strip() and plan.then.strip()}
    found = []
    for key in {**now, **then}:
        hard = now.get(key, [])
        times, times_then = len(hard), None if earlier is None else len(then.get(key, []))
        standing = _standing(times, times_then)
        if not (hard or standing):
            continue
        chosen = _chosen(hard, spelt)
        tools = [one.words for one in chosen if folded(one.words) in _tools(hard)]
        plan = own.get(trigger_key(spelt[key]))
        found.append(
            Trigger(
                words=spelt[key],
                times=times,
                before=median(one.before for one in hard if one.before is not None),
                tools=tuple(tools[:2]),
                earlier=times_then,
                standing=standing,
                chosen=tuple(chosen[:_MOST_CHOSEN]),
                plan=plan.then.strip() if plan else "",
                plan_path=plan.path if plan else "",
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.times, -(one.earlier or 0), one.words)))


def has_eased(moment: Moment) -> bool | None:
    """Whether a moment fell by `EASED_BY` or more; None if it is not rated before and after."""
    if moment.before is None or moment.after is None:
        return None
    return moment.before - moment.after >= EASED_BY


def _standing(times: int, earlier: int | None) -> str:
    if earlier is None:
        return ""
    if not earlier and times >= NEW_FROM:
        return "new"
    return "fading" if earlier >= FADING_FROM and times <= earlier * FADING_SHARE else ""


def _chosen(moments: Sequence[Moment], spelt: dict[str, str]) -> list[Chosen]:
    """The tools of the moments and, where a moment has none, what was done instead; most often first."""
    by_choice: dict[str, list[Moment]] = {}
    for moment in moments:
        for key in _keys(moment.tools) or _keys((moment.chose,)):
            by_choice.setdefault(key, []).append(moment)
    found = []
    for key in sorted(by_choice, key=lambda key: (-len(by_choice[key]), key)):
        rated = [eased for one in by_choice[key] if (eased := has_eased(one)) is not None]
        found.append(Chosen(spelt[key], len(by_choice[key]), sum(rated), len(rated)))
    return found


def _tools(moments: Iterable[Moment]) -> set[str]:
    return {key for one in moments for key in _keys(one.tools)}


def _by_trigger(moments: Iterable[Moment]) -> dict[str, list[Moment]]:
    found: dict[str, list[Moment]] = {}
    for moment in moments:
        for key in _keys(moment.triggers):
            found.setdefault(key, []).append(moment)
    return found


def _keys(words: Iterable[str]) -> list[str]:
    """Each once, in the order given, without what is blank."""
    return [key for key in dict.fromkeys(map(folded, words)) if key]


def _spellings(moments: Iterable[Moment]) -> dict[str, str]:
    """How each trigger and choice is shown: as in the first moment that has it, and there as it stood last."""
    shown: dict[str, str] = {}
    for moment in moments:
        here = {folded(words): words.strip() for words in (*moment.triggers, *moment.tools, moment.chose)}
        for key, words in here.items():
            shown.setdefault(key, words)
    return shown
