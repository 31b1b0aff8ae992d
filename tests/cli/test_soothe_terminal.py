"""`soothe` in a real pseudo-terminal: what a person sees, what is kept, and that nothing stays behind.

The clock is the test's own, so that nothing is waited for.
"""

import os
import re
import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals of this kind are not there on Windows", allow_module_level=True)
pytest.importorskip("pyte")

from pseudo_terminal import Terminal

from vaultkit.notes import parse_note

DRIVER = Path(__file__).with_name("soothe_driver.py")
STANDS, RUNS, FLIES = 0, 2, 30


@pytest.fixture
def soothe(environment, vault):
    """Starts a session in a terminal of its own; with `RUNS` two seconds pass with each picture, with `FLIES` half a minute."""
    opened = []

    def start(clock, *arguments, columns=80, rows=24, **more):
        command = [sys.executable, str(DRIVER), str(clock), str(vault), *arguments]
        terminal = Terminal(command, {**environment, **more}, columns, rows)
        opened.append(terminal)
        return terminal

    yield start
    for terminal in opened:
        terminal.close()


@pytest.fixture
def moments(vault):
    """The properties of the moments that were not there before, by name."""
    before = set((vault / "Moments").iterdir())

    def new():
        found = sorted(set((vault / "Moments").iterdir()) - before, key=lambda path: path.stat().st_mtime_ns)
        return [parse_note(path.read_text("utf-8")) for path in found]

    return new


def is_clean(terminal, *words):
    """Nothing of the session on the screen or scrolled back, and the terminal as it was."""
    seen = terminal.text + terminal.scrolled_back
    assert not [word for word in words if word in seen], seen
    assert terminal.raw.count(b"\x1b[?1049h") == terminal.raw.count(b"\x1b[?1049l") == 1
    assert terminal.raw.rindex(b"\x1b[?25h") > terminal.raw.rindex(b"\x1b[?25l")
    assert terminal.raw.rindex(b"\x1b]2;\x07\x1b[23;0t") > terminal.raw.index(b"\x1b[22;0t\x1b]2;\x07")
    assert terminal.screen.title == ""
    assert terminal.is_as_before()
    return True


def answers(terminal, *pairs):
    for question, answer in pairs:
        terminal.until(question)
        terminal.type(f"{answer}\r")


BEFORE = (
    ("How strong is it", "8"),
    ("A word for the feeling", "1"),
    ("What set it off", "1, the stairs"),
    ("Where in the body", "2 3"),
)


def test_a_whole_session_is_asked_guided_and_noted_down(soothe, moments, vault):
    terminal = soothe(RUNS, "breathing")
    answers(
        terminal,
        *BEFORE,
        ("Enter begins", ""),
        ("how strong is it now", "4"),
        ("What helped", "the tram bell"),
    )
    assert terminal.end() == 0
    assert "Noted down" in terminal.text
    (note,) = moments()
    found = note.properties
    assert (found["before"], found["after"], found["feeling"], found["chose"]) == (
        8,
        4,
        "lonely",
        "the tram bell",
    )
    assert found["triggers"] == ["late reply", "the stairs"]
    assert len(found["body"]) == 2
    assert (found["tools"], found["minutes"]) == (["4-6 breathing"], 2)
    assert found["share"] is False
    page = parse_note((vault / "Journal/2026-11-24.md").read_text("utf-8"))
    assert page.properties["practised"] == ["4-6 breathing"]
    assert is_clean(terminal, "the stairs", "lonely", "How strong")


def test_the_breath_is_drawn_and_a_high_start_is_met_with_an_earlier_success(soothe):
    terminal = soothe(STANDS, "breathing")
    answers(terminal, ("How strong is it", "8"))
    text = terminal.until("A word for the feeling")
    assert re.search(r"it came down to \d\. What you did then:\n\s+“.+”", text)
    terminal.type("\r\r\r")
    terminal.until("Enter begins")
    terminal.type("\r")
    text = terminal.until("in 1")
    assert "⣿" in text
    assert "round 1 of 12" in text
    assert "2:00 left" in text


def test_a_low_start_is_left_in_peace(soothe):
    terminal = soothe(STANDS, "breathing")
    answers(terminal, ("How strong is it", "3"))
    assert "What you did then" not in terminal.until("A word for the feeling")


@pytest.mark.parametrize(
    ("at", "key"),
    [
        ("How strong is it", "q"),
        ("How strong is it", "\x1b\x1b"),
        ("What set it off", "q"),
        ("What set it off", "\x1b"),
        ("Enter begins", "\x1bq"),
        ("in 1", "q"),
        ("in 1", "\x1b"),
    ],
)
def test_esc_and_q_leave_at_once_wherever_one_is_and_leave_nothing_behind(soothe, at, key):
    terminal = soothe(STANDS, "breathing")
    for question in (
        "How strong is it",
        "A word for the feeling",
        "What set it off",
        "Where in the body",
        "Enter begins",
    ):
        if question == at:
            break
        answers(terminal, (question, ""))
    terminal.until(at)
    terminal.type(key)
    assert terminal.end() == 0
    assert is_clean(terminal, "How", "breath", "Enter")
    assert terminal.text.strip() == ""


