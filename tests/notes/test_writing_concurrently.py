"""Many programs at one note: nothing anyone wrote is lost, and no temporary file stays.

What is promised. Of our own processes, each edit is kept. A program that opens the note, reads it there and writes it
back (as long as it has it open) neither loses its own words nor ours. A program that read the note earlier and then
writes over it what it remembers, may take away what came between, as it would take away anyone's; but its own words
are kept too. A process that is killed at any step leaves the old note or the new one, whole.
"""

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from vaultkit.notes.files import create_note, read_text

ROOT = Path(__file__).parents[2]


@pytest.fixture
def vault(tmp_path):
    """In memory where there is such a place, so that the tests meet more often than the disk would let them."""
    memory = Path("/dev/shm")
    if not memory.is_dir():
        yield tmp_path
        return
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(dir=memory))
    yield folder
    shutil.rmtree(folder)


def start(script, *arguments):
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n" + textwrap.dedent(script)
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def finish(process):
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return output.strip()


CREATE = """
    import time
    from vaultkit.notes.files import create_note
    path, root, worker, begin = sys.argv[1:]
    while time.time() < float(begin):
        pass
    print(create_note(path, f"{worker}\\n" * 5000, root=root))
"""

EDIT = """
    from vaultkit.notes.files import edit_note
    path, root, worker, times = sys.argv[1:]
    for number in range(int(times)):
        assert edit_note(path, lambda text: text + f"edit {worker} {number}\\n", root=root)
"""

# Keeps the note open from reading until it has written it back.
TYPE_WHILE_OPEN = """
    import os, time
    path, stop, pause = sys.argv[1:]
    number = 0
    while not os.path.exists(stop):
        with open(path, "r+", newline="") as note:
            text = note.read() + f"typed {number}\\n"
            note.seek(0)
            note.truncate()
            note.flush()
            note.write(text)
        number += 1
        time.sleep(float(pause))
    print(number)
"""

# Reads the note, and later empties it and writes what it remembers.
TYPE_FROM_MEMORY = """
    import os, time
    path, stop, pause = sys.argv[1:]
    number = 0
    while not os.path.exists(stop):
        with open(path, newline="") as note:
            text = note.read() + f"typed {number}\\n"
        with open(path, "w", newline="") as note:
            time.sleep(0.0002)
            note.write(text)
        number += 1
        time.sleep(float(pause))
    print(number)
"""


def edit_while_typing(vault, typing, pause, workers, times):
    """The note's lines in the end, and how many lines were typed."""
    path = vault / "note.md"
    create_note(path, "start\n", root=vault)
    stop = vault / "stop"
    editor = start(typing, path, stop, pause)
    for process in [start(EDIT, path, vault, worker, times) for worker in range(workers)]:
        finish(process)
    stop.touch()
    typed = int(finish(editor))
    stop.unlink()
    return read_text(path).splitlines(), typed


def test_of_eight_processes_that_create_the_same_day_exactly_one_does_and_its_note_is_whole(vault):
    import time

    path = vault / "Journal" / "2026-11-24.md"
    begin = time.time() + 0.5
    made = [finish(process) for process in [start(CREATE, path, vault, worker, begin) for worker in range(8)]]
    assert sorted(made) == ["False"] * 7 + ["True"]
    assert read_text(path) == f"{made.index('True')}\n" * 5000
    assert [entry.name for entry in path.parent.iterdir()] == ["2026-11-24.md"]


def test_eight_processes_that_edit_beside_an_editor_that_has_the_note_open_lose_nothing(vault):
    lines, typed = edit_while_typing(vault, TYPE_WHILE_OPEN, 0.002, workers=8, times=200)
    assert typed > 10
    expected = ["start", *(f"edit {w} {n}" for w in range(8) for n in range(200))]
    assert sorted(lines) == sorted([*expected, *(f"typed {n}" for n in range(typed))])
    assert [entry.name for entry in vault.iterdir()] == ["note.md"]


def test_an_editor_that_writes_what_it_remembers_loses_none_of_its_own_saves(vault):
    lines, typed = edit_while_typing(vault, TYPE_FROM_MEMORY, 0.001, workers=4, times=100)
    assert typed > 10
    assert {f"typed {n}" for n in range(typed)} <= set(lines)
    assert [entry.name for entry in vault.iterdir()] == ["note.md"]


def test_an_editor_that_saves_without_a_pause_holds_up_no_edit_and_nothing_is_lost(vault):
    lines, typed = edit_while_typing(vault, TYPE_WHILE_OPEN, 0, workers=2, times=5)
    expected = ["start", *(f"edit {w} {n}" for w in range(2) for n in range(5))]
    assert sorted(lines) == sorted([*expected, *(f"typed {n}" for n in range(typed))])
    assert [entry.name for entry in vault.iterdir()] == ["note.md"]


# Ends a forked process right before its k-th call, for every k until it comes to its end.
KILL = """
    import json, os, signal
    import vaultkit.notes.swapping as swapping
    from vaultkit.notes.files import create_note, edit_note

    folder, action = sys.argv[1:]
    path = os.path.join(folder, "note.md")
    old, new = "old\\n" * 9000, "new\\n" * 9000

    def run():
        if action == "create":
            create_note(path, new, root=folder)
        else:
            edit_note(path, lambda text: new, root=folder)

    def deadly(function):
        def call(*arguments, **options):
            global left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **options)
        return call

    found = []
    for step in range(1, 100):
        for name in os.listdir(folder):
            os.unlink(os.path.join(folder, name))
        if action == "edit":
            with open(path, "w") as note:
                note.write(old)
        child = os.fork()
        if child == 0:
            left = step
            for name in ("open", "write", "fsync", "close", "link", "unlink", "replace", "chmod", "listdir", "makedirs"):
                setattr(os, name, deadly(getattr(os, name)))
            swapping._exchange = deadly(swapping._exchange)
            run()
            os._exit(0)
        killed = os.waitpid(child, 0)[1] != 0
        text = open(path).read() if os.path.exists(path) else None
        state = {None: "absent", old: "old", new: "new"}.get(text, "broken")
        others = [name for name in os.listdir(folder) if name != "note.md"]
        run()
        found.append([state, killed, others, open(path).read() == new])
        if not killed:
            break
    print(json.dumps(found))
"""


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="processes are killed by their parent here")
@pytest.mark.parametrize(("action", "before"), [("create", "absent"), ("edit", "old")])
def test_a_process_killed_at_any_step_leaves_the_old_note_or_the_new_one_whole(vault, action, before):
    steps = json.loads(finish(start(KILL, vault, action)))
    states = [state for state, *_ in steps]
    assert len(steps) > 8
    assert set(states) == {before, "new"}
    assert states == sorted(states, key=[before, "new"].index)
    assert not steps[-1][1]
    assert not steps[-1][2]
    # What was left behind is one hidden file, and the next run is not bothered by it.
    assert all(
        len(others) <= 1 and all(name.startswith(".~vaultkit-") for name in others)
        for _, _, others, _ in steps
    )
    assert all(again for *_, again in steps)
