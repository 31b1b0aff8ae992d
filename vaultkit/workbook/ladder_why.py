"""The reasons for going up a ladder or for staying, in words, with the figures they rest on."""

from vaultkit.workbook.ladder_rules import Seen, asked_little, believes_less, is_easier, last_are_full
from vaultkit.workbook.ladder_sessions import beliefs, outcomes, peaks


def why_ready(seen: Seen) -> str:
    """Why one may go up."""
    here = seen.here
    full = "three" if last_are_full(here, seen.minutes, 3) else "two"
    known = outcomes(here)[-3:]
    reasons = [f"The last {full} here were at full length", _not_once(known)]
    if believes_less(here):
        first, *_, latest = [*beliefs(here)[:1], *beliefs(here)]
        before = f" instead of {first}" if first > latest else ""
        reasons.append(f"you gave it {latest} per cent{before} before the last one")
    elif is_easier(here):
        reasons.append(f"it was {_both(peaks(here[-2:]))} at its strongest")
    return _sentence(reasons)


def why_vary(seen: Seen) -> str:
    """Why one stays on a step that was full twice."""
    here = seen.here
    known = outcomes(here)[-3:]
    reasons = ["The last two here were at full length"]
    if here[-1].date == here[-2].date:
        reasons.append("both on one day")
    elif not known:
        reasons.append("whether what you feared came true is not noted yet")
    elif any(known):
        reasons.append(f"what you feared came true in {sum(known)} of the last {len(known)} here")
    else:
        reasons.append(_not_once(known))
        if not asked_little(here):
            most = max(one.reassurance or 0 for one in here[-2:])
            reasons.append(f"you asked again or checked {most} times")
        elif given := beliefs(here):
            reasons.append(f"you still gave it {given[-1]} per cent before the last one")
        top = seen.step == len(seen.ladder.steps)
        goal = "and you have been up the whole ladder" if top else "and the next step is open"
        return f"{_sentence(reasons)} One more like these, {goal}."
    return _sentence(reasons)


def _not_once(known: list[bool]) -> str:
    return f"what you feared did not come true ({len(known)} of {len(known)} noted)"


def _both(ratings: list[int]) -> str:
    first, second = ratings
    return f"{first} both times" if first == second else f"{first} and {second}"


def _sentence(reasons: list[str]) -> str:
    *first, last = reasons
    return f"{', '.join(first)}, and {last}."
