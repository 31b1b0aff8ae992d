"""The plugin for Obsidian in a real browser: the breath to follow, and the check-in on the sofa."""

import json
import mimetypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NODE_MODULES = Path(os.environ.get("VAULTKIT_NODE_MODULES") or ROOT / "tests/node_modules")
SERVED = {"packages": NODE_MODULES, "plugin": ROOT / "vaultkit/obsidian", "tests": ROOT / "tests/obsidian"}
HERE = "http://plugin.test"
SHOTS = os.environ.get("VAULTKIT_SHOTS")
"""A folder to look at: each page is pictured there."""


@pytest.fixture(scope="module")
def note(browser, tmp_path_factory):
    """Open a note that holds the plugin, in those colours; the real program answers it."""
    if not (NODE_MODULES / "obsidian-test-mocks").is_dir():
        pytest.skip("obsidian-test-mocks is not installed")
    vault = tmp_path_factory.mktemp("plugin") / "Our vault 🌻"
    shutil.copytree(ROOT / "example-vault", vault, copy_function=shutil.copyfile)
    environment = os.environ | {"XDG_STATE_HOME": str(vault.parent / "state")}
    tabs, answers = [], {}

    def program(options: list[str], words: str) -> str:
        if "--vault" in options:
            options[options.index("--vault") + 1] = str(vault)
        if tuple(options) not in answers:
            arguments = [sys.executable, "-m", "vaultkit", "--date", "2026-11-24", *options]
            answers[tuple(options)] = subprocess.run(
                arguments, input=words, env=environment, capture_output=True, encoding="utf-8", check=True
            ).stdout
        return answers[tuple(options)]

    def serve(route):
        part, _, rest = route.request.url.removeprefix(f"{HERE}/").partition("/")
        path = SERVED[part] / rest
        route.fulfill(body=path.read_bytes(), content_type=_kind(path))

    def open_note(scheme="light", motion="no-preference", width=1100):
        tab = browser.new_page(
            viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion=motion
        )
        tab.errors = []
        tab.on("pageerror", lambda error: tab.errors.append(str(error)))
        tab.route("**/*", serve)
        tab.expose_function("runProgram", program)
        tab.goto(f"{HERE}/tests/in_browser.html")
        tab.wait_for_function("window.isReady")
        tabs.append(tab)
        return tab

    yield open_note
    for tab in tabs:
        tab.close()


def _kind(path: Path) -> str:
    return (
        "text/javascript" if path.suffix in (".mjs", ".js") else mimetypes.guess_type(path)[0] or "text/plain"
    )


def picture(tab, name: str) -> None:
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=f"{SHOTS}/{name}.png")


def violations(tab, axe: str) -> list[object]:
    tab.evaluate(axe)
    found = tab.evaluate("axe.run().then(found => found.violations.map(one => [one.id, one.nodes[0].html]))")
    assert found == [], json.dumps(found, indent=1)
    return found


def size(tab) -> float:
    return tab.evaluate("document.querySelector('.vaultkit-ball').getBoundingClientRect().width")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_breath_grows_and_shrinks_and_can_be_followed_by_everyone(note, axe, scheme):
    tab = note(scheme)
    tab.evaluate("breathe('3-3')")
    violations(tab, axe)
    picture(tab, f"breath-before-{scheme}")
    before = size(tab)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.querySelector('[aria-live]').textContent === 'in'")
    tab.wait_for_timeout(1500)
    assert size(tab) > before * 1.4
    picture(tab, f"breath-{scheme}")
    violations(tab, axe)
    tab.wait_for_function("document.querySelector('[aria-live]').textContent === 'out'")
    tab.keyboard.press("Escape")
    tab.wait_for_function("document.querySelector('[aria-live]').textContent === ''")
    assert tab.get_by_role("button", name="Begin").is_visible()
    assert tab.errors == []


def test_with_reduced_motion_the_count_alone_changes(note):
    tab = note(motion="reduce")
    tab.evaluate("breathe('2-2')")
    before = size(tab)
    tab.get_by_role("button", name="Begin").click()
    tab.wait_for_function("document.querySelector('[aria-live]').textContent === 'out'")
    assert size(tab) == before
    assert tab.locator(".vaultkit-count").inner_text() in ("1", "2")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1100), ("dark", 1100), ("light", 700)])
def test_the_check_in_on_the_sofa_shows_one_box_at_a_time_in_large_type(note, axe, scheme, width):
    tab = note(scheme, width=width)
    tab.evaluate("plugin.commands__.get('sofa').callback()")
    tab.wait_for_selector(".vaultkit-box p")
    picture(tab, f"sofa-first-{scheme}-{width}")
    tab.get_by_role("button", name="Next").focus()
    for _ in range(5):
        tab.keyboard.press("ArrowRight")
    tab.wait_for_selector("h2:has-text('One topic')")
    assert tab.locator("h2").count() == 1
    assert tab.locator(".vaultkit-clock").inner_text() == "About 18 minutes"
    assert (
        float(tab.locator(".vaultkit-box").evaluate("one => parseFloat(getComputedStyle(one).fontSize)"))
        >= 20
    )
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    for name in ("Leave", "Back", "Next"):
        button = tab.get_by_role("button", name=name).bounding_box()
        assert button["y"] + button["height"] <= 790
    picture(tab, f"sofa-{scheme}-{width}")
    violations(tab, axe)
    tab.keyboard.press("Escape")
    assert tab.locator(".modal").count() == 0
    assert tab.errors == []


@pytest.mark.parametrize(
    ("command", "scheme"), [("moment", "light"), ("share", "dark"), ("support", "light")]
)
def test_every_dialog_can_be_read_by_everyone(note, axe, command, scheme):
    tab = note(scheme)
    tab.evaluate(f"plugin.commands__.get('{command}').callback()")
    tab.wait_for_selector(".modal-content p:not(:empty), .modal-content label")
    if command == "share":
        tab.locator("input[type=checkbox]").first.focus()
        tab.keyboard.press("Space")
        tab.wait_for_selector("pre")
        assert tab.evaluate("document.activeElement.type") == "checkbox"
    picture(tab, f"{command}-{scheme}")
    violations(tab, axe)
    assert tab.errors == []
