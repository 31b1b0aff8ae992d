import hashlib
import json
import os
from datetime import date
from pathlib import Path

import pytest

from vaultkit.actions.check import check
from vaultkit.actions.init import InitResult, init
from vaultkit.actions.journal import open_journal
from vaultkit.actions.welcome import STARTER_TOOLS
from vaultkit.errors import UserError
from vaultkit.notes.note import parse_note
from vaultkit.vault.config import load_config
from vaultkit.vault.index import Index
from vaultkit.vault.reading import fresh_index, private_records
from vaultkit.workbook.records import Tool, name_of
from vaultkit.workbook.values import read_values


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)


def everything(root: Path) -> dict[str, tuple[str, int]]:
    """What each file under `root` holds and when it was written."""
    return {
        str(file.relative_to(root)): (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
        for file in root.rglob("*")
        if file.is_file()
    }


def test_a_new_vault_has_settings_a_shared_page_and_a_welcome(tmp_path: Path) -> None:
    root = tmp_path / "ours"
    assert init(root, "Mara", "Jonas") == InitResult(
        root=root,
        created=(
            "Start here.md",
            *(f"Toolkit/{tool.name}.md" for tool in STARTER_TOOLS),
            "Shared/Our workbook.md",
            ".obsidian/types.json",
            *BASES,
            ".vaultkit/config.toml",
        ),
        changed=(),
        already=False,
        warnings=(),
        me="Mara",
    )
    config = load_config(root)
    assert (config.me, config.partner) == ("Mara", "Jonas")
    assert root.stat().st_mode & 0o777 == 0o700
    welcome = (root / "Start here.md").read_text()
    assert "not therapy" in welcome
    assert "If you feel unsafe with your partner" in welcome
    with Index.open(config) as index:
        index.refresh()
        (page,) = index.notes(["settings"])
    assert index_is_valid(page.properties) == {
        "type": "settings",
        "names": ["Jonas", "Mara"],
        "checkin_weekday": "sunday",
        "checkin_time": "19:30",
        "checkin_minutes": 45,
        "hemisphere": "north",
        "tags": ["vaultkit/settings"],
    }


def test_a_new_vault_begins_with_a_few_tools_of_which_one_is_planned_on_the_first_page(
    tmp_path: Path,
) -> None:
    init(tmp_path / "ours", "Mara")
    config = load_config(tmp_path / "ours")
    checked = check(config, date(2026, 11, 24))
    assert (checked.problems, checked.hints) == ((), ())
    with fresh_index(config) as index:
        tools = private_records(config, index, Tool)
    assert {fit for tool in tools for fit in tool.fits} == {"calm", "move", "make", "connect"}
    assert [name_of(tool.path) for tool in tools if tool.days] == ["4-6 breathing"]
    page = open_journal(config, date(2026, 11, 24)).path.read_text("utf-8")
    assert "- Planned today: 4-6 breathing (evening)\n" in page


def test_a_vault_that_has_notes_gets_no_tools(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours/Mine.md").write_text("mine")
    assert not [name for name in init(tmp_path / "ours", "Mara").created if name.startswith("Toolkit")]


def index_is_valid(properties: dict[str, object]) -> dict[str, object]:
    values, problems = read_values("settings", properties)
    assert problems == []
    values["checkin_weekday"] = str(properties["checkin_weekday"]).lower()
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def test_both_partners_machines_write_the_same_shared_page(tmp_path: Path) -> None:
    init(tmp_path / "a", "Mara", "Jonas")
    init(tmp_path / "b", "Jonas", "Mara")
    pages = [(tmp_path / side / "Shared/Our workbook.md").read_bytes() for side in "ab"]
    assert pages[0] == pages[1]
    assert load_config(tmp_path / "a").id != load_config(tmp_path / "b").id


def test_running_it_again_changes_nothing(tmp_path: Path) -> None:
    root = tmp_path / "ours"
    init(root, "Mara", "Jonas")
    before = everything(root)
    for arguments in ((), ("Mara", "Jonas")):
        again = init(root, *arguments)
        assert (again.already, again.created, again.changed, again.warnings) == (True, (), (), ())
    assert everything(root) == before


def test_a_welcome_that_was_thrown_away_stays_away(tmp_path: Path) -> None:
    init(tmp_path / "ours", "Mara")
    (tmp_path / "ours/Start here.md").unlink()
    assert init(tmp_path / "ours").created == ()


def test_a_folder_of_notes_is_not_harmed(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    for name, data in {
        "a.md": b"\xef\xbb\xbf---\r\ntype: recipe\r\n---\r\nWords",
        "Journal/2020-01-01.md": b"My words\r",
        "Shared/Our workbook.md": b"our own page",
        "Start here.md": b"",
        ".obsidian/app.json": b"{}",
        "Templates/vaultkit/settings.md": b"{{ broken",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    root.chmod(0o700)
    before = everything(root)
    result = init(root, "Mara", "Jonas")
    assert result.created == (".obsidian/types.json", *BASES, ".vaultkit/config.toml")
    after = everything(root)
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + 8


def test_notes_kept_with_another_editor_get_no_obsidian_folder(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    root.mkdir(mode=0o700)
    (root / "a.md").touch()
    assert init(root, "Mara").created == ("Shared/Our workbook.md", ".vaultkit/config.toml")


def test_without_names_it_makes_its_own_proposal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "mara")
    init(tmp_path / "a")
    assert load_config(tmp_path / "a").me == "Mara"
    monkeypatch.setenv("LOGNAME", "both")
    init(tmp_path / "b")
    assert load_config(tmp_path / "b").me == "Me"
    assert parse_note((tmp_path / "b/Shared/Our workbook.md").read_text()).properties["names"] == ["Me"]


def test_a_partner_can_join_later(tmp_path: Path) -> None:
    root = tmp_path / "ours"
    init(root, "Mara")
    config = root / ".vaultkit/config.toml"
    own = config.read_text() + "# my own remark\n"
    config.write_text(own)
    result = init(root, partner="Jonas")
    assert result.changed == (".vaultkit/config.toml", "Shared/Our workbook.md")
    assert load_config(root).partner == "Jonas"
    assert config.read_text() == own.replace('me = "Mara"\n', 'me = "Mara"\npartner = "Jonas"\n')
    init(tmp_path / "new", "Jonas", "Mara")
    page = "Shared/Our workbook.md"
    assert (root / page).read_bytes() == (tmp_path / "new" / page).read_bytes()


def test_an_empty_partner_line_is_filled_in_place(tmp_path: Path) -> None:
    root = tmp_path / "ours"
    init(root, "Mara")
    config = root / ".vaultkit/config.toml"
    config.write_bytes(b'id = "0123456789abcdef"\r\npartner = ""\r\nme = "Mara"\r\n')
    init(root, partner="Jonas")
    assert config.read_bytes() == b'id = "0123456789abcdef"\r\npartner = "Jonas"\r\nme = "Mara"\r\n'


def test_names_once_chosen_stay(tmp_path: Path) -> None:
    root = tmp_path / "ours"
    init(root, "Mara", "Jonas")
    before = everything(root)
    result = init(root, "Jonas", "Mara")
    assert [warning.split(".")[0] for warning in result.warnings] == [
        "In this vault you are Mara",
        "In this vault your partner is Jonas",
    ]
    assert everything(root) == before


def test_all_problems_come_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        init(tmp_path / "ours", "a/b", "Goals")
    assert len(caught.value.problems) == 2
    with pytest.raises(UserError, match="another name than your own"):
        init(tmp_path / "ours", "Mara", "mara")
    assert not (tmp_path / "ours").exists()
    (tmp_path / "ours/.vaultkit").mkdir(parents=True)
    (tmp_path / "ours/.vaultkit/config.toml").write_text('id = "x"\nme = 3\n')
    with pytest.raises(UserError) as caught:
        init(tmp_path / "ours", partner="Jonas")
    assert len(caught.value.problems) == 2
    assert len(everything(tmp_path / "ours")) == 1


def test_a_trial_run_writes_nothing_and_tells_the_same(tmp_path: Path) -> None:
    root = tmp_path / "ours"
    trial = init(root, "Mara", dry_run=True)
    assert not root.exists()
    assert init(root, "Mara") == trial
    before = everything(root)
    trial = init(root, partner="Jonas", dry_run=True)
    assert everything(root) == before
    assert init(root, partner="Jonas") == trial


def test_a_vault_within_a_vault_a_file_and_the_home_folder_are_refused(tmp_path: Path) -> None:
    init(tmp_path / "ours", "Mara")
    with pytest.raises(UserError, match="lies inside the vault"):
        init(tmp_path / "ours/Journal/mine", "Mara")
    with pytest.raises(UserError, match="is a file"):
        init(tmp_path / "ours/Start here.md", "Mara")
    (tmp_path / "home").mkdir()
    with pytest.raises(UserError, match="choose one in it"):
        init(tmp_path / "home", "Mara")
    assert os.listdir(tmp_path / "home") == []


def test_property_types_are_added_and_those_there_stay(tmp_path: Path) -> None:
    types = tmp_path / "ours/.obsidian/types.json"
    types.parent.mkdir(parents=True)
    types.write_text('{"z": 1, "types": {"slept": "text", "é": "number"}, "a": [1]}')
    assert TYPES_AT in init(tmp_path / "ours", "Mara").changed
    found = json.loads(types.read_text())
    assert list(found) == ["z", "types", "a"]
    assert list(found["types"].items())[:2] == [("slept", "text"), ("é", "number")]
    expected = {"date": "date", "distress": "number", "share": "checkbox", "month": "number"}
    assert found["types"] | expected == found["types"]
    assert set(found["types"].values()) == {"text", "number", "checkbox", "date"}
    assert not {"gratitude", "time", "status", "when", "tags"} & set(found["types"])
    assert init(tmp_path / "ours").changed == ()


TYPES_AT = ".obsidian/types.json"
BASES = (
    *(f"Bases/{name}.base" for name in ("Goals", "Journal", "Ladders", "Moments", "Rituals")),
    ".vaultkit/bases.txt",
)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"types": []}',
        '{"types": {}, "y": 1e400}',
        '{"types": {}, "types": {"a": "text"}}',
        "\ufeff{}",
        "[" * 100_000,
    ],
)
def test_types_that_cannot_be_read_are_left_alone(tmp_path: Path, text: str) -> None:
    types = tmp_path / "ours/.obsidian/types.json"
    types.parent.mkdir(parents=True)
    (tmp_path / "ours").chmod(0o700)
    types.write_text(text)
    (warning,) = init(tmp_path / "ours", "Mara").warnings
    assert "left alone" in warning
    assert types.read_text() == text


def test_obsidian_settings_that_lie_elsewhere_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "ours").mkdir(mode=0o700)
    (tmp_path / "ours/.obsidian").symlink_to(tmp_path / "elsewhere")
    (told,) = init(tmp_path / "ours", "Mara").left
    assert "leads out of" in told
    assert os.listdir(tmp_path / "elsewhere") == []


