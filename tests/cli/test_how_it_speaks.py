"""Exit codes, JSON, errors and the terminal."""

import contextlib
import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vaultkit.notes import parse_note
from vaultkit.workbook.kinds import KINDS

READING = (["journal"], ["checkin"], ["progress"], ["rituals"], ["ladder", "show"], ["check"], ["support"])


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_json_before_or_after_the_command_prints_one_document_and_nothing_else(command, on, run, vault):
    after = on(*command, "--json")
    before = run("--vault", vault, "--date", "2026-11-24", "--json", *command)
    assert after.code == before.code == 0
    assert isinstance(json.loads(after.out), dict | list)
    assert after.err == before.err == ""
    if command not in (["journal"], ["checkin"]):
        assert after.out == before.out


def test_a_problem_in_a_note_is_named_with_file_line_and_what_is_expected(on, vault):
    path = vault / "Journal/2026-11-20.md"
    path.write_text(
        "---\ntype: journal\ndate: 2026-11-20\ndistress: 14\ntags: [vaultkit/journal]\n---\n", "utf-8"
    )
    ran = on("check")
    assert ran.code == 3
    assert "Journal/2026-11-20.md:4: distress: found 14, expected a whole number from 0 to 10\n" in ran.out
    found = on("check", "--json")
    assert found.code == 3
    assert found.json()["problems"] == [
        {
            "path": "Journal/2026-11-20.md",
            "line": 4,
            "message": "distress: found 14, expected a whole number from 0 to 10",
        }
    ]


def test_one_unreadable_note_keeps_nothing_else_from_working(on, vault):
    (vault / "Journal/2026-11-20.md").write_bytes(b"---\ntype: journal\ndistress: [1\n---\n")
    (vault / "Moments/latin.md").write_bytes("---\ntype: moment\nfeeling: müde\n---\n".encode("latin-1"))
    (vault / "Shared/Jonas/2026-W48 Jonas.md").write_bytes(b"\xff\xfe---")
    os.mkfifo(vault / "Moments/pipe.md")
    (vault / "Moments/folder.md").mkdir()
    for command in (["journal"], ["checkin"], ["progress"], ["rituals"], ["ladder", "show"]):
        assert on(*command).code == 0, command
    ran = on("check")
    assert ran.code == 3
    for name in ("Journal/2026-11-20.md", "Moments/latin.md", "2026-W48 Jonas.md", "Moments/pipe.md"):
        assert name in ran.out


