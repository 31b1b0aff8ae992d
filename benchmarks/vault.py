"""Writes a vault of journal notes for measuring: the same number gives the same bytes.

python -m benchmarks.vault FOLDER NOTES
"""

import datetime
import sys
from pathlib import Path
from random import Random

_LAST_DAY = datetime.date(2026, 11, 24)
_DAYS = 4000
_SETTINGS = """\
id = "00000000000000be"
me = "Mara"
partner = "Jonas"

[day]
rollover = "04:00"
"""
_WORDS = (
    "garden train lamp slowly bread window Sunday river letter warm again quiet phone evening walk "
    "blanket laughed waited coat kitchen breathed music shoulder plan answer street rain early"
)
_EACH = _WORDS.split()


def write_empty_vault(root: Path) -> None:
    """A vault without notes, with settings of its own."""
    settings = root / ".vaultkit" / "config.toml"
    settings.parent.mkdir(parents=True)
    (root / "Journal").mkdir()
    settings.write_text(_SETTINGS, encoding="utf-8")


def write_vault(root: Path, notes: int, seed: int = 1) -> None:
    """`notes` notes with twelve properties and 1 to 3 KB of words each, spread over a folder for each month."""
    pick = Random(seed)
    write_empty_vault(root)
    for number in range(notes):
        again, back = divmod(number, _DAYS)
        day = _LAST_DAY - datetime.timedelta(days=back)
        folder = root / "Journal" / f"{day:%Y}" / f"{day:%m}"
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{day} {again}.md" if again else f"{day}.md"
        (folder / name).write_text(_note(pick, day), encoding="utf-8", newline="\n")


def write_shared(shared: Path, notes: int, seed: int = 1) -> None:
    """`notes` goals of 1 to 3 KB, which both partners have."""
    pick = Random(seed)
    (shared / "Goals").mkdir(parents=True)
    for number in range(notes):
        words = " ".join(pick.choice(_EACH) for _ in range(pick.randrange(160, 480)))
        text = f"---\ntype: goal\ntitle: Goal {number}\nstatus: open\n---\n# Goal {number}\n\n{words}\n"
        (shared / "Goals" / f"Goal {number:05}.md").write_text(text, encoding="utf-8", newline="\n")


def write_practice(root: Path, days: int) -> None:
    """What the page of the last day is made of: tools with days, plans, and `days` days of moments and thoughts."""
    for number, when in enumerate(("Tuesday", "Mon-Fri", "daily", "Sunday", *[""] * 8)):
        _write(root, f"Toolkit/Tool {number}", "tool", f"minutes: 5\nwhen: evening\ndays:\n  - {when}")
    for number in range(4):
        _write(
            root, f"Plans/Late {number}", "plan", f"trigger: late reply {number}\nthen: I put the kettle on"
        )
    for back in range(1, days + 1):
        day = _LAST_DAY - datetime.timedelta(days=back)
        named = f"date: {day}\ntriggers:\n  - late reply {back % 4}"
        _write(root, f"Moments/{day} 2130 moment", "moment", named)
        if back % 5 == 1:
            _write(
                root,
                f"Thoughts/{day} thought",
                "thought",
                f"date: {day}\naction: a call\naction_when: Tuesday",
            )
    _write(root, f"Journal/{_LAST_DAY - datetime.timedelta(days=1)}", "journal", "distress: 3")


def _write(root: Path, name: str, kind: str, lines: str) -> None:
    path = root / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f"---\ntype: {kind}\nauthor: Mara\n{lines}\nshare: false\ntags:\n  - vaultkit/{kind}\n---\n# {kind}\n",
        encoding="utf-8",
        newline="\n",
    )


def _note(pick: Random, day: datetime.date) -> str:
    return f"""---
type: journal
date: {day}
time: {pick.randint(18, 23)}:{pick.randint(10, 59)}
author: Mara
distress: {pick.randint(0, 10)}
connection: {pick.randint(0, 10)}
slept: true
practised: [{pick.choice(("breathing", "grounding", "walk", "music"))}]
gratitude:
  - {_sentence(pick, 2)}
strength:
share: false
tags: [vaultkit/journal]
---
# {day}

## What happened
{_paragraphs(pick, pick.randint(900, 2700))}

## For our check-in
- {_sentence(pick, 7)}
"""


def _paragraphs(pick: Random, characters: int) -> str:
    lines: list[str] = []
    while characters > 0:
        lines.append(_sentence(pick, pick.randint(8, 30)) + ".")
        characters -= len(lines[-1]) + 1
    return "\n".join(lines)


def _sentence(pick: Random, words: int) -> str:
    return " ".join(pick.choices(_EACH, k=words))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    write_vault(Path(sys.argv[1]), int(sys.argv[2]))
