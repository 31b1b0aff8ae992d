"""Finding what a person means by its name."""

from collections.abc import Sequence
from typing import TypeVar

from vaultkit.errors import UserError
from vaultkit.workbook.records import Goal, Ladder, Ritual, folded, name_of

Named = TypeVar("Named", Ladder, Ritual, Goal)

MOST = 30
"""How many names are listed; anyone may put notes into the shared folder."""


def called(name: str, known: Sequence[Named], kind: str, command: str) -> list[Named]:
    """Those of `known` that have this name, however it is spelled (see `folded`).

    Raises UserError if there is none: it says which one is nearly called that, or which names there are, or which
    `command` makes the first.
    """
    if found := [one for one in known if folded(name_of(one.path)) == folded(name)]:
        return found
    names = [name_of(one.path) for one in known]
    if near := nearest(name, names):
        raise UserError(f"{name}: there is no {kind} of that name; did you mean {near}?")
    listed = _listed(names) or f"none yet; make one with: {command}"
    raise UserError(f"{name}: there is no {kind} of that name. There are: {listed}")


def nearest(name: str, names: Sequence[str]) -> str:
    """The one of `names` that is nearly `name`, or the one alone that begins with it; empty if there is none."""
    from difflib import get_close_matches

    # Bounded, because what a match costs grows with the square of the lengths.
    typed = folded(name[:200])
    by_key = {folded(one[:200]): one for one in names}
    if close := get_close_matches(typed, list(by_key), 1, 0.7):
        return by_key[close[0]]
    begins = [one for key, one in by_key.items() if typed and key.startswith(typed)]
    return begins[0] if len(begins) == 1 else ""


def _listed(names: list[str]) -> str:
    more = [f"and {len(names) - MOST} more"] if len(names) > MOST else []
    return ", ".join([*names[:MOST], *more])
