import datetime

from vaultkit.workbook.agreements import done_between, held_before, still_open
from vaultkit.workbook.records import CheckIn, Task


def checkin(week: int, *tasks: Task, status: str = "held", path: str = "") -> CheckIn:
    day = datetime.date.fromisocalendar(2026, week, 7)
    return CheckIn(path or f"Check-ins/2026-W{week}.md", f"2026-W{week}", day, status=status, tasks=tasks)


def opened(*checkins: CheckIn) -> list[tuple[str, str, int]]:
    return [(one.task.text, one.checkin.week, one.carried) for one in still_open(checkins, "2026-W48")]


def done(*checkins: CheckIn) -> list[str]:
    since, until = datetime.date(2026, 11, 22), datetime.date(2026, 11, 29)
    return [one.text for one in done_between(checkins, since, until, "2026-W48")]


def test_an_open_task_is_carried_once_for_each_check_in_held_since() -> None:
    task = Task("Mend the shelf")
    assert opened(checkin(47, task)) == [("Mend the shelf", "2026-W47", 1)]
    since = [checkin(45, task), checkin(46, status="skipped"), checkin(47)]
    assert opened(*since) == [("Mend the shelf", "2026-W45", 2)]


def test_two_notes_of_one_week_count_once() -> None:
    twice = [checkin(47), checkin(47, path="Check-ins/2026-W47 again.md")]
    assert opened(checkin(46, Task("Mend the shelf")), *twice)[0][2] == 2


def test_only_check_ins_held_before_count() -> None:
    task = Task("Mend the shelf")
    assert (
        opened(checkin(47, task, status="planned"), checkin(46, task, status="skipped"), checkin(48, task))
        == []
    )


def test_done_and_let_go_are_closed_and_any_other_box_is_open() -> None:
    assert opened(checkin(47, *(Task(mark, status=mark) for mark in "xX-"))) == []
    assert len(opened(checkin(47, *(Task(f"is it {mark}", status=mark) for mark in " />?!")))) == 5


def test_the_same_words_stand_once_where_they_were_written_last_with_the_age_of_the_first() -> None:
    found = opened(checkin(45, Task("Mend the shelf")), checkin(46), checkin(47, Task("mend  the SHELF")))
    assert found == [("mend  the SHELF", "2026-W47", 3)]
    assert opened(checkin(45, Task("Mend the shelf")), checkin(47, Task("Mend the shelf", status="x"))) == []
    again = opened(checkin(45, Task("Mend the shelf", status="x")), checkin(47, Task("Mend the shelf")))
    assert again == [("Mend the shelf", "2026-W47", 1)]


def test_the_same_words_for_two_people_are_two_tasks() -> None:
    assert len(opened(checkin(47, Task("Write a letter", "Mara"), Task("Write a letter", "Jonas")))) == 2


def test_done_is_what_was_done_since_last_time() -> None:
    days = {
        "on the day itself": "2026-11-22",
        "on Monday": "2026-11-23",
        "on Sunday": "2026-11-29",
        "later": "2026-11-30",
    }
    tasks = [Task(text, status="x", done=day) for text, day in days.items()]
    assert done(checkin(46, *tasks), checkin(47)) == ["on Monday", "on Sunday"]


def test_a_tick_without_a_day_counts_while_its_check_in_is_the_latest() -> None:
    task = Task("Air the cellar", status="x")
    assert done(checkin(47, task)) == ["Air the cellar"]
    assert done(checkin(46, task), checkin(47)) == []
    assert done(checkin(47, task._replace(done="2026-99-99"))) == ["Air the cellar"]
    assert done(checkin(47, task._replace(status="-"))) == []


def test_held_check_ins_are_in_the_order_of_their_weeks() -> None:
    assert [one.week for one in held_before([checkin(47), checkin(45)], "2026-W48")] == [
        "2026-W45",
        "2026-W47",
    ]
