"""Finding what a person means by its name."""

from collections.abc import Sequence
from typing import TypeVar

from vaultkit.errors import UserError
from vaultkit.workbook.records import Ladder, Ritual, folded, name_of

Named = TypeVar("Named", Ladder, Ritual)


def called(name: str, known: Sequence[Named], kind: str, command: str) -> list[Named]:
    """Those of `known` that have this name, however it is spelled (see `folded`).

    Raises UserError if there is none: it says which names there are, or else which `command` makes the first.
    """
    if found := [one for one in known if folded(name_of(one.path)) == folded(name)]:
        return found
    names = ", ".join(name_of(one.path) for one in known) or f"none yet; make one with: {command}"
    raise UserError(f"{name}: there is no {kind} of that name. There are: {names}")
