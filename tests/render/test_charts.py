import re
import unicodedata
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from chart_notes import FIRST, KINDS, charts, many
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.render.charts.drawing import WIDTH, inline, said
from vaultkit.render.charts.scales import amount, plain, round_numbers
from vaultkit.workbook.records import Journal, PeriodNotes

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = [(kind, chart) for kind, notes in KINDS.items() for chart in charts(notes)]
each_chart = pytest.mark.parametrize(
    ("kind", "chart"), DRAWN, ids=[f"{kind}, {chart.name}" for kind, chart in DRAWN]
)


@pytest.mark.parametrize(
    "name", ["distress", "measure-1", "before-and-after", "tools", "triggers", "ladder-1"]
)
def test_a_chart_is_what_it_was(name, matches_file):
    chart = next(one for one in charts(many(30)) if one.name == name)
    matches_file(f"charts/{name}.svg", chart.svg)
    matches_file(f"charts/{name}.txt", f"{chart.title}\n{chart.words}\n")


def test_the_same_notes_give_the_same_bytes():
    assert charts(many()) == charts(many())


@each_chart
def test_a_chart_says_what_it_shows_to_those_who_do_not_see_it(kind, chart):
    root = ElementTree.fromstring(chart.svg)
    ids = {one.get("id"): one.text for one in root.iter() if one.get("id")}
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [f"{chart.name}-title", f"{chart.name}-desc"]
    assert ids == {f"{chart.name}-title": chart.title, f"{chart.name}-desc": chart.words}
    assert chart.title
    assert chart.words
    assert chart.rows


@each_chart
def test_a_chart_loads_and_runs_nothing(kind, chart):
    root = ElementTree.fromstring(chart.svg)
    drawn = {"svg", "title", "desc", "style", "rect", "text", "line", "polyline", "circle"}
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= drawn
    for one in root.iter():
        assert not [name for name in one.attrib if name.startswith("on") or "href" in name or name == "style"]
    style = root.find(f"{SVG}style").text
    assert "url(" not in style
    assert "@import" not in style


@each_chart
def test_a_charts_style_reaches_no_other_chart_on_a_page(kind, chart):
    root = ElementTree.fromstring(chart.svg)
    classes = {name for one in root.iter() for name in (one.get("class") or "").split()}
    assert all(name == chart.name or name.startswith(f"{chart.name}-") for name in classes)
    selectors = re.findall(r"^([^@}\n{]+) \{", root.find(f"{SVG}style").text, re.MULTILINE)
    assert all(one.strip().startswith(f".{chart.name}") for line in selectors for one in line.split(","))


@each_chart
def test_everything_is_drawn_within_the_chart(kind, chart):
    root = ElementTree.fromstring(chart.svg)
    height = float(root.get("viewBox").split()[3])
    for one in root.iter():
        points = [point.split(",") for point in (one.get("points") or "").split()]
        across = [one.get(name) for name in ("x", "x1", "x2", "cx") if one.get(name)]
        down = [one.get(name) for name in ("y", "y1", "y2", "cy") if one.get(name)]
        assert all(0 <= float(at) <= WIDTH for at in [*across, *(x for x, _ in points)])
        assert all(0 <= float(at) <= height for at in [*down, *(y for _, y in points)])
        if one.tag == f"{SVG}rect":
            assert float(one.get("x")) + float(one.get("width")) <= WIDTH
    assert len(chart.svg) < 60_000
    assert len(chart.words) < 2_000


@each_chart
def test_no_mark_that_turns_the_direction_of_reading_is_left(kind, chart):
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x07\ufffe]", chart.svg)


def test_each_chart_of_a_period_has_a_name_of_its_own():
    for notes in KINDS.values():
        names = [one.name for one in charts(notes)]
        assert len(set(names)) == len(names)


def test_a_period_without_notes_has_no_chart():
    assert charts(KINDS["no notes"]) == ()


def test_nothing_is_drawn_across_a_gap():
    journals = tuple(Journal(f"{at}", FIRST + timedelta(days=at), distress=5) for at in (0, 1, 3, 5, 6))
    (chart,) = charts(PeriodNotes(FIRST, FIRST + timedelta(days=9), journals))
    assert chart.svg.count("<polyline") == 2
    assert chart.svg.count("<circle") == 5


def contrast(one, other):
    """The contrast ratio of two colours, as WCAG reckons it."""

    def light(colour):
        digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
        shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("half", "panel", "text", "marks"),
    [(0, "#fff", "#444", ("#0067a3", "#b84e00")), (1, "#1e1e1e", "#c9c9c9", ("#6db9ec", "#f0a35e"))],
)
def test_light_and_dark_each_have_colours_that_can_be_read(half, panel, text, marks):
    for chart in charts(many()):
        style = chart.svg.split("@media screen and (prefers-color-scheme: dark)")[half]
        assert {panel, text, *marks} <= set(re.findall(r"#[0-9a-f]{3,6}\b", style))
    assert contrast(panel, text) >= 7
    assert all(contrast(panel, mark) >= 4.5 for mark in marks)


def test_on_a_page_the_words_beside_a_chart_are_not_read_out_twice():
    chart = charts(many())[0]
    root = ElementTree.fromstring(inline(chart))
    assert root.find(f"{SVG}desc") is None
    assert root.get("aria-labelledby") == "distress-title"


@given(
    st.floats(-1e12, 1e12, allow_nan=False, allow_infinity=False),
    st.floats(-1e12, 1e12, allow_nan=False, allow_infinity=False),
)
def test_round_numbers_enclose_any_two_and_are_few(one, other):
    low, high = min(one, other), max(one, other)
    found = round_numbers(low, high)
    slack = max(abs(low), abs(high), 1) * 1e-6
    assert found[0] <= low + slack
    assert found[-1] >= high - slack
    assert 2 <= len(found) <= 8
    assert found == sorted(set(found))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (4.0, "4"),
        (7.25, "7.25"),
        (0.1 + 0.2, "0.3"),
        (-3, "\u22123"),
        (1e12, "1,000,000,000,000"),
        (12345.5, "12,345.50"),
    ],
)
def test_numbers_are_written_as_people_write_them(number, words):
    assert amount(number) == words


@pytest.mark.parametrize(("place", "letters"), [(3.0, "3"), (3.14159, "3.1"), (-0.01, "0"), (399.96, "400")])
def test_places_are_written_in_as_few_letters_as_they_need(place, letters):
    assert plain(place) == letters


@given(st.text(max_size=300))
def test_any_words_fit_their_columns(text):
    assert sum(not unicodedata.combining(one) for one in said(text, 40)) <= 41
    assert said(said(text, 40), 40) == said(text, 40)
