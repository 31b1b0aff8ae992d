import pytest

from vaultkit.workbook.days import WEEKDAYS, season_of
from vaultkit.workbook.records import folded
from vaultkit.workbook.ritual_ideas import IDEAS, SEASONS, first_month
from vaultkit.workbook.values import read_values


@pytest.mark.parametrize("hemisphere", ["north", "south"])
@pytest.mark.parametrize("season", SEASONS)
def test_a_season_begins_in_the_month_it_has_on_that_half_of_the_earth(season, hemisphere):
    month = first_month(season, hemisphere)
    assert season_of(month, hemisphere) == (season, month)
    assert abs(first_month(season, "north") - first_month(season, "south")) == 6


def test_every_season_has_ideas_together_and_apart():
    for season in SEASONS:
        assert {one.balance for one in IDEAS if one.season == season} == {"together", "apart"}
    for cadence in ("weekly", "monthly"):
        assert {one.balance for one in IDEAS if one.cadence == cadence} == {"together", "apart"}


def test_every_idea_can_become_a_note_and_has_a_name_of_its_own():
    assert len({folded(one.name) for one in IDEAS}) == len(IDEAS)
    for one in IDEAS:
        given = {"type": "ritual", "cadence": one.cadence, "balance": one.balance, "minutes": one.minutes}
        assert read_values("ritual", given)[1] == []
        assert (one.cadence == "seasonal") == bool(one.season)
        assert one.about.endswith(".")


def test_no_idea_is_about_money_or_tied_to_a_religion():
    words = " ".join(f"{one.name} {one.about}" for one in IDEAS).casefold()
    for word in (
        "money",
        "buy",
        "pay",
        "cost",
        "gift",
        "christmas",
        "easter",
        "pray",
        "church",
        "advent",
        "shop",
    ):
        assert word not in words
    assert not any(day.casefold() in words for day in WEEKDAYS)
