"""`ladder new`, `log`, `next` and `show`: in files, at a terminal, and where something is wrong."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from test_how_it_speaks import talk

from vaultkit.notes import parse_note

ALONE = "Ladders/Time on my own.md"
FOLDER = "Ladders/Time on my own"


def properties(path: Path) -> dict[str, object]:
    return parse_note(path.read_text("utf-8")).properties


@pytest.fixture
def at_terminal(vault, environment):
    def at_terminal(arguments: list[str], answers: list[str], **more: str) -> tuple[int, str]:
        return talk(
            ["--vault", str(vault), "--date", "2026-11-24", "ladder", *arguments],
            answers,
            {**environment, **more},
        )

    return at_terminal


def test_both_ladders_of_the_example_get_sensible_advice(on):
    alone, phone = on("ladder", "next", "--json").json()
    assert (alone["name"], alone["advice"]["kind"], alone["advice"]["step"]) == (
        "Time on my own",
        "advance",
        5,
    )
    assert alone["advice"]["minutes"] == 150
    assert (phone["name"], phone["advice"]["kind"]) == ("Evenings without updates", "look again")
    said = on("ladder", "next").out
    assert "You may go on to step 5, for 2.5 h, or stay here once more." in said
    assert "What you feared came true in 2 of the last 5 where you noted it." in said


def test_a_practice_is_planned_and_completed_in_one_note(on, vault):
    planned = on("ladder", "log", "1", given="feared: He will be late.\nbelieved: 40\nplanned: 90\n")
    assert planned.code == 0, planned.err
    assert "That is planned. When you are back: vaultkit ladder log" in planned.out
    note = vault / FOLDER / "2026-11-24 Time on my own.md"
    before = note.read_text("utf-8")
    assert properties(note)["step"] == 4
    assert "Planned: 24 Nov, step 4, 90 min." in on("ladder", "show", "1").out
    done = on("ladder", "log", "1", "--actual", "95", "--peak", "4", "--came-true", "no", "--to-the-end")
    assert done.code == 0, done.err
    assert "Added to the plan:" in done.out
    assert "You may go on to step 5" in done.out
    found = properties(note)
    assert (found["feared"], found["believed"], found["planned"]) == ("He will be late.", 40, 90)
    assert (found["actual"], found["peak"], found["came_true"], found["ended_early"]) == (95, 4, "no", False)
    assert len(list((vault / FOLDER).glob("2026-11-24*"))) == 1
    kept = [line for line in before.splitlines() if not line.endswith(":")]
    assert set(kept) <= set(note.read_text("utf-8").splitlines())


def test_a_word_of_the_plan_is_never_replaced(on, vault):
    on("ladder", "log", "1", given="feared: He will be late.\nplanned: 90\n")
    on("ladder", "log", "1", given="feared: Something else.\nactual: 90\nplanned: 60\n")
    text = (vault / FOLDER / "2026-11-24 Time on my own.md").read_text("utf-8")
    assert parse_note(text).properties["feared"] == "He will be late."
    assert "- feared: Something else.\n- planned: 60" in text.replace(
        "- planned: 60\n- feared: Something else.", "- feared: Something else.\n- planned: 60"
    )


def test_another_practice_on_another_step_or_day_is_a_note_of_its_own(on, vault):
    on("ladder", "log", "1", given="feared: He will be late.\n")
    for arguments in (["--step", "3"], ["--another"], ["--on", "2026-11-23"]):
        ran = on("ladder", "log", "1", "--actual", "40", *arguments)
        assert "Noted down:" in ran.out, arguments
    assert sorted(path.name for path in (vault / FOLDER).glob("2026-11-2[34]*")) == [
        "2026-11-23 Time on my own.md",
        "2026-11-24 Time on my own 2.md",
        "2026-11-24 Time on my own 3.md",
        "2026-11-24 Time on my own.md",
    ]


def test_a_plan_of_long_ago_is_let_be(on, vault):
    on("ladder", "log", "1", "--on", "2026-11-10", given="feared: He will be late.\n")
    assert "Noted down:" in on("ladder", "log", "1", "--actual", "90").out
    assert "Planned" not in on("ladder", "show", "1").out


def test_json_says_what_was_noted_down_and_the_advice(on):
    found = on("ladder", "log", "2", "--peak", "5", "--json").json()
    assert found["created"] is True
    assert found["completed"] is False
    assert found["advice"]["kind"] == "look again"
    assert found["advice"]["figures"]["sessions"] == 7


def test_the_step_one_is_on_moves_with_a_yes_alone(on, vault):
    before = (vault / ALONE).read_bytes()
    on("ladder", "next")
    on("ladder", "next", "--take", "--dry-run", "1")
    on("ladder", "show")
    assert (vault / ALONE).read_bytes() == before
    ran = on("ladder", "next", "time on my OWN", "--take")
    assert ran.code == 0
    assert "Now on step 5" in ran.out
    assert (vault / ALONE).read_bytes() == before.replace(b"current: 4\n", b"current: 5\n")
    again = on("ladder", "next", "1", "--take")
    assert again.code == 1
    assert "nothing was moved" in again.err
    assert properties(vault / ALONE)["current"] == 5


def test_after_the_last_step_a_yes_notes_the_ladder_as_done(on, vault):
    for day in ("2026-11-20", "2026-11-21", "2026-11-22"):
        given = "ladder: Time on my own\nstep: 8\nactual: 1440\npeak: 2\ncame_true: no\n"
        on("ladder", "log", "--on", day, given=given)
    note = vault / ALONE
    note.write_text(note.read_text("utf-8").replace("current: 4", "current: 8"), "utf-8")
    assert "A booster: this step once more, around 5 December." in on("ladder", "next", "1").out
    assert "Now done, in:" in on("ladder", "next", "1", "--take").out
    assert properties(note)["status"] == "done"
    assert on("ladder", "next", "1", "--json").json()[0]["advice"]["due"] == "2026-12-05"


def test_where_one_stands_is_written_into_the_ladders_note_when_asked_and_then_kept_fresh(on, vault):
    note = vault / ALONE
    before = note.read_text("utf-8")
    on("ladder", "log", "1", "--actual", "90")
    assert note.read_text("utf-8") == before
    ran = on("ladder", "next", "1", "--write")
    assert "Also written here:" in ran.out
    text = note.read_text("utf-8")
    assert text.startswith(before)
    assert "4. **90 min: at home on my own, one message from Jonas when he arrives**, you are here" in text
    on("ladder", "log", "1", "--actual", "95", "--on", "2026-11-23")
    assert "- 13 sessions so far, longest 95 min" in note.read_text("utf-8")


def test_a_ladders_note_that_cannot_be_edited_keeps_no_practice_from_being_noted_down(on, vault):
    note = vault / ALONE
    on("ladder", "next", "1", "--write")
    note.write_bytes(note.read_bytes() + b"words\n" * 20_000 + b"\xff")
    ran = on("ladder", "log", "1", "--actual", "95")
    assert ran.code == 0, ran.err
    assert "A hint:" in ran.out
    assert properties(vault / FOLDER / "2026-11-24 Time on my own.md")["actual"] == 95
    assert note.read_bytes().endswith(b"\xff")


def test_words_typed_into_that_part_are_kept_below_it(on, vault):
    note = vault / ALONE
    on("ladder", "next", "1", "--write")
    note.write_text(note.read_text("utf-8").replace("*Step 4 of 8*", "*Step 4 of 8*\nmy own words"), "utf-8")
    on("ladder", "log", "1", "--actual", "90")
    assert "> my own words" in note.read_text("utf-8")


def test_a_new_ladder_shows_where_one_stands_and_a_step_more_than_double_is_pointed_out(on):
    ran = on("ladder", "new", given="title: Mornings\nsteps:\n  - 10 min: tea\n  - 45 min: a walk\n")
    assert ran.code == 0, ran.err
    assert "1. **10 min: tea**, you are here" in ran.last.read_text("utf-8")
    assert "Step 2 is more than double the one before (10 min, then 45 min)" in ran.err
    assert on("check").code == 0


def test_a_ladder_is_drawn_with_where_one_stands(on, matches_file):
    matches_file("ladders/shown/80.txt", on("ladder", "show").out)
    matches_file("ladders/shown/plain.txt", on("ladder", "show", "1", "--plain").out)


@pytest.mark.parametrize("width", [20, 40, 60])
def test_it_fits_into_a_narrow_terminal(width, vault, environment, matches_file):
    ours, theirs = pty.openpty()
    subprocess.run(["stty", "cols", str(width)], stdin=theirs, check=True)
    command = [
        sys.executable,
        "-m",
        "vaultkit",
        "--vault",
        vault,
        "--date",
        "2026-11-24",
        "ladder",
        "show",
        "1",
    ]
    child = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env={**environment, "TERM": "xterm"}
    )
    os.close(theirs)
    shown = b""
    try:
        while read := os.read(ours, 65536):
            shown += read
    except OSError:
        pass
    os.close(ours)
    assert child.wait(timeout=30) == 0
    text = shown.decode().replace("\r\n", "\n")
    assert max(len(line) for line in text.splitlines()) <= width
    matches_file(f"ladders/shown/{width}.txt", text)


def test_where_no_lines_can_be_drawn_it_is_still_a_ladder(vault, environment):
    command = [
        sys.executable,
        "-m",
        "vaultkit",
        "--vault",
        vault,
        "--date",
        "2026-11-24",
        "ladder",
        "show",
        "1",
    ]
    narrow = {**environment, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, env=narrow, capture_output=True, check=True)
    assert b"|--@--|  4. 90 min" in done.stdout


def test_at_a_terminal_it_asks_what_is_feared_before_and_what_came_true_afterwards(at_terminal, vault):
    code, shown = at_terminal(
        ["log"], ["1", "", "n", "90", "He will be late", "40", "It is eight and he is not here"]
    )
    assert code == 0, shown
    assert "A good length just now" not in shown
    note = vault / FOLDER / "2026-11-24 Time on my own.md"
    assert "How I will know:\nIt is eight and he is not here\n" in note.read_text("utf-8")
    answers = ["y", "95", "4", "5", "2", "no", "10", "He sang", "tea", "", "0", "n", "y"]
    code, shown = at_terminal(["log", "1"], answers)
    assert code == 0, shown
    assert "What you thought might happen: He will be late, 40 per cent sure" in shown
    assert "Now on step 5" in shown
    found = properties(note)
    assert (found["feared"], found["learned"], found["tools"]) == ("He will be late", "He sang", ["tea"])
    assert properties(vault / ALONE)["current"] == 5


def test_a_no_at_a_terminal_moves_nothing(at_terminal, vault):
    before = (vault / ALONE).read_bytes()
    code, shown = at_terminal(["next", "1"], [""])
    assert code == 0
    assert "Move to step 5 now" in shown
    assert (vault / ALONE).read_bytes() == before


def test_nothing_answered_writes_nothing(at_terminal, vault):
    before = sorted(vault.rglob("*.md"))
    code, shown = at_terminal(["log", "1"], ["", "n", "", "", "", ""])
    assert code == 0
    assert "nothing was written" in shown
    assert sorted(vault.rglob("*.md")) == before


def test_steps_without_a_length_are_asked_for_one_and_examples_are_shown(at_terminal, vault):
    steps = ["?", "10 min: tea", "a walk", "soon", "45", "a swim", "", "", "none"]
    code, shown = at_terminal(["new"], ["y", "y", "y", "n", "Mornings", "", *steps])
    assert code == 0, shown
    assert "What has no place on a ladder" in shown
    assert "more than double" in shown
    assert properties(vault / "Ladders/Mornings.md")["steps"] == ["10 min: tea", "45 min: a walk", "a swim"]


def test_a_reason_to_point_to_support_shows_at_the_terminal_alone(at_terminal, on, vault):
    for day in ("2026-11-22", "2026-11-23"):
        text = f"---\ntype: journal\ndate: {day}\ndistress: 9\ntags: [vaultkit/journal]\n---\n"
        (vault / f"Journal/{day}.md").write_text(text, "utf-8")
    said = "vaultkit support"
    code, shown = at_terminal(["next", "1"], [])
    assert code == 0
    assert said in " ".join(shown.split())
    assert "Move to step" not in shown
    assert said in " ".join(at_terminal(["show", "1"], [])[1].split())
    for arguments in (
        ["next"],
        ["next", "--json"],
        ["show"],
        ["show", "--json"],
        ["next", "--write"],
        ["log", "1", "--peak", "3"],
    ):
        ran = on("ladder", *arguments)
        assert said not in ran.out + ran.err, arguments
    assert said not in (vault / ALONE).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["log", "1", "--step", "0"], 2, "expected a whole number from 1 to 100"),
        (["log", "1", "--step", "9", "--peak", "3"], 1, "expected a step of this ladder, from 1 to 8"),
        (["log", "1", "--peak", "11"], 2, "expected a whole number from 0 to 10"),
        (["log", "1", "--believed", "101"], 2, "expected a whole number from 0 to 100"),
        (["log", "1", "--actual", "-1"], 2, "expected a whole number from 0 to 10080"),
        (["log", "1", "--came-true", "maybe"], 2, "expected one of no, partly, yes, unknown"),
        (["log", "1", "--on", "2026-02-30", "--peak", "3"], 2, "expected a date"),
        (["log", "1"], 1, "there is nothing to note down"),
        (["log", "--peak", "3"], 1, "which ladder? Give its name or its number: 1 Time on my own"),
        (["log", "Time on my won", "--peak", "3"], 1, "did you mean Time on my own?"),
        (["log", "3", "--peak", "3"], 1, "there is no ladder of that name"),
        (["next", "Evenings without"], 1, "did you mean Evenings without updates?"),
        (["show", "zzz"], 1, "There are: Time on my own, Evenings without updates"),
        (["next", "--take"], 1, "which ladder?"),
        (["next", "2", "--take"], 1, "nothing was moved"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(arguments, code, said, on, vault):
    before = {path: path.read_bytes() for path in vault.rglob("*.md")}
    ran = on("ladder", *arguments)
    assert ran.code == code
    assert said in " ".join(ran.err.split())
    assert {path: path.read_bytes() for path in vault.rglob("*.md")} == before


@pytest.mark.parametrize(
    "given", ["peak: 14\n", "came_true: perhaps\n", "step: 9\n", "step: 0\n", "planned: soon\n"]
)
def test_a_value_of_the_wrong_form_on_standard_input_is_said(given, on, vault):
    before = sorted(vault.rglob("*.md"))
    ran = on("ladder", "log", "1", given=given)
    assert ran.code == 1
    assert f"ladder log: {given.split(':')[0]}: found" in ran.err
    assert sorted(vault.rglob("*.md")) == before


def test_a_day_still_to_come_and_an_after_without_a_before_are_hints(on):
    ran = on("ladder", "log", "1", "--on", "2026-12-01", "--after", "3")
    assert ran.code == 0
    assert "A hint: 2026-12-01 is still to come, so this counts from that day on." in ran.out
    assert "A hint: after is noted and before is not; you may add it any day." in " ".join(ran.out.split())


def test_one_session_that_cannot_be_read_keeps_the_rest_from_nothing(on, vault):
    (vault / FOLDER / "2026-11-22 x.md").write_bytes(b"---\ntype: exposure\nstep: [\n---\n\xff")
    (vault / FOLDER / "2026-11-22 y.md").write_text(
        '---\ntype: exposure\ndate: 2026-11-22\nladder: "[[Time on my own]]"\nstep: 4\npeak: 14\nactual: 90\n---\n',
        "utf-8",
    )
    assert "12 sessions so far" in on("ladder", "show", "1").out


def test_without_a_ladder_it_says_how_to_begin_one(on, vault):
    for note in (vault / "Ladders").glob("*.md"):
        note.unlink()
    for command in ("show", "next"):
        ran = on("ladder", command)
        assert ran.code == 0
        assert "vaultkit ladder new" in ran.out
    assert "vaultkit ladder new" in on("ladder", "log", "--peak", "3").err
    assert on("ladder", "next", "--json").json() == []


def test_words_of_a_note_reach_neither_the_terminal_as_commands_nor_the_ladders_note_as_markdown(on, vault):
    given = 'title: Odd\ngoal: "a\\x1b[2Jb"\nsteps:\n  - "10 min: %% vaultkit:end ladder %% ![[x]]"\n  - "20 min: \\x9b2J`= 1`"\n'
    ran = on("ladder", "new", given=given)
    assert ran.code == 0, ran.err
    on("ladder", "next", "Odd", "--write")
    block = ran.last.read_text("utf-8").partition("vaultkit:begin ladder")[2]
    assert "![[x]]" not in block
    assert "`= 1`" not in block
    assert block.count("%% vaultkit:end ladder %%") == 1
    for command in ("show", "next"):
        assert not set("\x1b\x9b") & set(on("ladder", command).out)


def test_stopping_half_way_gives_back_what_was_typed(vault, environment):
    before = sorted(vault.rglob("*.md"))
    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "vaultkit",
        "--vault",
        vault,
        "--date",
        "2026-11-24",
        "ladder",
        "log",
        "1",
    ]
    # A session of its own, so that Ctrl-C reaches it as it does from a keyboard.
    child = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**environment, "TERM": "dumb"},
        start_new_session=True,
    )
    os.close(theirs)
    answers = [b"\n", b"n\n", b"90\n", b"He will be late\n", b"\x04"]
    shown = b""
    try:
        while read := os.read(ours, 65536):
            shown += read
            if answers and shown.endswith(b": "):
                os.write(ours, answers.pop(0))
    except OSError:
        pass
    os.close(ours)
    assert child.wait(timeout=30) == 1
    assert b"Nothing was written." in shown
    assert b"feared: He will be late" in shown
    assert sorted(vault.rglob("*.md")) == before


def test_a_closed_standard_input_is_a_clear_word(vault, environment):
    command = f'exec "{sys.executable}" -m vaultkit --vault "{vault}" --date 2026-11-24 ladder'
    for rest, code in (
        ("log 1 <&-", 1),
        ("log 1 --peak 3 <&-", 0),
        ("next <&-", 0),
        ("show <&-", 0),
    ):
        done = subprocess.run(
            f"{command} {rest}", shell=True, env=environment, capture_output=True, check=False
        )
        assert done.returncode == code, rest
        assert b"Traceback" not in done.stderr


def test_a_session_whose_step_cannot_be_read_counts_for_no_step(on, vault):
    (vault / FOLDER / "2026-11-24 x.md").write_text(
        '---\ntype: exposure\ndate: 2026-11-24\nladder: "[[Time on my own]]"\nstep: 0\nactual: 20\n---\n',
        "utf-8",
    )
    assert "11 sessions so far" in on("ladder", "show", "1").out
    assert "step: found 0, expected the number of a step, from 1" in on("check").out


def test_a_ladder_whose_step_cannot_be_read_is_named_and_nothing_is_guessed(on, vault):
    note = vault / ALONE
    text = note.read_text("utf-8").replace("current: 4", "current: four")
    note.write_text(text, "utf-8")
    for command in ("show", "next"):
        ran = on("ladder", command)
        assert ran.code == 3
        assert "Time on my own.md:20: current: found four, expected the number of a step" in ran.err
        assert "Evenings without updates" in ran.out
    for arguments in (("next", "1", "--take"), ("log", "1", "--actual", "20")):
        ran = on("ladder", *arguments)
        assert ran.code == 1
        assert "current: found four" in ran.err
    assert note.read_text("utf-8") == text
    assert on("ladder", "log", "1", "--step", "4", "--actual", "20").code == 0


def test_a_ladder_whose_steps_cannot_be_read_is_never_said_to_have_none(on, vault):
    note = vault / ALONE
    note.write_text(note.read_text("utf-8").replace("steps:\n", "steps:\n  - [a, b]\n"), "utf-8")
    for arguments in (("show",), ("next",), ("next", "Time on my own")):
        ran = on("ladder", *arguments)
        assert ran.code in (1, 3)
        assert "steps: found [a, b], expected a list of texts" in ran.err
    assert "no steps yet" not in on("progress").out + on("ladder", "show").out


def test_a_clock_that_was_moved_backwards_loses_nothing(on):
    on("ladder", "log", "1", "--actual", "90", "--peak", "3")
    ran = on("ladder", "show", "1", date="2026-10-16")
    assert ran.code == 0
    assert "3 sessions so far" in ran.out
    assert on("ladder", "next", "--json", date="2026-09-01").json()[0]["advice"]["kind"] == "repeat"
    assert "12 sessions so far" in on("ladder", "show", "1").out


def test_programs_log_practice_and_take_steps_as_the_commands_do(vault, tmp_path, monkeypatch):
    from datetime import date

    from vaultkit import UserError, Vault

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    day = date(2026, 11, 24)
    opened = Vault.open(vault)
    logged = opened.log_practice({"actual": 90, "peak": 4, "came_true": "no"}, day, name="time on my own")
    assert (logged.created, logged.completed, logged.path.name) == (
        True,
        False,
        "2026-11-24 Time on my own.md",
    )
    assert opened.take_step("1", day).step == 5
    with pytest.raises(UserError, match="nothing was moved"):
        opened.take_step("1", day)
    assert opened.refresh_ladder(vault / ALONE, day) is False
    assert opened.refresh_ladder(vault / ALONE, day, add=True) is True
    (view,) = opened.ladders(day, name="1")
    assert (view.ladder.current, view.advice.kind) == (5, "repeat")
