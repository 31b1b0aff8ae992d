"""What the journal page of a day begins with: practice that is planned, things one wanted to do, plans that come back."""

import datetime
from collections.abc import Collection, Iterable
from typing import NamedTuple

from vaultkit.workbook.action_days import action_day
from vaultkit.workbook.quoting import quoted
from vaultkit.workbook.records import Moment, Plan, Thought, Tool, folded, name_of
from vaultkit.workbook.schedules import time_in, weekdays_in

LOOKS_BACK = 28
"""How many days a page looks back at most: to the last page before it, if that is nearer."""

THOUGHTS_AHEAD = 92
"""How many days after a thought its one next thing may lie to be asked about."""

MOST = 7
"""The most tools, things to do and plans that a page names of each."""

_ARTICLES = ("a ", "an ", "the ")
_LEADING = ("when ", "if ", *_ARTICLES)
_NO_TIME = "99:99"


class Today(NamedTuple):
    """What there is to say at the beginning of a day's page; each may be empty.

    `planned` are tools in the order of the day, `actions` thoughts whose one next thing is due, `returning`
    if–then plans whose trigger came up since the last page.
    """

    planned: tuple[Tool, ...] = ()
    actions: tuple[Thought, ...] = ()
    returning: tuple[Plan, ...] = ()


def today_plan(
    day: datetime.date,
    tools: Iterable[Tool],
    thoughts: Iterable[Thought],
    plans: Iterable[Plan],
    moments: Iterable[Moment],
    last_journal_day: datetime.date | None = None,
    already_asked: Collection[str] = (),
) -> Today:
    """What the page of `day` begins with, from one's own notes; the same notes give the same, in whatever order.

    `last_journal_day` is the day of the last page before it: what was due, or came up, on that day or later and up to
    `day` is said now. `already_asked` are the lines of the last page, so that nothing is asked twice.
    """
    since = first_day_that_counts(day, last_journal_day)
    planned = [tool for tool in tools if day.weekday() in weekdays_in(tool.days)]
    actions = [
        thought
        for thought in thoughts
        if thought.action.strip()
        and thought.date <= day
        and since <= action_day(thought) <= day
        and not (action_day(thought) == last_journal_day and asked(thought) in already_asked)
    ]
    triggers = {
        trigger_key(trigger)
        for moment in moments
        if since <= moment.date <= day
        for trigger in moment.triggers
    }
    returning = [plan for plan in plans if plan.then.strip() and trigger_key(plan.trigger) in triggers - {""}]
    return Today(
        tuple(sorted(planned, key=_by_hour)),
        tuple(sorted(actions, key=lambda one: (action_day(one), one.date, one.path))),
        tuple(sorted(returning, key=lambda one: one.path)),
    )


def first_day_that_counts(day: datetime.date, last_journal_day: datetime.date | None) -> datetime.date:
    """The day of the last page, or `LOOKS_BACK` days before `day` where there is none so near."""
    earliest = days_before(day, LOOKS_BACK)
    return max(earliest, last_journal_day) if last_journal_day else earliest


def days_before(day: datetime.date, days: int) -> datetime.date:
    """The day that is so many days before, or the calendar's first."""
    return day - datetime.timedelta(days=min(days, day.toordinal() - 1))


def today_lines(today: Today) -> list[str]:
    """What a page says of it, as a list in Markdown in which nobody's words act; empty if there is nothing to say."""
    lines = []
    if today.planned:
        named = [_tool(tool) for tool in today.planned[:MOST]]
        more = len(today.planned) - MOST
        named += [f"and {more} more"] if more > 0 else []
        lines.append(f"- Planned today: {', '.join(named)}")
    lines += [asked(thought) for thought in today.actions[:MOST]]
    lines += [_came_back(plan) for plan in today.returning[:MOST]]
    return lines


def asked(thought: Thought) -> str:
    """The line that asks about a thought's one next thing."""
    action = quoted(thought.action).rstrip(" .")
    end = "" if action.endswith(("!", "?", "…")) else "."
    return f"- You wanted to: {action}{end} How did it go?"


def _tool(tool: Tool) -> str:
    when = quoted(tool.when)
    return quoted(name_of(tool.path)) + (f" ({when})" if when else "")


def _came_back(plan: Plan) -> str:
    trigger, then = quoted(plan.trigger).rstrip(" .:,"), quoted(plan.then)
    if trigger.casefold().startswith(("when ", "if ")):
        return f"- {trigger[:1].upper()}{trigger[1:]}: {then}"
    article = next((one for one in _ARTICLES if trigger.casefold().startswith(one)), "")
    return f"- For the next “{trigger[len(article) :]}”: {then}"


def _by_hour(tool: Tool) -> tuple[str, str, str]:
    return time_in(tool.when) or _NO_TIME, folded(name_of(tool.path)), tool.path


def trigger_key(trigger: str) -> str:
    """What two ways to write one trigger share: an article or a `when` before it makes no difference."""
    key = folded(trigger).rstrip(" .,:")
    while found := next((one for one in _LEADING if key.startswith(one)), ""):
        key = key[len(found) :]
    return key
