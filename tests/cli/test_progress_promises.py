"""`vaultkit progress` as a person uses it: with what went wrong in a note, in any terminal, alone and together."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def write(vault: Path, path: str, *lines: str) -> None:
    file = vault / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("---\n" + "".join(f"{line}\n" for line in lines) + "---\n", "utf-8")


def journal(vault: Path, day: str, *lines: str) -> None:
    write(vault, f"Journal/{day}.md", "type: journal", f"date: {day}", *lines, "tags: [vaultkit/journal]")


def moment(vault: Path, day: str, *lines: str) -> None:
    write(
        vault,
        f"Moments/{day} 0900 moment.md",
        "type: moment",
        f"date: {day}",
        *lines,
        "tags: [vaultkit/moment]",
    )


def at_a_terminal(vault: Path, environment: dict[str, str], *arguments: str, columns: int = 80) -> str:
    """What the command shows at a real terminal of so many columns."""
    command = [sys.executable, "-m", "vaultkit", "--vault", str(vault), "--date", "2026-11-24", *arguments]
    ours, theirs = os.openpty()
    done = subprocess.Popen(
        command, stdout=theirs, stdin=theirs, stderr=theirs, env={**environment, "COLUMNS": str(columns)}
    )
    os.close(theirs)
    data = b""
    try:
        while more := os.read(ours, 65536):
            data += more
    except OSError:
        pass  # The other end is closed.
    finally:
        os.close(ours)
    assert done.wait(60) == 0, data.decode()
    return data.decode().replace("\r\n", "\n")


needs_a_terminal = pytest.mark.skipif(os.name == "nt", reason="there is no such terminal here")


def test_a_summary_shows_the_time_before_tools_triggers_and_what_to_try_next(on):
    shown = on("progress").out
    for part in (
        "before: 30 September to 27 October 2026 · ",
        "  before        median ",
        "The words behind these days\n",
        "After these you usually felt lower",
        "What set it off",
        "  Next: ",
        "How each figure is made: vaultkit progress --explain\n",
    ):
        assert part in shown


def test_how_each_figure_is_made_is_told_with_the_numbers_of_this_time(on):
    shown = on("progress", "--explain").out
    assert "Your 24 numbers in order" in shown.replace("\n    ", " ")
    assert "of 276 pairs of days" in shown
    assert "That you felt lower after it does not say that it was the tool." in shown


def test_a_rating_out_of_range_is_left_out_and_every_other_figure_is_still_there(on, vault):
    before = on("progress", "--json").json()
    journal(vault, "2026-11-24", "distress: 14", "connection: 6")
    moment(vault, "2026-11-24", "before: 99", "after: 3", "triggers: [late reply]")
    after = on("progress", "--json").json()
    assert after["distress"] == before["distress"]
    assert after["connection"]["n"] == before["connection"]["n"] + 1
    assert after["soothing"] == before["soothing"]
    assert after["moments"] == before["moments"] + 1
    assert "distress: found 14, expected a whole number from 0 to 10" in on("check").out


def test_a_moment_rated_after_but_not_before_counts_as_a_moment_alone(on, vault):
    before = on("progress", "--json").json()
    moment(vault, "2026-11-23", "after: 3", "tools: [Tea]")
    after = on("progress", "--json").json()
    assert after["moments"] == before["moments"] + 1
    assert (after["soothing"], after["toolkit"]) == (before["soothing"], before["toolkit"])


def test_notes_of_days_to_come_and_a_clock_set_back_leave_the_figures_of_the_days_there_are(on, vault):
    journal(vault, "2026-12-24", "distress: 9")
    moment(vault, "2026-12-24", "before: 9", "after: 9")
    found = on("progress", "--json").json()
    assert found["until"] == "2026-11-24"
    assert found["distress"]["high"] < 9
    back = on("progress", "--json", date="2026-10-10").json()
    assert back["until"] == "2026-10-10"
    assert back["distress"]["n"] > 0
    assert on("progress", date="1970-01-01").code == 0
    assert "nothing in these days yet" in on("progress", date="2200-12-31").out


@needs_a_terminal
@pytest.mark.parametrize("columns", [1, 20, 40, 47])
def test_a_narrow_terminal_still_gets_every_figure(vault, environment, columns):
    for more in ((), ("--explain",), ("--with-partner",)):
        shown = at_a_terminal(vault, environment, "progress", *more, columns=columns)
        assert max(map(len, shown.splitlines())) <= max(columns, 10)
    shown = " ".join(at_a_terminal(vault, environment, "progress", columns=columns).split())
    for part in ("Distress", "Connection", "soothing", "set it off", "In all, what"):
        assert part in shown


@needs_a_terminal
def test_drawings_are_left_out_where_a_screen_reader_may_read(vault, environment):
    drawn = at_a_terminal(vault, {**environment, "TERM": "xterm"}, "progress")
    assert "▅" in drawn
    for plain in (
        at_a_terminal(vault, {**environment, "TERM": "xterm"}, "progress", "--plain"),
        at_a_terminal(vault, {**environment, "ACCESSIBLE": "1"}, "progress"),
        at_a_terminal(vault, {**environment, "TERM": "dumb"}, "progress"),
    ):
        assert not set("▁▂▃▄▅▆▇█") & set(plain)
        assert "median 4 (3 to 8)" in plain


def test_looking_at_it_together_shows_what_is_shared_and_nothing_of_ones_own(on, vault):
    journal(vault, "2026-11-24", "distress: 9", "strength: UNSAID words", "need_support: true")
    moment(vault, "2026-11-24", "triggers: [UNSAID trigger]", "before: 9", "after: 9")
    shown = on("progress", "--with-partner").out
    assert "Check-ins held: 3" in shown
    assert "Sunday walk, 3 times" in shown
    found = on("progress", "--with-partner", "--json").json()
    assert found["checkins"] == 3
    for text in (shown, json.dumps(found)):
        for word in ("UNSAID", "istress", "onnection", "Mara", "Jonas", "support", "Moments/", "Journal/"):
            assert word not in text


@pytest.mark.parametrize("option", ["--write", "--explain"])
def test_together_goes_with_nothing_that_is_ones_own(on, option):
    assert on("progress", "--with-partner", option).code == 2


@needs_a_terminal
def test_the_sign_post_is_for_the_terminal_alone_and_in_nothing_that_stays(vault, environment, on):
    """Not in a note, a log, JSON, a base, a report, an exit code or the title: only in what a person looks at."""
    for day in ("2026-11-22", "2026-11-23"):
        journal(vault, day, "distress: 10", "need_support: true")
    moment(vault, "2026-11-24", "before: 10", "after: 10", "need_support: true")
    for day in ("2026-11-20", "2026-11-22"):
        write(
            vault,
            f"Ladders/Time on my own/{day} Time on my own 9.md",
            "type: exposure",
            f"date: {day}",
            'ladder: "[[Time on my own]]"',
            "step: 4",
            "peak: 10",
            "ended_early: true",
            "tags: [vaultkit/exposure]",
        )
    kept = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    outputs = [
        on(*arguments)
        for arguments in (
            ["progress"],
            ["progress", "--explain"],
            ["progress", "--json"],
            ["progress", "--write"],
            ["progress", "--write", "--json", "--season"],
            ["progress", "--with-partner"],
            ["report"],
            ["report", "--for-professional"],
        )
    ]
    assert [one.code for one in outputs] == [0] * len(outputs)
    quiet = ("vaultkit support", "were heavy", "have been heavy", "carry them alone", "signpost", "sign-post")
    for one in outputs:
        for words in quiet:
            assert words not in one.out + one.err
    shown = at_a_terminal(vault, dict(environment), "progress")
    assert "You do not have to carry them alone:\nvaultkit support\n" in shown
    assert "\x1b]" not in shown
    again = at_a_terminal(vault, dict(environment), "progress")
    assert "carry them alone" not in again
    # What was written since: the notes, the page with its charts, the logs; and the day alone in the state folder.
    written = [path for path in vault.rglob("*") if path.is_file() and kept.get(path) != path.read_bytes()]
    assert {path.suffix for path in written} >= {".md", ".svg", ".html"}
    state = [path for path in Path(environment["HOME"]).rglob("*") if path.is_file()]
    for path in written + state:
        text = path.read_bytes().decode("utf-8", "replace")
        for words in quiet:
            assert words not in text or path.name == "signpost.json"
    assert [path.read_text() for path in state if path.name == "signpost.json"] == ['"2026-11-24"']


@needs_a_terminal
def test_after_heavy_days_the_terminal_advises_to_leave_the_ladder_and_the_note_says_nothing(
    vault, environment, on
):
    assert "  Next: You may go on to step 5" in on("progress").out
    for day in ("2026-11-22", "2026-11-23"):
        journal(vault, day, "distress: 9")
    for _ in range(2):
        shown = at_a_terminal(vault, dict(environment), "progress")
        assert "Leave the ladder where it is for now. Practice can wait." in shown
    text = on("progress", "--write").last.read_text("utf-8")
    assert "Leave the ladder" not in text


def test_the_json_holds_the_figures_and_none_of_the_notes_themselves(on, vault):
    moment(
        vault,
        "2026-11-24",
        "thought: UNSAID thought",
        "urge: UNSAID urge",
        "need: UNSAID need",
        "body: [UNSAID]",
    )
    found = on("progress", "--json").json()
    assert "notes" not in found
    assert "support" not in found
    assert "UNSAID" not in json.dumps(found)
    assert found["earlier"]["since"] == "2026-09-30"
    assert len(found["distress_course"]["by_day"]) == found["days"]
    assert None in found["distress_course"]["by_day"]
    assert found["distress_course"]["change"]["is_clear"] is True
    assert found["ladders"][1]["advice"]["kind"] == "advance"
