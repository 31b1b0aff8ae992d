"""`moment`: numbers on the command line, words by questions or standard input alone."""

import pytest

from vaultkit.notes import parse_note


def properties(ran):
    return parse_note(ran.last.read_text("utf-8")).properties


def test_with_standard_input_closed_it_is_written_without_words(on):
    ran = on("moment", "--before", "7", "--after", "3", "--minutes", "10")
    assert ran.code == 0
    found = properties(ran)
    assert (found["before"], found["after"], found["minutes"], found["feeling"]) == (7, 3, 10, None)
    assert found["share"] is False


def test_words_come_from_standard_input_as_yaml(on):
    ran = on("moment", "--before", "7", given="feeling: lonely\ntriggers: [late reply]\nafter: 2\n")
    found = properties(ran)
    assert (found["before"], found["after"], found["feeling"], found["triggers"]) == (
        7,
        2,
        "lonely",
        ["late reply"],
    )


@pytest.mark.parametrize("option", ["--feeling", "--triggers", "--thought"])
def test_words_cannot_be_given_as_options(on, option):
    assert on("moment", option, "lonely").code == 2


@pytest.mark.parametrize(
    ("option", "value"), [("--before", "11"), ("--after", "-1"), ("--before", "x"), ("--minutes", "99999")]
)
def test_a_number_out_of_range_is_wrong_usage_and_writes_nothing(on, vault, option, value):
    before = sorted((vault / "Moments").iterdir())
    ran = on("moment", option, value)
    assert ran.code == 2
    assert value in ran.err
    assert sorted((vault / "Moments").iterdir()) == before


def test_a_rating_after_without_one_before_is_written_and_hinted_at(on):
    ran = on("moment", "--after", "3")
    assert ran.code == 0
    assert "none before" in ran.out
    assert (properties(ran)["before"], properties(ran)["after"]) == (None, 3)


def test_no_moment_takes_the_place_of_another_and_a_dry_run_writes_none(on, vault):
    ran = on("moment", "--before", "5", "--dry-run", "--json").json()
    assert ran["dry_run"] is True
    count = len(list((vault / "Moments").iterdir()))
    assert on("moment", "--before", "5").last != on("moment", "--before", "6").last
    assert len(list((vault / "Moments").iterdir())) == count + 2
