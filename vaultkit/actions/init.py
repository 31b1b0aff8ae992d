"""Make a folder a vault, new or with notes in it already, and harm nothing that is there."""

import json
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple

from vaultkit.actions.adopting import Adoption, adoption, moved_since
from vaultkit.actions.bases import MADE, make_bases
from vaultkit.actions.welcome import CONFIG as CONFIG_TEXT
from vaultkit.actions.welcome import START_HERE, starter_notes
from vaultkit.errors import UserError
from vaultkit.notes.files import create_note, edit_note, read_text
from vaultkit.notes.note import parse_note
from vaultkit.render.environment import render
from vaultkit.render.sources import template_source
from vaultkit.vault.config import SETTINGS_NAME, SHARED, Config, config_from, load_config, usable_name
from vaultkit.vault.discovery import CONFIG, enclosing_vault, is_vault
from vaultkit.vault.names import name_key, nfc
from vaultkit.vault.places import close_to_others, place_warnings
from vaultkit.vault.property_types import TYPES, property_types, with_types
from vaultkit.vault.walk import walk_notes


class InitResult(NamedTuple):
    """What `init` did, or would do: paths are relative to `root`.

    `already` says that the folder was a vault before. `warnings` are sentences for the person, each with what to do.
    `adopted` says what is taken over from Obsidian, and `left` what is not, and why. `me` is what the person is called.
    """

    root: Path
    created: tuple[str, ...]
    changed: tuple[str, ...]
    already: bool
    warnings: tuple[str, ...]
    adopted: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    me: str = ""


def init(
    path: Path,
    me: str = "",
    partner: str = "",
    *,
    private: bool | None = None,
    adopt: bool = True,
    dry_run: bool = False,
) -> InitResult:
    """Make `path` a vault, or bring one up to date; running it again changes nothing.

    What is there stays as it is; only a missing partner and missing property types are added to files of vaultkit and
    Obsidian. In a vault of Obsidian's, pages go into the daily notes that it has, unless `adopt` is False. A new folder is its owner's alone (mode 0700) unless `private` is False; one that was there is closed to
    others if `private` is True. Raises UserError with every problem at once, and nothing is written then.
    """
    root = _folder(path)
    new = not root.exists()
    already = is_vault(root)
    me, partner = nfc(me.strip()), nfc(partner.strip())
    _check_names(me, partner)
    config = load_config(root) if already else None
    plan = _Plan(root, dry_run)
    if not dry_run:
        root.mkdir(mode=0o777 if private is False else 0o700, parents=True, exist_ok=True)
        if private and not new:
            close_to_others(root)
    plan.warnings += place_warnings(root)
    taken = Adoption("", "", (), ())
    if config is None:
        me = me or _login_name(partner)
        shared = _shared_folder(plan)
        if adopt:
            taken = adoption(root, shared)
        _set_up(plan, me, partner, taken, shared)
    else:
        _bring_up_to_date(plan, config, me, partner)
        me = config.me
    return InitResult(
        root,
        tuple(plan.created),
        tuple(plan.changed),
        already,
        tuple(plan.warnings),
        taken.taken,
        (*taken.left, *plan.left),
        me,
    )


class _Plan:
    """Writes, or with `dry_run` merely notes, what is to be made; never over what is there."""

    def __init__(self, root: Path, dry_run: bool) -> None:
        self.root = root
        self.dry_run = dry_run
        self.created: list[str] = []
        self.changed: list[str] = []
        self.warnings: list[str] = []
        self.left: list[str] = []

    def create(self, name: str, text: str) -> None:
        path = self.root / name
        if (not path.exists()) if self.dry_run else create_note(path, text, root=self.root):
            self.created.append(name)

    def replace(self, name: str, before: str, after: str) -> None:
        """Put `after` in place of `before`, unless someone has changed the file meanwhile."""
        if before == after:
            return
        if not self.dry_run:
            edit_note(self.root / name, lambda text: after if text == before else text, root=self.root)
        self.changed.append(name)


def _folder(path: Path) -> Path:
    """The folder as an absolute path, if a vault can be there."""
    root = path.expanduser().absolute()
    root = root.resolve() if ".." in root.parts else root
    if root.exists() and not root.is_dir():
        raise UserError(f"{path}: is a file, expected a folder; choose another name")
    if root == root.parent or root == Path.home():
        raise UserError(
            f"{path}: everything you have lies in this folder; choose one in it, such as {root / 'Workbook'}"
        )
    if outer := enclosing_vault(root.parent):
        raise UserError(f"{path}: lies inside the vault {outer}; choose a folder outside it")
    return root


def _check_names(me: str, partner: str) -> None:
    problems = [
        f"{who}: found {name}, expected a name that can be a folder's, without / : ( ) and the like"
        for who, name in (("your name", me), ("your partner's name", partner))
        if name and not usable_name(name)
    ]
    if me and name_key(me) == name_key(partner):
        problems.append(f"your partner's name: found {partner}, expected another name than your own")
    if problems:
        raise UserError(*problems)


def _login_name(partner: str) -> str:
    from getpass import getuser

    try:
        name = getuser().capitalize()
    except (OSError, KeyError, ImportError):
        return "Me"
    return name if usable_name(name) and name_key(name) != name_key(partner) else "Me"


