"""Exchanging the shared folder, scene by scene: real folders, real git, machines that are killed."""

import subprocess
from pathlib import Path

import pytest
from shared_worlds import SCAFFOLD, World, without_network

from vaultkit.errors import UserError
from vaultkit.sync.git import Repository
from vaultkit.sync.rounds import DISK, MET

pytestmark = pytest.mark.skipif(not without_network(), reason="needs git and fork")


@pytest.fixture(params=["ssh", "folder"])
def world(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setenv("GIT_SSH_COMMAND", "")
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    return World(tmp_path, request.param)


def note(world: World, number: int, path: str = "a.md") -> str:
    return (world.machines[number].folder / path).read_text()


def sync(world: World, *numbers: int) -> None:
    for number in numbers:
        world.sync(number)


def test_a_note_of_one_is_there_for_the_other_after_both_have_synced(world: World) -> None:
    world.write(0, "Goals/a.md", "- one\n")
    assert world.sync(0).sent
    assert world.sync(1).changed == ("Goals/a.md",)
    assert note(world, 1, "Goals/a.md") == "- one\n"
    assert world.sync(1).changed == ()


def test_both_write_offline_in_the_same_note_and_every_word_of_both_is_there(world: World) -> None:
    world.write(0, "a.md", "- one\n\n- two\n")
    sync(world, 0, 1)
    world.write(0, "a.md", "- one, she said\n\n- two\n")
    world.write(1, "a.md", "- one\n\n- two, he said\n\n- three\n")
    sync(world, 0, 1, 0)
    assert note(world, 0) == note(world, 1) == "- one, she said\n\n- two, he said\n\n- three\n"


def test_the_same_days_check_in_made_by_both_is_one_check_in(world: World) -> None:
    for number in (0, 1):
        world.scaffold(number)
    world.write(1, "Check-ins/2026-W48.md", SCAFFOLD.replace("- [ ] choose", "- [x] choose"))
    sync(world, 0, 1, 0)
    ticked = SCAFFOLD.replace("- [ ] choose", "- [x] choose")
    assert note(world, 0, "Check-ins/2026-W48.md") == note(world, 1, "Check-ins/2026-W48.md") == ticked


def test_who_joins_with_notes_already_keeps_them_and_gets_the_others(world: World) -> None:
    world.write(0, "a.md", "- hers\n")
    world.write(1, "a.md", "- his\n")
    world.write(1, "b.md", "- his, too\n")
    sync(world, 0, 1, 0)
    assert note(world, 0) == note(world, 1)
    assert {"hers", "his"} <= set(note(world, 0).split())
    assert note(world, 0, "b.md") == "- his, too\n"


def test_deletions_renames_and_moves_travel(world: World) -> None:
    for name in ("gone", "renamed", "moved"):
        world.write(0, f"{name}.md", f"# {name}\n")
    sync(world, 0, 1)
    folder = world.machines[1].folder
    (folder / "gone.md").unlink()
    (folder / "renamed.md").rename(folder / "by another name.md")
    (folder / "Goals").mkdir()
    (folder / "moved.md").rename(folder / "Goals" / "moved.md")
    world.write(0, "renamed.md", "# renamed\n\n- and changed meanwhile\n")
    sync(world, 1, 0, 1)
    assert sorted(world.machines[0].tree()) == ["Goals/moved.md", "by another name.md"]
    assert world.machines[0].tree() == world.machines[1].tree()
    assert "changed meanwhile" in note(world, 1, "by another name.md")


def test_a_change_of_case_in_a_name_travels(world: World) -> None:
    world.write(0, "walk.md", "# Walk\n")
    sync(world, 0, 1)
    (world.machines[0].folder / "walk.md").rename(world.machines[0].folder / "Walk.md")
    sync(world, 0, 1)
    assert list(world.machines[1].tree()) == ["Walk.md"]


def test_two_notes_on_one_machine_whose_names_differ_by_case_alone_become_one(world: World) -> None:
    world.write(0, "Walk.md", "- one\n")
    world.write(0, "walk.md", "- two\n")
    if len(world.machines[0].tree()) == 2:
        sync(world, 0, 1)
        assert world.machines[0].tree() == world.machines[1].tree()
        assert list(world.machines[0].tree()) == ["Walk.md"]
        assert {"one", "two"} <= set(note(world, 0, "Walk.md").split())


def test_what_was_taken_back_before_it_was_sent_never_leaves(world: World) -> None:
    world.write(0, "a.md", "- one\n")
    sync(world, 0, 1)
    world.write_and_take_back(0, 0)
    world.heal()
    assert world.broken_promises() == []


def test_what_was_taken_back_after_it_was_sent_is_gone_for_both_and_does_not_return(world: World) -> None:
    world.write(0, "a.md", "- one\n\n- a thought\n\n- two\n")
    sync(world, 0, 1)
    world.write(1, "a.md", "- one\n\n- a thought\n\n- two\n\n- three\n")
    world.write(0, "a.md", "- one\n\n- two\n")
    sync(world, 0, 1, 0, 1)
    assert note(world, 0) == note(world, 1) == "- one\n\n- two\n\n- three\n"


def test_taking_a_line_back_holds_although_both_had_made_the_same_change_before(world: World) -> None:
    world.write(0, "a.md", "- one\n")
    sync(world, 0, 1, 2)
    for number in (0, 1):
        world.write(number, "a.md", "- one\n\n- the same\n")
    sync(world, 0, 1)
    world.write(0, "a.md", "- one\n")
    sync(world, 0, 1, 2, 0)
    assert [note(world, number) for number in range(3)] == ["- one\n"] * 3


def test_offline_nothing_is_lost_and_nothing_is_an_error(world: World) -> None:
    world.write(0, "a.md", "- one\n")
    world.sync_offline(0)
    world.write(0, "a.md", "- one\n- two\n")
    world.sync_offline(0)
    sync(world, 0, 1)
    assert note(world, 1) == "- one\n- two\n"
    assert world.problems == []


def test_two_who_send_at_the_same_moment_both_arrive(world: World) -> None:
    world.write(0, "a.md", "- one\n")
    sync(world, 0, 1)
    world.write(0, "a.md", "- one\n- hers\n")
    world.write(1, "b.md", "- his\n")
    done = world.sync_in_a_race(0, 1)
    assert done.sent
    sync(world, 1, 0)
    assert world.machines[0].tree() == world.machines[1].tree()
    assert note(world, 1) == "- one\n- hers\n"


def test_a_server_that_takes_nothing_is_said_and_asked_again_next_time(tmp_path: Path) -> None:
    world = World(tmp_path, "ssh")
    world.write(0, "a.md", "- one\n")
    (world.remote / "decline").touch()
    done = world.sync(0)
    assert not done.sent
    assert done.offline == "the server refused it (pre-receive hook declined)"
    (world.remote / "decline").unlink()
    assert world.sync(0).sent


def test_an_edit_while_the_sync_runs_is_never_written_over(world: World) -> None:
    world.write(0, "a.md", "- one\n\n- two\n")
    sync(world, 0, 1)
    world.write(0, "a.md", "- one, hers\n\n- two\n")
    sync(world, 0)
    world.sync_while_editing(1, 0, "in place")
    sync(world, 1, 0)
    assert world.machines[0].tree() == world.machines[1].tree()
    assert "hers" in note(world, 0)
    assert "word1x" in note(world, 0)


def test_clocks_that_are_days_apart_change_nothing(tmp_path: Path) -> None:
    world = World(tmp_path, "folder", (0, -4, 30))
    for number in range(3):
        world.write(number, f"{number}.md", "- one\n")
    world.heal()
    assert world.broken_promises() == []
    assert len(world.machines[0].tree()) == 3


def test_no_time_and_no_name_travels_but_the_day_and_a_random_device(world: World) -> None:
    world.write(0, "a.md", "- one\n")
    sync(world, 0)
    told = subprocess.run(
        ["git", "cat-file", "commit", DISK],
        cwd=world.machines[0].state / "shared.git",
        capture_output=True,
        check=True,
    ).stdout.decode()
    author = f"vaultkit <{world.machines[0].device}@device.invalid> {int(world.machines[0].today // 86400 * 86400)} +0000"
    assert told.split("\n")[1:] == [f"author {author}", f"committer {author}", "", "Shared folder", ""]


@pytest.mark.parametrize("step", range(1, 9))
def test_killed_while_writing_what_arrived_it_goes_on_the_next_time(tmp_path: Path, step: int) -> None:
    world = World(tmp_path, "folder")
    world.scaffold(0)
    sync(world, 0, 1)
    world.edit(0, 0, 1, "in place")
    world.create(0, 4)
    sync(world, 0)
    world.sync_killed(1, step, "before" if step % 2 else "after", "writing")
    world.edit(1, 0, 3, "rename over")
    world.heal()
    assert world.broken_promises() == []


@pytest.mark.parametrize("step", range(2, 25, 6))
def test_killed_at_any_step_it_goes_on_the_next_time(world: World, step: int) -> None:
    world.scaffold(0)
    sync(world, 0, 1)
    world.edit(0, 0, 1, "in place")
    sync(world, 0)
    world.edit(1, 0, 2, "in place")
    world.sync_killed(1, step, "before")
    world.edit(1, 0, 3, "append")
    world.heal()
    assert world.broken_promises() == []


def test_killed_in_the_middle_of_gits_own_work_it_goes_on_the_next_time(world: World) -> None:
    world.scaffold(0)
    sync(world, 0, 1)
    for step in range(1, 10, 4):
        world.edit(0, 0, 1, "in place")
        world.edit(1, 0, 2, "in place")
        sync(world, 0)
        world.sync_killed(1, step, "together")
    world.heal()
    assert world.broken_promises() == []


def test_a_lock_that_a_killed_git_left_is_no_hindrance(world: World) -> None:
    import os

    world.write(0, "a.md", "- one\n")
    sync(world, 0)
    lock = world.machines[0].state / "shared.git" / f"{DISK}.lock"
    lock.touch()
    os.utime(lock, (1_700_000_000, 1_700_000_000))
    world.write(0, "a.md", "- two\n")
    assert world.sync(0).sent


@pytest.mark.parametrize("since", ["begin", "writing"])
def test_a_full_disk_loses_nothing(tmp_path: Path, since: str) -> None:
    world = World(tmp_path, "folder")
    world.scaffold(0)
    sync(world, 0, 1)
    for step in range(1, 14, 6):
        world.edit(0, 0, 1, "in place")
        world.edit(1, 0, 2, "in place")
        sync(world, 0)
        world.sync_disk_full(1, step, since)
    world.heal()
    assert world.broken_promises() == []


def test_a_remote_that_was_set_back_gets_all_of_it_again(world: World) -> None:
    world.scaffold(0)
    for number in (0, 1, 2, 0):
        world.edit(number, 0, number, "in place")
        sync(world, number)
    world.rewind(3)
    world.edit(2, 0, 1, "in place")
    world.heal()
    assert world.broken_promises() == []


def test_a_new_empty_remote_gets_all_of_it(tmp_path: Path) -> None:
    world = World(tmp_path, "folder")
    world.scaffold(0)
    sync(world, 0, 1, 2)
    for bundle in world.remote.iterdir():
        bundle.unlink()
    world.edit(0, 0, 1, "in place")
    world.heal()
    assert world.broken_promises() == []
    assert len(list(world.remote.iterdir())) >= 1


def test_a_shared_folder_that_seems_gone_is_not_a_deletion(world: World) -> None:
    for name in "abc":
        world.write(0, f"{name}.md", "- one\n")
    sync(world, 0, 1)
    for path in world.machines[0].folder.iterdir():
        path.unlink()
    with pytest.raises(UserError, match="everything in it is gone"):
        world.sync(0)
    assert len(world.machines[1].tree()) == 3


def test_a_file_that_cannot_be_written_here_is_not_taken_back_from_the_others(tmp_path: Path) -> None:
    world = World(tmp_path, "folder")
    world.write(0, "a.md", "- one\n")
    sync(world, 0, 1)
    # A folder stands where the note is to come.
    (world.machines[1].folder / "b.md").mkdir()
    (world.machines[1].folder / "b.md" / "keep.txt").write_text("in the way")
    world.write(0, "b.md", "- two\n")
    sync(world, 0)
    assert "b.md" in "".join(world.sync(1).told)
    sync(world, 1, 0)
    assert note(world, 0, "b.md") == "- two\n"
    (world.machines[1].folder / "b.md" / "keep.txt").unlink()
    (world.machines[1].folder / "b.md").rmdir()
    sync(world, 1)
    assert note(world, 1, "b.md") == "- two\n"


def test_a_note_written_where_one_could_not_be_written_is_merged_with_it(tmp_path: Path) -> None:
    world = World(tmp_path, "folder")
    world.write(0, "a.md", "- one\n")
    sync(world, 0, 1)
    (world.machines[1].folder / "b.md").mkdir()
    world.write(0, "b.md", "- hers\n")
    sync(world, 0, 1)
    (world.machines[1].folder / "b.md").rmdir()
    world.write(1, "b.md", "- his\n")
    sync(world, 1, 0)
    assert note(world, 0, "b.md") == note(world, 1, "b.md")
    assert {"hers", "his"} <= set(note(world, 0, "b.md").split())


def test_what_is_met_is_never_ahead_of_what_is_on_disk(world: World) -> None:
    world.scaffold(0)
    sync(world, 0, 1)
    world.edit(0, 0, 1, "in place")
    sync(world, 0)
    world.sync_killed(1, 1, "before", "writing")
    with Repository.open(world.machines[1].state / "shared.git") as repository:
        assert repository.is_ancestor(repository.ref(MET), repository.ref(DISK))
