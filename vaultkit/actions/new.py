"""A new note of any kind a person writes: where it goes, and what is already known about it."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.actions.filling import filled
from vaultkit.actions.journal import Made, open_journal
from vaultkit.actions.making import change, laid_out, make
from vaultkit.errors import UserError
from vaultkit.workbook.days import week_of
from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.questions import QUESTIONS
from vaultkit.workbook.values import FORMS, read_values

if TYPE_CHECKING:
    from vaultkit.vault.config import Config

KINDS_TO_WRITE = tuple(QUESTIONS)
"""The kinds a person makes; the others are written by the command they belong to."""

TITLED = ("ladder", "tool", "ritual", "goal")
"""The kinds whose notes have a name of their own; that of a plan is what sets it off."""


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

    `time` is `HH:MM`, and a `date` that is given stands in for `day`. A name that the kind does not know becomes a
    property of one's own; `body` is added at the end. To a journal page or a contribution that is there already,
    what is given is added (see `filled`). Raises UserError, with nothing written, if a value is not of its form, a
    name is needed, or a note of that name is there.
    """
    if kind not in KINDS_TO_WRITE:
        raise UserError(f"{kind}: there is no such kind of note, expected one of {', '.join(KINDS_TO_WRITE)}")
    given = dict(given or {})
    day = date.fromisoformat(str(given["date"])) if _is_date(given.get("date")) else day
    fields, sections = _sorted(config, kind, day, given)
    title = str(fields.pop("title", "") or title).strip()
    if kind in TITLED and not title:
        raise UserError(
            f"new {kind}: it needs a name; give one as `title` on standard input, or answer the question"
        )
    if kind == "moment":
        time = str(fields.setdefault("time", time))
    fields = _checked(kind, fields)
    if kind == "exposure":
        fields["ladder"] = _ladder(config, day, fields)
    if kind == "plan":
        title = str(fields["trigger"]).strip()
    values = {"title": title, "time": time}
    if kind == "journal":
        page = (
            page_for_words(config, day, dry_run=dry_run)
            if fields or sections
            else open_journal(config, day, dry_run=dry_run)
        )
        if not (page.created and dry_run):
            _add(config, page.path, fields, sections, made=page.created, dry_run=dry_run)
        return page
    for path in _paths(config, kind, day, title, time, fields):
        if make(config, kind, path, day, values=values, fields=fields, sections=sections, dry_run=dry_run):
            return Made(path, created=True)
        if kind == "contribution":
            _add(config, path, fields, sections, dry_run=dry_run)
            return Made(path, created=False)
        if kind in (*TITLED, "plan"):
            raise UserError(f"{path}: this note is already there; open it, or choose another name")
    raise UserError(
        f"{config.folders[kind]}: there are too many notes of this name already; choose another one"
    )


def page_for_words(config: "Config", day: date, *, dry_run: bool = False) -> Made:
    """The journal page of `day`, made or completed so that words can be added; UserError if it cannot take any yet."""
    # Words make a daily note a page: else they would stand there and never be read.
    complete = True if config.journal.into == "daily" else None
    page = open_journal(config, day, complete=complete, dry_run=dry_run)
    if page.left_to:
        raise UserError(
            f"{page.path}: this page is begun by Templater from {page.left_to}, and nothing is written yet; "
            "begin it in Obsidian, and then add to it here"
        )
    return page


def _is_date(value: object) -> bool:
    return "date" in read_values("journal", {"date": value})[0]


def _add(
    config: "Config",
    path: Path,
    fields: Mapping[str, object],
    sections: Mapping[str, object],
    *,
    made: bool = False,
    dry_run: bool,
) -> None:
    if fields or sections:
        change(config, path, lambda text: filled(text, fields, sections, made=made), dry_run=dry_run)


def _sorted(
    config: "Config", kind: str, day: date, given: dict[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    """What becomes a property and what goes under a heading of the note."""
    from vaultkit.notes.structure import sections

    known = {field.name for field in KINDS[kind].fields} | {"title"}
    titles: list[str] = []
    if set(given) - known:
        titles = [section.title for section in sections(laid_out(config, kind, day, {})) if section.level > 1]
    words: dict[str, object] = {}
    for name in [name for name in given if name not in known]:
        title = next((one for one in titles if f"{_key(one)} ".startswith(f"{_key(name)} ")), "")
        if title or name.startswith("#"):
            title = title or name.removeprefix("#")
            words[title] = _as_bullets(kind, title, given.pop(name))
    if body := given.pop("body", None) if "body" not in known else None:
        words["Notes"] = body
    for name in sorted(set(given) - known):
        _refuse_slip(kind, name, [*known, *map(_key, titles)])
    return {name: value for name, value in given.items() if value is not None and value != ""}, words


def _as_bullets(kind: str, title: str, words: object) -> object:
    """What is meant for the check-in is read as bullets, so it is written as bullets."""
    shared = kind == "contribution" or _key(title).startswith(("thank you", "for our check in"))
    return [words] if shared and isinstance(words, str) else words


def _refuse_slip(kind: str, name: str, known: list[str]) -> None:
    """A name of one's own is fine; one that is nearly a known name is a slip of the finger."""
    from difflib import get_close_matches

    if close := get_close_matches(_key(name), known, 1, 0.8):
        raise UserError(f"new {kind}: found {name}, expected {close[0]}; did you mean that?")


def _key(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").lstrip("#").split()).casefold()


def _checked(kind: str, fields: dict[str, object]) -> dict[str, object]:
    """The properties, each of its form; an item such as `10 min: a stop` without quotation marks is made a text."""
    needed = {"date": "2026-11-24", "week": "2026-W48", "author": "-"}
    if kind == "ritual":
        fields.setdefault("cadence", "weekly")
    values, problems = read_values(kind, {**needed, "type": kind, **fields})
    if problems:
        raise UserError(*(f"new {kind}: {problem}" for problem in problems))
    return {
        name: list(values[name]) if _has_groups(value) else value  # type: ignore[call-overload]
        for name, value in fields.items()
    }


def _has_groups(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value)


def _ladder(config: "Config", day: date, fields: Mapping[str, object]) -> str:
    """The link to the ladder that a session belongs to."""
    from vaultkit.actions.ladder import ladders_on
    from vaultkit.actions.linking import ladder_link

    (view,) = ladders_on(config, day, str(FORMS["link"].read(fields["ladder"])))
    step, most = fields["step"], len(view.ladder.steps)
    if isinstance(step, int) and step > most:
        raise UserError(f"new exposure: step: found {step}, expected a step of this ladder, from 1 to {most}")
    return ladder_link(config, view.ladder.path)


def _paths(
    config: "Config", kind: str, day: date, title: str, time: str, fields: Mapping[str, object]
) -> Iterator[Path]:
    """Where the note can go, best first: a name of its own, or the day with a number where that is taken."""
    from vaultkit.vault.names import safe_name

    folder = config.folder(kind)
    if kind in (*TITLED, "plan"):
        yield folder / f"{safe_name(title)}.md"
        return
    stem = f"{day} {kind}"
    if kind == "moment":
        stem = f"{day} {time.replace(':', '')} moment"
    if kind == "exposure":
        ladder = str(FORMS["link"].read(fields["ladder"]))
        folder, stem = folder / ladder, f"{day} {ladder}"
    if kind == "contribution":
        folder, stem = config.root / config.shared / config.me, f"{week_of(day)} {config.me}"
    yield folder / f"{stem}.md"
    for number in range(2, 100):
        yield folder / f"{stem} {number}.md"
