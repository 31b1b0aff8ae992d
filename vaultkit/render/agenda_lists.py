"""How an agenda names things and lists them."""

from collections.abc import Iterable

from vaultkit.workbook.records import Ritual
from vaultkit.workbook.topics import Topic

MOST = 30
"""How many things of one kind are listed; the others are counted, and move up as these have had their turn."""


def brought(topic: Topic) -> str:
    """Who brought a topic, before its words."""
    return f"**{topic.author}, a wish:**" if topic.is_wish else f"**{topic.author}:**"


def named(ritual: Ritual, *about: str) -> str:
    """A ritual by its name, and what is known about it."""
    known = ", ".join(filter(None, about))
    return f"**{ritual.path}** ({known})" if known else f"**{ritual.path}**"


def listed(items: Iterable[str]) -> list[str]:
    """The first `MOST`, and how many more there are, so that no one can flood the page."""
    known = list(items)
    return known if len(known) <= MOST else [*known[:MOST], f"and {len(known) - MOST} more"]


def joined(items: Iterable[str]) -> str:
    """The same in one line."""
    return ", ".join(listed(items))