def _set_up(plan: _Plan, me: str, partner: str, taken: Adoption, shared: str) -> None:
    has_notes = plan.root.is_dir() and any(True for _ in walk_notes(str(plan.root), 1 << 40, "", []))
    text = CONFIG_TEXT.format(
        id=token_hex(8),
        me=me,
        partner=f"partner = {_quoted(partner)}\n" if partner else '# partner = "…"\n',
        folder=taken.folder or '# journal = "Journal"\n',
        shared=f"{'# ' if shared == SHARED else ''}shared = {_quoted(shared)}\n",
        journal=taken.journal
        or '# format = "YYYY-MM-DD"\n# language = "en"\n# into = "own"\n# template = ""\n',
    )
    if not has_notes:
        plan.create("Start here.md", START_HERE.format(me=me, shared=shared))
        for name, words in starter_notes(me):
            plan.create(name, words)
    _create_workbook(plan, shared, me, partner)
    if not has_notes or (plan.root / ".obsidian").is_dir():
        _add_types(plan, (), someones=has_notes)
        _make_bases(plan, config_from(plan.root, text))
    # Last, because it marks the vault: cut off before, `init` begins again.
    plan.create(CONFIG, text)


def _shared_folder(plan: _Plan) -> str:
    """The shared folder's name: another than usual where a folder of that name holds what was never meant to be shared."""
    names = (SHARED, _OTHERWISE, *(f"{_OTHERWISE} {number}" for number in range(2, 1000)))
    name = next((one for one in names if _can_be_shared(plan.root, one)), SHARED)
    if name != SHARED:
        plan.left.append(
            f"The folder {SHARED} that is there already stays yours alone; what you two share goes to {name}."
        )
    return name


_OTHERWISE = f"{SHARED} workbook"


def _can_be_shared(root: Path, name: str) -> bool:
    there = [folder for folder in root.glob("*") if name_key(folder.name) == name_key(name)]
    return any((one / SETTINGS_NAME).is_file() for one in there) or not any(map(_holds_anything, there))


def _holds_anything(path: Path) -> bool:
    return not path.is_dir() or any(True for _ in path.iterdir())


def _bring_up_to_date(plan: _Plan, config: Config, me: str, partner: str) -> None:
    if me and me != config.me:
        plan.warnings.append(f"In this vault you are {config.me}. To change that, edit me in {CONFIG}.")
    if partner and config.partner and partner != config.partner:
        plan.warnings.append(
            f"In this vault your partner is {config.partner}. To change that, edit partner in {CONFIG}."
        )
    joined = partner if not config.partner else ""
    if joined:
        if name_key(joined) == name_key(config.me):
            raise UserError(f"your partner's name: found {joined}, expected another name than your own")
        before = read_text(plan.root / CONFIG)
        plan.replace(CONFIG, before, _with_partner(before, joined))
    _create_workbook(plan, config.shared, config.me, joined or config.partner)
    if joined:
        _add_name(plan, f"{config.shared}/{SETTINGS_NAME}", config.me, joined)
    if (plan.root / ".obsidian").is_dir():
        plan.left += moved_since(config)
        _add_types(plan, config.measures, someones=True)
        _make_bases(plan, config)


def _create_workbook(plan: _Plan, shared: str, me: str, partner: str) -> None:
    """The page both read alike. Both machines write the same bytes: names sorted, no date, no time zone."""
    source = template_source("settings", None)
    text = render(source.text, source.name, {"names": _sorted_names(me, partner)})
    plan.create(f"{shared}/{SETTINGS_NAME}", text)


def _add_name(plan: _Plan, name: str, me: str, partner: str) -> None:
    """Name the partner who joined, if the page both read still knows one of you alone."""
    path = plan.root / name
    if not path.is_file():
        return
    note = parse_note(read_text(path))
    if note.properties.get("names") == [me]:
        plan.replace(name, note.text, note.with_properties(names=_sorted_names(me, partner)).text)


def _sorted_names(me: str, partner: str) -> list[str]:
    return sorted((name for name in (me, partner) if name), key=lambda name: (name_key(name), name))


def _with_partner(text: str, partner: str) -> str:
    """The settings with the partner's line, in place of an empty one or after one's own."""
    import tomllib

    from vaultkit.vault.config_problems import line_of

    lines = text.splitlines(keepends=True)
    at, own = line_of(text, "partner"), line_of(text, "me")
    end = "\r\n" if lines[own - 1].endswith("\r\n") else "\n"
    lines[(at or own + 1) - 1 : at or own] = [f"partner = {_quoted(partner)}{end}"]
    changed = "".join(lines)
    expected = tomllib.loads(text.removeprefix("\ufeff")) | {"partner": partner}
    try:
        if tomllib.loads(changed.removeprefix("\ufeff")) == expected:
            return changed
    except tomllib.TOMLDecodeError:
        pass
    raise UserError(f"{CONFIG}: could not add the line safely; add it yourself: partner = {_quoted(partner)}")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _make_bases(plan: _Plan, config: Config) -> None:
    """Live tables for Obsidian, once each."""
    was_there = (plan.root / MADE).exists()
    try:
        made = make_bases(config, dry_run=plan.dry_run)
    except UserError as error:
        plan.left += [f"No tables were made: {problem}" for problem in error.problems]
        return
    plan.created += made
    if made:
        (plan.changed if was_there else plan.created).append(MADE)


def _add_types(plan: _Plan, measures: tuple[str, ...], *, someones: bool) -> None:
    """Show our properties as dates, numbers and boxes in Obsidian; what is set there stays."""
    path = plan.root / TYPES
    types = property_types(measures, someones=someones)
    try:
        if path.exists():
            before = read_text(path)
            plan.replace(TYPES, before, with_types(before, types))
        else:
            plan.create(TYPES, with_types("", types))
    except UserError as error:
        plan.left += [f"No property types were added: {problem}" for problem in error.problems]
    except (ValueError, RecursionError):
        plan.warnings.append(f"{TYPES} could not be read as Obsidian writes it, so it was left alone.")