def test_what_was_typed_ahead_is_not_lost(soothe, moments):
    terminal = soothe(STANDS, "breathing")
    terminal.type("7\r2\r\r\r\r")
    terminal.until("in 1")
    terminal.type("\r3\rsleep\r")
    assert terminal.end() == 0
    assert (moments()[0].properties["before"], moments()[0].properties["chose"]) == (7, "sleep")


def test_q_pressed_before_the_first_picture_leaves_too(soothe):
    terminal = soothe(STANDS, "breathing")
    terminal.type("q")
    assert terminal.end() == 0
    assert is_clean(terminal, "How strong", "Enter")


def test_leaving_keeps_what_was_answered_and_says_nothing(soothe, moments):
    terminal = soothe(STANDS, "breathing")
    answers(terminal, ("How strong is it", "7"), ("A word for the feeling", " quiet rage"))
    terminal.until("What set it off")
    terminal.type("half a wo\x1b")
    assert terminal.end() == 0
    assert terminal.text.strip() == ""
    (note,) = moments()
    assert (note.properties["before"], note.properties["feeling"]) == (7, "quiet rage")
    assert note.properties["tools"] == []


def test_leaving_without_an_answer_writes_nothing(soothe, moments):
    terminal = soothe(STANDS, "breathing")
    terminal.until("How strong is it")
    terminal.type("q")
    terminal.end()
    assert moments() == []


def test_ctrl_c_keeps_what_was_answered_and_says_where(soothe, moments):
    terminal = soothe(STANDS, "breathing")
    answers(terminal, ("How strong is it", "7"))
    terminal.until("A word for the feeling")
    terminal.type("\x03")
    assert terminal.end() == 1
    assert is_clean(terminal, "A word for the feeling")
    assert "Noted down" in terminal.text
    assert moments()[0].properties["before"] == 7


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_to_end_puts_the_terminal_back_and_keeps_what_was_answered(soothe, moments, number):
    terminal = soothe(STANDS, "breathing")
    answers(terminal, ("How strong is it", "6"))
    terminal.until("A word for the feeling")
    terminal.send(number)
    assert terminal.end() == 1
    assert is_clean(terminal, "A word for the feeling")
    assert moments()[0].properties["before"] == 6


def test_a_window_that_closes_costs_no_answer_in_lines_either(soothe, moments):
    terminal = soothe(STANDS, "breathing", "--plain")
    answers(terminal, ("How strong is it", "6"))
    terminal.until("A word for the feeling")
    terminal.send(signal.SIGHUP)
    assert terminal.end() == 1
    assert moments()[0].properties["before"] == 6


def test_ctrl_z_hands_the_terminal_to_the_shell_and_comes_back_where_it_was(soothe):
    terminal = soothe(STANDS, "breathing")
    answers(terminal, ("How strong is it", "6"))
    terminal.until("A word for the feeling")
    terminal.type("\x1a")
    terminal.until(lambda text: not text.strip())
    os.waitpid(terminal.process.pid, os.WUNTRACED)
    assert terminal.is_as_before()
    terminal.send(signal.SIGCONT)
    terminal.until("A word for the feeling")
    terminal.type("q")
    assert terminal.end() == 0


def test_arrows_and_the_like_do_not_leave(soothe):
    terminal = soothe(STANDS, "breathing", "--no-questions")
    terminal.until("Enter begins")
    terminal.type("\x1b[A\x1bOP\x1b[15~\r")
    terminal.until("in 1")
    terminal.type("\x1b[B\x1b[1;5C")
    terminal.type(" ")
    terminal.until("Waiting")
    terminal.type("q")
    assert terminal.end() == 0


def test_numbers_that_do_not_fit_are_asked_for_again_and_the_anchors_come_on_a_question_mark(soothe):
    terminal = soothe(STANDS, "breathing")
    terminal.until("How strong is it")
    terminal.type("14\r")
    terminal.until("A whole number from 0 to 10")
    terminal.type("?")
    terminal.until("6 hard to set aside")
    terminal.type("1\x7f10\r")
    terminal.until("A word for the feeling")


def test_a_letter_of_another_script_can_be_typed_and_taken_back(soothe, moments):
    terminal = soothe(STANDS, "breathing")
    answers(terminal, ("How strong is it", ""), ("A word for the feeling", "müdeü\x7f 悲しい"))
    terminal.until("What set it off")
    terminal.type("q")
    terminal.end()
    assert moments()[0].properties["feeling"] == "müde 悲しい"


