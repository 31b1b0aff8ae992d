import datetime
from collections.abc import Callable

from vaultkit.render.together import together_text
from vaultkit.workbook.records import CheckIn, Goal, Ritual, Shared, Task
from vaultkit.workbook.together import Kept, Moved, together
from vaultkit.workbook.values import Move

SINCE, UNTIL = datetime.date(2026, 11, 1), datetime.date(2026, 11, 30)
TODAY = datetime.date(2026, 11, 24)


def november(day: int) -> datetime.date:
    return datetime.date(2026, 11, day)


def checkin(day: int, status: str = "held", *tasks: Task) -> CheckIn:
    return CheckIn(
        f"Shared/Check-ins/{day}.md", f"2026-W{44 + day // 7}", november(day), status=status, tasks=tasks
    )


SHARED = Shared(
    checkins=[
        checkin(
            1,
            "held",
            Task("Call the landlord", "Jonas", "x", done="2026-11-03"),
            Task("Book the train", "Mara", "x", done="2026-10-30"),
            Task("Look for a lamp", "both", " "),
            Task("No phones at dinner", "both", "-"),
        ),
        checkin(
            8, "held", Task("call the  landlord", "Mara", "X", done="2026-11-09"), Task("Buy stamps", "", "x")
        ),
        checkin(15, "skipped"),
        checkin(22, "planned"),
        checkin(29, "held"),
    ],
    rituals=[
        Ritual(
            "Shared/Rituals/Sunday walk.md",
            "weekly",
            done=(november(1), november(8), november(8), november(29)),
        ),
        Ritual("Shared/Rituals/Soup night.md", "monthly", done=(november(20),)),
        Ritual("Shared/Rituals/Stars.md", "yearly", done=(datetime.date(2025, 11, 3),)),
    ],
    goals=[
        Goal(
            "Shared/Goals/Mountains.md",
            moved=(Move(datetime.date(2026, 10, 1), 20), Move(november(3), 45), Move(november(28), 90)),
        ),
        Goal("Shared/Goals/Polish.md", moved=(Move(november(9), 100),), status="reached"),
        Goal("Shared/Goals/Garden.md", moved=(Move(datetime.date(2026, 9, 1), 10),)),
    ],
)


def test_it_is_what_happened_in_these_days_up_to_today() -> None:
    found = together(SINCE, UNTIL, TODAY, SHARED)
    assert found.until == TODAY
    assert found.checkins == 2
    assert found.rituals == (
        Kept("Shared/Rituals/Sunday walk.md", 2),
        Kept("Shared/Rituals/Soup night.md", 1),
    )
    assert found.agreements == ("Call the landlord", "Buy stamps")
    assert found.moved == (
        Moved("Shared/Goals/Mountains.md", 20, 45),
        Moved("Shared/Goals/Polish.md", None, 100),
    )
    assert found.reached == ("Shared/Goals/Polish.md",)


def test_it_names_no_one_and_counts_nothing_for_each(matches_file: Callable[[str, str], None]) -> None:
    text = together_text(together(SINCE, UNTIL, TODAY, SHARED))
    assert "Mara" not in text + repr(together(SINCE, UNTIL, TODAY, SHARED))
    assert "Jonas" not in text
    matches_file("progress/together.txt", text)
    matches_file("progress/together nothing.txt", together_text(together(SINCE, UNTIL, TODAY, Shared())))
