"""`soothe` without a terminal, its list, its choices, and exercises of one's own."""

import shutil
import subprocess
import sys

import pytest

from vaultkit.cli.soothe import prefers_lines

OWN = "# The window\n\nA minute at the window.\n\n- 20 s: Open it.\n- breathe 4-6, 4 rounds: Soft.\n"


@pytest.fixture
def own(vault):
    """Writes an exercise of one's own into the vault."""

    def write(name, text):
        folder = vault / "Templates/vaultkit/exercises"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.md"
        path.write_text(text, "utf-8")
        return path

    return write


def test_the_list_names_every_exercise_and_its_ways(on):
    ran = on("soothe", "--list")
    assert ran.code == 0
    for name in (
        "baseline",
        "breathing",
        "grounding",
        "pmr",
        "observe",
        "kindness",
        "pause",
        "walk",
        "stretch",
        "tea",
        "outside",
    ):
        assert f"\n{name}: " in f"\n{ran.out}"
    assert "ways: 4-6, 4-4-6, box, resonance, sigh" in ran.out


def test_one_of_ones_own_is_listed_with_the_others_and_wins_over_one_of_its_name(on, own):
    own("window", OWN)
    own("Tea", OWN.replace("The window", "Our tea"))
    found = {one["name"]: one for one in on("soothe", "--list", "--json").json()["exercises"]}
    assert found["window"]["path"] == "Templates/vaultkit/exercises/window.md"
    assert found["Tea"]["title"] == "Our tea"
    assert "tea" not in found
    assert "Our tea" in on("soothe", "tea").out


def test_one_that_cannot_be_read_is_named_with_its_line_and_the_others_go_on(on, own):
    own("window", OWN)
    own("broken", "# Mine\n\n- 20 s: Sit.\n- breathe 4-30-6, 4 rounds: Soft.\n- ages: Wait.\n")
    ran = on("soothe", "--list")
    assert ran.code == 3
    assert "window: A minute" in ran.out
    assert "baseline: " in ran.out
    lines = ran.err.splitlines()
    assert lines[0].startswith(
        "vaultkit: Templates/vaultkit/exercises/broken.md:4: found 30 s, expected a hold of 1 to 10"
    )
    assert lines[1].startswith("vaultkit: Templates/vaultkit/exercises/broken.md:5: found ages")
    assert on("soothe", "breathing").code == 0
    ran = on("soothe", "broken")
    assert ran.code == 1
    assert "broken.md:4:" in ran.err
    ran = on("check")
    assert ran.code == 3
    assert "Templates/vaultkit/exercises/broken.md:4: found 30 s" in ran.out


def test_a_link_out_of_the_vault_is_no_exercise(on, own, tmp_path):
    own("window", OWN)
    (tmp_path / "elsewhere.md").write_text(OWN, "utf-8")
    try:
        (own("window", OWN).parent / "linked.md").symlink_to(tmp_path / "elsewhere.md")
    except OSError:
        pytest.skip("no links here")
    assert "leads out of the vault" in on("soothe", "--list").err


def test_a_file_that_is_no_text_is_said_and_harms_nothing(on, own):
    own("window", OWN).write_bytes(b"\xff\xfe\x00")
    ran = on("soothe", "--list")
    assert ran.code == 3
    assert "window.md" in ran.err
    assert "Traceback" not in ran.err


def test_without_a_terminal_the_whole_exercise_is_said_at_once_and_nothing_is_written(on, vault):
    before = sorted(vault.rglob("*"))
    ran = on("soothe", "baseline")
    assert ran.code == 0
    assert "- in 4, hold 4, out 6, 8 rounds: Small and soft." in ran.out
    assert "Holding the breath is not for everyone" in ran.out
    assert "no terminal here" in ran.out
    assert sorted(vault.rglob("*")) == before


def test_without_a_terminal_or_a_name_it_says_which_there_are(on):
    ran = on("soothe")
    assert ran.code == 0
    assert "There is no terminal" in ran.out
    assert "baseline: " in ran.out


