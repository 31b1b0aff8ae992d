"""Questions that are cut short at a terminal, by Ctrl-C, by a window that closes: no answer is lost."""

import os
import signal
import sys
import time

import pytest

pytest.importorskip("pyte")
if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal here", allow_module_level=True)

from pseudo_terminal import Terminal

from vaultkit.notes import parse_note, section_text

DAY = "2026-11-24"


@pytest.fixture
def cut_short(vault, environment):
    """Run a command, answer its questions, then let the last one be met by a key, a signal or a closed window."""

    def run(*arguments, answers, end, at):
        command = [sys.executable, "-m", "vaultkit", "--vault", str(vault), "--date", DAY, *arguments]
        terminal = Terminal(command, environment, 80, 120)
        closed = False
        try:
            for question, answer in answers:
                terminal.until(question)
                terminal.type(f"{answer}\n")
            terminal.until(at)
            if end == "the window closes":
                os.close(terminal.ours)
                closed = True
                until = time.monotonic() + 20
                while terminal.process.poll() is None:
                    assert time.monotonic() < until
                    time.sleep(0.02)
                return "", terminal.process.returncode
            if isinstance(end, str):
                terminal.type(end)
            else:
                terminal.send(end)
            return (terminal.end(), terminal.text)[::-1]
        finally:
            if closed:
                terminal.ours = os.open(os.devnull, os.O_RDONLY)
            terminal.close()

    return run


@pytest.fixture
def new(vault):
    """The notes that were not there before, newest state."""
    before = set(vault.rglob("*.md"))
    return lambda: sorted(set(vault.rglob("*.md")) - before)


ENDS = ["\x03", "\x04", signal.SIGHUP, signal.SIGTERM, "the window closes"]
NAMES = ["ctrl-c", "ctrl-d", "hangup", "terminate", "closed"]
GONE = ENDS[2:]


@pytest.mark.parametrize("end", ENDS, ids=NAMES)
def test_a_moment_keeps_what_was_answered_however_it_is_cut_short(cut_short, new, end):
    shown, code = cut_short(
        "moment", answers=[("How strong is it", "7"), ("A word for", "lonely")], end=end, at="What set it off"
    )
    assert code != 0
    (path,) = new()
    found = parse_note(path.read_text("utf-8")).properties
    assert (found["before"], found["feeling"], found["after"]) == (7, "lonely", None)
    if end == "\x03":
        assert "What you answered so far is kept, for you alone:" in shown
        assert path.name in shown


@pytest.mark.parametrize("end", ["\x03", signal.SIGHUP, "the window closes"])
def test_a_thought_and_a_wish_are_kept_as_far_as_they_got(cut_short, new, end):
    cut_short(
        "new",
        "thought",
        answers=[
            ("camera", "He wrote at nine"),
            ("A word for", ""),
            ("How strong", ""),
            ("by itself", "He forgot"),
        ],
        end=end,
        at="believe it",
    )
    cut_short(
        "new", "request", answers=[("I feel", "sad"), ("when …", "plans change")], end=end, at="because …"
    )
    wish, thought = new()
    text = thought.read_text("utf-8")
    assert "He wrote at nine" in section_text(text, "What happened")
    assert "He forgot" in section_text(text, "The thought")
    found = parse_note(wish.read_text("utf-8")).properties
    assert (found["feel"], found["when"], found["status"], found["share"]) == (
        "sad",
        "plans change",
        "draft",
        False,
    )


def test_words_meant_for_the_journal_are_on_its_page(cut_short, vault):
    cut_short(
        "new",
        "journal",
        answers=[("How strong was it", "4"), ("How close", "6")],
        end="\x03",
        at="One or two",
    )
    found = parse_note((vault / f"Journal/{DAY}.md").read_text("utf-8")).properties
    assert (found["distress"], found["connection"]) == (4, 6)


@pytest.mark.parametrize(
    ("kind", "answers", "at", "words"),
    [
        ("ritual", [("called", "Moonlit walk")], "How often", "Moonlit walk"),
        ("contribution", [("noticed", "the tea on Monday")], "A topic", "the tea on Monday"),
        ("tool", [("called", "Hot bath"), ("minutes", "20")], "When does", "minutes: 20"),
        ("plan", [("sets it off", "late reply")], "what will you do", "late reply"),
    ],
)
def test_other_kinds_give_the_words_back_on_ctrl_c_and_write_nothing(
    cut_short, new, kind, answers, at, words
):
    shown, code = cut_short("new", kind, answers=answers, end="\x03", at=at)
    assert code == 1
    assert words in shown[shown.index("so that it is not lost") :]
    assert new() == []


