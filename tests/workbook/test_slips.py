import pytest

from vaultkit.workbook.slips import ReadNote, ladder_slips, meant, steps_without_length

STEPS = ("20 min: a walk alone", "1 h: a book in town")


def ladder(name: str = "Time on my own", **values: object) -> ReadNote:
    return ReadNote(f"Ladders/{name}.md", "ladder", {"steps": STEPS, **values})


def session(**values: object) -> ReadNote:
    return ReadNote(
        "Ladders/a/2026-11-24 a.md", "exposure", {"ladder": "Time on my own", "step": 1, **values}
    )


def problems(*notes: ReadNote) -> list[str]:
    return [f"{slip.path}: {slip.problem}" for slip in ladder_slips(notes)]


def test_a_session_of_a_ladder_that_is_there_is_as_expected_however_its_name_is_spelled() -> None:
    assert not problems(ladder(current=2, needs_partner=(1, 2)), session(ladder="time on  my own", step=2))


def test_a_session_of_no_ladder_is_named() -> None:
    assert problems(ladder(), session(ladder="Evenings")) == [
        "Ladders/a/2026-11-24 a.md: ladder: found Evenings, expected the name of one of your ladders"
    ]


def test_a_step_beyond_the_last_is_named_in_a_session_and_in_the_ladder_itself() -> None:
    assert problems(ladder(current=3, needs_partner=(2, 9)), session(step=4)) == [
        "Ladders/Time on my own.md: current: found 3, expected a step of this ladder, from 1 to 2",
        "Ladders/Time on my own.md: needs_partner: found 9, expected a step of this ladder, from 1 to 2",
        "Ladders/a/2026-11-24 a.md: step: found 4, expected a step of Time on my own, from 1 to 2",
    ]


def test_a_ladder_whose_steps_cannot_be_read_is_not_blamed_twice() -> None:
    assert not problems(ladder(steps=None, current=3), session(step=4))


@pytest.mark.parametrize(
    "step", ["20 min: a walk", "2.5 h: a film", "1 day: a trip", "1 hour : tea", "3 days:"]
)
def test_a_step_with_its_length_is_as_expected(step: str) -> None:
    assert not list(steps_without_length([ladder(steps=(step,))]))


@pytest.mark.parametrize("step", ["a walk", "20: a walk", "20 min a walk", "min: a walk"])
def test_a_step_without_a_length_is_hinted_at(step: str) -> None:
    (slip,) = steps_without_length([ladder(steps=(*STEPS, step))])
    assert (
        str(slip.problem)
        == f"steps: found {step}, expected its length first, such as 20 min: …, 2.5 h: … or 1 day: …"
    )


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("distres", "distress"),
        ("Distress", "distress"),
        ("connexion", "connection"),
        ("energy", ""),
        ("aliases", ""),
        ("cssclasses", ""),
        ("distress", ""),
        ("x" * 9000, ""),
    ],
)
def test_a_property_that_is_nearly_ours_is_recognised(name: str, ours: str) -> None:
    assert meant(name, "journal", []) == ours


def test_a_property_beside_the_one_it_is_like_is_ones_own() -> None:
    assert meant("distress2", "journal", ["distress"]) == ""
