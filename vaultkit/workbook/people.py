"""Who is at the table, who speaks first this week, and what both brought, in turns."""

from vaultkit.workbook.days import week_start, weeks_counted
from vaultkit.workbook.quoting import quoted
from vaultkit.workbook.records import CheckIn, Contribution, Settings, Shared, folded, name_of
from vaultkit.workbook.topics import Topic, in_turns, waiting


def people(shared: Shared, week: str) -> tuple[str, ...]:
    """The two in Our workbook, then anyone else who brought something by that week, by name; quoted."""
    couple = _couple(shared.settings)
    others = {
        one.author
        for one in brought_by(shared)
        if one.week <= week and (one.thanks or one.topics or one.wishes or one.time_apart or one.went_well)
    }
    return (*couple, *sorted(others - set(couple)))


def speaking_order(shared: Shared, week: str) -> list[str]:
    """Who speaks first, then the others: the two take turns by week, unless the check-in's `starts` says otherwise."""
    names = people(shared, week)
    at = weeks_counted(week_start(week)) % max(len(_couple(shared.settings)) or len(names), 1)
    this = checkin_of(shared, week)
    chosen = folded(quoted(this.starts)) if this else ""
    at = next((place for place, name in enumerate(names) if folded(name) == chosen), at)
    return [*names[at : at + 1], *names[:at], *names[at + 1 :]]


def queue(shared: Shared, week: str) -> list[Topic]:
    """Every topic and wish that waits in that week, in turns and in its author's own words."""
    return in_turns(waiting(brought_by(shared), shared.checkins, week), speaking_order(shared, week))


def checkin_of(shared: Shared, week: str) -> CheckIn | None:
    """The note of that week's check-in, if there is one; of several, the one that is named after the week."""
    found = [one for one in shared.checkins if one.week == week]
    return min(found, key=lambda one: (name_of(one.path) != week, one.path), default=None)


def brought_by(shared: Shared) -> list[Contribution]:
    """What was brought, each author spelled as in Our workbook."""
    couple = {folded(name): name for name in _couple(shared.settings)}
    quotes = {author: quoted(author) for author in {one.author for one in shared.contributions}}
    return [
        one._replace(author=couple.get(folded(author), author))
        for one in shared.contributions
        if (author := quotes[one.author])
    ]


def _couple(settings: Settings) -> tuple[str, ...]:
    names = {folded(name): quoted(name) for name in reversed(settings.names) if name.strip()}
    return tuple(reversed(names.values()))[:2]
