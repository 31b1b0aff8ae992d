"""`soothe` and `support` wait for no vault and no settings: with a slip in them, or none at all, they go on."""

import sys

import pytest

DAY = "2026-11-24"


@pytest.fixture
def slip(vault):
    """A vault whose settings can't be read, with what its notes are."""
    path = vault / ".vaultkit/config.toml"
    lines = path.read_text("utf-8").splitlines()
    lines.insert(2, 'me = "Mara')
    path.write_text("\n".join(lines), "utf-8")
    return vault


def test_an_exercise_goes_on_without_the_notes_and_one_line_says_where_the_slip_is(on, slip):
    before = sorted(slip.rglob("*"))
    ran = on("soothe", "breathing")
    assert ran.code == 0
    assert "Stop or go back to your own breath" in " ".join(ran.out.split()) or "breath" in ran.out
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("vaultkit: going on without your notes, and nothing is noted down. ")
    assert ".vaultkit/config.toml:3: " in ran.err
    assert sorted(slip.rglob("*")) == before


def test_the_packaged_exercises_are_listed_all_the_same(on, slip):
    found = on("soothe", "--list", "--json")
    assert found.code == 0
    assert "breathing" in [one["name"] for one in found.json()["exercises"]]


def test_support_is_there_and_says_why_ones_own_people_are_not(on, slip):
    ran = on("support")
    assert ran.code == 0
    assert "someone" in ran.out
    assert ".vaultkit/config.toml:3: " in ran.err
    assert ran.err.count("\n") == 1


def test_other_commands_still_wait_for_the_settings(on, slip):
    assert on("journal").code == 1


def test_outside_any_vault_an_exercise_goes_on_and_says_that_nothing_is_noted_down(run):
    ran = run("soothe", "breathing")
    assert (ran.code, ran.err) == (0, "There is no vault here, so nothing is noted down.\n")
    assert "in" in ran.out
    assert (run("support").code, run("support").err) == (0, "")


def test_a_vault_that_was_named_and_is_none_is_said(run, tmp_path):
    ran = run("--vault", tmp_path / "nowhere", "soothe", "breathing")
    assert ran.code == 0
    assert "there is no such folder (--vault)" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal here")
def test_a_whole_session_is_guided_without_a_vault_and_the_words_are_offered(environment, tmp_path):
    pytest.importorskip("pyte")
    from pseudo_terminal import Terminal

    command = [sys.executable, "-m", "vaultkit", "soothe", "breathing"]
    home = tmp_path / "elsewhere"
    home.mkdir()
    terminal = Terminal(["env", f"--chdir={home}", *command], environment)
    try:
        for question, answer in (
            ("How strong is it", "9"),
            ("A word for the feeling", " lonely"),
            ("What set it off", ""),
            ("Where in the body", ""),
            ("Enter begins", ""),
        ):
            terminal.until(question)
            terminal.type(f"{answer}\r")
        terminal.until("round 1 of 12")
        terminal.type("\x03")
        terminal.until("Show what you answered here")
        assert b"There is no vault here" in terminal.raw
        terminal.type("y\n")
        assert terminal.end() == 1
        assert "feeling: lonely" in terminal.text
    finally:
        terminal.close()
    assert list(home.iterdir()) == []