def test_the_breath_can_be_chosen_within_its_bounds(on):
    assert "in 5.5, out 5.5, 11 rounds" in on("soothe", "breathing", "--pattern", "5.5-5.5").out
    assert "in 4, hold 4, out 4, hold 4, 6 rounds" in on("soothe", "breathing", "--pattern", "BOX").out
    without = on("soothe", "baseline", "--pattern", "4-6").out
    assert "in 4, out 6, 11 rounds" in without
    assert "Holding" not in without
    quick = on("soothe", "breathing", "--pattern", "2-2")
    assert quick.code == 0
    assert "under 6 seconds a round" in quick.out


REFUSED = {
    ("nonsense",): "there is no exercise of that name",
    ("breathin",): "Did you mean breathing?",
    ("breathing", "--pattern", "4-11-6"): "expected a hold of 1 to 10 seconds",
    ("breathing", "--pattern", "fast"): "expected seconds in, out, such as 4-6",
    ("tea", "--pattern", "4-6"): "no breath to follow",
    ("breathing", "--short"): "no way called short here; it has 4-6",
    ("grounding", "--way", "six"): "it has 5-4-3, 5-4-3-2-1, object",
    ("pause", "--minutes", "5"): "expected minutes from 20 to 1440",
    ("tea", "--minutes", "30"): "no pause to set",
}


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_what_does_not_fit_is_said_with_what_would(on, arguments):
    ran = on("soothe", *arguments)
    assert ran.code == 1
    assert REFUSED[arguments] in ran.err
    assert ran.out == ""


def test_options_for_an_exercise_without_its_name_are_wrong_usage(on):
    assert on("soothe", "--pattern", "4-6").code == 2


def test_long_left_first_and_a_pause_of_ones_own_length(on):
    long = on("soothe", "pmr", "--long", "--left-first").out
    assert long.index("Left hand and forearm") < long.index("Right hand and forearm")
    assert "- 40 minutes: No going over" in on("soothe", "pause", "--minutes", "40").out


def test_as_json_it_is_the_exercise_with_its_timings(on):
    found = on("soothe", "breathing", "--pattern", "4-6", "--json").json()
    (way,) = found["ways"]
    assert way["steps"][0]["rounds"] == 12
    assert [phase["seconds"] for phase in way["steps"][0]["phases"]] == [4, 6]


@pytest.mark.parametrize("name", ["ACCESSIBLE", "NO_COLOR", "REDUCED_MOTION"])
def test_whoever_asks_for_no_colour_no_motion_or_a_screen_reader_gets_lines(name):
    assert prefers_lines({"TERM": "xterm-256color", name: "1"})
    assert not prefers_lines({"TERM": "xterm-256color", name: ""})


def test_a_plain_terminal_gets_lines():
    assert prefers_lines({"TERM": "dumb"})
    assert not prefers_lines({"TERM": "xterm"})


@pytest.mark.skipif(shutil.which("bash") is None, reason="closing a stream takes a shell")
@pytest.mark.parametrize(
    "command", [["soothe", "breathing"], ["progress"], ["moment", "--before", "3"]], ids=" ".join
)
def test_with_standard_output_closed_nothing_goes_wrong(command, environment, vault):
    shell = 'exec "$0" -m vaultkit --vault "$1" --date 2026-11-24 "${@:2}" >&- <&-'
    done = subprocess.run(
        ["bash", "-c", shell, sys.executable, str(vault), *command],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_nothing_in_the_name_or_the_words_of_an_exercise_acts_on_the_terminal(on, own):
    own("left\u202eright", "# A\x1b[2J\n\nWords\x1b]0;mine\x07 and\x9b31m more.\n\n- 5 s: Sit.\n")
    own("bad\u202e", "# A\n\n- never: Sit.\n")
    ran = on("soothe", "--list")
    assert "Words" in ran.out
    assert not set("\x1b\x07\x9b\u202e") & set(ran.out + ran.err)
