import datetime
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.values import FORMS, Move, read_values, typed

DAY = datetime.date(2026, 11, 24)


def read(kind: str, **properties: object) -> tuple[Any, list[str]]:
    """What is read of the last property, and the problems, without those of what is missing."""
    values, problems = read_values(kind, properties)
    return values.get(list(properties)[-1]), [str(one) for one in problems if one.found]


@pytest.mark.parametrize(
    ("kind", "field", "found", "value"),
    [
        ("journal", "distress", 0, 0),
        ("journal", "distress", 10, 10),
        ("journal", "distress", 4.0, 4),
        ("journal", "slept", False, False),
        ("journal", "date", "2026-11-24", DAY),
        ("journal", "feeling", "restless", "restless"),
        ("journal", "feeling", 7, "7"),
        ("journal", "feeling", True, "true"),
        ("journal", "practised", "tea", ("tea",)),
        ("journal", "practised", ["tea", None, "", "walk"], ("tea", "walk")),
        ("moment", "time", "00:00", "00:00"),
        ("moment", "time", "23:59", "23:59"),
        ("moment", "minutes", 10080, 10080),
        ("thought", "belief_before", 100, 100),
        ("ladder", "current", 1, 1),
        ("ladder", "needs_partner", [2, 3], (2, 3)),
        ("ladder", "steps", [{"20 min": "a walk"}, "1 h: a book"], ("20 min: a walk", "1 h: a book")),
        ("exposure", "ladder", "[[Ladders/Time on my own|own]]", "Time on my own"),
        ("exposure", "ladder", "Time on my own.md", "Time on my own"),
        ("exposure", "came_true", False, "no"),
        ("exposure", "came_true", "Partly", "partly"),
        ("exposure", "reassurance", 1000, 1000),
        ("tool", "fits", ["Calm", "move"], ("calm", "move")),
        ("ritual", "weekday", " sunday ", "Sunday"),
        ("ritual", "month", 12, 12),
        ("ritual", "done", ["2026-11-24"], (DAY,)),
        ("ritual", "done", "2026-11-24", (DAY,)),
        ("contribution", "week", "2026-W53", "2026-W53"),
        ("checkin", "talked", [{"Mara": "our budget"}], ("Mara: our budget",)),
        ("goal", "moved", ["2026-11-24: 45", "2026-11-24:50 %"], (Move(DAY, 45), Move(DAY, 50))),
        ("goal", "moved", [{"2026-11-24": 45}], (Move(DAY, 45),)),
        ("goal", "status", "let go", "let go"),
    ],
)
def test_a_value_of_its_form_is_read(kind: str, field: str, found: object, value: object) -> None:
    assert read(kind, **{field: found}) == (value, [])


@pytest.mark.parametrize(
    ("kind", "field", "found", "problem"),
    [
        ("journal", "distress", 11, "distress: found 11, expected a whole number from 0 to 10"),
        ("journal", "distress", -1, "distress: found -1, expected a whole number from 0 to 10"),
        ("journal", "distress", 4.5, "distress: found 4.5, expected a whole number from 0 to 10"),
        ("journal", "distress", True, "distress: found true, expected a whole number from 0 to 10"),
        ("journal", "distress", "4", 'distress: found "4", expected a whole number from 0 to 10'),
        ("journal", "distress", math.nan, "distress: found nan, expected a whole number from 0 to 10"),
        ("journal", "distress", math.inf, "distress: found inf, expected a whole number from 0 to 10"),
        ("journal", "distress", [4], "distress: found [4], expected a whole number from 0 to 10"),
        ("journal", "slept", "no", "slept: found no, expected true or false"),
        ("journal", "date", "2026-02-30", "date: found 2026-02-30, expected a date such as 2026-11-24"),
        ("journal", "date", "20261124", 'date: found "20261124", expected a date such as 2026-11-24'),
        ("journal", "date", "2026-W48-2", "date: found 2026-W48-2, expected a date such as 2026-11-24"),
        (
            "journal",
            "date",
            "２０２６-11-24",
            "date: found ２０２６-11-24, expected a date such as 2026-11-24",
        ),
        ("journal", "date", "9999-12-31", "date: found 9999-12-31, expected a date such as 2026-11-24"),
        ("journal", "feeling", {"a": {"b": 1}}, "feeling: found properties within properties, expected text"),
        ("journal", "gratitude", [["a"]], "gratitude: found [a], expected a list of texts"),
        ("moment", "time", "9:30", 'time: found 9:30, expected a time such as "21:30", with quotation marks'),
        (
            "moment",
            "time",
            "24:00",
            'time: found 24:00, expected a time such as "21:30", with quotation marks',
        ),
        ("moment", "time", 1290, 'time: found 1290, expected a time such as "21:30", with quotation marks'),
        (
            "moment",
            "time",
            "21:30\n",
            "time: found '21:30\\n', expected a time such as \"21:30\", with quotation marks",
        ),
        (
            "moment",
            "minutes",
            10081,
            "minutes: found 10081, expected whole minutes, from 0 to 10080 (a week)",
        ),
        ("ladder", "current", 0, "current: found 0, expected the number of a step, from 1"),
        ("ladder", "status", "over", "status: found over, expected active, paused or done"),
        ("exposure", "ladder", "[[ ]]", 'ladder: found [[ ]], expected a link such as "[[Time on my own]]"'),
        ("ritual", "month", 13, "month: found 13, expected the number of a month, from 1 to 12"),
        ("ritual", "weekday", "Someday", "weekday: found Someday, expected a day of the week such as Sunday"),
        ("contribution", "week", "2025-W53", "week: found 2025-W53, expected an ISO week such as 2026-W48"),
        ("tool", "fits", ["shout"], "fits: found shout, expected a list of calm, move, make or connect"),
    ],
)
def test_any_other_value_is_left_out_and_reported(kind: str, field: str, found: object, problem: str) -> None:
    value, problems = read(kind, **{field: found})
    assert problems == [problem]
    assert not value


