from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.watch.deciding import Change, Job, Kept, decide, needs_today, period_of
from vaultkit.workbook import periods

TODAY = date(2026, 11, 24)
RECENT = periods.recent(TODAY)
SEPTEMBER = periods.month(date(2026, 9, 1))
KEPT = Kept(
    {"Progress/Progress last four weeks.md": RECENT, "Progress/Progress September 2026.md": SEPTEMBER},
    ("Ladders/Time on my own.md",),
    {"Shared/Check-ins/2026-W48.md": "2026-W48"},
)
LADDER, AGENDA = Job("ladder", "Ladders/Time on my own.md"), Job("agenda", "2026-W48")
NOW, THEN = Job("summary", "last four weeks"), Job("summary", "September 2026")


def inputs(path: str, before: tuple[str, str] | None, after: tuple[str, str] | None) -> set[Job]:
    return set(decide([Change(path, before, after)], KEPT, TODAY, "Shared").inputs)


@pytest.mark.parametrize(
    ("path", "before", "after", "expected"),
    [
        ("Journal/2026-11-20.md", None, ("journal", "2026-11-20"), {NOW}),
        ("Journal/2026-09-20.md", None, ("journal", "2026-09-20"), {THEN}),
        # What is compared with counts as well.
        ("Journal/2026-10-20.md", ("journal", "2026-10-20"), None, {NOW}),
        ("Journal/2026-08-20.md", None, ("journal", "2026-08-20"), {THEN}),
        ("Journal/2025-08-20.md", None, ("journal", "2025-08-20"), set()),
        # A note that was given another day counts where it was, and where it is.
        ("Moments/a.md", ("moment", "2026-09-02"), ("moment", "2026-11-02"), {NOW, THEN}),
        ("Ladders/x/a.md", None, ("exposure", "2026-10-02"), {NOW, LADDER}),
        ("Ladders/x/a.md", None, ("exposure", "2025-10-02"), {NOW, THEN, LADDER}),
        ("Ladders/Time on my own.md", ("ladder", ""), ("ladder", ""), {NOW, THEN, LADDER}),
        ("Plans/a.md", None, ("plan", ""), {NOW, THEN}),
        ("Requests/a.md", None, ("request", "2026-11-20"), set()),
        ("Thoughts/a.md", None, ("thought", "2026-11-20"), set()),
        ("Recipes/soup.md", None, None, set()),
        ("Shared/Rituals/a.md", None, ("ritual", ""), {AGENDA}),
        ("shared/Rituals/a.md", None, None, {AGENDA}),
        ("Shared/Our workbook.md", None, ("settings", ""), {AGENDA, NOW, THEN}),
    ],
)
def test_only_what_depends_on_a_note_is_written_again(
    path: str, before: tuple[str, str] | None, after: tuple[str, str] | None, expected: set[Job]
) -> None:
    assert inputs(path, before, after) == expected


def test_a_note_that_is_written_is_looked_at_when_someone_changes_it() -> None:
    changes = [Change(path, ("progress", ""), ("progress", "")) for path in KEPT.summaries]
    work = decide(changes, KEPT, TODAY, "Shared")
    assert (work.inputs, work.itself) == (frozenset(), {NOW, THEN})


def test_links_may_read_differently_everywhere_once_a_name_is_taken_twice() -> None:
    assert decide([], KEPT, TODAY, "Shared", renamed=True).inputs == {NOW, THEN}


def test_what_is_shared_and_what_is_private_is_told_apart() -> None:
    private = decide([Change("Journal/a.md", None, ("journal", "2026-11-20"))], KEPT, TODAY, "Shared")
    shared = decide([Change("Shared/Mara/a.md", None, ("contribution", ""))], KEPT, TODAY, "Shared")
    assert (private.private, private.shared, private.dates) == (True, False, False)
    assert (shared.private, shared.shared, shared.dates) == (False, True, False)
    assert decide([Change("Shared/Check-ins/a.md", None, ("checkin", ""))], KEPT, TODAY, "Shared").dates


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_period_that_is_written_is_known_again_by_its_note(day: date, today: date) -> None:
    first, last = sorted((day, today))
    for period in (
        periods.week(day),
        periods.month(day),
        periods.season(day, "north"),
        periods.season(day, "south"),
        periods.between(first, last),
        periods.recent(today),
    ):
        note = {"period": period.name, "from": str(period.since), "to": str(period.until)}
        assert period_of(note, today) == period


@pytest.mark.parametrize(
    "note", [{}, {"period": "my best days"}, {"period": "2026-W48", "from": "soon", "to": "later"}]
)
def test_a_note_on_something_else_is_left_alone(note: dict[str, object]) -> None:
    assert period_of(note, TODAY) is None


def test_what_is_over_does_not_change_with_the_day() -> None:
    assert needs_today(RECENT, TODAY)
    assert not needs_today(SEPTEMBER, TODAY)
