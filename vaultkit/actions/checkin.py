"""The week's check-in: its note with the agenda, held, or skipped."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.actions.conflict_copies import join_copies
from vaultkit.actions.filling import as_list
from vaultkit.actions.making import change, laid_out, make
from vaultkit.actions.own_wishes import bring_along
from vaultkit.errors import Problem, UserError
from vaultkit.notes import parse_note
from vaultkit.notes.files import existing_twin
from vaultkit.notes.putting import put_block
from vaultkit.render.agenda import agenda_text
from vaultkit.vault.reading import fresh_index, shared_records
from vaultkit.vault.shared_folder import on_disk
from vaultkit.workbook.agenda import Agenda, build_agenda
from vaultkit.workbook.agreements import left_planned
from vaultkit.workbook.people import checkin_of, queue
from vaultkit.workbook.topics import ANSWERS, Topic
from vaultkit.workbook.values import read_values

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

AGENDA = "agenda"
"""The name of the generated block."""


class Prepared(NamedTuple):
    """The check-in note of a week, and what happened to it. `topics` are all that wait, in turns.

    `not_held` is the latest earlier week whose check-in still says planned, or empty. `own_wishes` are one's own
    requests that were given the answer their wish got.
    """

    path: Path
    week: str
    date: date
    status: str
    created: bool
    changed: bool
    agenda: Agenda
    text: str
    topics: tuple[Topic, ...]
    not_held: str
    own_wishes: tuple[Path, ...] = ()


def prepare_checkin(config: "Config", week: str, *, dry_run: bool = False) -> Prepared:
    """Write or refresh the check-in note of an ISO week; one that was held or skipped stays as it is.

    Only the generated part is rewritten, and someone's words in it are moved below it first. Raises
    UserError if the note or its template can't be used.
    """
    if not dry_run:
        join_copies(config)
    with fresh_index(config) as index:
        shared = shared_records(config, index)
    agenda = build_agenda(shared, week)
    text = agenda_text(agenda)
    note = checkin_of(shared, week)
    path = on_disk(config, note.path) if note else _usual_path(config, week)
    status = note.status if note else "planned"
    created = changed = False
    if status == "planned":
        if not note:
            created = _create(config, path, agenda, text, dry_run=dry_run)
        # Also after it was made: a template of one's own may have no place for the agenda.
        if not (created and dry_run):
            changed = _refresh(config, path, week, text, dry_run=dry_run) and not created
    topics, not_held = tuple(queue(shared, week)), left_planned(shared.checkins, week)
    return Prepared(path, week, agenda.date, status, created, changed, agenda, text, topics, not_held)


def hold_checkin(
    config: "Config",
    week: str,
    *,
    talked: Sequence[Topic] = (),
    agreed: Sequence[Topic] = (),
    declined: Sequence[Topic] = (),
    dropped: Sequence[Topic] = (),
    dry_run: bool = False,
) -> Prepared:
    """Close the week's check-in as held, with the topics that had their turn and the wishes that were answered.

    From then on its agenda is never rebuilt. A week without a note gets one first. One's own requests whose wish was
    answered get that answer as their status.
    """
    answers = {
        wish: word
        for word, wishes in zip(ANSWERS, (agreed, declined, dropped), strict=True)
        for wish in wishes
    }
    lines = [f"{word}: {wish.key}" for wish, word in answers.items()]
    closed = _close(config, week, "held", [topic.key for topic in talked], lines, dry_run=dry_run)
    return closed._replace(own_wishes=bring_along(config, answers, dry_run=dry_run) if answers else ())


def skip_checkin(config: "Config", week: str, *, dry_run: bool = False) -> Prepared:
    """Skip the week's check-in: what was brought waits for the next one.

    Raises UserError if it was held, since what had its turn in it would come back.
    """
    return _close(config, week, "skipped", [], [], dry_run=dry_run)


def _create(config: "Config", path: Path, agenda: Agenda, text: str, *, dry_run: bool) -> bool:
    return make(config, "checkin", path, agenda.date, values=_values(agenda, text), dry_run=dry_run)


def begun_checkin(config: "Config", week: str) -> str:
    """What the check-in note of a week begins with, for one that is there and empty."""
    with fresh_index(config) as index:
        agenda = build_agenda(shared_records(config, index), week)
    return laid_out(config, "checkin", agenda.date, _values(agenda, agenda_text(agenda)))


def _values(agenda: Agenda, text: str) -> dict[str, object]:
    return {
        "time": agenda.time,
        "week": agenda.week,
        "minutes": agenda.minutes,
        "starts": agenda.starts,
        "agenda": put_block("", AGENDA, text).strip("\n"),
    }


def _usual_path(config: "Config", week: str) -> Path:
    """Where the check-in of a week lies; on this disk its name may be in other letters, such as `2026-w48`."""
    path = config.folder("checkin") / f"{week}.md"
    return Path(existing_twin(path) or path)


def _refresh(config: "Config", path: Path, week: str, text: str, *, dry_run: bool) -> bool:
    def edit(before: str) -> str:
        if _status(before, week) in ("held", "skipped"):
            return before
        return put_block(before, AGENDA, text, heading="Agreements")

    return change(config, path, edit, dry_run=dry_run)


def _status(text: str, week: str) -> str:
    """The status of a week's check-in. UserError if the note is another's, or a slip could hide that it was held."""
    note = parse_note(text)
    values, slips = read_values("checkin", note.properties)
    problems = [*note.problems, *(Problem(note.lines.get(slip.field, 1), str(slip)) for slip in slips)]
    if problems and not {"week", "date", "status"} <= values.keys():
        raise UserError(*(f"line {problem.line}: {problem.message}" for problem in problems))
    if values.get("week") != week:
        line = note.lines.get("week", 1)
        raise UserError(
            f"line {line}: this note is not read as the check-in of {week}; give it that week, or move it"
        )
    return str(values.get("status", "planned"))


def _close(
    config: "Config", week: str, status: str, talked: list[str], answers: list[str], *, dry_run: bool
) -> Prepared:
    prepared = prepare_checkin(config, week, dry_run=dry_run)
    if prepared.status == "held" and status == "skipped":
        raise UserError(
            f"{prepared.path}: this check-in was held; to take that back, set its status to planned"
        )
    if dry_run and prepared.created:
        return prepared._replace(status=status, changed=True)

    def edit(before: str) -> str:
        note = parse_note(before)
        changes: dict[str, object] = {"status": status}
        for name, new in (("talked", talked), ("answers", answers)):
            old = as_list(note.properties.get(name))
            if added := [entry for entry in new if entry not in old]:
                changes[name] = [*old, *added]
        return note.with_properties(**changes).text

    changed = change(config, prepared.path, edit, dry_run=dry_run)
    return prepared._replace(status=status, changed=changed)


def topics_numbered(prepared: Prepared, numbers: Sequence[int], *, wishes: bool = False) -> list[Topic]:
    """The topics of those numbers, counted from 1; UserError for a number that is not there."""
    found = []
    for number in numbers:
        if not 1 <= number <= len(prepared.topics):
            raise UserError(f"{number}: there are {len(prepared.topics)} topics this week, numbered from 1")
        topic = prepared.topics[number - 1]
        if wishes and not topic.is_wish:
            raise UserError(f"{number}: this is a topic, not a wish; it has no answer to note down")
        found.append(topic)
    return found
