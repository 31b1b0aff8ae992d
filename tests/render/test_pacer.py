"""The picture of an exercise: it fits any screen, moves smoothly, and says everything without colour or motion."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.data import packaged
from vaultkit.render.asking_page import asking_page, reading_pages
from vaultkit.render.disc import disc
from vaultkit.render.pacer import Look, clock, frame
from vaultkit.render.pacer_in_lines import lines_of, script
from vaultkit.workbook.exercise_files import read_exercise
from vaultkit.workbook.exercises import filled_in, total_seconds


def steps(name, way=0):
    text = (packaged("templates") / "exercises" / f"{name}.md").read_text("utf-8")
    exercise, _ = read_exercise(name, text)
    return filled_in(exercise.ways[way], affirmation="I may go slowly.", success="You managed that.").steps


ALL = {name: steps(name) for name in ("baseline", "breathing", "grounding", "pmr", "pause", "kindness")}


@pytest.mark.parametrize(
    ("name", "second", "look"),
    [
        ("breathing", 2.5, Look(60, 24)),
        ("breathing", 4, Look(80, 24)),
        ("breathing", 8, Look(20, 10)),
        ("breathing", 2.5, Look(60, 16, still=True)),
        ("breathing", 2.5, Look(60, 16, symbols=False)),
        ("pmr", 13, Look(40, 20)),
        ("baseline", 5, Look(60, 16)),
        ("pause", 400, Look(60, 16)),
    ],
)
def test_the_picture_is_the_expected_one(name, second, look, matches_file):
    kind = "still" if look.still else "drawn" if look.symbols else "in ascii"
    drawn = "\n".join(frame("An exercise", ALL[name], second, look)) + "\n"
    matches_file(f"pacer/{name} at {second:g} s, {look.width}x{look.height}, {kind}.txt", drawn)


looks = st.builds(Look, st.integers(1, 130), st.integers(1, 50), st.booleans(), st.booleans(), st.booleans())


def visible(line):
    return re.sub(r"\x1b\[[0-9;]*m", "", line)


@given(st.sampled_from(sorted(ALL)), st.floats(0, 1), looks, st.booleans())
def test_a_frame_fills_the_screen_exactly_and_no_line_is_wider(name, share, look, waiting):
    drawn = frame(
        "A long title that may have no room",
        ALL[name],
        share * total_seconds(ALL[name]),
        look,
        waiting=waiting,
    )
    assert len(drawn) == look.height
    assert max(len(visible(line)) for line in drawn) <= look.width
    if not look.colour:
        assert "\x1b" not in "".join(drawn)
    if not look.symbols:
        assert visible("".join(drawn)).isascii()


@given(
    st.sampled_from(sorted(ALL)),
    st.floats(0, 0.999),
    st.integers(20, 100),
    st.integers(12, 40),
    st.booleans(),
)
def test_from_twenty_columns_on_the_words_the_count_and_the_way_out_are_on_the_screen(
    name, share, width, height, still
):
    second = share * total_seconds(ALL[name])
    text = " ".join(" ".join(frame("T", ALL[name], second, Look(width, height, still=still))).split())
    assert "q leaves" in text
    assert "left" in text
    spoken = next(step for step in ALL[name] if step.words and step.words.split()[0] in text)
    assert spoken


def test_the_circle_grows_by_little_steps_and_meets_its_ring():
    areas = [
        sum(
            bin(ord(cell) - 0x2800).count("1")
            for line in disc(tick / 80, 30, 14)
            for cell in line
            if cell != " "
        )
        for tick in range(81)
    ]
    assert areas == sorted(areas)
    assert max(second - first for first, second in pairwise(areas)) < 0.05 * max(areas)
    assert areas[-1] > 2.5 * areas[0]


def test_a_bar_grows_by_eighths_of_a_column():
    bars = [frame("T", ALL["breathing"], tick / 20, Look(24, 12)) for tick in range(80)]
    assert len({tuple(one) for one in bars}) > 60


def test_a_still_picture_changes_once_a_second_and_no_more():
    drawn = [tuple(frame("T", ALL["breathing"], tick / 20, Look(60, 20, still=True))) for tick in range(200)]
    assert sum(first != second for first, second in pairwise(drawn)) <= 21


def test_colour_adds_nothing_but_colour():
    plain = frame("T", ALL["breathing"], 3, Look(60, 24))
    coloured = frame("T", ALL["breathing"], 3, Look(60, 24, colour=True))
    assert [visible(line).rstrip() for line in coloured] == [line.rstrip() for line in plain]


def test_time_is_said_as_a_clock_does():
    assert [clock(one) for one in (0, 0.2, 59.5, 222, 3600, 86400, -3)] == [
        "0:00", "0:01", "1:00", "3:42", "1:00:00", "24:00:00", "0:00",
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(ALL))
def test_in_lines_everything_is_said_in_the_order_of_time(name, matches_file):
    said, begun = [], 0.0
    for step in ALL[name]:
        for line in lines_of(step):
            said.append(f"{clock(begun + line.second):>7}  {line.words}")
            assert 0 <= line.second < step.seconds
        begun += step.seconds
    matches_file(f"pacer/{name} in lines.txt", "\n".join(said) + "\n")
    assert [line[:7] for line in said] == sorted((line[:7] for line in said), key=lambda one: one.rjust(8))


def test_a_page_to_read_names_each_step_once(matches_file):
    matches_file("pacer/grounding as a page.txt", "\n".join(script_of("grounding")) + "\n")


def script_of(name):
    text = (packaged("templates") / "exercises" / f"{name}.md").read_text("utf-8")
    return script(read_exercise(name, text)[0].ways[0])


OFFERED = ("racing heart", "short breath", "tight jaw", "lump in the throat", "tight chest", "knotted belly")
words = st.text("abcdefg hij", max_size=40)


@given(looks, st.lists(words, max_size=4), st.lists(words, max_size=9), st.text("ab ", max_size=200))
def test_a_question_fits_any_screen_and_what_is_typed_is_in_view(look, notes, offered, typed):
    page = asking_page(look, notes, "Where in the body do you feel it", offered, ["Enter goes on."], typed)
    assert len(page.lines) == look.height
    assert max(map(len, page.lines)) <= look.width
    row, column = page.cursor
    if look.height > 2:
        assert 0 <= row < look.height
        assert column <= look.width
    if look.width > 12 and look.height > 6 and typed.strip():
        assert page.lines[row].rstrip().endswith(typed.rstrip()[-3:].rstrip() or typed[-1])


@pytest.mark.parametrize("size", [(80, 20), (60, 16), (20, 12)])
def test_a_question_is_the_expected_page(size, matches_file):
    page = asking_page(
        Look(*size), ["Something you managed.", "“I went outside”"], "Where in the body do you feel it",
        OFFERED, ["Numbers or words of your own. Enter goes on."], "tight j",
    )  # fmt: skip
    matches_file(f"pacer/question {size[0]}x{size[1]}.txt", "\n".join(page.lines) + "\n")


@given(looks, st.lists(words, min_size=1, max_size=30))
def test_a_text_is_read_whole_on_as_many_screens_as_it_needs(look, lines):
    pages = reading_pages(look, lines, ("Enter goes on",))
    assert all(len(page) == look.height for page in pages)
    if look.height > 2 and look.width > 42:
        shown = " ".join(" ".join(line for page in pages for line in page[:-1]).split())
        assert shown == " ".join(" ".join(lines).split())
