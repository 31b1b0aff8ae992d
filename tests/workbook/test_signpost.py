import datetime

import pytest

from vaultkit.workbook.records import Journal, Moment
from vaultkit.workbook.signpost import is_called_for, may_show, support_lines

TODAY = datetime.date(2026, 11, 24)


def ago(days: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=days)


def journal(days: int, distress: int | None = None, need: bool = False) -> Journal:
    return Journal(f"{days}.md", ago(days), distress, need_support=need)


def moment(days: int, after: int | None = None, need: bool = False) -> Moment:
    return Moment(f"{days}.md", ago(days), before=10, after=after, need_support=need)


@pytest.mark.parametrize(
    ("journals", "moments", "called"),
    [
        ([], [], False),
        ([journal(0, 9), journal(6, 9)], [], True),
        ([journal(0, 9), journal(0, 10)], [], False),
        ([journal(0, 9), journal(7, 9)], [], False),
        ([journal(0, 8), journal(1, 9)], [], False),
        ([], [moment(6, 9)], True),
        ([], [moment(7, 9)], False),
        ([], [moment(0, 8)], False),
        ([], [moment(0)], False),
        ([journal(day, 7) for day in range(6)], [], True),
        ([journal(day, 7) for day in range(5)], [], False),
        ([journal(day, 7) for day in range(8, 14)], [], True),
        ([journal(day, 7) for day in range(9, 15)], [], False),
        ([journal(day, rating) for day, rating in enumerate([7, 7, 7, 6, 6, 6])], [], False),
        ([journal(day) for day in range(14)], [], False),
        ([journal(3, need=True)], [], True),
        ([journal(8, need=True)], [], False),
        ([], [moment(0, need=True)], True),
        ([journal(-1, 10), journal(-2, 10, need=True)], [moment(-1, 10)], False),
    ],
)
def test_it_is_called_for_by_strong_or_lasting_distress_or_on_request(
    journals: list[Journal], moments: list[Moment], called: bool
) -> None:
    assert is_called_for(TODAY, journals, moments) is called


@pytest.mark.parametrize(
    ("days", "may"), [(None, True), (0, False), (6, False), (7, True), (-1, False), (-7, True)]
)
def test_it_is_shown_at_most_once_in_seven_days(days: int | None, may: bool) -> None:
    assert may_show(TODAY, None if days is None else ago(days)) is may


def test_support_names_ones_own_people_and_help_in_any_country() -> None:
    text = "\n".join(support_lines(["A friend, 0155 …"]))
    for part in (
        "- A friend, 0155 …",
        "findahelpline.com",
        "befrienders.org",
        "hotpeachpages.net",
        "emergency",
        "not therapy",
    ):
        assert part in text