@pytest.mark.parametrize("end", GONE, ids=NAMES[2:])
@pytest.mark.parametrize(
    ("kind", "answers", "at", "words"),
    [
        ("ritual", [("called", "Moonlit walk")], "How often", "title: Moonlit walk"),
        ("contribution", [("noticed", "the tea on Monday")], "A topic", "Thank you: the tea on Monday"),
    ],
)
def test_what_both_would_see_waits_outside_the_shared_folder_when_the_window_closes(
    cut_short, new, vault, on, end, kind, answers, at, words
):
    cut_short("new", kind, answers=answers, end=end, at=at)
    (path,) = new()
    assert path == vault / f"Unfinished/{DAY} {kind}.md"
    assert f"{words}\n" in path.read_text("utf-8")
    assert path.name not in on("check").out


def test_what_waits_can_be_given_to_the_command_it_names(cut_short, new, on):
    cut_short("new", "ritual", answers=[("called", "Moonlit walk")], end=signal.SIGHUP, at="How often")
    text = new()[0].read_text("utf-8")
    assert "vaultkit new ritual" in text
    made = on("new", "ritual", given=text.split("~~~yaml\n")[1].split("~~~")[0])
    assert made.code == 0, made.err
    assert made.last.name == "Moonlit walk.md"


def test_a_ladder_with_a_name_is_kept_with_its_steps_when_the_window_closes(cut_short, new):
    yes = [("angry?", "y"), ("that did?", "y"), ("yourself?", "y"), ("agreed to it?", "y")]
    steps = [
        ("be called", "Evenings"),
        ("able to do", ""),
        ("Step 1", "20 min: a walk"),
        ("Step 2", "a film"),
    ]
    cut_short("ladder", "new", answers=[*yes, *steps], end=signal.SIGHUP, at="How long does it take")
    (path,) = new()
    assert path.name == "Evenings.md"
    assert parse_note(path.read_text("utf-8")).properties["steps"] == ["20 min: a walk", "a film"]


def test_the_private_questions_before_a_ladder_are_kept_nowhere(cut_short, new):
    yes = [("angry?", "y"), ("that did?", "y"), ("yourself?", "y"), ("agreed to it?", "y")]
    cut_short("ladder", "new", answers=yes, end=signal.SIGHUP, at="be called")
    assert new() == []


@pytest.mark.parametrize("end", GONE, ids=NAMES[2:])
def test_a_practice_on_a_ladder_is_noted_down_when_the_window_closes(cut_short, new, end):
    cut_short(
        "ladder",
        "log",
        "1",
        answers=[
            ("Which step", ""),
            ("taken place", "n"),
            ("how many minutes", "30"),
            ("may happen", "He rings"),
        ],
        end=end,
        at="How sure",
    )
    (path,) = new()
    found = parse_note(path.read_text("utf-8")).properties
    assert (found["planned"], found["feared"]) == (30, "He rings")


def test_nothing_answered_is_nothing_written(cut_short, new):
    shown, code = cut_short("moment", "--before", "7", answers=[], end="\x03", at="A word for")
    assert code == 1
    assert shown.rstrip().endswith("Stopped, and nothing was written.")
    assert new() == []


def test_a_trial_run_writes_nothing_and_shows_the_words(cut_short, new):
    shown, _ = cut_short(
        "moment", "--dry-run", answers=[("How strong is it", "7")], end="\x03", at="A word for"
    )
    assert "before: 7" in shown
    assert new() == []


def test_an_answer_that_is_neither_yes_nor_no_is_asked_again_in_plain_words(cut_short):
    shown, _ = cut_short(
        "new",
        "thought",
        answers=[
            *[
                (one, "x" if one != "How strong" and one != "believe it" else "3")
                for one in ("camera", "A word for", "How strong", "by itself", "believe it")
            ],
            ("not all right?", "perhaps"),
        ],
        end="\x03",
        at="Please answer",
    )
    assert "Please answer y for yes or n for no; Enter alone means no." in shown
    assert "Error" not in shown
