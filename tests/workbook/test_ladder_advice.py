"""The advice on ladders: a readable case for every rule and boundary, and what never happens."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.ladder_advice import KINDS, Advice, advise
from vaultkit.workbook.ladder_steps import minutes_of
from vaultkit.workbook.records import Exposure, Ladder

CASES = Path(__file__).parent.parent / "cases" / "ladders"
TODAY = datetime.date(2026, 11, 24)
NAME = "Time on my own"


class Case(NamedTuple):
    """One ladder with its sessions, and what is advised."""

    name: str
    ladder: Ladder
    sessions: tuple[Exposure, ...]
    today: datetime.date
    signposted: datetime.date | None
    expected: str

    def advice(self) -> Advice:
        return advise(self.ladder, self.sessions, self.today, self.signposted)


def day(month_and_day: str) -> datetime.date:
    return datetime.date.fromisoformat(f"2026-{month_and_day}")


def read_case(text: str) -> Case:
    """One case as tests/cases/ladders/README.txt describes it."""
    name, *lines = text.strip().splitlines()
    ladder, today, signposted, expected = Ladder(f"Ladders/{NAME}.md"), TODAY, None, ""
    sessions: list[Exposure] = []
    for line in map(str.strip, lines):
        if line.startswith("steps "):
            ladder = read_ladder(line, ladder)
        elif line.startswith("today "):
            today = day(line.removeprefix("today "))
        elif line.startswith("signpost "):
            signposted = day(line.removeprefix("signpost "))
        elif line.startswith("= "):
            expected = line
        else:
            sessions.append(read_session(line, len(sessions)))
    return Case(name, ladder, tuple(sessions), today, signposted, expected)


def read_ladder(line: str, ladder: Ladder) -> Ladder:
    first, *more = line.removeprefix("steps ").split("; ")
    steps = ("alone" if one == "-" else f"{one} min: alone" for one in first.split(", "))
    ladder = ladder._replace(steps=tuple(steps))
    for word in more:
        key, _, number = word.partition(" ")
        if key == "at":
            ladder = ladder._replace(current=int(number))
        elif key == "needs":
            ladder = ladder._replace(needs_partner=(int(number),))
        elif key == "agreed":
            ladder = ladder._replace(agreed_with_partner=True)
        else:
            ladder = ladder._replace(status=key)
    return ladder


def read_session(line: str, number: int) -> Exposure:
    when, step, minutes, *noted = line.split()
    planned, actual = (None if one == "." else int(one) for one in minutes.split("/"))
    words = " ".join(noted)
    given = {key: int(value) for key, value in re.findall(r"(peak|believed|asked) (\d+)", words)}
    return Exposure(
        f"Ladders/{NAME}/2026-{when} {NAME} {number:02}.md",
        day(when),
        NAME,
        int(step),
        planned,
        actual,
        peak=given.get("peak"),
        believed=given.get("believed"),
        reassurance=given.get("asked"),
        came_true=next((one for one in noted if one in ("no", "partly", "yes", "unknown")), ""),
        ended_early="early" in noted,
    )


def read_cases() -> list[object]:
    files = sorted(path for path in CASES.glob("*.txt") if path.stem in KINDS)
    return [
        pytest.param(read_case(text), id=f"{path.stem}: {text.strip().splitlines()[0]}")
        for path in files
        for text in path.read_text("utf-8").split("\n\n")
    ]


def shown(advice: Advice) -> str:
    parts = [f"= {advice.kind}", f"step {advice.step}"]
    parts += [f"{advice.minutes} min"] if advice.minutes else []
    parts += [f"below {advice.below}"] if advice.below else []
    parts += [f"due {advice.due:%m-%d}"] if advice.due else []
    return "  ".join(parts)


@pytest.mark.parametrize("case", read_cases())
def test_the_first_rule_that_fits_is_given(case: Case) -> None:
    assert shown(case.advice()) == case.expected


def test_every_kind_of_advice_has_its_cases() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} >= set(KINDS)


def test_the_words_are_these(matches_file: Callable[[str, str], None]) -> None:
    lines: list[str] = []
    for parameter in read_cases():
        case = parameter.values[0]  # type: ignore[attr-defined]
        advice = case.advice()
        lines.append(f"{case.name}\n  {advice.kind}: {advice.words}\n  {advice.reason}\n")
    matches_file("ladders/words/all.txt", "\n".join(lines))


LADDERS = st.builds(
    Ladder,
    st.just(f"Ladders/{NAME}.md"),
    steps=st.lists(
        st.sampled_from(("20 min: a", "1 h: b", "a walk", "1 day: c", "0 min: d", "9 weeks: e")), max_size=5
    ).map(tuple),
    needs_partner=st.sampled_from(((), (2,), (1, 2, 3))),
    current=st.integers(1, 7),
    status=st.sampled_from(("active", "active", "active", "paused", "done")),
    agreed_with_partner=st.booleans(),
)
NUMBERS = st.none() | st.integers(0, 10)
SESSIONS = st.builds(
    Exposure,
    st.integers(0, 99).map(lambda number: f"Ladders/{NAME}/{number}.md"),
    st.integers(-60, 3).map(lambda days: TODAY + datetime.timedelta(days=days)),
    st.just(NAME),
    st.integers(1, 6),
    planned=st.none() | st.sampled_from((0, 5, 20, 60, 10080)),
    actual=st.none() | st.sampled_from((0, 5, 20, 60, 10080)),
    before=NUMBERS,
    peak=NUMBERS,
    believed=st.none() | st.integers(0, 100),
    came_true=st.sampled_from(("", "no", "no", "no", "partly", "yes", "unknown")),
    reassurance=st.none() | st.integers(0, 3),
    ended_early=st.sampled_from((False, False, False, True)),
)
HISTORIES = st.lists(SESSIONS, max_size=12)
SIGNPOSTS = st.none() | st.dates(TODAY - datetime.timedelta(days=20), TODAY)


def on_one_step(ladder: Ladder, sessions: list[Exposure]) -> list[Exposure]:
    """Most sessions moved to the current step, so that rules about it have something to look at."""
    step = min(ladder.current, max(1, len(ladder.steps)))
    return [one._replace(step=step) if number % 4 else one for number, one in enumerate(sessions)]


@given(LADDERS, HISTORIES, SIGNPOSTS)
def test_it_never_jumps_a_step_and_never_leaves_the_ladder(
    ladder: Ladder, sessions: list[Exposure], signposted: datetime.date | None
) -> None:
    advice = advise(ladder, on_one_step(ladder, sessions), TODAY, signposted)
    current = min(ladder.current, len(ladder.steps))
    assert advice.kind in KINDS
    assert advice.step == current + (advice.kind == "advance")
    assert advice.step <= len(ladder.steps)
    assert advice.below in (None, current - 1)
    assert advice.minutes is None or 1 <= advice.minutes <= 7 * 24 * 60
    assert advice.words.endswith(".")
    assert advice.reason.endswith(".")


@given(LADDERS, HISTORIES)
def test_it_never_says_advance_after_one_that_ended_early_or_where_what_was_feared_came_true(
    ladder: Ladder, sessions: list[Exposure]
) -> None:
    sessions = on_one_step(ladder, sessions)
    advice = advise(ladder, sessions, TODAY)
    step = min(ladder.current, len(ladder.steps))
    here = [one for one in sessions if one.step == step and one.took_place and one.date <= TODAY]
    if advice.kind == "advance":
        latest = max(here, key=lambda one: (one.date, one.path.removesuffix(".md")))
        assert not latest.ended_early
        assert latest.came_true not in ("partly", "yes")


@given(
    st.sampled_from(("partly", "yes", "early")),
    st.lists(st.sampled_from((40, 45, 60)), min_size=2, max_size=6),
)
def test_whatever_went_well_before_the_latest_one_decides(end: str, minutes: list[int]) -> None:
    ladder = Ladder(f"Ladders/{NAME}.md", steps=("20 min: a", "40 min: b", "60 min: c"), current=2)
    days = [TODAY - datetime.timedelta(days=len(minutes) - number) for number in range(len(minutes))]
    good = [
        Exposure(f"Ladders/{NAME}/{number}.md", on, NAME, 2, 40, spent, peak=1, believed=0, came_true="no")
        for number, (on, spent) in enumerate(zip(days, minutes, strict=True))
    ]
    assert advise(ladder, good, TODAY).kind == "advance"
    latest = good[-1]._replace(came_true="no", ended_early=True)
    if end != "early":
        latest = good[-1]._replace(came_true=end)
    assert advise(ladder, [*good[:-1], latest], TODAY).kind != "advance"


@given(LADDERS, HISTORIES, st.randoms(use_true_random=False))
def test_the_order_in_which_notes_are_read_makes_no_difference(
    ladder: Ladder, sessions: list[Exposure], random: object
) -> None:
    sessions = list({one.path: one for one in on_one_step(ladder, sessions)}.values())
    mixed = list(sessions)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert advise(ladder, mixed, TODAY) == advise(ladder, sessions, TODAY)


@given(LADDERS, HISTORIES)
def test_sessions_of_another_ladder_make_no_difference(ladder: Ladder, sessions: list[Exposure]) -> None:
    others = [one._replace(ladder="Another", path="Ladders/Another/1.md") for one in sessions]
    assert advise(ladder, [*sessions, *others], TODAY) == advise(ladder, sessions, TODAY)


def test_a_name_spelled_otherwise_is_the_same_ladder() -> None:
    ladder = Ladder("Ladders/Caf\u00e9.md", steps=("20 min: a",))
    session = Exposure("Ladders/Caf\u00e9/1.md", TODAY, "cafe\u0301", actual=20)
    assert advise(ladder, [session], TODAY).figures.sessions == 1


def test_the_figures_are_those_of_the_notes() -> None:
    case = read_case(
        "x\n  steps 20, 40, 90; at 2\n  11-02  1  20/20  peak 3  believed 70  yes\n"
        "  11-10  2  40/15  peak 7  believed 60  no  early\n  11-18  2  40/40  peak 4  believed 40  no\n"
    )
    figures = case.advice().figures
    assert (figures.sessions, figures.here, figures.days_since, figures.gap_before) == (3, 2, 6, 8)
    assert (figures.full_in_a_row, figures.early_in_a_row) == (1, 0)
    assert (figures.came_true, figures.known, figures.came_true_here, figures.known_here) == (1, 3, 0, 2)
    assert (figures.believed_first, figures.believed_latest) == (60, 40)
    assert (figures.peak_first, figures.peak_latest, figures.longest_comfortable) == (7, 4, 40)


def test_a_length_too_long_for_a_note_is_the_longest_that_fits() -> None:
    assert minutes_of("9 weeks: e") == 7 * 24 * 60
