"""`vaultkit journal` as a whole process, against `jrnl` adding an entry."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.measuring import Ratio, process_seconds, quiet_environment, side_by_side, timed
from benchmarks.places import jrnl_command, vaultkit_command
from benchmarks.vault import write_empty_vault, write_practice
from vaultkit.notes.files import create_note

_JRNL_SETTINGS = """\
journals:
  default: {{journal: {journal}}}
default_hour: 9
default_minute: 0
timeformat: '%Y-%m-%d %H:%M'
tagsymbols: '@'
editor: ''
encrypt: false
template: false
highlight: true
linewrap: 79
indent_character: '|'
colors: {{body: none, date: none, tags: none, title: none}}
version: '{version}'
"""


def measure(folder: Path, n: int) -> Iterator[Ratio]:
    """`folder` is where both keep their journals; each side has a home of its own in it."""
    environ = quiet_environment(folder)
    vault = folder / "vault"
    write_empty_vault(vault)
    command = [*vaultkit_command(), "--date", "2026-11-24", "journal"]
    note = vault / "Journal" / "2026-11-24.md"

    def absent() -> float:
        note.unlink(missing_ok=True)
        return process_seconds(command, vault, environ)

    def present() -> float:
        return process_seconds(command, vault, environ)

    theirs = jrnl(folder, environ)
    lived_in = folder / "lived in"
    write_empty_vault(lived_in)
    write_practice(lived_in, 1500)
    begun = lived_in / "Journal" / "2026-11-24.md"

    def with_a_plan() -> float:
        begun.unlink(missing_ok=True)
        seconds = process_seconds(command, lived_in, environ)
        if "Planned today" not in begun.read_text(encoding="utf-8"):
            raise SystemExit("the page has no plan for the day")
        return seconds

    for what, ours, limit, aim in (
        ("made", absent, 0.75, 0.62),
        ("made with a plan", with_a_plan, 0.75, None),
        ("there already", present, 0.6, 0.5),
    ):
        yield Ratio(
            f"journal, note {what}", "jrnl adding an entry", *side_by_side(ours, theirs, n), n, limit, aim
        )


def seconds_to_keep(folder: Path, n: int) -> float:
    """The median seconds that it takes to write a new note under `folder` so that it outlasts a power cut."""
    note = folder / "note.md"
    runs = []
    for _ in range(n):
        runs.append(timed(lambda: create_note(note, "A walk before dinner.\n" * 20, root=folder)))
        note.unlink()
    return median(runs)


def jrnl(folder: Path, environ: dict[str, str]) -> Callable[[], float]:
    """One more entry in a journal that is new each time, which is the least work for jrnl."""
    journal, settings = folder / "jrnl.txt", folder / "jrnl.yaml"
    version = subprocess.run(
        [*jrnl_command(), "--version"], env=environ, check=True, capture_output=True, text=True
    )
    settings.write_text(
        _JRNL_SETTINGS.format(journal=journal, version=version.stdout.split()[1].lstrip("v")),
        encoding="utf-8",
    )
    command = [*jrnl_command(), "--config-file", str(settings), "A walk before dinner. Tea afterwards."]

    def adding() -> float:
        journal.write_text("", encoding="utf-8")
        seconds = process_seconds(command, folder, environ)
        if "A walk" not in journal.read_text(encoding="utf-8"):
            raise SystemExit("jrnl added no entry")
        return seconds

    return adding
