"""Making a note from its template, with what is already known filled in."""

import os
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.errors import UserError
from vaultkit.notes.files import create_note, edit_note, read_text
from vaultkit.render.environment import render
from vaultkit.render.sources import template_source
from vaultkit.workbook.days import WEEKDAYS, week_of

if TYPE_CHECKING:
    from vaultkit.vault.config import Config


def make(
    config: "Config",
    kind: str,
    path: Path,
    day: date,
    *,
    values: Mapping[str, object] | None = None,
    fields: Mapping[str, object] | None = None,
    sections: Mapping[str, object] | None = None,
    modified: float | None = None,
    dry_run: bool = False,
) -> bool:
    """Make a note of `kind` at `path` from its template; False if something of that name is there already.

    `values` are further names for the template. `fields` become properties and `sections` go
    under the headings of that name: they are put in afterwards, so that no word of a person's
    is ever read as a template. `modified` is the time the file carries, as in `create_note`.
    Raises UserError if the template can't be used or nothing can be written.
    """
    text = laid_out(config, kind, day, values or {})
    if fields:
        from vaultkit.notes import parse_note

        note = parse_note(text)
        text = note.with_properties(**_beside_its_tags(fields, note.properties.get("tags"))).text
    for heading, words in (sections or {}).items():
        text = put_under(text, heading, words)
    if dry_run:
        return not os.path.lexists(path)
    return create_note(path, text, root=_root_of(config, path), modified=modified)


def change(config: "Config", path: Path, edit: Callable[[str], str], *, dry_run: bool = False) -> bool:
    """Edit a note safely; whether it changed (or, in a dry run, would have). Errors name the note."""

    def named(text: str) -> str:
        try:
            return edit(text)
        except UserError as error:
            places = (re.sub(r"^line (?=\d+: )|^", ":", problem, count=1) for problem in error.problems)
            raise UserError(*(f"{path}{place}" for place in places)) from None

    if dry_run:
        text = read_text(path)
        return named(text) != text
    return edit_note(path, named, root=_root_of(config, path))


def _beside_its_tags(fields: Mapping[str, object], there: object) -> Mapping[str, object]:
    """The fields, with the tags that the template gives kept before those that come in."""
    given = fields.get("tags")
    if not given or not isinstance(there, list):
        return fields
    more = given if isinstance(given, (list, tuple)) else [given]
    return {**fields, "tags": [*there, *(tag for tag in more if tag not in there)]}


def _root_of(config: "Config", path: Path) -> Path:
    """The folder that a note must not leave: for a shared one the shared folder, lest a link there lead into private notes."""
    shared = config.root / config.shared
    return shared if path.is_relative_to(shared) else config.root


def laid_out(config: "Config", kind: str, day: date, values: Mapping[str, object]) -> str:
    """The template of `kind`, the vault's own or the packaged one, rendered for `day`."""
    name, source = template_source(kind, config.root / config.templates, config.root)
    known: dict[str, object] = {
        "date": day,
        "week": week_of(day),
        "weekday": WEEKDAYS[day.weekday()],
        "is_sunday": day.weekday() == 6,
        "time": "",
        "title": "",
        "me": config.me,
        "partner": config.partner,
        **({"today": ""} if kind == "journal" else {}),
    }
    return render(source, name, {**known, **values})


def put_under(text: str, heading: str, words: object) -> str:
    """`text` with `words` at the end of the section under `heading`; the section is added if it is not there.

    A list becomes bullets. Nothing that stands in `text` is changed; code or a comment that the words would fall into
    is closed first, and one that they open themselves, which would hide what follows, after them.
    """
    from vaultkit.notes.ending import with_open_part_closed
    from vaultkit.notes.structure import sections

    newline = "\r\n" if "\r\n" in text else "\n"
    lines = [f"- {item}" for item in words] if isinstance(words, (list, tuple)) else str(words).splitlines()
    added = newline.join(with_open_part_closed("\n".join(lines)).splitlines())
    section = next((one for one in sections(text) if one.title.casefold() == heading.casefold()), None)
    if section is None:
        text = with_open_part_closed(text)
        return f"{text[: _words_end(text)]}{newline}{newline}## {heading}{newline}{added}{newline}"
    if section.end == len(text):
        text = with_open_part_closed(text)
        section = section._replace(end=len(text))
    # Only up to the first heading inside it, so that the words stand under their own.
    end = min(
        (one.start for one in sections(text) if section.start < one.start <= section.end), default=section.end
    )
    inner = text[section.start : end] if end == section.end else text[section.start : _line_start(text, end)]
    kept = inner[: _words_end(inner)]
    at = section.start + len(kept)
    before = newline if kept or not text[:at].endswith("\n") else ""
    rest = text[at:].removeprefix(newline) if kept else text[at:]
    return f"{text[:at]}{before}{added}{newline}{rest}"


def _words_end(text: str) -> int:
    """Where the last line that is not blank ends, with the blanks at its end; 0 if there is none."""
    last = len(text.rstrip())
    return last + len(re.match(r"[^\r\n]*", text[last:])[0]) if last else 0  # type: ignore[index]


def _line_start(text: str, after_line: int) -> int:
    """Where the line begins that ends at `after_line`."""
    return text.rfind("\n", 0, max(after_line - 1, 0)) + 1
