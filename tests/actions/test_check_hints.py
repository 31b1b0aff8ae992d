"""Hints of `check`: slips that are no errors, and the gentle look at one's own requests, which stays private."""

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest

from vaultkit.actions.check import Checked, check
from vaultkit.vault.config import load_config

DAY = datetime.date(2026, 11, 24)
SETTINGS = 'id = "0123456789abcdef"\nme = "Mara"\npartner = "Jonas"\n'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "ours"


def checked(root: Path, notes: dict[str, str]) -> Checked:
    write(root, notes)
    return check(load_config(root), DAY)


def write(root: Path, notes: dict[str, str]) -> None:
    for path, text in {".vaultkit/config.toml": SETTINGS, **notes}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def moment(day: int, **properties: object) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in properties.items())
    return f"---\ntype: moment\ndate: 2026-11-{day:02}\n{lines}---\n"


def request(when: str, *, status: str = "draft", author: str = "Mara", body: str = "") -> str:
    return f"---\ntype: request\ndate: 2026-11-20\nauthor: {author}\nfeel: sad\nwhen: {when}\nstatus: {status}\n---\n{body}"


def test_a_tool_spelt_two_ways_is_asked_about_with_the_near_one(root: Path) -> None:
    found = checked(
        root,
        {
            "Toolkit/Step outside.md": "---\ntype: tool\n---\n",
            "Moments/a.md": moment(1, before=6, tools="[step outsid, 4-6 breathing]"),
            "Moments/b.md": moment(2, before=6, tools="[Step  Outside, 4-4-6 breathing, tea, sea]"),
            "Moments/c.md": moment(3, before=6, tools="[warm shower]"),
            "Moments/d.md": moment(4, before=6, tools="[warm shower]"),
            "Journal/a.md": "---\ntype: journal\ndate: 2026-11-05\npractised: [warm showr]\n---\n",
        },
    )
    assert [str(one) for one in found.hints] == [
        "Journal/a.md:4: practised: warm showr: did you mean warm shower?",
        "Moments/a.md:5: tools: step outsid: did you mean Step outside?",
    ]
    assert found.problems == ()


def test_after_without_before_and_a_day_still_to_come_are_hints(root: Path) -> None:
    found = checked(root, {"Moments/a.md": moment(26, after=3), "Moments/b.md": moment(2, before=5, after=0)})
    assert [str(one) for one in found.hints] == [
        "Moments/a.md:3: date: 2026-11-26 is still to come",
        "Moments/a.md:4: after: found 3, expected before beside it, if you remember; the two make a pair",
    ]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (0, "step: found 0, expected the number of a step, from 1"),
        (3, "step: found 3, expected a step of Alone, from 1 to 2"),
    ],
)
def test_a_step_before_the_first_and_one_past_the_last_are_problems(step: int, said: str, root: Path) -> None:
    ladder = '---\ntype: ladder\nsteps: ["20 min: a walk", "1 h: a book"]\n---\n'
    session = f'---\ntype: exposure\ndate: 2026-11-20\nladder: "[[Alone]]"\nstep: {step}\n---\n'
    found = checked(root, {"Ladders/Alone.md": ladder, "Ladders/Alone/a.md": session})
    assert [str(one) for one in found.problems] == [f"Ladders/Alone/a.md:5: {said}"]


def test_an_open_request_of_ones_own_gets_a_gentle_hint_with_its_line(root: Path) -> None:
    found = checked(root, {"Requests/a.md": request("you never ask")})
    (hint,) = found.gentle
    assert str(hint).startswith("Requests/a.md:6: when: you never: Always and never are hard to hear.")
    assert (found.problems, found.hints, found.harm) == ((), (), False)


@pytest.mark.parametrize(
    "note",
    [
        request("you never ask", author="Jonas"),
        request("you never ask", status="declined"),
        request("you never ask", status="agreed"),
        request("plans change late"),
    ],
)
def test_a_partners_words_an_answered_request_and_kind_words_get_none(note: str, root: Path) -> None:
    assert checked(root, {"Requests/a.md": note}).gentle == ()


def test_nothing_in_the_shared_folder_is_looked_at(root: Path) -> None:
    wish = "---\ntype: contribution\nweek: 2026-W48\nauthor: Mara\n---\n## A wish\n- You never ask.\n- You hit me.\n"
    found = checked(
        root, {"Shared/Mara/2026-W48 Mara.md": wish, "Shared/Mara/b.md": request("you never ask, you hit me")}
    )
    assert (found.gentle, found.harm) == ((), False)


@pytest.mark.parametrize(
    "note",
    [
        request("you hit me and never stop"),
        request("you never ask", body="\n# A wish\n\nYou took my phone.\n"),
    ],
)
def test_a_request_that_tells_of_harm_gets_no_hint_at_all(note: str, root: Path) -> None:
    found = checked(root, {"Requests/a.md": note})
    assert (found.gentle, found.hints, found.problems, found.harm) == ((), (), (), True)


@pytest.mark.parametrize("when", ["you never ask", "you hit me"])
def test_the_command_ends_well_and_neither_json_nor_a_file_tells_of_it(when: str, root: Path) -> None:
    write(root, {"Requests/a.md": request(when)})
    plain, json = (
        subprocess.run(
            [sys.executable, "-m", "vaultkit", "--vault", str(root), "--date", str(DAY), "check", *more],
            capture_output=True,
            env={**os.environ, "PYTHONUTF8": "1"},
            check=False,
        )
        for more in ([], ["--json"])
    )
    assert (plain.returncode, json.returncode) == (0, 0)
    assert when.encode() not in json.stdout
    assert b"support" not in plain.stdout + json.stdout
    assert b'"hints": []' in json.stdout
    assert (b"you never: Always" in plain.stdout) == (when == "you never ask")
