"""One's own contributions as texts: which lines they hold, with lines more or fewer, and what this device shared of them."""

import os
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.actions.making import change, put_under
from vaultkit.errors import UserError
from vaultkit.notes.files import create_note
from vaultkit.notes.structure import bullets, sections
from vaultkit.render.environment import render
from vaultkit.render.sources import template_source
from vaultkit.vault.clock import day_begins
from vaultkit.vault.state import read_state, write_state
from vaultkit.workbook.days import week_start
from vaultkit.workbook.sharing import KINDS, Ledger, Line, Published

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

_LEDGER = "sharing"


def is_set_up(config: "Config") -> bool:
    """Whether this vault syncs by vaultkit, paused or not."""
    settings = read_state(config, "sync/settings")
    return isinstance(settings, dict) and bool(settings.get("remote"))


def lines_of(text: str) -> list[Line]:
    """Kind and words of each line that a contribution holds."""
    return [
        (kind, words)
        for section in sections(text)
        for kind, heading in KINDS.items()
        if section.title.casefold().startswith(heading.casefold())
        for words in bullets(text[section.start : section.end])
    ]


def with_lines(config: "Config", text: str, kind: str, words: Collection[str]) -> str:
    """The contribution with these lines at the end of their kind's section."""
    return put_under(text, _heading(config, text, kind), list(words)) if words else text


def without_line(texts: Mapping[Path, str], kind: str, words: str) -> tuple[Path | None, str]:
    """The contribution that holds the line, without it; None if none does as it was shared."""
    wanted = f"- {words}"
    for path, text in texts.items():
        for section in sections(text):
            if section.title.casefold().startswith(KINDS[kind].casefold()):
                position = section.start
                for one in text[section.start : section.end].splitlines(keepends=True):
                    if one.rstrip("\r\n") == wanted:
                        return path, text[:position] + text[position + len(one) :]
                    position += len(one)
    return None, ""


def begun(config: "Config", week: str) -> str:
    """A contribution with nothing in it yet: by the packaged template, with no day but the Monday of its week."""
    source = template_source("contribution", None)
    values = {"week": week, "date": week_start(week), "me": config.me, "partner": config.partner}
    return render(source.text, source.name, values)


def write_contribution(config: "Config", path: Path, before: str | None, text: str, today: date) -> None:
    """Put the contribution in place, unless someone changed it meanwhile; its time is the beginning of the day."""
    root = config.root / config.shared
    time = day_begins(config, today)
    if before is None:
        if not create_note(path, text, root=root, modified=time):
            raise UserError(f"{path}: was made meanwhile; share again")
        return

    def edit(found: str) -> str:
        if found != before:
            raise UserError("line 1: was changed meanwhile; share again")
        return text

    change(config, path, edit)
    os.utime(path, (time, time))


def read_ledger(config: "Config") -> Ledger:
    """What was kept; what cannot be read counts as nothing, so that everything is asked again."""
    found = read_state(config, _LEDGER)
    if not isinstance(found, dict):
        return Ledger()
    try:
        lines = tuple(
            Published(str(kind), str(words), str(note), str(week), bool(pending))
            for kind, words, note, week, pending in found["lines"]
        )
        return Ledger(
            frozenset(map(str, found["kinds"])),
            lines,
            frozenset(map(str, found.get("notes", ()))),
            *(
                frozenset((str(kind), str(words)) for kind, words in found.get(name, ()))
                for name in ("mine", "strange")
            ),
        )
    except (KeyError, TypeError, ValueError):
        return Ledger()


def settled(ledger: Ledger, standing: Collection[tuple[str, str]]) -> Ledger:
    """The ledger without those lines of an interrupted run that did not get into the file."""
    lines = (line for line in ledger.lines if not line.pending or (line.kind, line.words) in standing)
    return ledger._replace(lines=tuple(line._replace(pending=False) for line in lines))


def keep_ledger(config: "Config", ledger: Ledger, *, pending: bool = False) -> None:
    """Remember the ledger on this device; UserError if that cannot be."""
    lines = [[*line[:4], pending] for line in ledger.lines]
    kept = {
        "kinds": sorted(ledger.kinds),
        "lines": lines,
        "notes": sorted(ledger.notes),
        "mine": sorted(ledger.mine),
        "strange": sorted(ledger.strange),
    }
    if not write_state(config, _LEDGER, kept):
        raise UserError(
            "what is shared could not be noted down on this device, so nothing more is shared; "
            "look whether the disk is full, and share again"
        )


def _heading(config: "Config", text: str, kind: str) -> str:
    start = KINDS[kind]
    there = (one.title for one in sections(text) if one.title.casefold().startswith(start.casefold()))
    new = f"{start} to {config.partner}" if kind == "thanks" and config.partner else start
    return next(there, new)