def test_a_date_still_to_come_is_a_hint_and_no_problem(on):
    on("journal", date="2026-12-24")
    ran = on("check")
    assert ran.code == 0
    assert "Journal/2026-12-24.md:3: date: 2026-12-24 is still to come (a hint, not a problem)" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["--date", "2026-02-30", "journal"],
        ["--date", "tomorrow", "journal"],
        ["--date", "9999-12-31", "journal"],
        ["checkin", "--week", "2026-W54"],
        ["progress", "--week", "--month"],
        ["progress", "--from", "2026-11-24", "--to", "2026-11-01"],
        ["new", "poem"],
        ["jurnal"],
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_what_was_expected(arguments, run, vault):
    ran = run("--vault", vault, *arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err


def test_a_slip_of_the_finger_gets_a_suggestion(run):
    assert "Did you mean 'journal'?" in run("jurnal").err


def test_no_vault_says_how_to_make_one(run):
    ran = run("journal")
    assert (ran.code, ran.out) == (1, "")
    assert "vaultkit init" in ran.err


def test_all_mistakes_in_the_settings_are_said_at_once_with_their_lines(run, vault):
    (vault / ".vaultkit/config.toml").write_text(
        'id = "x"\nme = ""\n[day]\nrollover = "25:00"\n[foldrs]\n', "utf-8"
    )
    ran = run("--vault", vault, "journal")
    assert ran.code == 1
    assert ran.err.count(".vaultkit/config.toml:") >= 3


def test_a_mistake_of_ours_is_said_calmly_and_logged_without_a_word_of_a_note(run, vault, environment):
    code = (
        "import vaultkit.actions.journal as j\n"
        "import os\n"
        "def broken(*a, **k): raise RuntimeError(os.environ['WORDS'])\n"
        "import vaultkit.cli.journal as c; c.open_journal = broken\n"
        f"from vaultkit.cli.app import run; run(['--vault', {str(vault)!r}, 'journal'])\n"
    )
    words = {**environment, "WORDS": "canary"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=words, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"canary" not in done.stderr
    logs = list(Path(environment["HOME"]).rglob("mistakes.log"))
    assert len(logs) == 1
    assert "canary" not in logs[0].read_text("utf-8")
    assert "broken" in logs[0].read_text("utf-8")


def test_python_m_vaultkit_and_the_installed_command_are_the_same(run, environment):
    installed = subprocess.run(
        [Path(sys.executable).with_name("vaultkit"), "--version"],
        capture_output=True,
        env=environment,
        check=True,
    )
    assert run("--version").out.encode() == installed.stdout


def talk(arguments: list[str], answers: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """Run a command at a real terminal and answer each prompt as it comes."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "vaultkit", *arguments]
    child = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env={**environment, "TERM": "dumb"}
    )
    os.close(theirs)
    shown = ""
    waiting = list(answers)
    # Linux answers the end of the other side with an error, other systems with nothing.
    with contextlib.suppress(OSError):
        while read := os.read(ours, 4096).decode("utf-8", "replace"):
            shown += read
            if waiting and shown.endswith(": "):
                os.write(ours, f"{waiting.pop(0)}\n".encode())
    os.close(ours)
    return child.wait(timeout=30), shown.replace("\r\n", "\n")


def test_questions_at_a_terminal_can_be_answered_left_blank_and_explained(vault, environment):
    answers = ["?", "14", "7", "lonely", "late reply, travel", "", "", "", "", "", "", "", "3"]
    code, shown = talk(
        ["--vault", str(vault), "--date", "2026-11-24", "new", "moment"], answers, dict(environment)
    )
    assert code == 0, shown
    assert "10 the most I have known" in shown
    assert "That needs to be a whole number from 0 to 10. Leave it blank if you like." in shown
    note = next((vault / "Moments").glob("2026-11-24*"))
    text = note.read_text("utf-8")
    assert "before: 7\n" in text
    assert "after: 3\n" in text
    assert "feeling: lonely\n" in text
    assert "  - late reply\n  - travel\n" in text


def test_a_ladder_is_made_by_questions_and_the_four_private_ones_leave_no_trace(vault, environment):
    answers = [
        "y",
        "y",
        "y",
        "y",
        "",
        "Mornings",
        "",
        "10 min: tea alone",
        "20 min: a walk",
        "",
        "5",
        "2",
        "y",
    ]
    code, shown = talk(
        ["--vault", str(vault), "--date", "2026-11-24", "ladder", "new"], answers, dict(environment)
    )
    assert code == 0, shown
    text = (vault / "Ladders/Mornings.md").read_text("utf-8")
    properties = parse_note(text).properties
    assert properties["steps"] == ["10 min: tea alone", "20 min: a walk"]
    assert (properties["needs_partner"], properties["agreed_with_partner"], properties["current"]) == (
        [2],
        True,
        1,
    )
    assert set(properties) <= {field.name for field in KINDS["ladder"].fields}


def test_where_a_ladder_would_not_be_safe_none_is_made_and_help_is_named(vault, environment):
    before = sorted(vault.rglob("*.md"))
    code, shown = talk(["--vault", str(vault), "ladder", "new"], ["n"], dict(environment))
    assert code == 0
    assert "vaultkit support" in shown
    assert sorted(vault.rglob("*.md")) == before


def test_words_that_were_typed_are_given_back_when_they_cannot_be_written(vault, environment):
    shutil.rmtree(vault / "Moments")
    (vault / "Moments").write_text("a file where a folder has to be")
    answers = ["7", "lonely", *[""] * 9]
    code, shown = talk(["--vault", str(vault), "new", "moment"], answers, dict(environment))
    assert code == 1
    assert "Nothing was written. Here is what you typed" in shown
    assert "feeling: lonely\n" in shown


def test_holding_a_check_in_asks_until_it_understands(vault, environment):
    answers = ["x", "7", "1 2", "maybe", "a"]
    command = ["--vault", str(vault), "--date", "2026-11-24", "checkin", "hold"]
    code, shown = talk(command, answers, dict(environment))
    assert code == 0, shown
    properties = parse_note((vault / "Shared/Check-ins/2026-W48.md").read_text("utf-8")).properties
    assert len(properties["talked"]) == 2
    assert properties["answers"][0].startswith("agreed: Mara: I feel unsettled")
    code, shown = talk([*command[:-1], "skip"], [], dict(environment))
    assert code == 1
    assert "this check-in was held" in shown


def test_a_terminal_that_cannot_show_a_sign_still_gets_the_rest(vault, environment):
    command = [sys.executable, "-m", "vaultkit", "--vault", str(vault), "--date", "2026-11-24", "progress"]
    narrow = {**environment, "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, env=narrow, capture_output=True, check=False)
    assert done.returncode == 0
    assert b"From your notes alone" in done.stdout
    asked = subprocess.run([*command, "--json"], env=narrow, capture_output=True, check=True)
    assert json.loads(asked.stdout)["strengths"]


def test_the_sign_post_is_shown_at_a_terminal_once_in_a_week_and_nowhere_else(vault, environment, on):
    for day in ("2026-11-22", "2026-11-23"):
        text = f"---\ntype: journal\ndate: {day}\ndistress: 9\ntags: [vaultkit/journal]\n---\n"
        (vault / f"Journal/{day}.md").write_text(text, "utf-8")
    words = "vaultkit support"
    for piped in (on("progress"), on("progress", "--json"), on("progress", "--write")):
        assert words not in piped.out + piped.err
    arguments = ["--vault", str(vault), "--date", "2026-11-24", "progress"]
    assert words in talk(arguments, [], dict(environment))[1]
    assert words not in talk(arguments, [], dict(environment))[1]
    states = [
        path for path in Path(environment["HOME"]).rglob("*") if path.is_file() and "signpost" in path.name
    ]
    assert [path.read_text("utf-8") for path in states] == ['"2026-11-24"']


def test_a_slip_in_the_type_and_a_bad_byte_deep_in_a_body_are_not_passed_over(on, vault):
    (vault / "Journal/2026-11-19.md").write_text(
        "---\ntype: jurnal\ntags: [vaultkit/journal]\n---\n", "utf-8"
    )
    head = b"---\ntype: journal\ndate: 2026-11-18\n---\n"
    (vault / "Journal/2026-11-18.md").write_bytes(head + b"words\n" * 2000 + b"\xff\n")
    ran = on("check")
    assert ran.code == 3
    assert "Journal/2026-11-19.md:2: type: found jurnal, expected journal, as its tag says" in ran.out
    assert "Journal/2026-11-18.md:2005: " in ran.out


def test_an_edit_that_was_cut_off_is_pointed_out_and_left_alone(on, vault):
    left = vault / "Journal/.~vaultkit-edit-0123456789abcdef.tmp"
    left.write_text("words", "utf-8")
    os.utime(left, (0, 0))
    ran = on("check")
    assert ran.code == 0
    assert "Journal/.~vaultkit-edit-0123456789abcdef.tmp: an edit was cut off here" in ran.out
    assert left.read_text("utf-8") == "words"


def test_nothing_a_partner_writes_reaches_the_terminal_as_a_command_to_it(on, vault):
    name = "x\x1b]0;owned\x07\x1b[2J\nJournal/2026-11-24.md:9: forged"
    (vault / f"Shared/Rituals/{name.replace('/', '')}.md").write_text(
        "---\ntype: ritual\ncadence: dayly\n---\n", "utf-8"
    )
    topic = "---\ntype: contribution\nweek: 2026-W48\nauthor: Jonas\n---\n## For our check-in\n- a\x9b2Jb\u202ec\n"
    (vault / "Shared/Jonas/2026-W48 more.md").write_text(topic, "utf-8")
    shown = [
        on(*command)
        for command in (["check"], ["rituals"], ["rituals", "done", "nope"], ["checkin", "--json"])
    ]
    for ran in shown:
        assert not set("\x1b\x07\x9b\u202e") & set(ran.out + ran.err)
    assert not any(line.startswith("Journal/2026-11-24.md:9") for line in shown[0].out.splitlines())


def test_a_shared_note_that_is_left_out_is_pointed_out(on, vault):
    (vault / "Shared/Jonas/Zzz.md").write_text(
        "---\ntype: checkin\nweek: 2026-W48\ndate: 2026-11-29\ntags: [vaultkit/checkin]\n---\n", "utf-8"
    )
    ran = on("check")
    assert ran.code == 3
    assert (
        "Shared/Jonas/Zzz.md:2: type: found a checkin here, expected it in Shared/Check-ins; it is left out"
        in ran.out
    )