def test_a_number_of_many_thousand_digits_is_reported_like_any_other() -> None:
    for field in ("distress", "feeling", "gratitude", "date"):
        _, (problem,) = read("journal", **{field: 16**9000})
        assert "found a number of many digits, expected" in problem


def test_one_slip_in_a_list_costs_only_itself() -> None:
    value, problems = read("ritual", done=["2026-11-24", "yesterday", "2026-13-01"])
    assert value == (DAY,)
    expected = "expected a list of dates such as 2026-11-24"
    assert problems == [f"done: found yesterday, {expected}", f"done: found 2026-13-01, {expected}"]


def test_steps_are_read_whole_or_not_at_all_because_their_numbers_count() -> None:
    value, problems = read("ladder", steps=["20 min: a walk", ["x"], "1 h: a book"])
    assert value is None
    assert problems == ["steps: found [x], expected a list of texts"]


def test_what_is_missing_or_empty_is_no_problem_unless_it_is_needed() -> None:
    values, problems = read_values(
        "journal", {"type": "journal", "date": None, "distress": "", "gratitude": []}
    )
    assert values == {"type": "journal"}
    assert [str(one) for one in problems] == ["date: not there, expected a date such as 2026-11-24"]


def test_a_long_value_is_shown_short_and_on_one_line() -> None:
    _, (problem,) = read("journal", distress="x\ty\u202e" * 100)
    assert len(problem) < 130
    assert problem.isprintable()


_YAML = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**80), 10**80)
    | st.floats()
    | st.text(st.characters())
    | st.sampled_from(["2026-11-24", "21:30", "2026-W48", "[[x]]", "2026-11-24: 45", "weekly", "9999-W52"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_no_value_of_any_property_ever_stops_the_reading(kind: str, data: st.DataObject) -> None:
    names = st.sampled_from([field.name for field in KINDS[kind].fields])
    properties = data.draw(st.dictionaries(names, _YAML, max_size=6))
    values, problems = read_values(kind, properties)
    assert set(values) <= set(properties)
    assert all(str(one).count("\n") == 0 for one in problems)


def test_every_field_of_every_kind_has_a_form() -> None:
    fields = [field for kind in KINDS.values() for field in kind.fields]
    assert {field.form for field in fields if not field.choices} <= set(FORMS)
    assert all(field.choices for field in fields if field.form in ("choice", "choices"))


@pytest.mark.parametrize(
    ("form", "text", "value"),
    [
        ("rating", "4", 4),
        ("rating", "four", "four"),
        ("yes/no", "Yes", True),
        ("yes/no", "n", False),
        ("yes/no", "maybe", "maybe"),
        ("texts", "tea, , a walk ", ["tea", "a walk"]),
        ("numbers", "2, 3", [2, 3]),
        ("text", "4", "4"),
        ("date", "2026-11-24", "2026-11-24"),
        ("time", "21:30", "21:30"),
    ],
)
def test_what_is_typed_becomes_the_value_it_stands_for(form: str, text: str, value: object) -> None:
    assert typed(form, text) == value


def test_a_part_of_the_agenda_that_is_none_is_left_out_and_the_others_hold() -> None:
    value, problems = read("settings", boxes=["arive 3", "Topic 25", "close"])
    assert value == ("Topic 25", "close")
    assert problems == [
        "boxes: found arive 3, expected a list of parts and their minutes, such as topic 25, "
        "of arrive, thanks, went well, still open, topic, us, close"
    ]


@pytest.mark.parametrize("text", ["4", "-1", "4.5", "true", "False"])
def test_a_text_that_looks_like_a_number_or_true_is_shown_in_quotation_marks(text: str) -> None:
    _, (problem,) = read("moment", minutes=text)
    assert problem.startswith(f'minutes: found "{text}", expected')
