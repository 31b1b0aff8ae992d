import os
import re
import stat
import sys
from pathlib import Path

import pytest

JOURNAL = "---\ntype: journal\ndate: {day}\nauthor: Mara\ndistress: {distress}\nconnection: 5\nstrength: {words}\ntags: [vaultkit/journal]\n---\n"
HOSTILE = (
    "<script>fetch('https://example.invalid')</script> [x](javascript:alert(1)) obsidian://open \u202egnirts"
)


def write_day(vault, day, distress=5, words="I went outside."):
    import json

    note = JOURNAL.format(day=day, distress=distress, words=json.dumps(words))
    (vault / f"Journal/{day}.md").write_text(note, "utf-8")


def test_a_report_is_one_file_of_its_owner_and_the_last_line_says_where(on, vault):
    ran = on("report")
    assert ran.code == 0
    assert ran.last == vault / "Progress/Report last four weeks.html"
    if os.name != "nt":
        assert stat.S_IMODE(ran.last.stat().st_mode) == 0o600
    assert ran.last.read_text("utf-8").count("<svg") >= 5


def test_the_same_notes_give_the_same_page(on):
    before = on("report").last.read_bytes()
    again = on("report", "--json").json()
    assert Path(again["path"]).read_bytes() == before
    assert (again["created"], again["changed"]) == (False, False)


