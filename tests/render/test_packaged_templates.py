"""The packaged templates: whole notes as files, every field in its order, and kind words."""

import datetime
import re
from pathlib import Path

import pytest

from vaultkit.data import packaged
from vaultkit.notes.note import parse_note
from vaultkit.render.environment import render
from vaultkit.render.sources import template_source
from vaultkit.workbook.kinds import KINDS

TEMPLATES = packaged("templates")
VALUES = {
    "date": datetime.date(2026, 11, 24),
    "week": "2026-W48",
    "weekday": "Tuesday",
    "time": "21:30",
    "me": "Mara",
    "partner": "Jonas",
    "is_sunday": False,
}
TITLES = {
    "ladder": "Time on my own",
    "tool": "A cup of tea",
    "ritual": "Sunday walk",
    "goal": "A weekend in the mountains",
}
OF_ONE_KIND = {
    "journal": {"today": ""},
    "checkin": {
        "date": datetime.date(2026, 11, 29),
        "time": "19:30",
        "minutes": 45,
        "starts": "Jonas",
        "agenda": "%% vaultkit:begin agenda 5f1c9a02b7de %%\n*45 minutes from 19:30.*\n\n%% vaultkit:end agenda %%",
    },
    "settings": {"names": ["Mara", "Jonas"]},
    "progress": {
        "title": "Progress 2026-W48",
        "period": "2026-W48",
        "from_date": datetime.date(2026, 11, 23),
        "to_date": datetime.date(2026, 11, 29),
        "summary": "%% vaultkit:begin progress 5f1c9a02b7de %%\nDistress\n\n%% vaultkit:end progress %%",
    },
}

# Asked for when it is needed, rather than on every page.
LEFT_OUT = {"need_support", "talked", "answers"}
UNDATED = {"settings", "progress"}

AVOIDED = re.compile(
    r"\b(clingy|needy|codependent|insecure|toxic|avoidant|anxious|fail\w*|miss(ed|ing)|streaks?|broken|complian\w+|relaps\w+"
    r"|(ab)?normal|should|only|finally|attacks?|obsess\w+|weak(ness)?|calm down|bad day|your partner hasn't)\b",
    re.IGNORECASE,
)


def note(kind: str, **values: object) -> str:
    source = template_source(kind, None)
    given = {**VALUES, "title": TITLES.get(kind, ""), **OF_ONE_KIND.get(kind, {}), **values}
    return render(source.text, source.name, given)


def test_every_kind_has_a_template_and_every_template_a_kind() -> None:
    assert {path.stem for path in TEMPLATES.glob("*.md")} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_note_is_the_expected_one_each_time(kind, matches_file) -> None:
    matches_file(f"templates/{kind}.md", note(kind))
    assert note(kind) == note(kind)


def test_a_sunday_and_a_journal_kept_alone(matches_file) -> None:
    sunday = datetime.date(2026, 11, 29)
    matches_file(
        "templates/journal on a sunday, alone.md",
        note("journal", date=sunday, weekday="Sunday", is_sunday=True, partner=""),
    )


def test_a_ladder_and_a_contribution_of_one_person_alone_name_nobody_else() -> None:
    assert "Jonas" not in note("ladder", partner="") + note("contribution", partner="") + note(
        "request", partner=""
    )
    assert "- Whoever is part of a step and I both know" in note("ladder", partner="")


@pytest.mark.parametrize("kind", KINDS)
def test_the_note_reads_without_problems_and_holds_its_fields_in_order(kind: str) -> None:
    read = parse_note(note(kind))
    assert read.problems == ()
    assert read.properties["type"] == kind
    assert read.properties["tags"] == [f"vaultkit/{kind}"]
    fields = [field.name for field in KINDS[kind].fields if field.name not in LEFT_OUT]
    assert set(read.properties) == set(fields) - ({"date"} if kind in UNDATED else set())
    own = [name for name in fields if name not in ("type", "date", "author", "tags")]
    assert [name for name in read.properties if name in own] == own
    assert read.body.startswith("# ")


@pytest.mark.parametrize(
    "kind", [kind for kind, one in KINDS.items() if "share" in {f.name for f in one.fields}]
)
def test_a_private_note_says_that_it_is_not_shared(kind: str) -> None:
    assert "\nshare: false\n" in note(kind)


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.md")), ids=lambda path: path.stem)
def test_the_words_are_kind_ones(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = [match[0] for match in AVOIDED.finditer(text)]
    assert found == []
    assert "\u2014" not in text


def test_names_with_awkward_characters_make_a_note_that_reads_back() -> None:
    read = parse_note(note("journal", me='Ma"ra: #1', partner="Jo'nas {{ me }}"))
    assert read.problems == ()
    assert read.properties["author"] == 'Ma"ra: #1'
    assert "## Thank you to Jo'nas {{ me }}\n" in read.body
