"""`vaultkit goal` and `vaultkit rituals`: lists, and small notes that change nothing else."""

import pytest

from vaultkit.notes import parse_note


def added(before, after):
    """The lines that came and the lines that went."""
    return set(after.splitlines()) - set(before.splitlines()), set(before.splitlines()) - set(
        after.splitlines()
    )


def test_goals_are_listed_with_target_day_and_how_far_they_are(on):
    out = on("goal").out
    assert out.startswith(
        "A weekend in the mountains\n"
        "  two nights in the little room at the hut, with snow if there is any\n"
        "  45 % of the way on 23 November\n"
        "  planned for 28 February 2027\n"
    )
    assert "A shelf for the hallway (reached)\n" in out
    found = on("goal", "--json").json()
    assert [one["percent"] for one in found["goals"]] == [45, 15, 100]
    assert found["goals"][0]["path"] == "Shared/Goals/A weekend in the mountains.md"


def test_before_the_first_goal_it_says_how_to_make_one(on, vault):
    for path in (vault / "Shared/Goals").glob("*.md"):
        path.unlink()
    assert "vaultkit new goal" in on("goal").out
    assert on("goal", "--json").json()["goals"] == []


@pytest.mark.parametrize("percent", ["50", "50%", " 50 % "])
def test_moving_a_goal_adds_one_line_and_keeps_every_other(on, vault, percent):
    path = vault / "Shared/Goals/A weekend in the mountains.md"
    before = path.read_text("utf-8")
    ran = on("goal", "moved", "a weekend in the MOUNTAINS", percent)
    assert ran.code == 0
    assert ran.last == path
    assert added(before, path.read_text("utf-8")) == ({'  - "2026-11-24: 50"'}, set())
    once = path.read_bytes()
    on("goal", "moved", "A weekend in the mountains", percent)
    assert path.read_bytes() == once


def test_a_goal_can_move_on_another_day_and_back_again(on, vault):
    path = vault / "Shared/Goals/Twenty Polish lessons.md"
    on("goal", "moved", "Twenty Polish lessons", "30", "--on", "2026-11-20")
    on("goal", "moved", "Twenty Polish lessons", "10", "--on", "2026-11-22")
    moved = parse_note(path.read_text("utf-8")).properties["moved"]
    assert moved[-2:] == ["2026-11-20: 30", "2026-11-22: 10"]
    assert "10 % of the way on 22 November" in on("goal").out


@pytest.mark.parametrize("percent", ["-1", "101", "half", "5.5", "٣", "9" * 5000, ""])
def test_what_is_no_per_cent_is_wrong_usage_and_changes_nothing(on, vault, percent):
    path = vault / "Shared/Goals/A weekend in the mountains.md"
    before = path.read_bytes()
    assert on("goal", "moved", "A weekend in the mountains", "--", percent).code == 2
    assert path.read_bytes() == before


def test_a_goal_is_reached_let_go_and_taken_up_again(on, vault):
    path = vault / "Shared/Goals/Twenty Polish lessons.md"
    before = path.read_text("utf-8")
    assert on("goal", "reached", "Twenty Polish lessons", "--on", "2026-11-22").code == 0
    reached = path.read_text("utf-8")
    assert added(before, reached) == ({"status: reached", '  - "2026-11-22: 100"'}, {"status: active"})
    on("goal", "reached", "Twenty Polish lessons")
    assert path.read_text("utf-8") == reached
    on("goal", "let-go", "Twenty Polish lessons")
    assert added(reached, path.read_text("utf-8")) == ({"status: let go"}, {"status: reached"})
    on("goal", "again", "Twenty Polish lessons")
    assert added(reached, path.read_text("utf-8")) == ({"status: active"}, {"status: reached"})


def test_a_name_that_is_nearly_one_is_suggested(on):
    ran = on("goal", "moved", "Twenty polsh lesons", "40")
    assert ran.code == 1
    assert "did you mean Twenty Polish lessons?" in ran.err
    ran = on("rituals", "done", "sunday wlak")
    assert ran.code == 1
    assert "did you mean Sunday walk?" in ran.err
    assert "did you mean Pottery class?" in on("rituals", "done", "pottery").err
    assert "There are: " in on("goal", "reached", "something else entirely").err


@pytest.mark.parametrize(
    "command",
    [
        ["goal", "moved", "Twenty Polish lessons", "40"],
        ["goal", "reached", "Twenty Polish lessons"],
        ["goal", "let-go", "Twenty Polish lessons"],
        ["goal", "again", "A shelf for the hallway"],
        ["rituals", "undo", "Sunday walk", "--on", "2026-11-23"],
        ["rituals", "add", "1"],
    ],
    ids=" ".join,
)
def test_a_dry_run_names_the_note_and_changes_nothing(on, vault, command):
    before = {path: path.read_bytes() for path in vault.rglob("*.md")}
    ran = on(*command, "--dry-run")
    assert ran.code == 0
    assert "Would" in ran.out
    assert ran.last.is_relative_to(vault / "Shared")
    assert on(*command, "--dry-run", "--json").json()["path"] == str(ran.last)
    assert {path: path.read_bytes() for path in vault.rglob("*.md")} == before


