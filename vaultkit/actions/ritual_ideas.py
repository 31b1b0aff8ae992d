"""Ideas for rituals: what there is to choose from, and taking one over as a note of both."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.journal import Made
from vaultkit.actions.naming import nearest
from vaultkit.actions.rituals import season_on
from vaultkit.errors import UserError
from vaultkit.vault.reading import fresh_index, shared_records
from vaultkit.workbook.records import folded, name_of
from vaultkit.workbook.ritual_ideas import IDEAS, SEASONS, Idea, first_month

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


class Offered(NamedTuple):
    """An idea with its number (from 1), the month it would begin in where its season counts, and whether it is there."""

    number: int
    idea: Idea
    month: int | None
    taken: bool


class Offer(NamedTuple):
    """The ideas for `seasons` and those for all the year."""

    seasons: tuple[str, ...]
    ideas: tuple[Offered, ...]


def ritual_ideas(config: "Config", day: date, season: str = "") -> Offer:
    """The ideas for one season, or for the one that `day` is in and the next one if that begins within three weeks.

    Those for all the year come first where no season was asked for. UserError if there is no such season.
    """
    if season and season not in SEASONS:
        raise UserError(f"{season}: there is no such season, expected one of {', '.join(SEASONS)}")
    offered, hemisphere = _offered(config)
    now = season_on(day, hemisphere)
    seasons = (season,) if season else (now.name, *([now.following] if now.ends_soon(day) else []))
    wanted = (*seasons, *([] if season else [""]))
    return Offer(seasons, tuple(one for one in offered if one.idea.season in wanted))


def take_idea(config: "Config", wanted: str, day: date, *, dry_run: bool = False) -> Made:
    """Make a ritual of both from the idea of that number or name.

    Raises UserError if there is no such idea, or a ritual of its name is there already.
    """
    from vaultkit.actions.new import new_note

    chosen = _chosen(_offered(config)[0], wanted)
    idea = chosen.idea
    given: dict[str, object] = {"cadence": idea.cadence, "balance": idea.balance, "minutes": idea.minutes}
    if chosen.month:
        given["month"] = chosen.month
    given["#What we do"] = idea.about
    return new_note(config, "ritual", day, title=idea.name, given=given, dry_run=dry_run)


def _offered(config: "Config") -> tuple[list[Offered], str]:
    """Every idea, and the hemisphere of Our workbook."""
    with fresh_index(config) as index:
        shared = shared_records(config, index)
    hemisphere = shared.settings.hemisphere
    there = {folded(name_of(one.path)) for one in shared.rituals}
    return [
        Offered(
            number,
            idea,
            first_month(idea.season, hemisphere) if idea.season else None,
            folded(idea.name) in there,
        )
        for number, idea in enumerate(IDEAS, 1)
    ], hemisphere


def _chosen(offered: list[Offered], wanted: str) -> Offered:
    for one in offered:
        if wanted.strip() == str(one.number) or folded(wanted) == folded(one.idea.name):
            return one
    near = nearest(wanted, [one.idea.name for one in offered])
    raise UserError(
        f"{wanted}: there is no such idea, expected a number from 1 to {len(offered)} or a name"
        + (f"; did you mean {near}?" if near else "; for one of your own: vaultkit new ritual")
    )
