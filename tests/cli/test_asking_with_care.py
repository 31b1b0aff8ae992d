"""`new thought` and `new request` as a person meets them at a terminal, and a check-in whose wishes are answered."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from vaultkit.notes import parse_note, section_text

pytest.importorskip("pyte")
if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal here", allow_module_level=True)

from pseudo_terminal import Terminal

DAY = "2026-11-24"
Said = tuple[str, int]


@pytest.fixture
def talk(vault: Path, environment: dict[str, str]) -> Callable[..., Said]:
    """Run a command, wait for each question, type what follows it; the whole screen, and the exit code."""

    def talk(*arguments: str, answers: list[tuple[str, str]], columns: int = 80) -> Said:
        command = [sys.executable, "-m", "vaultkit", "--vault", str(vault), "--date", DAY, *arguments]
        terminal = Terminal(command, environment, columns, 160)
        try:
            for question, answer in answers:
                terminal.until(question)
                terminal.type(f"{answer}\n")
            code = terminal.end()
            return terminal.text, code
        finally:
            terminal.close()

    return talk


UP_TO_THE_THOUGHT = [
    ("camera", "He wrote at nine"),
    ("A word for", "lonely"),
    ("How strong", "7"),
    ("by itself", "He has forgotten me"),
    ("believe it", "80"),
]


def test_the_thought_stays_in_view_on_every_later_step(talk, vault):
    later = [
        ("not all right?", ""),
        ("What fits with it", "one message"),
        ("does not fit", "he rang on Monday"),
        ("kind friend", "he is tired"),
        ("Numbers, or Enter", "9"),
        ("Numbers from 1 to 8", "1 3"),
        ("room for both", "Tired, and fond of me"),
        ("believe that one", "40"),
        ("kind sentence", "All in good time"),
        ("feeling now", "4"),
        ("who does what", "I write to Ines"),
        ("And when", "Friday after supper"),
    ]
    shown, code = talk("new", "thought", answers=[*UP_TO_THE_THOUGHT, *later])
    assert code == 0, shown
    questions = [one for one, _ in later if not one.startswith(("Numbers", "not all right"))]
    assert shown.count("Your thought: He has forgotten me") == len(questions) + 1
    for question in questions:
        at = shown.rindex("Your thought:", 0, shown.index(question))
        assert shown[at : shown.index(question)].count("\n") == 1
    text = (vault / f"Thoughts/{DAY} thought.md").read_text("utf-8")
    properties = parse_note(text).properties
    assert properties["tags"] == ["vaultkit/thought", "mind-reading", "all-or-nothing"]
    assert properties["action_when"] == "2026-11-27, Friday after supper"
    assert "Your page of Friday 27 November will ask about it." in shown
    assert section_text(text, "What does not fit").strip().endswith("he rang on Monday")


def test_what_did_happen_is_not_argued_with_and_what_was_written_can_be_kept(talk, vault):
    shown, code = talk(
        "new", "thought", answers=[*UP_TO_THE_THOUGHT, ("not all right?", "y"), ("Keep what you wrote", "")]
    )
    assert code == 0
    assert "vaultkit support" in shown
    assert "What fits" not in shown
    note = parse_note((vault / f"Thoughts/{DAY} thought.md").read_text("utf-8"))
    assert (note.properties["before"], note.properties["belief_after"]) == (7, None)


def test_or_nothing_of_it_is_kept(talk, vault):
    shown, code = talk(
        "new", "thought", answers=[*UP_TO_THE_THOUGHT, ("not all right?", "y"), ("Keep what you wrote", "n")]
    )
    assert (code, "Nothing was written." in shown) == (0, True)
    assert not (vault / f"Thoughts/{DAY} thought.md").exists()


def request_of(vault: Path) -> dict[str, object]:
    (path,) = (vault / "Requests").glob(f"{DAY}*.md")
    return parse_note(path.read_text("utf-8")).properties


HARD = [
    ("I feel", "sad"),
    ("when …", "you never ask"),
    ("because …", ""),
    ("I would like …", "a question a day"),
]


def test_a_hint_is_offered_once_and_no_is_enough(talk, vault):
    shown, code = talk(
        "new", "request", answers=[*HARD, ("change something", ""), ("Mark it as offered", "")]
    )
    assert code == 0
    assert "- you never: Always and never are hard to hear." in shown
    assert "I feel sad when you never ask. I would like a question a day." in shown
    assert (request_of(vault)["when"], request_of(vault)["status"]) == ("you never ask", "draft")


def test_a_line_can_be_changed_and_the_sentence_is_read_back_and_offered(talk, vault):
    answers = [
        *HARD,
        ("change something", "y"),
        ("when … (Enter keeps it)", "an evening goes by without a question"),
        ("Mark it as offered", "y"),
    ]
    shown, code = talk("new", "request", answers=answers)
    assert code == 0
    assert (
        "I feel sad when an evening goes by without a question. I would like a question a day."
        in " ".join(shown.split())
    )
    assert "shares nothing by itself" in " ".join(shown.split())
    assert (request_of(vault)["status"], request_of(vault)["share"]) == ("offered", False)


def test_where_harm_is_told_of_there_is_no_hint_and_no_offer(talk, vault):
    answers = [
        ("I feel", "afraid"),
        ("when …", "you never stop and hit me"),
        ("because", ""),
        ("like …", "peace"),
    ]
    shown, code = talk("new", "request", answers=answers)
    assert code == 0
    assert "vaultkit support" in shown
    assert "hint" not in shown
    assert "offered" not in shown
    assert request_of(vault)["status"] == "draft"


def test_a_narrow_terminal_reads_the_same(talk, vault):
    shown, code = talk("new", "request", answers=[*HARD, ("something", ""), ("offered", "")], columns=24)
    assert code == 0
    assert "I feel sad when you" in shown


def test_a_question_mark_asks_for_help_and_is_never_kept_as_an_answer(talk, vault):
    _, code = talk(
        "new",
        "request",
        answers=[
            ("I feel", "?"),
            ("Words of your own", "sad"),
            *HARD[1:],
            ("something", ""),
            ("offered", ""),
        ],
    )
    assert code == 0
    assert request_of(vault)["feel"] == "sad"


def test_stopping_before_anything_is_answered_says_so_once_and_writes_nothing(talk, vault):
    before = sorted(vault.rglob("*"))
    shown, code = talk("new", "request", answers=[("I feel", "\x03")])
    assert code == 1
    assert shown.rstrip().endswith("Stopped, and nothing was written.")
    assert sorted(vault.rglob("*")) == before


def test_questions_about_a_ladder_break_between_words_in_a_narrow_terminal(talk):
    shown, _ = talk("ladder", "new", answers=[("angry? [y/N]", "y"), ("did? [y/N]", "n")], columns=36)
    read = " ".join(shown.split())
    assert "Are you safe with this person, also when they are angry? [y/N]: y" in read
    assert "something that has not happened, rather than something that did? [y/N]: n" in read


def test_a_wish_can_be_let_go_in_the_check_in(talk, vault):
    wish = "I feel unsettled"
    shown, code = talk(
        "checkin", "hold", answers=[(wish, "all"), ("blank for not yet", "d"), ("Please write", "dro")]
    )
    assert code == 0
    assert "Your own note of the wish says so too:" in shown
    note = parse_note((vault / "Requests/2026-11-21 request.md").read_text("utf-8"))
    assert note.properties["status"] == "dropped"


def test_words_from_standard_input_are_taken_as_they_are(on, vault):
    ran = on("new", "request", given="feel: sad\nwhen: you never ask\nwould_like: a question\n")
    assert ran.code == 0
    assert "Always" not in ran.out + ran.err
    assert request_of(vault)["when"] == "you never ask"


def test_a_template_of_ones_own_keeps_its_tags_beside_the_habits(on, vault):
    own = vault / "Templates/vaultkit/thought.md"
    own.parent.mkdir(parents=True)
    own.write_text("---\ntype: thought\ndate: {{ date }}\ntags: [vaultkit/thought, evening]\n---\n", "utf-8")
    ran = on("new", "thought", given="tags: [filtering, evening]\n")
    assert parse_note(ran.last.read_text("utf-8")).properties["tags"] == [
        "vaultkit/thought",
        "evening",
        "filtering",
    ]


def test_check_points_to_support_at_a_terminal_once_in_a_week_where_a_request_tells_of_harm(talk, on, vault):
    on("new", "request", given="feel: afraid\nwhen: you hit me\nwould_like: peace\n")
    shown, code = talk("check", answers=[])
    assert (code, "vaultkit support" in shown) == (0, True)
    assert "you hit me" not in shown
    assert "vaultkit support" not in talk("check", answers=[])[0]
    assert "support" not in on("check").out
