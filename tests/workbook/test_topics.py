import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.workbook.people import people, queue, speaking_order
from vaultkit.workbook.records import CheckIn, Contribution, Settings, Shared
from vaultkit.workbook.topics import Topic, answered, in_turns, waiting

WORDS = st.text("abcdef", min_size=1, max_size=3)
WEEKS = st.integers(40, 50).map(lambda number: f"2026-W{number}")


def brought(author: str, week: str, *topics: str, wishes: tuple[str, ...] = ()) -> Contribution:
    return Contribution(f"{author}/{week} {author}.md", author, week, topics=topics, wishes=wishes)


def held(week: str, *talked: str, answers: tuple[str, ...] = (), status: str = "held") -> CheckIn:
    path = f"Check-ins/{week}.md"
    return CheckIn(path, week, datetime.date(2026, 11, 1), status=status, talked=talked, answers=answers)


def words(found: dict[str, list[Topic]]) -> dict[str, list[str]]:
    return {author: [one.words for one in topics] for author, topics in found.items()}


def test_a_topic_waits_until_a_check_in_names_it() -> None:
    contributions = [brought("Mara", "2026-W46", "the shelf", "the key")]
    assert words(waiting(contributions, [], "2026-W48")) == {"Mara": ["the shelf", "the key"]}
    talked = [held("2026-W47", "mara:  The  Shelf")]
    assert words(waiting(contributions, talked, "2026-W48")) == {"Mara": ["the key"]}


@pytest.mark.parametrize("status", ["planned", "skipped"])
def test_only_a_check_in_that_was_held_gives_a_topic_its_turn(status: str) -> None:
    contributions = [brought("Mara", "2026-W46", "the shelf")]
    talked = [held("2026-W47", "Mara: the shelf", status=status)]
    assert words(waiting(contributions, talked, "2026-W48")) == {"Mara": ["the shelf"]}


def test_the_same_words_of_the_other_are_another_topic() -> None:
    contributions = [brought("Mara", "2026-W46", "money"), brought("Jonas", "2026-W46", "money")]
    talked = [held("2026-W46", "Mara: money")]
    assert words(waiting(contributions, talked, "2026-W48")) == {"Jonas": ["money"]}


def test_what_is_brought_again_after_its_turn_waits_again() -> None:
    contributions = [brought("Mara", "2026-W45", "money"), brought("Mara", "2026-W48", "money")]
    talked = [held("2026-W46", "Mara: money")]
    assert words(waiting(contributions, talked, "2026-W48")) == {"Mara": ["money"]}
    assert words(waiting(contributions, talked, "2026-W47")) == {}


def test_what_is_brought_later_does_not_come_in_yet() -> None:
    assert waiting([brought("Mara", "2026-W49", "money")], [], "2026-W48") == {}


@pytest.mark.parametrize(
    ("answer", "again", "expected"),
    [
        ("agreed: Mara: tea", False, []),
        ("declined: Mara: tea", False, []),
        ("later: Mara: tea", False, ["tea"]),
        ("agreed: Mara: tea", True, ["tea"]),
        ("Declined : mara: Tea", True, []),
    ],
)
def test_an_answer_settles_a_wish_and_a_declined_one_is_not_offered_again(
    answer: str, again: bool, expected: list[str]
) -> None:
    contributions = [brought("Mara", "2026-W46", wishes=("tea",))]
    contributions += [brought("Mara", "2026-W48", wishes=("tea",))] * again
    found = waiting(contributions, [held("2026-W47", answers=(answer,))], "2026-W48")
    assert words(found).get("Mara", []) == expected


def test_an_answer_is_a_word_and_the_wish_as_it_stood() -> None:
    assert answered("agreed: Mara: I feel: warm") == ("agreed", "Mara: I feel: warm")
    assert answered("nonsense") == ("nonsense", "")


@given(
    st.dictionaries(st.sampled_from("ABCD"), st.lists(WORDS, unique=True)),
    st.lists(st.sampled_from("ABX"), unique=True),
)
def test_in_turns_nothing_is_lost_and_no_one_speaks_twice_while_another_waits(
    lists: dict[str, list[str]], people: list[str]
) -> None:
    given_topics = {author: [Topic(author, one) for one in topics] for author, topics in lists.items()}
    order = in_turns(given_topics, people)
    assert sorted(order) == sorted(one for topics in given_topics.values() for one in topics)
    for author, topics in given_topics.items():
        assert [one for one in order if one.author == author] == topics
    left = {author: len(topics) for author, topics in given_topics.items()}
    for one, after in pairwise(order):
        left[one.author] -= 1
        if one.author == after.author:
            assert not any(count for author, count in left.items() if author != one.author)


@given(
    st.lists(st.tuples(st.sampled_from(["Mara", "Jonas", "Else"]), WEEKS, st.lists(WORDS, max_size=3))),
    st.lists(st.tuples(WEEKS, st.lists(st.tuples(st.sampled_from(["Mara", "Jonas"]), WORDS), max_size=3))),
)
def test_every_waiting_topic_is_in_the_queue_exactly_once(
    contributions: list[tuple[str, str, list[str]]], checkins: list[tuple[str, list[tuple[str, str]]]]
) -> None:
    shared = Shared(
        Settings(names=("Mara", "Jonas")),
        [brought(author, week, *topics) for author, week, topics in contributions],
        [held(week, *(f"{author}: {topic}" for author, topic in talked)) for week, talked in checkins],
    )
    expected = set()
    for author, week, topics in contributions:
        for topic in topics:
            turns = [
                when for when, talked in checkins if (author, topic) in talked and week <= when < "2026-W48"
            ]
            if week <= "2026-W48" and not turns:
                expected.add((author, topic))
    found = [(one.author, one.words) for one in queue(shared, "2026-W48")]
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_the_two_take_turns_in_speaking_first_whoever_else_once_wrote() -> None:
    shared = Shared(
        Settings(names=("Jonas", "Mara", "A friend")), [brought("Joni", "2026-W40", "an old name")]
    )
    order = [speaking_order(shared, f"2026-W{week}") for week in (48, 49, 50)]
    assert order == [["Jonas", "Mara", "Joni"], ["Mara", "Jonas", "Joni"], ["Jonas", "Mara", "Joni"]]


@pytest.mark.parametrize(("starts", "first"), [("mara", "Mara"), ("", "Jonas"), ("Nobody", "Jonas")])
def test_a_check_in_may_say_who_starts(starts: str, first: str) -> None:
    shared = Shared(
        Settings(names=("Jonas", "Mara")), (), [held("2026-W48", status="planned")._replace(starts=starts)]
    )
    assert speaking_order(shared, "2026-W48")[0] == first


def test_someone_who_brought_nothing_is_not_named() -> None:
    shared = Shared(Settings(), [brought("Mara", "2026-W48", "money"), brought("Jonas", "2026-W48")])
    assert people(shared, "2026-W48") == ("Mara",)
    assert speaking_order(Shared(), "2026-W48") == []
