"""Whatever stands in the shared notes, there is an agenda, and nothing in it acts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.render.agenda import agenda_text
from vaultkit.workbook import records
from vaultkit.workbook.agenda import build_agenda
from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.records import Shared, as_record
from vaultkit.workbook.values import read_values

TEXTS = st.text(st.characters(), max_size=12) | st.sampled_from(
    [
        "Mara",
        "Jonas",
        "%% vaultkit:end agenda %%",
        "![[Diary]]",
        "`x`",
        "- [ ] a",
        "**",
        "\n",
        "topic 5",
        "us",
    ]
)
DATES = st.dates().map(str) | st.sampled_from(
    ["2026-11-24", "1900-01-01", "2999-12-31", "9999-12-31", "0001-01-01"]
)
WEEKS = st.sampled_from(["1900-W01", "2026-W45", "2026-W47", "2026-W48", "2026-W53", "2999-W52", "9999-W52"])
NUMBERS = st.integers(-5, 12000)


def values(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """What is read from the properties of some note of a kind, plausible or not."""
    found = {}
    for field in KINDS[kind].fields:
        if field.choices:
            found[field.name] = st.sampled_from(field.choices)
        elif field.form in ("date", "dates"):
            found[field.name] = st.lists(DATES, max_size=4) if field.form == "dates" else DATES
        elif field.form == "week":
            found[field.name] = WEEKS
        elif field.form == "moves":
            found[field.name] = st.lists(st.builds("{}: {}".format, DATES, NUMBERS), max_size=3)
        elif field.form in ("minutes", "month"):
            found[field.name] = NUMBERS
        else:
            found[field.name] = st.lists(TEXTS, max_size=3) if field.form == "texts" else TEXTS
    return st.fixed_dictionaries({}, optional=found).map(lambda properties: read_values(kind, properties)[0])


def some(kind: str, record: type[Any], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    needed = set(record._fields) - set(record._field_defaults) - {"path"}
    path = st.builds("{}.md".format, TEXTS)
    one = st.builds(lambda read, **rest: (read, rest), values(kind), path=path, **more)
    known = one.filter(lambda pair: needed <= set(pair[0]))
    return st.lists(known.map(lambda pair: as_record(record, pair[0], **pair[1])), max_size=3)


LINES = st.lists(TEXTS, max_size=2).map(tuple)
TASKS = st.lists(
    st.builds(records.Task, TEXTS, TEXTS, st.sampled_from(" x-/"), DATES, DATES), max_size=2
).map(tuple)
SHARED = st.builds(
    Shared,
    values("settings").map(lambda read: as_record(records.Settings, read)),
    some(
        "contribution",
        records.Contribution,
        thanks=LINES,
        topics=LINES,
        wishes=LINES,
        time_apart=LINES,
        went_well=LINES,
    ),
    some("checkin", records.CheckIn, tasks=TASKS),
    some("ritual", records.Ritual),
    some("goal", records.Goal),
)


@given(SHARED, st.sampled_from(["1900-W01", "2026-W48", "2026-W53", "2999-W52"]))
def test_there_is_always_an_agenda_and_always_the_same(shared: Shared, week: str) -> None:
    text = agenda_text(build_agenda(shared, week))
    assert text == agenda_text(build_agenda(shared, week))
    text.encode()
    for mark in ("%%", "![[", "`", "[ ]", "\r"):
        assert mark not in text.replace("\\[ ]", "")


@pytest.mark.parametrize("week", ["", "2025-W53", "next week", "9999-W52"])
def test_a_week_that_is_none_has_no_agenda(week: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        build_agenda(Shared(), week)
