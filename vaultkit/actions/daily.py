"""The vault's own daily notes as journal pages: begun from the template they have in Obsidian, or added to."""

import datetime
import os
from pathlib import Path

from vaultkit.actions.making import change, laid_out
from vaultkit.actions.today import with_todays_part
from vaultkit.errors import UserError
from vaultkit.notes.files import create_note, read_text
from vaultkit.notes.note import parse_note
from vaultkit.render.obsidian_template import fill_in, fill_in_periodic, is_templater, merged
from vaultkit.vault.belonging import has_tag
from vaultkit.vault.clock import day_begins, now
from vaultkit.vault.config import Config
from vaultkit.vault.discovery import CONFIG
from vaultkit.vault.journal_place import page_name
from vaultkit.vault.moment_format import written
from vaultkit.vault.obsidian import Templates, obsidian_settings, template_file


def make_daily_note(config: Config, path: Path, day: datetime.date, *, dry_run: bool = False) -> bool | None:
    """Make the daily note of `day` as Obsidian begins it, with what a journal page needs; False if it is there already.

    None, and nothing written, for a template of Templater's, whose commands it alone may carry out. A template that
    came from anywhere cannot make the page a shared one. Raises UserError if it cannot be used.
    """
    begun = begun_daily_note(config, path, day)
    if begun is None:
        return None
    if dry_run:
        return not os.path.lexists(path)
    return create_note(path, begun, root=config.root, modified=day_begins(config, day))


def begun_daily_note(config: Config, path: Path, day: datetime.date) -> str | None:
    """What `make_daily_note` puts into a new note; None for a template of Templater's."""
    name = config.journal.template
    file = template_file(config.root, name)
    if file is None:
        raise UserError(
            f"{CONFIG}: journal.template: found {name}, which is no note in the vault; "
            'change it, or set it to "" for vaultkit\'s own'
        )
    text = read_text(file)
    if is_templater(text):
        return None
    try:
        begun = merged(filled_in(config, text, path, day), laid_out(config, "journal", day, {}))
        note = parse_note(begun)
        if note.properties.get("share") is not False:
            begun = note.with_properties(share=False).text
        return with_todays_part(config, day, begun)
    except UserError as error:
        raise UserError(*(f"{name}: {problem}" for problem in error.problems)) from None
    except ValueError as error:
        raise UserError(f"{name}: {error}") from None


def complete_page(config: Config, path: Path, day: datetime.date, *, dry_run: bool = False) -> bool:
    """Add the properties and headings of a journal page that the note lacks; whether it lacked any.

    A note in which Templater's commands still stand is left alone: Templater would write over it.
    """
    ours = laid_out(config, "journal", day, {})

    def completed(text: str) -> str:
        if is_templater(text):
            return text
        # What stands at the beginning of a page is put there once: a person may have taken it away.
        is_page = has_tag(parse_note(text).properties.get("tags"), "vaultkit/journal")
        text = merged(text, ours)
        return text if is_page else with_todays_part(config, day, text)

    return change(config, path, completed, dry_run=dry_run)


def waits_for_templater(path: Path) -> bool:
    """Whether commands for Templater still stand in the note."""
    return is_templater(read_text(path))


def filled_in(config: Config, text: str, path: Path, day: datetime.date) -> str:
    """The template as the plugin that makes daily notes fills it in, for that day at this time."""
    settings = config.journal

    def format_date(moment: datetime.datetime, pattern: str) -> str:
        return written(moment, pattern, settings.language)

    moment = datetime.datetime.combine(day, now(config).time())
    if settings.periodic:
        return fill_in_periodic(text, page_name(config, day), moment, format_date, settings.format)
    formats = Templates()
    if "{{date}}" in text.lower() or "{{time}}" in text.lower():
        formats = obsidian_settings(config.root).templates
    return fill_in(text, path.stem, moment, format_date, formats.time_format, formats.date_format)
