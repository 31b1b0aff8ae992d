"""A drawn ladder: within its columns, whatever its words, and never more than words."""

import datetime
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from vaultkit.notes.blocks import find_blocks
from vaultkit.notes.putting import put_block
from vaultkit.render.ladder import ladder_text
from vaultkit.render.ladder_note import standing
from vaultkit.workbook.ladder_advice import advise
from vaultkit.workbook.records import Exposure, Ladder

TODAY = datetime.date(2026, 11, 24)
WORDS = st.text(max_size=30) | st.sampled_from(
    (
        "%% vaultkit:end ladder %%",
        "# x",
        "![[x]]",
        "20 min: `= 1`",
        "<% tp %>",
        "a\n---\nb",
        "- [ ] x",
        "\x1b[2J",
        "x" * 200,
    )
)
LADDERS = st.builds(
    Ladder,
    st.just("Ladders/Mine.md"),
    goal=WORDS,
    steps=st.lists(WORDS, max_size=12).map(tuple),
    needs_partner=st.sampled_from(((), (1, 2))),
    current=st.integers(1, 100),
    status=st.sampled_from(("active", "paused", "done")),
)
SESSIONS = st.lists(
    st.builds(
        Exposure,
        st.integers(0, 9).map(lambda number: f"Ladders/Mine/{number}.md"),
        st.dates(datetime.date(2026, 10, 1), datetime.date(2026, 12, 1)),
        st.just("Mine"),
        st.integers(1, 100),
        planned=st.none() | st.integers(0, 10080),
        actual=st.none() | st.integers(0, 10080),
        peak=st.none() | st.integers(0, 10),
        feared=WORDS,
        believed=st.none() | st.integers(0, 100),
        came_true=st.sampled_from(("", "no", "partly", "yes", "unknown")),
        learned=WORDS,
        ended_early=st.booleans(),
    ),
    max_size=6,
)


@given(LADDERS, SESSIONS, st.sampled_from((20, 40, 60, 80)), st.booleans())
def test_it_is_drawn_within_its_columns_and_shows_every_step(
    ladder: Ladder, sessions: list[Exposure], width: int, drawn: bool
) -> None:
    advice = advise(ladder, sessions, TODAY)
    text = ladder_text(ladder, sessions, advice, TODAY, width, drawn=drawn)
    assert max(len(line) for line in text.split("\n")) <= width
    assert {unicodedata.category(character) for character in text.replace("\n", "")} & {"Cc", "Cs"} == set()
    for number in range(1, len(ladder.steps) + 1):
        assert f"{number}." in text or f"Step {number}:" in text or f"{number}:" in text


@given(LADDERS, SESSIONS)
def test_in_its_note_it_is_one_whole_block_whatever_its_words(
    ladder: Ladder, sessions: list[Exposure]
) -> None:
    content = standing(ladder, sessions, advise(ladder, sessions, TODAY), TODAY)
    text = put_block("# Mine\n\nwords\n", "ladder", content)
    (block,) = find_blocks(text)
    assert block.content == content.rstrip("\n")
    assert not block.touched
    assert put_block(text, "ladder", content) == text
    assert "![[" not in content
    assert "<%" not in content


@given(LADDERS, SESSIONS)
def test_the_same_notes_give_the_same_words(ladder: Ladder, sessions: list[Exposure]) -> None:
    first, again = (standing(ladder, sessions, advise(ladder, sessions, TODAY), TODAY) for _ in range(2))
    assert first == again
