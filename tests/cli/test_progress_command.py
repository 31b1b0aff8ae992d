import os
import subprocess
import sys

import pytest


def test_a_week_that_is_not_over_counts_up_to_today(on):
    assert "\n" in on("progress", "--week").out
    assert on("progress", "--week").out.startswith("23 November to 24 November 2026 · ")
    assert on("progress", "--week", "--json").json()["days"] == 2


def test_ones_own_numbers_are_in_the_terminal_the_note_and_the_json(on, vault):
    settings = vault / ".vaultkit/config.toml"
    lines = [line for line in settings.read_text("utf-8").splitlines() if not line.startswith("names =")]
    text = "\n".join(line for line in lines if line != "[measures]")
    settings.write_text(text + '\n[measures]\nnames = ["hours_slept"]\n', "utf-8")
    for day, hours in ((20, "6.5"), (21, "8")):
        text = (
            f"---\ntype: journal\ndate: 2026-11-{day}\nhours_slept: {hours}\ntags: [vaultkit/journal]\n---\n"
        )
        (vault / f"Journal/2026-11-{day}.md").write_text(text, "utf-8")
    shown = on("progress", "--write")
    assert "Hours slept     median 7.25 (6.5 to 8)" in shown.out
    assert "- **Hours slept:** median 7.25 (6.5 to 8), from 2 days" in shown.last.read_text("utf-8")
    measures = on("progress", "--json").json()["measures"]
    assert measures == {"hours_slept": {"median": 7.25, "low": 6.5, "high": 8, "n": 2}}


@pytest.mark.skipif(os.name == "nt", reason="there is no such terminal here")
@pytest.mark.parametrize("columns", [60, 200])
def test_a_summary_fits_the_terminal_up_to_eighty_columns(vault, environment, columns):
    command = [sys.executable, "-m", "vaultkit", "--vault", str(vault), "--date", "2026-11-24", "progress"]
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
    assert done.wait(60) == 0
    assert max(map(len, data.decode().splitlines())) <= min(columns, 80)


def test_the_figures_are_shown_even_where_the_note_cannot_be_written(on, vault):
    (vault / "Progress").write_text("not a folder", "utf-8")
    ran = on("progress", "--write")
    assert ran.code == 1
    assert "median 4 (3 to 8)" in ran.out
    assert "Progress" in ran.err
    assert "Traceback" not in ran.err
