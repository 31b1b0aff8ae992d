from datetime import date

from vaultkit.workbook.goals import latest_move, standings
from vaultkit.workbook.records import Goal
from vaultkit.workbook.values import Move

DAY = date(2026, 11, 24)


def test_goals_still_on_their_way_come_first_and_of_these_the_one_due_first():
    goals = [
        Goal("Goals/let go.md", status="let go"),
        Goal("Goals/b.md"),
        Goal("Goals/a.md"),
        Goal("Goals/later.md", due=date(2027, 2, 1)),
        Goal("Goals/soon.md", due=date(2026, 12, 1)),
        Goal("Goals/reached.md", status="reached"),
        Goal("Goals/paused.md", status="paused"),
    ]
    names = [one.goal.path[6:-3] for one in standings(goals, DAY)]
    assert names == ["soon", "later", "a", "b", "reached", "paused", "let go"]


def test_how_far_a_goal_is_comes_from_its_newest_day_and_the_line_noted_last():
    moves = (
        Move(date(2026, 11, 23), 45),
        Move(date(2026, 11, 8), 20),
        Move(date(2026, 11, 23), 50),
        Move(date(2026, 12, 1), 90),
    )
    assert latest_move(Goal("x.md", moved=moves), DAY) == Move(date(2026, 11, 23), 50)
    assert latest_move(Goal("x.md", moved=moves), date(2026, 11, 7)) is None
