"""A new note of any kind a person writes: where it goes, and what is already known about it."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.actions.journal import Made, open_journal
from vaultkit.actions.making import laid_out, make
from vaultkit.errors import UserError
from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.questions import QUESTIONS
from vaultkit.workbook.values import read_values

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

KINDS_TO_WRITE = tuple(QUESTIONS)
"""The kinds a person makes; the others are written by the command they belong to."""

TITLED = ("ladder", "tool", "ritual", "goal")
"""The kinds whose notes have a name of their own."""


def new_note(
    config: "Config",
    kind: str,
    day: date,
    *,
    title: str = "",
    time: str = "",
    given: Mapping[str, object] | None = None,
    dry_run: bool = False,
) -> Made:
    """A note of `kind`, filled with `given`: properties by name, and texts by the heading they go under.

    `time` is `HH:MM`. A name that the kind does not know becomes a property of one's own; `body` is added
    at the end. Raises UserError, with nothing written, if a value is not of its form or a name is needed.
    """
    fields, sections = _sorted(config, kind, day, dict(given or {}))
    title = str(fields.pop("title", "") or title).strip()
    if kind in TITLED and not title:
        raise UserError(
            f"new {kind}: it needs a name; give one as `title` on standard input, or answer the question"
        )
    if kind == "moment":
        time = str(fields.setdefault("time", time))
    _check(kind, fields)
    if kind == "exposure":
        fields["ladder"] = f"[[{_ladder_name(fields)}]]"
    values = {"title": title, "time": time}
    if kind == "journal" and not fields and not sections:
        return open_journal(config, day, dry_run=dry_run)
    for path in _paths(config, kind, day, title, time, fields):
        if make(config, kind, path, day, values=values, fields=fields, sections=sections, dry_run=dry_run):
            return Made(path, created=True)
        if kind in (*TITLED, "journal"):
            raise UserError(f"{path}: this note is already there; open it, or choose another name")
    raise UserError(
        f"{config.folders[kind]}: there are too many notes of this name already; choose another one"
    )


def _sorted(
    config: "Config", kind: str, day: date, given: dict[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    """What becomes a property and what goes under a heading of the note."""
    from vaultkit.notes.structure import sections

    known = {field.name for field in KINDS[kind].fields} | {"title"}
    headings: dict[str, str] = {}
    if set(given) - known:
        blank = laid_out(config, kind, day, {})
        headings = {_key(section.title): section.title for section in sections(blank) if section.level > 1}
    words = {
        headings[_key(name)]: given.pop(name)
        for name in list(given)
        if name not in known and _key(name) in headings
    }
    if body := given.pop("body", None) if "body" not in known else None:
        words["Notes"] = body
    return {name: value for name, value in given.items() if value is not None and value != ""}, words


def _key(name: str) -> str:
    return " ".join(name.replace("_", " ").lstrip("#").split()).casefold()


def _check(kind: str, fields: Mapping[str, object]) -> None:
    _, problems = read_values(kind, {"type": kind, "date": "2026-11-24", **fields})
    if problems:
        raise UserError(*(f"new {kind}: {problem}" for problem in problems))


def _ladder_name(fields: Mapping[str, object]) -> str:
    from vaultkit.workbook.values import FORMS

    return str(FORMS["link"].read(fields["ladder"]))


def _paths(
    config: "Config", kind: str, day: date, title: str, time: str, fields: Mapping[str, object]
) -> Iterator[Path]:
    """Where the note can go, best first: a name of its own, or the day with a number where that is taken."""
    from vaultkit.vault.names import safe_name

    folder = config.folder(kind)
    if kind in TITLED:
        yield folder / f"{safe_name(title)}.md"
        return
    if kind == "journal":
        yield folder / f"{day}.md"
        return
    stem = f"{day} {kind}"
    if kind == "moment":
        stem = f"{day} {time.replace(':', '')} moment"
    if kind == "exposure":
        ladder = safe_name(_ladder_name(fields))
        folder, stem = folder / ladder, f"{day} {ladder}"
    yield folder / f"{stem}.md"
    for number in range(2, 100):
        yield folder / f"{stem} {number}.md"