def test_a_ritual_noted_by_mistake_is_taken_back_and_the_note_is_as_before(on, vault):
    path = vault / "Shared/Rituals/Sunday walk.md"
    before = path.read_text("utf-8")
    on("rituals", "done", "Sunday walk")
    ran = on("rituals", "undo", "Sunday walk")
    assert ran.code == 0
    assert ran.last == path
    assert path.read_text("utf-8") == before
    on("rituals", "undo", "Sunday walk", "--on", "2026-10-11")
    assert added(before, path.read_text("utf-8")) == (set(), {"  - 2026-10-11"})


def test_taking_back_a_day_that_is_not_noted_says_which_are(on, vault):
    ran = on("rituals", "undo", "Sunday walk")
    assert ran.code == 1
    assert "nothing is noted for 2026-11-24" in ran.err
    assert "2026-11-23" in ran.err


def test_a_day_still_to_come_is_noted_with_a_hint(on):
    ran = on("rituals", "done", "Sunday walk", "--on", "2026-11-29")
    assert ran.code == 0
    assert "2026-11-29 is still to come (a hint, not a problem)" in ran.out


def test_the_list_looks_ahead_to_the_next_season_in_its_last_three_weeks(on, vault):
    assert on("rituals").out.startswith("Tuesday 24 November, autumn\n")
    assert "Winter begins on 1 December." in on("rituals").out
    assert "begins on" not in on("rituals", date="2026-11-08").out
    assert on("rituals", "--json").json()["season"] == {
        "name": "autumn",
        "until": "2026-11-30",
        "following": "winter",
    }
    page = vault / "Shared/Our workbook.md"
    page.write_text(page.read_text("utf-8").replace("hemisphere: north", "hemisphere: south"), "utf-8")
    assert on("rituals").out.startswith("Tuesday 24 November, spring\n")
    assert "Summer begins on 1 December." in " ".join(on("rituals").out.split())
    assert on("rituals", "--json", date="2027-02-10").json()["season"]["until"] == "2027-02-28"
    assert on("rituals", "--json", date="2026-12-01").json()["season"]["until"] == "2027-02-28"


@pytest.mark.parametrize(("hemisphere", "months"), [("north", "December"), ("south", "June")])
def test_ideas_follow_the_seasons_of_where_one_lives(on, vault, hemisphere, months):
    page = vault / "Shared/Our workbook.md"
    page.write_text(
        page.read_text("utf-8").replace("hemisphere: north", f"hemisphere: {hemisphere}"), "utf-8"
    )
    out = on("rituals", "ideas", "--season", "winter").out
    assert f"Winter, from {months}" in out
    assert "First evening by candlelight (together, 120 min)" in out
    assert "All the year" not in out


def test_without_a_season_named_ideas_are_for_now_soon_and_all_the_year(on):
    found = on("rituals", "ideas", "--json").json()
    assert found["seasons"] == ["autumn", "winter"]
    assert {one["season"] for one in found["ideas"]} == {"", "autumn", "winter"}
    assert [one["name"] for one in found["ideas"] if one["taken"]] == ["A morning alone"]
    assert on("rituals", "ideas", "--json", date="2026-07-01").json()["seasons"] == ["summer"]
    assert on("rituals", "ideas", "--season", "monsoon").code == 2


def test_an_idea_is_taken_by_number_or_name_and_is_then_a_ritual_like_any_other(on, vault):
    ran = on("rituals", "add", "18")
    assert ran.code == 0
    assert ran.last == vault / "Shared/Rituals/First evening by candlelight.md"
    note = parse_note(ran.last.read_text("utf-8"))
    wanted = {"cadence": "seasonal", "month": 12, "balance": "together", "minutes": 120, "status": "active"}
    assert {name: note.properties[name] for name in wanted} == wanted
    assert "The lamps stay off from supper on." in note.body
    assert on("rituals", "add", "a walk of OURS").code == 0
    assert "A walk of ours" in on("rituals").out
    assert on("check").code == 0
    again = on("rituals", "add", "18")
    assert again.code == 1
    assert "already there" in again.err


def test_an_idea_that_there_is_none_of_is_named_with_what_to_do(on):
    assert "did you mean A walk of ours?" in on("rituals", "add", "a walk of our").err
    ran = on("rituals", "add", "99")
    assert ran.code == 1
    assert "expected a number from 1 to 23" in ran.err
