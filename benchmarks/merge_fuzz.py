"""Merges random three-way edits of real notes and looks whether anything is lost, one-sided or torn.

python -m benchmarks.merge_fuzz [--count N] [--seed N] [FOLDER]

FOLDER is any folder with Markdown notes; without it, the example vault. Prints seed, count and failures; a failure's
three versions are written to a folder under the temporary one, to look at.
"""

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from vaultkit.data import packaged
from vaultkit.notes.front_matter import FrontMatter, find_front_matter
from vaultkit.notes.hidden import hidden
from vaultkit.sync.merge import merge_notes

BY_CHARACTER = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{BY_CHARACTER}]|[^\W{BY_CHARACTER}]+")
CHANGED = re.compile(
    r"^([\w -]*(?:updated|modified|edited|changed)[\w -]*):[ \t]*(\d{4}-\d\d-\d\d.*)$", re.I | re.M
)
SEPARATOR = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$")
MARK = re.compile(r"^[ \t]*%%[ \t]*vaultkit:begin[^\n]*$", re.M)
LONGEST = 60_000


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.merge_fuzz", description=__doc__.split("\n")[0]
    )
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=20261125)
    given = parser.parse_args(arguments)
    notes = notes_of(given.folder or packaged("example-vault"))
    if not notes:
        print(f"no notes in {given.folder}", file=sys.stderr)
        return 2
    failures = run(notes, given.seed, given.count)
    return 1 if failures else 0


def run(notes: list[str], seed: int, count: int) -> int:
    """Merge `count` times; how often something was wrong."""
    dice = random.Random(seed)
    failures: Counter[str] = Counter()
    kept_both = clean = 0
    slowest = 0.0
    started = time.perf_counter()
    where = Path(tempfile.gettempdir()) / f"merge_fuzz_{seed}"
    for number in range(count):
        base = dice.choice(notes)
        ours, theirs = (edited(base, notes, dice) for _ in range(2))
        begun = time.perf_counter()
        wrong, twice = _judge(base, ours, theirs)
        slowest = max(slowest, time.perf_counter() - begun)
        kept_both += twice
        clean += not wrong
        for what in wrong:
            failures[what] += 1
            folder = where / f"{number}-{what.replace(' ', '-')}"
            folder.mkdir(parents=True, exist_ok=True)
            for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
                (folder / f"{name}.md").write_bytes(text.encode())
    seconds = time.perf_counter() - started
    print(
        f"seed {seed}, {count} merges of {len(notes)} notes, {count - clean} with failures {dict(failures)}"
    )
    print(
        f"two versions stand in {kept_both}; {seconds:.0f} s, the slowest with all its checks {slowest:.2f} s"
    )
    if failures:
        print(f"see {where}")
    return count - clean


def notes_of(folder: Path) -> list[str]:
    """The texts of the notes in a folder that are not overly long."""
    found = []
    for path in sorted(folder.rglob("*.md")):
        try:
            text = path.read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            continue
        if 0 < len(text) <= LONGEST:
            found.append(text)
    return found


def _judge(base: str, ours: str, theirs: str) -> tuple[list[str], bool]:
    try:
        merged = merge_notes(base, ours, theirs)
        swapped = merge_notes(base, theirs, ours)
    except Exception as error:  # noqa: BLE001 - whatever it raises is a failure
        return [f"crashed with {type(error).__name__}"], False
    result = merged.text
    wrong = []
    if merged != swapped:
        wrong.append("one sided")
    if _lost(base, ours, theirs, result):
        wrong.append("lost words")
    checks: dict[str, Callable[[str], bool]] = {
        "torn fence or comment": _is_closed,
        "spoilt front matter": _front_is_sound,
        "torn table": _tables_are_whole,
        "glued heading": _headings_stand_free,
    }
    wrong += [what for what, good in checks.items() if not good(result) and good(ours) and good(theirs)]
    return wrong, bool(merged.kept_both)


def _lost(base: str, ours: str, theirs: str, result: str) -> Counter[str]:
    # A mark's hash belongs to what is generated, of which one side's is enough.
    counted = (Counter(WORD.findall(MARK.sub("", text))) for text in (base, ours, theirs, result))
    old, mine, others, now = counted
    lost = ((mine - old) | (others - old)) - now
    if lost:
        before, left, right = (dict(CHANGED.findall(text)) for text in (base, ours, theirs))
        for name in left.keys() & right.keys():
            if before.get(name) not in (left[name], right[name]):
                lost -= Counter(WORD.findall(min(left[name], right[name])))
    return lost


def _is_closed(text: str) -> bool:
    return all(part.closed for part in hidden(text))


def _front_is_sound(text: str) -> bool:
    from vaultkit.sync.properties import is_sound

    front = find_front_matter(text)
    return is_sound(text[front.start : front.end]) if isinstance(front, FrontMatter) else True