def test_cut_off_before_the_end_it_begins_again(tmp_path: Path) -> None:
    root = tmp_path / "ours"
    init(root, "Mara")
    (root / ".vaultkit/config.toml").unlink()
    (root / "Shared/Our workbook.md").unlink()
    result = init(root, "Mara")
    assert (result.already, result.created) == (False, ("Shared/Our workbook.md", ".vaultkit/config.toml"))


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_folder_that_was_there_is_closed_to_others_only_if_asked(tmp_path: Path) -> None:
    root = tmp_path / "ours"
    root.mkdir()
    root.chmod(0o755)
    init(root, "Mara")
    assert root.stat().st_mode & 0o777 == 0o755
    init(root, private=True, dry_run=True)
    assert root.stat().st_mode & 0o777 == 0o755
    init(root, private=True)
    assert root.stat().st_mode & 0o777 == 0o700


def test_a_synced_place_is_named_before_anything_private_is_written(tmp_path: Path) -> None:
    trial = init(tmp_path / "Dropbox/ours", "Mara", dry_run=True)
    assert "lies in Dropbox" in trial.warnings[0]


def someones(root: Path, files: dict[str, object]) -> Path:
    """A vault that someone has in Obsidian."""
    root.mkdir(mode=0o700)
    for name, said in {".obsidian/app.json": {}, "Recipes/Soup.md": "words", **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(said if isinstance(said, str) else json.dumps(said), "utf-8")
    return root


DAILY = ".obsidian/daily-notes.json"
PERIODIC = {
    ".obsidian/community-plugins.json": ["periodic-notes"],
    ".obsidian/plugins/periodic-notes/data.json": {
        "daily": {"enabled": True, "folder": "Days", "format": "YYYY/YYYY-MM-DD"},
        "weekly": {"enabled": True},
    },
}


def test_generic_names_get_no_type_in_a_vault_that_someone_has(tmp_path: Path) -> None:
    init(someones(tmp_path / "ours", {}), "Mara")
    types = json.loads((tmp_path / "ours" / TYPES_AT).read_text())["types"]
    assert types["distress"] == "number"
    assert not {"date", "due", "from", "to", "month", "share", "step"} & set(types)
    assert init(tmp_path / "ours").changed == ()


def test_the_daily_notes_of_a_vault_are_taken_for_pages(tmp_path: Path) -> None:
    setup = {"folder": "/Days/", "format": "YYYY/MM/YYYY-MM-DD", "template": "Templates/Day"}
    root = someones(tmp_path / "ours", {DAILY: setup, "Templates/Day.md": "# {{title}}\n"})
    before = everything(root)
    trial = init(root, "Mara", dry_run=True)
    assert everything(root) == before
    result = init(root, "Mara")
    assert result == trial
    assert "your daily notes, such as Days/2026/11/2026-11-24.md" in result.adopted[0]
    assert "begins with your template Templates/Day" in result.adopted[1]
    assert result.left == ()
    config = load_config(root)
    assert config.folders["journal"] == "Days"
    assert config.journal == ("YYYY/MM/YYYY-MM-DD", "en", "daily", "Templates/Day", False, False, False)
    after = everything(root)
    assert {name: after[name] for name in before} == before
    again = init(root)
    assert (again.created, again.changed, again.adopted, again.left) == ((), (), (), ())
    assert everything(root) == after


def test_settings_of_daily_notes_that_cannot_be_read_are_not_guessed(tmp_path: Path) -> None:
    root = someones(tmp_path / "ours", {})
    (root / ".obsidian").mkdir(exist_ok=True)
    (root / DAILY).write_text('{"folder": "Da', "utf-8")
    result = init(root, "Mara")
    assert result.adopted == ()
    assert result.left[-1] == "So your daily notes stay as they are, and pages get a folder of their own."


def test_tables_that_cannot_be_made_keep_nothing_else_from_being_made(tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    root = someones(tmp_path / "ours", {})
    (root / ".obsidian").mkdir(exist_ok=True)
    (root / "Bases").symlink_to(tmp_path / "away")
    result = init(root, "Mara")
    assert [told for told in result.left if told.startswith("No tables were made: ")]
    assert ".vaultkit/config.toml" in result.created
    assert os.listdir(tmp_path / "away") == []


def test_they_are_not_taken_if_someone_does_not_want_to(tmp_path: Path) -> None:
    root = someones(tmp_path / "ours", {DAILY: {"folder": "Days"}})
    assert init(root, "Mara", adopt=False).adopted == ()
    assert load_config(root).journal.into == "own"


def test_daily_notes_that_no_one_set_up_are_taken_only_if_there_are_some(tmp_path: Path) -> None:
    init(someones(tmp_path / "a", {}), "Mara")
    assert load_config(tmp_path / "a").folders["journal"] == "Journal"
    init(someones(tmp_path / "b", {"2026-11-20.md": ""}), "Mara")
    config = load_config(tmp_path / "b")
    assert (config.folders["journal"], config.journal.into) == ("", "daily")
    init(
        someones(tmp_path / "c", {"2026-11-20.md": "", ".obsidian/core-plugins.json": {"daily-notes": False}})
    )
    assert load_config(tmp_path / "c").journal.into == "own"


def test_the_notes_of_the_periodic_notes_plugin_are_taken_and_other_weeks_are_told(tmp_path: Path) -> None:
    result = init(someones(tmp_path / "ours", PERIODIC), "Mara")
    config = load_config(tmp_path / "ours")
    assert (config.folders["journal"], config.journal.format, config.journal.periodic) == (
        "Days",
        "YYYY/YYYY-MM-DD",
        True,
    )
    (told,) = result.left
    assert "gggg-[W]ww" in told
    assert "begin on Monday" in told


@pytest.mark.parametrize(
    ("setup", "reason"),
    [
        ({"format": "YYYY-MM-DD HHmm"}, "time of day"),
        ({"format": "dddd"}, "one day and no other"),
        ({"folder": "Shared/Days"}, "which your partner sees"),
    ],
)
def test_daily_notes_that_cannot_hold_pages_are_left_with_the_reason(
    tmp_path: Path, setup: dict[str, str], reason: str
) -> None:
    result = init(someones(tmp_path / "ours", {DAILY: setup}), "Mara")
    assert result.adopted == ()
    assert reason in result.left[0]
    config = load_config(tmp_path / "ours")
    assert (config.folders["journal"], config.journal.into) == ("Journal", "own")


def test_what_cannot_be_read_in_obsidians_settings_is_told(tmp_path: Path) -> None:
    setup = {"folder": "../away", "template": "Gone"}
    result = init(someones(tmp_path / "ours", {DAILY: setup, ".obsidian/app.json": "{"}), "Mara")
    assert len(result.left) == 3
    assert result.left[-1] == "So your daily notes stay as they are, and pages get a folder of their own."
    assert result.adopted == ()
    config = load_config(tmp_path / "ours")
    assert (config.folders["journal"], config.journal.into) == ("Journal", "own")


def test_daily_notes_behind_a_link_out_of_the_vault_are_not_promised(tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    root = someones(tmp_path / "ours", {DAILY: {"folder": "Days"}})
    (root / "Days").symlink_to(tmp_path / "away")
    result = init(root, "Mara")
    assert result.adopted == ()
    assert "a link that leads out of the vault" in result.left[0]
    assert load_config(root).folders["journal"] == "Journal"


@pytest.mark.parametrize(
    "setup",
    [
        {"folder": "Shared workbook"},
        {"folder": "Shared workbook/Days"},
        {"format": "[Shared workbook]/YYYY-MM-DD"},
        {"format": "[shared Workbook/Days]/YYYY-MM-DD"},
        {"format": "[Templates/vaultkit]/YYYY-MM-DD"},
    ],
)
def test_daily_notes_where_a_partner_sees_them_or_templates_lie_are_not_taken(
    tmp_path: Path, setup: dict[str, object]
) -> None:
    root = someones(tmp_path / "ours", {DAILY: setup, "Shared/Note.md": "words"})
    result = init(root, "Mara")
    assert result.adopted == ()
    assert "pages get a folder of their own" in result.left[0]
    config = load_config(root)
    assert config.shared == "Shared workbook"
    assert open_journal(config, date(2026, 11, 24)).path == root / "Journal/2026-11-24.md"


def test_daily_notes_in_a_folder_shared_that_stays_ones_own_are_taken(tmp_path: Path) -> None:
    root = someones(tmp_path / "ours", {DAILY: {"folder": "Shared"}, "Shared/Note.md": "words"})
    assert len(init(root, "Mara").adopted) == 1
    assert load_config(root).folders["journal"] == "Shared"


def test_no_folder_that_holds_other_things_is_ever_shared(tmp_path: Path) -> None:
    notes: dict[str, object] = {"Shared/Note.md": "words", "shared Workbook/Note.md": "words"}
    assert init(someones(tmp_path / "ours", notes), "Mara").left[-1].endswith("goes to Shared workbook 2.")
    assert load_config(tmp_path / "ours").shared == "Shared workbook 2"


def test_a_template_that_cannot_be_added_to_is_told_at_once(tmp_path: Path) -> None:
    root = someones(tmp_path / "ours", {DAILY: {"template": "T"}})
    (root / "T.md").write_text("---\n{a: 1}\n---\n", "utf-8")
    result = init(root, "Mara")
    (told,) = result.left
    assert told.startswith("T cannot be added to yet: line 2: ")
    assert len(result.adopted) == 1


@pytest.mark.parametrize("periodic", [True, False])
def test_a_template_with_variables_among_its_properties_is_no_trouble(tmp_path: Path, periodic: bool) -> None:
    setup = {"template": "T"}
    settings: dict[str, object] = {DAILY: setup}
    if periodic:
        settings[".obsidian/community-plugins.json"] = ["periodic-notes"]
        settings[".obsidian/plugins/periodic-notes/data.json"] = {"daily": {"enabled": True, **setup}}
    root = someones(tmp_path / "ours", settings)
    (root / "T.md").write_text("---\ndate: {{date:YYYY-MM-DD}}\ncreated: {{date}}\n---\n", "utf-8")
    result = init(root, "Mara")
    assert result.left == ()
    assert result.adopted[-1] == "A new one begins with your template T."


def test_daily_notes_that_moved_since_are_told_by_running_init_again(tmp_path: Path) -> None:
    root = someones(tmp_path / "ours", {DAILY: {"folder": "Days"}})
    init(root, "Mara")
    assert init(root).left == ()
    (root / DAILY).write_text(json.dumps({"folder": "Diary", "format": "YYYY/YYYY-MM-DD"}), "utf-8")
    (told,) = init(root).left
    assert told.startswith(
        "Obsidian's daily notes are Diary/YYYY/YYYY-MM-DD by now, and your pages still Days/YYYY-MM-DD."
    )


def test_a_template_of_templater_is_named_as_such(tmp_path: Path) -> None:
    files = {DAILY: {"template": "T"}, "T.md": "<% tp.date.now() %>"}
    assert "Templater" in init(someones(tmp_path / "ours", files), "Mara").adopted[1]


def test_the_language_of_daily_notes_is_told_by_their_names(tmp_path: Path) -> None:
    setup = {"folder": "Tage", "format": "D. MMMM YYYY"}
    init(someones(tmp_path / "a", {DAILY: setup, "Tage/3. März 2026.md": ""}), "Mara")
    assert load_config(tmp_path / "a").journal.language == "de"
    init(someones(tmp_path / "b", {DAILY: setup, "Tage/3. March 2026.md": ""}), "Mara")
    assert load_config(tmp_path / "b").journal.language == "en"
    assert "taken for English" in init(someones(tmp_path / "c", {DAILY: setup}), "Mara").left[0]


def test_a_shared_folder_that_held_other_things_is_not_shared(tmp_path: Path) -> None:
    root = someones(tmp_path / "ours", {"shared/Diary of years.md": "words"})
    result = init(root, "Mara")
    assert "stays yours alone" in result.left[0]
    assert load_config(root).shared == "Shared workbook"
    assert (root / "Shared workbook/Our workbook.md").is_file()
    assert os.listdir(root / "shared") == ["Diary of years.md"]


def test_adopting_a_vault_reads_no_note(tmp_path: Path) -> None:
    root = someones(tmp_path / "ours", {DAILY: {"folder": "Days"}, "Days/2026-11-20.md": ""})
    os.chmod(root / "Days/2026-11-20.md", 0)
    note = root / "Recipes/Soup.md"
    os.utime(note, (1_000_000_000, 1_700_000_000))
    init(root, "Mara")
    assert note.stat().st_atime == 1_000_000_000