def test_a_page_has_no_script_and_names_nothing_to_load(on):
    for options in (
        ["report"],
        ["report", "--for-professional"],
        ["report", "--with-partner"],
        ["checkin", "--print"],
    ):
        text = on(*options).last.read_text("utf-8")
        assert "default-src 'none'" in text
        assert not re.search(
            r"<(?:script|link|img|iframe|object|embed|base|form)\b|@import|url\(|\bsrc=|\bsrcset=", text
        )
        assert set(re.findall(r"https?://[^\s\"'<>]+", text)) <= {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize(
    ("option", "name"),
    [
        ("--for-professional", "Report last four weeks, to take along.html"),
        ("--with-partner", "Report last four weeks, of both.html"),
        ("--week", "Report 2026-W48.html"),
        ("--month", "Report November 2026.html"),
        ("--season", "Report autumn 2026.html"),
    ],
)
def test_each_page_has_a_name_of_its_own(on, option, name):
    assert on("report", option).last.name == name


def test_in_a_dry_run_nothing_is_written(on, vault):
    ran = on("report", "--dry-run")
    assert ran.out.startswith("Would write:")
    assert not (vault / "Progress").exists()
    document = on("report", "--for-professional", "--dry-run", "--json").json()
    assert document["dry_run"]
    assert document["for"] == "professional"
    assert not (vault / "Progress").exists()


@pytest.mark.parametrize(
    "options",
    [
        ["--for-professional", "--with-partner"],
        ["--with-words"],
        ["--week", "--month"],
        ["--from", "2026-11-24", "--to", "2026-11-01"],
        ["--from", "yesterday"],
    ],
)
def test_what_does_not_go_together_is_wrong_usage(on, options):
    assert on("report", *options).code == 2


def test_a_page_of_someones_own_with_that_name_stays(on, vault):
    (vault / "Progress").mkdir()
    mine = vault / "Progress/Report last four weeks.html"
    mine.write_text("my own page", "utf-8")
    assert on("report").last.name == "Report last four weeks 2.html"
    assert mine.read_text("utf-8") == "my own page"


def test_ones_own_page_has_no_word_that_is_shared(on, vault):
    (vault / "Shared/Jonas/2026-W48 Jonas.md").write_text(
        "---\ntype: contribution\nweek: 2026-W48\nauthor: Jonas\ntags: [vaultkit/contribution]\n---\n"
        "## Thank you to Mara\n- zebrafinch\n\n## Something that went well\n- zebrafinch\n",
        "utf-8",
    )
    for options in ([], ["--for-professional"]):
        assert "zebrafinch" not in on("report", *options).last.read_text("utf-8")


def test_the_page_of_both_has_nothing_private_and_words_only_if_asked(on, vault):
    write_day(vault, "2026-11-24", words="zebrafinch")
    plain = on("report", "--with-partner").last.read_text("utf-8")
    assert "zebrafinch" not in plain
    assert "Sunday walk" in plain
    assert "Call the landlord about the heating" not in plain
    worded = on("report", "--with-partner", "--with-words").last.read_text("utf-8")
    assert "Call the landlord about the heating" in worded


def test_heavy_days_leave_no_word_of_support_on_any_page(on, vault):
    for day in range(18, 25):
        write_day(vault, f"2026-11-{day}", distress=10)
    for options in ([], ["--for-professional"], ["--with-partner"]):
        text = on("report", *options).last.read_text("utf-8")
        assert not re.search(
            r"support|helpline|befrienders|carry them alone|talk to someone", text, re.IGNORECASE
        )


def test_hostile_words_stay_words(on, vault):
    write_day(vault, "2026-11-23", words=HOSTILE)
    text = on("report").last.read_text("utf-8")
    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert "\u202e" not in text


def test_a_megabyte_of_words_leaves_a_page_that_can_be_read(on, vault):
    write_day(vault, "2026-11-23", words="words " * 170_000)
    page = on("report").last
    assert page.stat().st_size < 200_000


def test_a_vault_without_notes_has_a_kind_page(run, tmp_path):
    run("init", tmp_path / "New", "--me", "Mara")
    ran = run("--vault", tmp_path / "New", "report")
    assert ran.code == 0, ran.err
    assert "and that is fine" in ran.last.read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a browser is set in another way there")
def test_the_page_is_shown_in_ones_own_browser_if_asked(vault, environment, tmp_path):
    import subprocess

    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/shown\n', "utf-8")
    browser.chmod(0o755)
    command = [
        sys.executable,
        "-m",
        "vaultkit",
        "--vault",
        str(vault),
        "--date",
        "2026-11-24",
        "report",
        "--open",
    ]
    done = subprocess.run(
        command, env={**environment, "BROWSER": f"{browser} %s"}, capture_output=True, check=True
    )
    assert (tmp_path / "shown").read_text("utf-8").startswith("file:///")
    assert done.stdout.endswith(b"last four weeks.html\n")


def test_the_agenda_is_printed_from_the_note_and_with_it(on, vault):
    ran = on("checkin", "--print")
    page = ran.last.read_text("utf-8")
    assert ran.last == vault / "Progress/Agenda 2026-W48.html"
    assert str(vault / "Shared/Check-ins/2026-W48.md") in ran.out
    assert "<h1>Our check-in, Sunday 29 November 2026</h1>" in page
    assert "<h2>1. Arrive · 3 min</h2>" in page
    assert "[[" not in page
    assert on("checkin", "--print", "--json").json()["page"] == str(ran.last)


def test_a_held_check_in_is_printed_as_it_stands_in_its_note(on, vault):
    page = on("checkin", "--print", "--week", "2026-W46").last.read_text("utf-8")
    assert "and let me be sorry" in page
    assert "Ask Felix for the other heater as well (Mara), for 18 November" in page
    assert "Bleed the radiators" not in page


def test_without_print_no_page_is_made(on, vault):
    assert "page" not in on("checkin", "--json").json()
    assert not (vault / "Progress").exists()


def test_the_progress_note_shows_its_charts_and_says_each_in_words(on, vault):
    note = on("progress", "--write").last.read_text("utf-8")
    shown = re.findall(r"^!\[\[(.+?)\|.+?\]\]\n(.+)$", note, re.MULTILINE)
    assert len(shown) >= 5
    for path, words in shown:
        assert (vault / path).read_text("utf-8").startswith("<!-- Made by vaultkit, ")
        assert len(words) > 20
    before = {path: (vault / path).stat().st_mtime_ns for path, _ in shown}
    on("progress", "--write")
    assert {path: (vault / path).stat().st_mtime_ns for path, _ in shown} == before


def test_a_drawing_of_someones_own_is_neither_overwritten_nor_shown_as_a_chart(on, vault):
    (vault / "Progress/charts").mkdir(parents=True)
    mine = vault / "Progress/charts/last four weeks distress.svg"
    mine.write_text("<svg>mine</svg>", "utf-8")
    note = on("progress", "--write").last.read_text("utf-8")
    assert mine.read_text("utf-8") == "<svg>mine</svg>"
    assert "![[Progress/charts/last four weeks distress 2.svg|" in note
    assert "![[Progress/charts/last four weeks distress.svg" not in note