def test_still_nothing_moves_but_the_count(soothe):
    terminal = soothe(STANDS, "breathing", "--still", "--no-questions")
    terminal.until("Enter begins")
    terminal.type("\r")
    text = terminal.until("[in 4]")
    assert "⣿" not in text
    assert "█" not in text
    terminal.type("q")
    terminal.end()


def test_without_utf_8_and_without_many_colours_it_is_drawn_in_plain_characters(soothe):
    terminal = soothe(
        STANDS, "breathing", "--no-questions", TERM="vt100", PYTHONIOENCODING="ascii", PYTHONUTF8="0"
    )
    terminal.until("Enter begins")
    terminal.type("\r")
    assert "---" in terminal.until("in 1")
    assert b"\x1b[38" not in terminal.raw
    assert terminal.raw.isascii()


@pytest.mark.parametrize(("columns", "rows"), [(20, 10), (20, 24), (1, 1), (200, 60)])
def test_any_size_of_window_will_do(soothe, columns, rows):
    terminal = soothe(RUNS, "breathing", "--no-questions", columns=columns, rows=rows)
    terminal.type("\r" * 9 if columns > 1 else "q")
    assert terminal.end() == 0
    assert terminal.scrolled_back == ""


def test_a_window_that_changes_its_size_is_drawn_anew(soothe):
    terminal = soothe(STANDS, "breathing", "--no-questions")
    terminal.until("Enter begins")
    terminal.type("\r")
    terminal.until("⣿")
    terminal.resize(30, 12)
    terminal.until(lambda text: "⣿" not in text and "·····" in text)
    assert "Enter next, q leaves" in terminal.text


def test_with_no_exercise_named_the_best_are_offered_each_with_its_reason(soothe, moments):
    terminal = soothe(RUNS)
    answers(terminal, *BEFORE)
    text = terminal.until("What would you like to do")
    assert "after it you usually felt lower, by about" in text
    terminal.type("no such thing\r")
    assert "baseline" in terminal.until("There is no exercise called no such thing")
    terminal.type("GROUNDING\r")
    answers(terminal, ("Enter begins", ""), ("how strong is it now", ""), ("What helped", ""))
    assert terminal.end() == 0
    assert moments()[0].properties["tools"] == ["Grounding"]


def test_a_tool_of_ones_own_without_a_guided_exercise_has_its_own_minutes(soothe, moments):
    terminal = soothe(RUNS)
    answers(terminal, ("How strong is it", "5"), ("A word", ""), ("What set", ""), ("Where in", ""))
    offered = terminal.until("What would you like to do")
    name = next(
        one for one in ("Hot shower", "Draw one object", "One song", "Water the plants") if one in offered
    )
    terminal.type(f"{name.lower()}\r")
    answers(terminal, ("Enter begins", ""), ("how strong is it now", "2"), ("What helped", ""))
    assert terminal.end() == 0
    (note,) = moments()
    assert note.properties["tools"] == [name]
    assert note.properties["minutes"] >= 5


def test_whoever_is_new_is_offered_the_breath_to_begin_with(soothe, vault):
    for path in (vault / "Moments").iterdir():
        path.unlink()
    terminal = soothe(STANDS)
    answers(terminal, ("How strong is it", "9"), ("A word", ""), ("What set", ""), ("Where in", ""))
    text = terminal.until("What would you like to do")
    assert "1 4-6 breathing: two minutes, and nothing to remember" in text
    assert "2 Baseline" in text


def test_words_asked_for_on_the_way_are_kept_under_a_heading(soothe, moments):
    terminal = soothe(RUNS, "kindness", "--no-questions")
    answers(terminal, ("Enter begins", ""), ("What would I say to a friend", "You came this far"))
    assert terminal.end() == 0
    assert "## In my own words\n- You came this far\n" in moments()[0].text


def test_baseline_does_not_ask_twice_for_what_was_said_before(soothe, moments):
    terminal = soothe(RUNS, "baseline")
    answers(terminal, *BEFORE, ("Enter begins", ""), ("how strong is it now", "3"), ("What helped", ""))
    assert terminal.end() == 0
    terminal = soothe(RUNS, "baseline", "--no-questions")
    answers(
        terminal, ("Enter begins", ""), ("One word for the feeling", "2"), ("Go slowly from the top", "jaw")
    )
    assert terminal.end() == 0
    assert moments()[-1].properties["body"] == ["jaw"]


def test_a_pause_ends_with_ready_or_ten_more(soothe, moments):
    terminal = soothe(FLIES, "pause", "--no-questions")
    answers(terminal, ("Enter begins", ""), ("Ready, or ten more minutes", "2"))
    terminal.until(lambda _: terminal.raw.count(b"Ready, or ten more") == 2)
    answers(terminal, ("Ready, or ten more minutes", "1"))
    assert terminal.end() == 0
    assert moments()[0].properties["minutes"] == 36


