import json
import re

import pytest
from chart_notes import KINDS, charts

PAGES = ("myself", "professional", "both", "agenda", "hostile agenda", "hostile report")
# Axe takes a second for each: on every page both sets of colours and both widths, on one all four.
LOOKS = [
    *((name, *look) for name in PAGES for look in ((390, "light"), (1100, "dark"))),
    ("myself", 390, "dark"),
    ("myself", 1100, "light"),
]


@pytest.fixture
def opened(browser, pages):
    """Open a page; `seen` collects the addresses it asks for and whatever it tries to do."""
    tabs = []

    def open_page(name, width=1100, scheme="light", media="screen"):
        tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        tab.emulate_media(media=media, color_scheme=scheme)
        tab.seen = []
        tab.on("request", lambda request: tab.seen.append(request.url))
        tab.on("dialog", lambda dialog: (tab.seen.append(dialog.message), dialog.dismiss()))
        tab.on("console", lambda message: tab.seen.append(message.text))
        tab.on("pageerror", lambda error: tab.seen.append(str(error)))
        tab.goto(pages[name].as_uri())
        tabs.append(tab)
        return tab

    yield open_page
    for tab in tabs:
        tab.close()


@pytest.mark.parametrize("name", [*PAGES, "chart"])
def test_a_page_asks_for_nothing_but_itself_and_runs_nothing(opened, pages, name):
    tab = opened(name)
    tab.wait_for_timeout(100)
    assert tab.seen == [pages[name].as_uri()]


@pytest.mark.parametrize(("name", "width", "scheme"), LOOKS)
def test_a_page_can_be_read_by_everyone(opened, axe, name, width, scheme):
    tab = opened(name, width, scheme)
    tab.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    tab.evaluate(axe)
    found = tab.evaluate("axe.run().then(found => found.violations.map(one => [one.id, one.nodes[0].html]))")
    assert found == [], json.dumps(found, indent=1)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_stands_out_over_the_edge_of_a_telephone(opened, name):
    tab = opened(name, width=360)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", ["myself", "professional"])
def test_how_it_changed_is_read_whole_on_a_telephone(opened, name):
    tab = opened(name, width=390)
    part = tab.locator("section", has=tab.get_by_role("table", name="The median")).first
    box = part.get_by_role("table").first.bounding_box()
    assert box["x"] + box["width"] <= 390
    sentence = part.get_by_text("within these days: lower than at the start, by about 3 points.")
    box = sentence.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


@pytest.mark.parametrize("name", ["myself", "professional"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_words_in_a_chart_stand_out_over_its_edge(opened, name, scheme):
    tab = opened(name, scheme=scheme)
    out = tab.evaluate(
        """[...document.querySelectorAll('svg')].flatMap(chart => {
            const edge = chart.getBoundingClientRect();
            return [...chart.querySelectorAll('text')].filter(words => {
                const box = words.getBoundingClientRect();
                return box.left < edge.left || box.right > edge.right || box.bottom > edge.bottom + 1;
            }).map(words => words.textContent);
        })"""
    )
    assert out == []


def test_no_words_in_a_chart_lie_over_others(browser):
    tab = browser.new_page(viewport={"width": 440, "height": 900})
    for kind, notes in KINDS.items():
        for chart in charts(notes):
            tab.set_content(chart.svg)
            over = tab.evaluate(
                """[...document.querySelectorAll('text')].flatMap((one, at, all) => {
                    const box = one.getBoundingClientRect();
                    return all.slice(at + 1).filter(other => {
                        const its = other.getBoundingClientRect();
                        return box.left < its.right && its.left < box.right
                            && box.top + 3 < its.bottom && its.top + 3 < box.bottom;
                    }).map(other => one.textContent + ' | ' + other.textContent);
                })"""
            )
            assert over == [], (kind, chart.name)
    tab.close()


def test_a_chart_is_dark_where_all_else_is_dark(opened):
    panel = "getComputedStyle(document.querySelector('.distress-panel')).fill"
    assert opened("myself", scheme="light").evaluate(panel) == "rgb(255, 255, 255)"
    assert opened("myself", scheme="dark").evaluate(panel) == "rgb(30, 30, 30)"
    assert opened("chart", scheme="dark").evaluate(panel) == "rgb(30, 30, 30)"


def test_on_paper_everything_is_dark_on_white_and_lists_of_numbers_stay_out(opened):
    tab = opened("myself", scheme="dark", media="print")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert (
        tab.evaluate("getComputedStyle(document.querySelector('.distress-panel')).fill")
        == "rgb(255, 255, 255)"
    )
    assert not tab.locator("details").first.is_visible()


def test_the_agenda_fits_on_one_sheet(opened):
    sheet = opened("agenda", media="print").pdf(format="A4")
    assert len(re.findall(rb"/Type /Page\b", sheet)) == 1


def test_a_chart_is_drawn_and_its_words_are_there_for_a_screen_reader(opened):
    tab = opened("myself")
    assert tab.get_by_role("img", name="Distress by day").first.bounding_box()["height"] > 100
    assert (
        tab.locator("figcaption").first.inner_text().startswith("Distress, 1 September to 24 November 2026")
    )


def test_without_a_mouse_a_list_of_numbers_can_be_opened(opened):
    tab = opened("myself")
    tab.locator("summary").first.focus()
    tab.keyboard.press("Enter")
    assert tab.get_by_role("table", name="Distress by day").is_visible()
