"""What the page of a day begins with."""

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from vaultkit.notes import tasks, wikilinks
from vaultkit.notes.structure import bullets
from vaultkit.workbook.records import Moment, Plan, Thought, Tool
from vaultkit.workbook.today import MOST, Today, asked, today_lines, today_plan

TUESDAY = date(2026, 11, 24)
TOOLS = [
    Tool("Toolkit/Tea.md", when="evening", days=("daily",)),
    Tool("Toolkit/Slow walk.md", when="", days=("Tuesday", "Sunday")),
    Tool("Toolkit/Stretch.md", when="morning", days=("weekdays",)),
    Tool("Toolkit/Draw.md", when="morning", days=("Monday",)),
    Tool("Toolkit/Hot shower.md", when="evening"),
]
CALL = Thought(
    "Thoughts/2026-11-20 thought.md", date(2026, 11, 20), action="call Lotte", action_when="Tuesday"
)
PLAN = Plan("Plans/late reply.md", "late reply", "I put the kettle on.")


def moment(day: int, *triggers: str) -> Moment:
    return Moment(f"Moments/2026-11-{day:02} 2130 moment.md", date(2026, 11, day), triggers=triggers)


def lines(*args: object, last: date | None = None) -> list[str]:
    return today_lines(today_plan(TUESDAY, *args, last_journal_day=last))  # type: ignore[arg-type]


def test_tools_are_named_on_their_days_in_the_order_of_the_day() -> None:
    assert lines(TOOLS, [], [], []) == ["- Planned today: Stretch (morning), Tea (evening), Slow walk"]
    assert today_plan(date(2026, 11, 28), TOOLS, [], [], []).planned == (TOOLS[0],)


def test_one_next_thing_is_asked_about_on_its_day() -> None:
    assert lines([], [CALL], [], []) == ["- You wanted to: call Lotte. How did it go?"]
    assert today_plan(date(2026, 11, 23), [], [CALL], [], []) == Today()
    assert today_plan(date(2026, 11, 25), [], [CALL], [], [], TUESDAY, [asked(CALL)]) == Today()


def test_a_day_without_a_page_is_made_up_for_on_the_next_page() -> None:
    assert today_plan(date(2026, 11, 26), [], [CALL], [], [], date(2026, 11, 22)).actions == (CALL,)
    assert today_plan(date(2026, 11, 26), [], [CALL], [], [], date(2026, 11, 25)).actions == ()


def test_what_was_planned_after_the_page_of_the_same_day_is_asked_about_on_the_next() -> None:
    tonight = CALL._replace(date=TUESDAY, action_when="tonight")
    wednesday = date(2026, 11, 25)
    assert today_plan(TUESDAY, [], [tonight], [], []).actions == (tonight,)
    assert today_plan(wednesday, [], [tonight], [], [], TUESDAY).actions == (tonight,)
    assert today_plan(wednesday, [], [tonight], [], [], TUESDAY, [asked(tonight)]).actions == ()


def test_a_plan_comes_back_on_the_page_after_its_trigger() -> None:
    said = ["- For the next “late reply”: I put the kettle on."]
    assert lines([], [], [PLAN], [moment(23, "Late  reply")], last=date(2026, 11, 23)) == said
    assert lines([], [], [PLAN], [moment(18, "late reply")], last=date(2026, 11, 18)) == said
    assert lines([], [], [PLAN], [moment(18, "late reply")], last=date(2026, 11, 20)) == []
    assert lines([], [], [PLAN], [moment(23, "travel")]) == []
    assert lines([], [], [PLAN], [moment(25, "late reply")]) == []


def test_a_trigger_may_be_a_sentence_or_have_an_article() -> None:
    sentence = Plan("Plans/a.md", "when a reply is late", "I breathe")
    assert lines([], [], [sentence], [moment(23, "reply is late")]) == ["- When a reply is late: I breathe"]
    said = lines([], [], [PLAN], [moment(23, "late reply")])
    assert lines([], [], [PLAN], [moment(23, "the late reply.")]) == said
    assert lines([], [], [PLAN._replace(trigger="A late reply")], [moment(23, "late reply")]) == said


def test_a_plan_without_words_and_a_moment_without_a_trigger_say_nothing() -> None:
    assert lines([], [], [Plan("Plans/a.md", "", "I breathe")], [moment(23, "")]) == []
    assert lines([], [], [Plan("Plans/a.md", "travel", " ")], [moment(23, "travel")]) == []


def test_a_long_list_stays_short() -> None:
    many = [Tool(f"Toolkit/{number:02}.md", days=("daily",)) for number in range(40)]
    (line,) = lines(many, [], [], [])
    assert line.endswith(f", 06, and {40 - MOST} more")


def test_the_order_in_which_a_disk_gives_notes_makes_no_difference() -> None:
    plans = [PLAN, Plan("Plans/b.md", "late reply", "I wait")]
    for tools, both in itertools.product(itertools.permutations(TOOLS), itertools.permutations(plans)):
        assert lines(tools, [CALL], both, [moment(23, "late reply")]) == lines(
            TOOLS, [CALL], plans, [moment(23, "late reply")]
        )


@given(
    some.lists(
        some.text(min_size=1, max_size=60)
        | some.sampled_from(["%%", "[[", "]]", "- [ ] ", "::", "```", "*", "\n# ", "#a", "<%"]),
        min_size=4,
        max_size=4,
    )
)
def test_nobodys_words_become_anything_but_words(words: list[str]) -> None:
    name, when, action, then = words
    text = "\n".join(
        lines(
            [Tool(f"Toolkit/{name.replace('/', ' ')}.md", when=when, days=("daily",))],
            [CALL._replace(action=action + name)],
            [Plan("Plans/a.md", f"x {when}", then + action)],
            [moment(23, f"x {when}")],
        )
    )
    assert len(text.split("\n")) == len(bullets(text)) <= 3
    assert tasks(text) == []
    assert list(wikilinks(text)) == []
    assert "%%" not in text
    assert "::" not in text
    assert "<%" not in text