def test_where_it_stays_very_strong_support_is_pointed_to_once_in_private(soothe, moments, vault):
    for turn in range(2):
        terminal = soothe(RUNS, "breathing")
        answers(
            terminal,
            ("How strong", "9"),
            ("A word", ""),
            ("What set", ""),
            ("Where in", ""),
            ("Enter begins", ""),
        )
        answers(terminal, ("how strong is it now", "9"), ("What helped", ""))
        if not turn:
            assert "You do not have to carry this alone" in terminal.until("It is still very strong")
            assert "Ines, a voice message" in terminal.text
            terminal.type("\r\r\r")
        assert terminal.end() == 0
        assert is_clean(terminal, "carry this alone", "findahelpline", "Ines")
    for note in moments():
        assert "need_support" not in note.properties
        assert "findahelpline" not in note.text


def test_where_the_notes_cannot_be_written_the_words_are_offered(soothe, vault):
    if os.geteuid() == 0:
        # Root may write anywhere: a file stands where the folder was.
        moments = vault / "Moments"
        for path in moments.iterdir():
            path.unlink()
        moments.rmdir()
        moments.write_text("not a folder", "utf-8")
    else:
        (vault / "Moments").chmod(0o500)
    terminal = soothe(STANDS, "breathing")
    answers(terminal, ("How strong is it", "7"), ("A word for the feeling", "tender"))
    terminal.until("What set it off")
    terminal.type("q")
    text = terminal.until("Show what you answered here")
    assert "could not be written down" in text
    assert "tender" not in text
    terminal.type("y\r")
    terminal.until("feeling: tender")
    assert terminal.end() == 1


def test_in_lines_nothing_is_drawn_over_and_no_key_of_the_screen_is_sent(soothe, moments):
    terminal = soothe(RUNS, "breathing", "--plain")
    answers(terminal, ("How strong is it", "?"))
    terminal.until("6 hard to set aside")
    terminal.type("6\r")
    answers(terminal, ("A word for the feeling", "1"), ("What set it off", "2"), ("Where in the body", ""))
    answers(terminal, ("Enter begins", ""), ("how strong is it now", "2"), ("What helped", "the count"))
    assert terminal.end() == 0
    assert b"\x1b" not in terminal.raw
    said = terminal.raw.decode().replace("\r\n", "\n")
    assert said.startswith("Stop or go back to your own breath whenever you like.\n")
    assert (
        "Esc or q leaves, at a question with Enter after it. These lines stay on the screen"
        in said.replace("\n  ", " ")
    )
    assert said.count("\nin 4") == said.count("\nout 6") == 12
    assert (moments()[0].properties["after"], moments()[0].properties["chose"]) == (2, "the count")


@pytest.mark.parametrize("key", ["q", "\x1b"])
def test_in_lines_esc_and_q_leave_while_the_breath_is_counted(soothe, key):
    terminal = soothe(STANDS, "breathing", "--plain", "--no-questions")
    answers(terminal, ("Enter begins", ""))
    terminal.until("in 4\n")
    terminal.type(key)
    assert terminal.end() == 0
    assert terminal.is_as_before()


def test_in_lines_a_question_is_left_with_q_and_enter_and_ctrl_c_keeps_the_answers(soothe, moments):
    terminal = soothe(STANDS, "breathing", "--plain")
    answers(terminal, ("How strong is it", "4"), ("A word for the feeling", "q"))
    assert terminal.end() == 0
    terminal = soothe(STANDS, "breathing", "--plain")
    answers(terminal, ("How strong is it", "5"))
    terminal.until("A word for the feeling")
    terminal.type("\x03")
    assert terminal.end() == 1
    assert [note.properties["before"] for note in moments()] == [4, 5]


@pytest.mark.parametrize(
    ("settings", "drawn"),
    [
        ({}, True),
        ({"ACCESSIBLE": "1"}, False),
        ({"NO_COLOR": "1"}, False),
        ({"REDUCED_MOTION": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
    ids=str,
)
def test_the_command_itself_draws_or_speaks_in_lines_as_the_environment_asks(
    environment, vault, settings, drawn
):
    command = [
        sys.executable,
        "-m",
        "vaultkit",
        "--vault",
        str(vault),
        "--date",
        "2026-11-24",
        "soothe",
        "breathing",
    ]
    terminal = Terminal(command, {**environment, **settings})
    try:
        terminal.until("How strong is it")
        assert (b"\x1b" in terminal.raw) == drawn
        terminal.type("q" if drawn else "q\r")
        assert terminal.end() == 0
    finally:
        terminal.close()
