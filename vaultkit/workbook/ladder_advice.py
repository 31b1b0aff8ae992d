"""What to try next on a ladder: the first rule that fits, with its reason and the figures it used.

It knows the ladder, its sessions and the day, and nothing else. Distress may stay: what counts is that one stays to the
end, that what was feared does not come true, and that one believes in it less. Rules: docs/ladders.md.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from vaultkit.workbook.days import date_in_words
from vaultkit.workbook.ladder_boosters import finished_on, next_booster
from vaultkit.workbook.ladder_figures import Figures, figures_of
from vaultkit.workbook.ladder_rules import (
    LOOKS_BACK,
    Seen,
    ended_early_twice,
    is_ready,
    last_are_full,
    looks_again,
    was_too_much,
)
from vaultkit.workbook.ladder_sessions import (
    current_step,
    feared,
    is_full,
    length_of,
    minutes_spent,
    outcomes,
    sessions_in_order,
)
from vaultkit.workbook.ladder_steps import LONGEST, length
from vaultkit.workbook.ladder_why import why_ready, why_vary
from vaultkit.workbook.records import Exposure, Ladder

KINDS = ("support", "pause", "look again", "split", "ease in", "advance", "vary", "repeat", "boosters")
"""Every kind of advice; all but the last in the order in which they are tried."""

GAP = 14
"""After more days than this without practice one eases in again."""

SHORTEST = 5
"""The fewest minutes that a split gives."""

_SIGNPOST_DAYS = 7


class Advice(NamedTuple):
    """What to try next. `kind` is one of `KINDS`, `step` counts from 1 (0 where a ladder has no steps).

    `minutes` is how long, None where no length is known. `below` is the step that an ease in offers as well, `due` the
    day of the next booster. `words` say what to do and `reason` why, in whole sentences without any words from a note.
    """

    kind: str
    step: int
    minutes: int | None
    words: str
    reason: str
    figures: Figures
    below: int | None = None
    due: datetime.date | None = None


def advise(
    ladder: Ladder,
    sessions: Iterable[Exposure],
    today: datetime.date,
    signposted: datetime.date | None = None,
) -> Advice:
    """What to try next on the ladder, as of `today`.

    Of `sessions`, those of other ladders, those still to come and those that are no more than a plan are passed over.
    `signposted` is the day on which there was last a reason to point to support; what comes of it is for the person at
    the terminal alone, and may stand in no note and no JSON.
    """
    own = sessions_in_order(ladder, sessions, today)
    step = current_step(ladder)
    here = tuple(one for one in own if one.step == step)
    seen = Seen(ladder, today, tuple(own), here, step, length_of(ladder, step))
    for rule in (_support(signposted), *_RULES):
        if found := rule(seen):
            return found
    return _repeat(seen)


def _support(signposted: datetime.date | None) -> "_Rule":
    def rule(seen: Seen) -> Advice | None:
        if was_too_much(seen.own, seen.today):
            reason = "Two of the last three were at 9 or 10 and shorter than planned."
        elif signposted and 0 <= (seen.today - signposted).days < _SIGNPOST_DAYS:
            reason = "These days have been heavy."
        else:
            return None
        words = "Leave the ladder where it is for now, and talk to someone: vaultkit support lists people who can help."
        return _advice("support", seen, None, words, reason)

    return rule


def _pause(seen: Seen) -> Advice | None:
    if not seen.step:
        return _advice(
            "pause", seen, None, "Write down a first step, an easy one.", "There are no steps yet."
        )
    if seen.ladder.status == "paused":
        words = "Let it rest. When you want to go on, set its status to active."
        return _advice("pause", seen, None, words, "This ladder is paused.")
    if seen.step in seen.ladder.needs_partner and not seen.ladder.agreed_with_partner:
        words = "Talk about this step first, and set agreed_with_partner to true once you both want it."
        return _advice("pause", seen, None, words, f"Step {seen.step} needs your partner.")
    return None


def _look_again(seen: Seen) -> Advice | None:
    if not looks_again(seen.own):
        return None
    known = outcomes(seen.own)[-LOOKS_BACK:]
    words = "Stay on this step, and look at it again: the worry may be telling you something. Talk it over, or change the step."
    reason = f"What you feared came true in {sum(known)} of the last {len(known)} where you noted it."
    return _advice("look again", seen, seen.next_length, words, reason)


def _split(seen: Seen) -> Advice | None:
    if not ended_early_twice(seen.here):
        return None
    whole = seen.last_planned
    minutes = max(SHORTEST, whole // 2) if whole else None
    words = f"Try a smaller piece of it{_for(minutes)}. Staying to the end counts, however strong it is."
    return _advice("split", seen, minutes, words, "The last two on this step were shorter than planned.")


def _boosters(seen: Seen) -> Advice | None:
    finished = finished_on(seen)
    if seen.ladder.status != "done" and not finished:
        return None
    due = next_booster(finished, seen.own) if finished else None
    if finished and due is None:
        words = "You have been up the whole ladder, and came back to it. Practise any step whenever you like."
        reason = (
            f"You went up the whole ladder by {date_in_words(finished)}, and its boosters are behind you."
        )
        return _advice("boosters", seen, seen.minutes, words, reason)
    when = f"around {date_in_words(due)}" if due and due > seen.today else "one of these days"
    reason = (
        f"You went up the whole ladder on {date_in_words(finished)}." if finished else "This ladder is done."
    )
    words = f"A booster: this step once more, {when}."
    return _advice("boosters", seen, seen.minutes, words, reason, due=due)


def _ease_in(seen: Seen) -> Advice | None:
    gaps = seen.gaps
    if not gaps or gaps[-1] <= GAP or (len(gaps) > 1 and gaps[-2] > GAP):
        return None
    below = seen.step - 1 or None
    choice = (
        f"Step {seen.step} again, or step {below}, as you like"
        if below
        else "Step 1 again, shorter if you like"
    )
    words = f"{choice}. It is good to have you back."
    reason = f"The last one was on {date_in_words(seen.own[-1].date)}, more than two weeks ago."
    return _advice("ease in", seen, seen.last_planned, words, reason, below=below)


def _advance(seen: Seen) -> Advice | None:
    if not is_ready(seen.here, seen.minutes) or seen.step == len(seen.ladder.steps):
        return None
    step = seen.step + 1
    minutes = length_of(seen.ladder, step)
    words = f"You may go on to step {step}{_for(minutes)}, or stay here once more."
    if step in seen.ladder.needs_partner and not seen.ladder.agreed_with_partner:
        words += " It needs your partner, so talk about it first."
    return _advice("advance", seen, minutes, words, why_ready(seen))._replace(step=step)


def _vary(seen: Seen) -> Advice | None:
    if not last_are_full(seen.here, seen.minutes, 2):
        return None
    words = f"The same step{_for(seen.minutes)}, with something different: another place, another hour, or without a tool."
    if not feared(seen.here).known:
        words += " Note down whether what you feared came true."
    return _advice("vary", seen, seen.minutes, words, why_vary(seen))


def _repeat(seen: Seen) -> Advice:
    minutes = seen.next_length
    if not seen.here:
        return _advice(
            "repeat", seen, minutes, f"Begin with step {seen.step}{_for(minutes)}.", "It is new to you."
        )
    if seen.here[-1].ended_early:
        reason = "The last one here was shorter than planned."
    elif is_full(seen.here[-1], seen.minutes):
        reason = (
            "The last one here was at full length; two of them, on different days, come before the next step."
        )
    elif minutes_spent(seen.here[-1]) is None:
        reason = "How long the last one here was is not noted."
    elif seen.minutes:
        reason = f"The whole step is {length(seen.minutes)}, and there is no hurry to get there."
    else:
        reason = "Two at full length, on different days, come before the next step."
    return _advice("repeat", seen, minutes, f"The same step again{_for(minutes)}.", reason)


def _advice(
    kind: str,
    seen: Seen,
    minutes: int | None,
    words: str,
    reason: str,
    *,
    below: int | None = None,
    due: datetime.date | None = None,
) -> Advice:
    minutes = min(minutes, LONGEST) if minutes else None
    return Advice(kind, seen.step, minutes, words, reason, figures_of(seen), below, due)


def _for(minutes: int | None) -> str:
    return f", for {length(minutes)}" if minutes else ""


_Rule = Callable[[Seen], Advice | None]
_RULES: Sequence[_Rule] = (_pause, _look_again, _split, _boosters, _ease_in, _advance, _vary)
