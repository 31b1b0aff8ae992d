"""The summary of a period, in the terminal or as a note."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.vault.index import Index
from vaultkit.vault.reading import fresh_index, private_records, shared_records, shared_settings
from vaultkit.workbook.ladder_advice import advise
from vaultkit.workbook.periods import Period, before, season
from vaultkit.workbook.progress import LadderState, Progress, summarise
from vaultkit.workbook.records import Exposure, Journal, Ladder, Moment, PeriodNotes, Plan
from vaultkit.workbook.signpost import LOOKS_BACK, is_called_for
from vaultkit.workbook.together import Together, together

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

SUMMARY = "summary"
"""The name of the generated block."""


class Summary(NamedTuple):
    """What the notes of a period say.

    `support` is for the eyes of the person at the terminal alone. `notes` are the notes themselves, for charts and
    whoever else has to look closer: they are private, and go into no JSON.
    """

    period: Period
    progress: Progress
    support: bool
    notes: PeriodNotes


class WrittenSummary(NamedTuple):
    """The progress note, and whether it was made or changed."""

    path: Path
    created: bool
    changed: bool


def summary(config: "Config", period: Period, today: date, index: Index | None = None) -> Summary:
    """What one's own notes of a period say so far; `index` is one that is up to date already."""
    earlier = before(period, today)
    since = min(earlier.since, today - timedelta(days=LOOKS_BACK))
    until = max(period.until, today)
    with _at_hand(config, index) as opened:
        everything = PeriodNotes(
            since,
            until,
            tuple(private_records(config, opened, Journal, since, until)),
            tuple(private_records(config, opened, Moment, since, until)),
            tuple(private_records(config, opened, Ladder)),
            tuple(private_records(config, opened, Exposure)),
            tuple(private_records(config, opened, Plan)),
        )
    last = min(period.until, today) if period.since <= today else period.until
    notes = _within(everything, period.since, last)._replace(
        earlier=_within(everything, earlier.since, earlier.until)
    )
    progress = summarise(
        period.since,
        period.until,
        notes.journals,
        notes.moments,
        notes.ladders,
        notes.exposures,
        today=today,
        plans=notes.plans,
        earlier=notes.earlier,
    )
    support = is_called_for(today, everything.journals, everything.moments)
    return Summary(period, progress, support, notes)


def _within(notes: PeriodNotes, since: date, until: date) -> PeriodNotes:
    return notes._replace(
        since=since,
        until=until,
        journals=tuple(one for one in notes.journals if since <= one.date <= until),
        moments=tuple(one for one in notes.moments if since <= one.date <= until),
        exposures=tuple(one for one in notes.exposures if one.date <= until),
    )


def eyes_alone(found: Summary, today: date) -> Progress:
    """The summary with advice to leave a ladder where it is, where that is called for.

    For the person at the terminal, and for no note, file or JSON.
    """
    if found.progress.until != today:
        return found.progress
    ladders = {one.path: one for one in found.notes.ladders}
    signposted = today if found.support else None

    def advised(state: LadderState) -> LadderState:
        advice = advise(ladders[state.path], found.notes.exposures, today, signposted)
        if found.support and advice.kind == "support":
            # The sign-post itself says where support is, once; saying it here too would be each time.
            advice = advice._replace(
                words="Leave the ladder where it is for now. Practice can wait.", reason=""
            )
        return state._replace(advice=advice)

    return found.progress._replace(ladders=tuple(map(advised, found.progress.ladders)))


def together_in(config: "Config", period: Period, today: date, index: Index | None = None) -> Together:
    """What shared notes say of a period, and no private one."""
    with _at_hand(config, index) as opened:
        return together(period.since, period.until, today, shared_records(config, opened))


def season_period(config: "Config", day: date, index: Index | None = None) -> Period:
    """The season `day` is in, on the hemisphere that Our workbook names."""
    with _at_hand(config, index) as opened:
        return season(day, shared_settings(config, opened).hemisphere)


def _at_hand(config: "Config", index: Index | None) -> AbstractContextManager[Index]:
    return nullcontext(index) if index else fresh_index(config)


def write_summary(
    config: "Config", found: Summary, *, dry_run: bool = False, names: Mapping[str, int] | None = None
) -> WrittenSummary:
    """The summary as a note in the progress folder, with its charts; what was added to that note stays.

    `names` counts the vault's notes by name, as `links.count_names` does; they are counted here if left out. Raises UserError if the note or its template can't be used.
    """
    from vaultkit.actions.charts import drawn_charts, write_charts
    from vaultkit.actions.linking import links_from
    from vaultkit.actions.making import change, make
    from vaultkit.notes import parse_note
    from vaultkit.notes.putting import put_block
    from vaultkit.render.progress_note import summary_note

    period = found.period
    path = summary_path(config, period)
    charts = drawn_charts(config, period, found.progress, found.notes)
    text = summary_note(found.progress, links_from(config, path, names), [chart.said for chart in charts])
    values = {
        "title": f"Progress, {period.words}",
        "period": period.name,
        "from_date": period.since,
        "to_date": period.until,
        "summary": put_block("", SUMMARY, text).strip("\n"),
    }
    if not path.exists() and make(config, "progress", path, period.until, values=values, dry_run=dry_run):
        if not dry_run:
            write_charts(config, charts)
        return WrittenSummary(path, created=True, changed=False)

    def edit(before: str) -> str:
        note = parse_note(before).with_properties(**{"from": period.since, "to": period.until})
        return put_block(note.text, SUMMARY, text)

    changed = change(config, path, edit, dry_run=dry_run)
    if not dry_run:
        write_charts(config, charts)
    return WrittenSummary(path, created=False, changed=changed)


def summary_path(config: "Config", period: Period) -> Path:
    """Where the note on a period lies."""
    return config.folder("progress") / f"Progress {period.name}.md"
