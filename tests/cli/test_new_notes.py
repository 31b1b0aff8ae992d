"""`new`: from standard input and from options, without a private word on the command line."""

import pytest

from vaultkit.notes import parse_note, section_text
from vaultkit.workbook.questions import QUESTIONS

GIVEN = {
    "journal": "distress: 4\nwhat_happened: a short call\n",
    "moment": "before: 7\nafter: 3\nfeeling: lonely\ntriggers: [late reply]\n",
    "thought": "feeling: scared\nthe_thought: He has forgotten me\nbelief_before: 80\n",
    "ladder": "title: Evenings\nsteps:\n  - '20 min: a walk'\n  - '40 min: the market'\n",
    "exposure": "ladder: Time on my own\nstep: 4\nactual: 90\ncame_true: no\n",
    "tool": "title: A warm bath\nminutes: 20\nfits: [calm]\n",
    "plan": "trigger: short tone\nthen: I ask for ten minutes before I answer\n",
    "request": "feel: unsettled\nwhen: plans change\nbecause: I had looked forward\nwould_like: a call\n",
    "contribution": "for_our_check_in: what we do on Sunday\nthank_you: [you waited, you sang]\n",
    "ritual": "title: Soup night\ncadence: monthly\nbalance: together\n",
    "goal": "title: Learn to sail\ntarget: one day out alone\n",
}


def test_every_kind_is_tried_here():
    assert set(GIVEN) == set(QUESTIONS)


@pytest.mark.parametrize("kind", GIVEN)
def test_every_kind_can_be_made_from_standard_input_and_passes_check(kind, on):
    ran = on("new", kind, given=GIVEN[kind])
    assert ran.code == 0, ran.err
    note = parse_note(ran.last.read_text("utf-8"))
    assert note.properties["type"] == kind
    assert note.problems == ()
    checked = on("check")
    assert checked.code == 0, checked.out


def test_words_go_under_their_heading_and_properties_into_their_line(on):
    text = on("new", "journal", given=GIVEN["journal"]).last.read_text("utf-8")
    assert parse_note(text).properties["distress"] == 4
    assert section_text(text, "What happened").strip() == "a short call"


def test_what_is_typed_for_a_page_that_is_there_is_added_and_nothing_is_replaced(on):
    on("new", "journal", given="distress: 4\nfeeling: tired\ngratitude: [soup]\nwhat_happened: A call.\n")
    ran = on(
        "new",
        "journal",
        given="distress: 7\nstrength: I rested\ngratitude: [rain]\nwhat_happened: Then rain.\n",
    )
    assert ran.code == 0
    text = ran.last.read_text("utf-8")
    properties = parse_note(text).properties
    assert (properties["distress"], properties["feeling"], properties["strength"]) == (4, "tired", "I rested")
    assert properties["gratitude"] == ["soup", "rain"]
    assert section_text(text, "What happened").split("\n")[:2] == ["A call.", "Then rain."]
    assert section_text(text, "Added later").strip() == "- distress: 7"


def test_a_new_page_takes_what_is_given_over_what_its_template_says(on):
    text = on("new", "journal", given="share: true\ndistress: 4\n").last.read_text("utf-8")
    assert parse_note(text).properties["share"] is True
    assert "Added later" not in text


def test_words_given_for_a_daily_note_of_obsidian_make_it_a_page_that_counts(on, vault):
    settings = vault / ".vaultkit/config.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[journal]\ninto = "daily"\n', "utf-8")
    page = vault / "Journal/2026-11-24.md"
    page.write_text("My own words.\n", "utf-8")
    assert on("new", "journal", given="strength: I asked for a pause\n").code == 0
    assert "My own words.\n" in page.read_text("utf-8")
    assert "I asked for a pause" in on("progress").out


def test_what_one_brings_to_the_check_in_stands_in_its_agenda(on):
    for topic in ("a first topic", "a second one"):
        brought = on("new", "contribution", given=f"for our check-in: {topic}\n")
        assert brought.last.name == "2026-W48 Mara.md"
    words = [topic["words"] for topic in on("checkin", "--json").json()["topics"]]
    assert {"a first topic", "a second one"} <= set(words)


def test_what_a_journal_page_is_given_for_the_check_in_becomes_a_bullet_that_can_be_shared(on):
    ran = on("new", "journal", given="for our check-in: the holiday\nthank you: you waited\n")
    text = ran.last.read_text("utf-8")
    assert section_text(text, "For our check-in").strip() == "- the holiday"
    assert "\n- you waited\n" in text


