"""What may follow a task's dates: signs, tags and one link to the line; anything else makes the date plain words."""

import pytest

from vaultkit.notes.task_lines import tasks

DUE = "📅 2026-11-22"
DONE = "✅ 2026-11-20"


@pytest.mark.parametrize(
    "after",
    [
        "",
        " ^a-1",
        " #home",
        " #home #garden/shed",
        " #home ^a-1",
        " ⏫",
        " 🆔 a1",
        " 🔁 every week",
        f" {DONE}",
        "   ",
    ],
)
def test_a_date_counts_with_nothing_but_signs_tags_and_a_link_after_it(after):
    [task] = tasks(f"- [ ] Call (Mara) {DUE}{after}\n")
    assert (task.text, task.owner, task.due) == ("Call", "Mara", "2026-11-22")


@pytest.mark.parametrize(
    "after",
    [
        ".",
        " soon",
        " (Mara)",
        " [[2026-W45]]",
        " #home!",
        " ^a_1",
        " ^a-1 #home",
        " ^a-1.",
        " 18:00",
        "-23",
        " **",
    ],
)
def test_a_date_with_anything_else_after_it_is_part_of_the_words(after):
    [task] = tasks(f"- [ ] Call {DUE}{after}\n")
    assert task.due is None
    assert DUE in task.text


@pytest.mark.parametrize(
    ("signs", "due", "done", "cancelled"),
    [
        (f"{DUE} {DONE}", "2026-11-22", "2026-11-20", None),
        (f"{DONE} {DUE}", "2026-11-22", "2026-11-20", None),
        (f"{DUE} ❌ 2026-11-21", "2026-11-22", None, "2026-11-21"),
        (f"{DUE} #home {DONE} #garden", "2026-11-22", "2026-11-20", None),
        (f"{DUE} then {DONE}", None, "2026-11-20", None),
        ("📅 2026-11-22 📅 2026-11-23", "2026-11-22", None, None),
        ("📆 2026-11-22", "2026-11-22", None, None),
        ("🗓️ 2026-11-22", "2026-11-22", None, None),
        ("⏳ 2026-11-22", None, None, None),
        ("📅 2026-11-2", None, None, None),
        ("📅 22.11.2026", None, None, None),
        ("📅 2026/11/22", None, None, None),
    ],
)
def test_each_sign_gives_its_own_date_in_any_order(signs, due, done, cancelled):
    [task] = tasks(f"- [ ] Call {signs}\n")
    assert (task.due, task.done, task.cancelled) == (due, done, cancelled)
