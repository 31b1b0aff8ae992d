"""What a way to the other machines has to do: bring their heads, and send ours."""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple, Protocol

PUBLISHED = "refs/vaultkit/published"
"""The commit that this device last sent."""

Progress = Callable[[str], None]
"""Told a line of what is under way, now and then."""


class Outcome(Enum):
    """How sending went."""

    SENT = "sent"
    REJECTED = "rejected"
    OFFLINE = "offline"


class Fetched(NamedTuple):
    """The heads of the others, as ids of commits. `offline` says why none could be had, "" if they could.

    `trouble` are sentences about what arrived and cannot be used.
    """

    heads: tuple[str, ...]
    offline: str = ""
    trouble: tuple[str, ...] = ()


class Transport(Protocol):
    """A way to the other machines. `one_head` says that all of them share a single head, which moves forward only.

    `trouble` says why the last sending did not come about, "" if it did.
    """

    one_head: bool
    trouble: str

    def begin(self) -> None:
        """Begin to bring what the others have sent, for `fetch` to end; there are other things to do meanwhile."""

    def fetch(self) -> Fetched:
        """Bring what the others have sent."""

    def known(self) -> tuple[str, ...]:
        """The heads of the others as they were brought last, without looking anew."""

    def send(self, commit: str) -> Outcome:
        """Send a commit with everything in its history that the others lack."""