def _visible(text: str) -> list[str]:
    from vaultkit.notes.hidden import mask

    return mask(text).split("\n")


def _tables_are_whole(text: str) -> bool:
    rows: list[str] = []
    for line in [*_visible(text), ""]:
        if line.lstrip().startswith("|"):
            rows.append(line)
        elif rows:
            if (
                len(rows) < 2
                or not SEPARATOR.match(rows[1])
                or sum(map(bool, map(SEPARATOR.match, rows))) > 1
            ):
                return False
            rows = []
    return True


def _headings_stand_free(text: str) -> bool:
    lines = _visible(text)
    heading = re.compile(r"#{1,6} ")
    return not any(heading.match(line) and above.strip("\0 \t\r") for above, line in pairwise(lines))


def edited(base: str, notes: list[str], dice: random.Random) -> str:
    """The note as a person might have left it after one to five changes."""
    lines = base.split("\n")
    for _ in range(dice.randint(1, 5)):
        change = dice.choice(
            (_add, _add, _delete, _move, _reword, _reword, _reword, _tick, _add_section, _property)
        )
        lines = change(lines, notes, dice)
    return "\n".join(lines)


def _blocks(lines: list[str]) -> list[tuple[int, int]]:
    """Stretches that a person takes as one: what stands between blank lines, a fence whole."""
    found = []
    start, fenced = None, False
    for number, line in enumerate([*lines, ""]):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        if line.strip() or fenced:
            start = number if start is None else start
        elif start is not None:
            found.append((start, number))
            start = None
    if found and lines and lines[0].strip() == "---":
        found = [span for span in found if span[0] > _front_end(lines)]
    return found


def _front_end(lines: list[str]) -> int:
    return next((n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)


def _add(lines: list[str], notes: list[str], dice: random.Random) -> list[str]:
    other = dice.choice(notes).split("\n")
    blocks = _blocks(other)
    if not blocks:
        return lines
    start, end = dice.choice(blocks)
    at = dice.choice([span[1] for span in _blocks(lines)] or [len(lines)])
    return [*lines[:at], "", *other[start:end], *lines[at:]]


def _add_section(lines: list[str], notes: list[str], dice: random.Random) -> list[str]:
    title = dice.choice(("## Later", "## Evening", "### One more thing", "## Plans for Sunday"))
    return [
        *lines,
        *([""] if lines and lines[-1] else []),
        title,
        "",
        f"Words of {dice.randint(1, 10**6)} people.",
        "",
    ]


def _delete(lines: list[str], notes: list[str], dice: random.Random) -> list[str]:
    blocks = _blocks(lines)
    if not blocks:
        return lines
    start, end = dice.choice(blocks)
    return lines[:start] + lines[min(len(lines), end + 1) :]


def _move(lines: list[str], notes: list[str], dice: random.Random) -> list[str]:
    blocks = _blocks(lines)
    if len(blocks) < 2:
        return lines
    start, end = dice.choice(blocks)
    block = lines[start:end]
    rest = lines[:start] + lines[end + 1 :]
    places = [span[1] for span in _blocks(rest)]
    at = dice.choice(places or [len(rest)])
    return [*rest[:at], "", *block, *rest[at:]]


def _reword(lines: list[str], notes: list[str], dice: random.Random) -> list[str]:
    places = [n for start, end in _blocks(lines) for n in range(start, end) if len(lines[n].split()) > 2]
    places = [
        n for n in places if "|" not in lines[n] and not lines[n].lstrip().startswith(("```", "~~~", "%%"))
    ]
    if not places:
        return lines
    number = dice.choice(places)
    words = lines[number].split(" ")
    at = dice.randint(1, len(words))
    new = dice.choice(
        ("gently", "tomorrow", "again", f"{dice.randint(1, 99)}", "茶", "with Jonas", "📅", "**so**")
    )
    if dice.random() < 0.4 and at < len(words):
        words[at] = new
    else:
        words.insert(at, new)
    return [*lines[:number], " ".join(words), *lines[number + 1 :]]


def _tick(lines: list[str], notes: list[str], dice: random.Random) -> list[str]:
    open_ones = [n for n, line in enumerate(lines) if "- [ ] " in line]
    if not open_ones:
        return lines
    number = dice.choice(open_ones)
    return [*lines[:number], lines[number].replace("- [ ] ", "- [x] ", 1), *lines[number + 1 :]]


def _property(lines: list[str], notes: list[str], dice: random.Random) -> list[str]:
    end = _front_end(lines) if lines and lines[0].strip() == "---" else 0
    if not end:
        return lines
    return [
        *lines[:end],
        f"{dice.choice(('added', 'also', 'then'))}-{dice.randint(1, 3)}: {dice.randint(1, 5)}",
        *lines[end:],
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
