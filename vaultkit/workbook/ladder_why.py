"""The reasons for going up a ladder or for staying, in words, with the figures they rest on."""

from vaultkit.workbook.ladder_rules import Seen, asked_little, believes_less, is_easier, last_are_full
from vaultkit.workbook.ladder_sessions import beliefs, outcomes, peaks


def why_ready(seen: Seen) -> str:
    """Why one may go up."""
    here = seen.here
    full = "three" if last_are_full(here, seen.minutes, 3) else "two"
    known = outcomes(here)[-3:]
    reasons = [f"The last {full} here were at full length", f"what you feared came true in 0 of {len(known)}"]
    if believes_less(here):
        first, *_, latest = [*beliefs(here)[:1], *beliefs(here)]
        before = f" instead of {first}" if first > latest else ""
        reasons.append(f"you gave it {latest} per cent{before} before the last one")
    elif is_easier(here):
        reasons.append(f"at its strongest it was {_both(peaks(here[-2:]))}")
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
        reasons.append(f"what you feared came true in 0 of {len(known)}")
        if not asked_little(here):
            most = max(one.reassurance or 0 for one in here[-2:])
            reasons.append(f"you asked again or checked {most} times")
        elif given := beliefs(here):
            reasons.append(f"you still gave it {given[-1]} per cent before the last one")
    return _sentence(reasons)


def _both(ratings: list[int]) -> str:
    first, second = ratings
    return f"{first} both times" if first == second else f"{first} and {second}"


def _sentence(reasons: list[str]) -> str:
    *first, last = reasons
    return f"{', '.join(first)}, and {last}." if len(first) > 1 else f"{first[0]}, and {last}."