def test_a_practice_names_its_ladder_without_doubt_where_two_notes_share_the_name(on, vault):
    (vault / "Other/Ladders").mkdir(parents=True)
    (vault / "Other/Ladders/Time on my own.md").write_text("another\n", "utf-8")
    ran = on("new", "exposure", given=GIVEN["exposure"])
    properties = parse_note(ran.last.read_text("utf-8")).properties
    assert properties["ladder"] == "[[Ladders/Time on my own]]"
    assert ran.last.parent == vault / "Ladders/Time on my own"
    assert ran.last.name in str(on("ladder", "show", "--json").json())


def test_a_date_that_is_given_is_the_day_of_the_note(on):
    ran = on("new", "moment", given="date: 2026-11-23\ntime: '21:30'\n")
    assert ran.last.name == "2026-11-23 2130 moment.md"
    assert "Monday 23 November" in ran.last.read_text("utf-8")


def test_steps_need_no_quotation_marks(on):
    ran = on("new", "ladder", given="title: Mornings\nsteps:\n  - 10 min: tea\n  - 20 min: a walk\n")
    assert parse_note(ran.last.read_text("utf-8")).properties["steps"] == ["10 min: tea", "20 min: a walk"]


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        ("moment", "befor: 3\n", "did you mean that?"),
        ("exposure", "ladder: Nowhere\nstep: 1\n", "there is no ladder of that name"),
        ("exposure", "ladder: Time on my own\nstep: 9\n", "expected a step of this ladder, from 1 to 8"),
        ("tool", "minutes: 3\n", "it needs a name"),
    ],
)
def test_slips_are_said_and_nothing_is_written(kind, given, said, on, vault):
    before = sorted(vault.rglob("*.md"))
    ran = on("new", kind, given=given)
    assert ran.code == 1
    assert said in ran.err
    assert sorted(vault.rglob("*.md")) == before


def test_hostile_words_stay_words(on):
    words = "yes: [no] {{ me }} {% for x in y %} ---\n\"'# not a heading"
    given = f"feeling: {words.splitlines()[0]!r}\nthought: |-\n  {words.splitlines()[0]}\n  ---\n  # x\n"
    note = parse_note(on("new", "moment", given=given).last.read_text("utf-8"))
    assert note.properties["feeling"] == words.splitlines()[0]
    assert note.properties["thought"] == f"{words.splitlines()[0]}\n---\n# x"
    assert note.problems == ()


def test_a_moment_can_be_made_without_words_and_without_standard_input(on):
    note = parse_note(on("new", "moment", "--set", "before=7", "--set", "after=3").last.read_text("utf-8"))
    assert (note.properties["before"], note.properties["after"]) == (7, 3)


def test_two_moments_in_one_minute_are_two_notes(on):
    paths = {on("new", "moment", given="time: '21:30'\n").last.name for _ in range(3)}
    assert paths == {f"2026-11-24 2130 moment{number}.md" for number in ("", " 2", " 3")}


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [("moment", ["--set", "feeling=lonely"]), ("tool", ["A warm bath"]), ("request", ["--set", "because=x"])],
)
def test_private_words_on_the_command_line_are_refused_with_the_reason(kind, arguments, on):
    ran = on("new", kind, *arguments)
    assert ran.code == 2
    assert "standard input" in ran.err


def test_words_for_what_both_share_may_be_arguments(on):
    ran = on("new", "ritual", "Soup night", "--set", "cadence=monthly", "--set", "balance=together")
    assert ran.last.name == "Soup night.md"
    assert parse_note(ran.last.read_text("utf-8")).properties["cadence"] == "monthly"


@pytest.mark.parametrize(
    "bad", ["before: 14", "before: high", "time: 9 o'clock", "tools: {a: b}", "date: tomorrow"]
)
def test_a_value_of_the_wrong_form_is_said_and_nothing_is_written(bad, on, vault):
    before = sorted(vault.rglob("*.md"))
    ran = on("new", "moment", given=f"{bad}\n")
    assert ran.code == 1
    assert bad.split(":")[0] in ran.err
    assert "expected" in ran.err
    assert sorted(vault.rglob("*.md")) == before


def test_a_dry_run_says_that_a_name_is_taken(on):
    ran = on("new", "ritual", "Sunday walk", "--set", "cadence=weekly", "--dry-run")
    assert ran.code == 1
    assert "already there" in ran.err


def test_a_note_of_that_name_is_never_overwritten(on, vault):
    path = vault / "Shared/Rituals/Sunday walk.md"
    before = path.read_bytes()
    ran = on("new", "ritual", "sunday WALK", "--set", "cadence=weekly")
    assert ran.code == 1
    assert path.read_bytes() == before
