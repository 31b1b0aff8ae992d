import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.vault.obsidian import (
    DailyNotes,
    LinkStyle,
    ObsidianSettings,
    Templates,
    obsidian_settings,
    template_file,
)

PERIODIC = "plugins/periodic-notes/data.json"


def settings_of(root: Path, **files: object) -> ObsidianSettings:
    """What is read from an `.obsidian` folder with these files, their names spelled with _ for - and no ending."""
    for name, value in files.items():
        write(root, name.replace("_", "-") + ".json", value)
    return obsidian_settings(root)


def write(root: Path, name: str, value: object) -> None:
    path = root / ".obsidian" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")


def with_periodic(root: Path, data: object) -> ObsidianSettings:
    write(root, PERIODIC, data)
    return settings_of(root, community_plugins=["calendar", "periodic-notes"])


def test_a_folder_without_obsidian_has_its_defaults_and_no_problems(tmp_path: Path) -> None:
    settings = obsidian_settings(tmp_path)
    assert settings == ObsidianSettings(
        found=False,
        daily_notes=DailyNotes("", "YYYY-MM-DD", ""),
        periodic_daily=None,
        periodic_weekly=None,
        templates=Templates("", "YYYY-MM-DD", "HH:mm"),
        links=LinkStyle("shortest", False),
        plugins=frozenset({"daily-notes", "templates", "bases"}),
        problems=(),
    )


def test_the_daily_notes_that_a_person_set_up_are_found(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path,
        daily_notes={
            "folder": "Journal/Daily",
            "format": "YYYY/MM-MMMM/YYYY-MM-DD-dddd",
            "template": "Templates/Daily",
        },
    )
    assert settings.found
    assert settings.daily == DailyNotes("Journal/Daily", "YYYY/MM-MMMM/YYYY-MM-DD-dddd", "Templates/Daily")


@pytest.mark.parametrize("value", [{}, {"folder": "", "format": "", "template": ""}, {"folder": None}, ""])
def test_empty_values_are_obsidians_defaults(tmp_path: Path, value: object) -> None:
    settings = settings_of(tmp_path, daily_notes=value)
    assert settings.daily == DailyNotes("", "YYYY-MM-DD", "")
    assert settings.problems == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/", ""),
        ("Journal/", "Journal"),
        ("/Journal", "Journal"),
        (" Journal ", "Journal"),
        ("Notes\\Daily", "Notes/Daily"),
        ("Notes//Daily", "Notes/Daily"),
        ("01 - Dia\u0301rio", "01 - Diário"),
        ("📅 Tage", "📅 Tage"),
        ("My\u00a0days", "My days"),
    ],
)
def test_a_folder_is_read_as_obsidian_reads_it(tmp_path: Path, written: str, meant: str) -> None:
    settings = settings_of(tmp_path, daily_notes={"folder": written})
    assert (settings.daily_notes.folder, settings.problems) == (meant, ())


@pytest.mark.parametrize(
    "folder",
    [
        "..",
        "../elsewhere",
        "Notes/../../elsewhere",
        "C:\\Users\\Mara",
        ".obsidian",
        "Notes/.trash",
        "Notes\nmore",
        "Notes\x00",
        "\ud800",
        "con",
        "What?",
        "x" * 600,
        7,
        ["Journal"],
        {"folder": "Journal"},
        True,
    ],
)
def test_a_folder_that_cannot_be_is_left_out_and_said(tmp_path: Path, folder: object) -> None:
    settings = settings_of(tmp_path, daily_notes={"folder": folder, "format": "DD.MM.YYYY"})
    assert settings.daily_notes == DailyNotes("", "DD.MM.YYYY", "", usable=False)
    (problem,) = settings.problems
    assert problem.startswith(".obsidian/daily-notes.json: folder is ")
    assert problem.isprintable()
    assert len(problem) < 250


@pytest.mark.parametrize("template", ["../../secret", "/../x", "Templates/.hidden/x", "C:/x", 5, "a\nb"])
def test_a_template_outside_the_notes_is_left_out_and_said(tmp_path: Path, template: object) -> None:
    settings = settings_of(tmp_path, daily_notes={"template": template})
    assert settings.daily_notes.template == ""
    assert len(settings.problems) == 1


@pytest.mark.parametrize("written", [5, ["YYYY"], "Y" * 201, "YYYY\nMM", "\ud83d"])
def test_a_format_that_is_no_short_text_is_left_out_and_said(tmp_path: Path, written: object) -> None:
    settings = settings_of(tmp_path, daily_notes={"format": written})
    assert settings.daily_notes.format == "YYYY-MM-DD"
    assert len(settings.problems) == 1


@pytest.mark.parametrize(
    "text",
    ["{", "nonsense", "[" * 100_000, '{"folder": 1' + "0" * 5000 + "}", '"a text"', "[1]", "12", "true"],
    ids=lambda text: text[:12],
)
def test_a_file_that_is_not_obsidians_is_said_and_harms_nothing(tmp_path: Path, text: str) -> None:
    for name in ("daily-notes", "app", "templates"):
        write(tmp_path, f"{name}.json", text)
    settings = obsidian_settings(tmp_path)
    assert settings.daily == DailyNotes(usable=False)
    assert settings.links == LinkStyle()
    assert len(settings.problems) == 3


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, daily_notes=" " * 2_000_000 + '{"folder": "Journal"}')
    assert settings.daily_notes.folder == ""
    assert "could not be read" in settings.problems[0]


@pytest.mark.skipif(os.name != "posix", reason="needs named pipes")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    os.mkfifo(tmp_path / ".obsidian/daily-notes.json")
    assert "could not be read" in obsidian_settings(tmp_path).problems[0]


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    assert settings_of(tmp_path, daily_notes='\ufeff{"folder": "Days"}').daily_notes.folder == "Days"


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "folder",
                        "format",
                        "template",
                        "day",
                        "daily",
                        "enabled",
                        "calendarSets",
                        "newLinkFormat",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_settings_whatever_stop_it(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    root = tmp_path_factory.mktemp("vault")
    for name in ("daily-notes", "app", "templates", "core-plugins", "plugins/periodic-notes/data"):
        write(root, f"{name}.json", value)
    write(root, "community-plugins.json", ["periodic-notes", value])
    settings = obsidian_settings(root)
    for notes in (settings.daily_notes, settings.periodic_daily, settings.periodic_weekly):
        assert notes is None or not (root / notes.folder).is_absolute() or ".." not in notes.folder
    assert all(problem.isprintable() for problem in settings.problems)


def test_daily_notes_may_be_switched_off(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path, core_plugins={"daily-notes": False, "bases": True}, daily_notes={"folder": "Days"}
    )
    assert settings.daily is None
    assert "bases" in settings.plugins


def test_the_older_list_of_core_plugins_names_what_is_on(tmp_path: Path) -> None:
    write(tmp_path, "core-plugins-migration.json", {"daily-notes": False})
    settings = settings_of(tmp_path, core_plugins=["file-explorer", "daily-notes"])
    assert settings.plugins == {"daily-notes"}


def test_without_a_list_the_migrated_one_counts(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, core_plugins_migration={"daily-notes": False, "templates": True})
    assert "daily-notes" not in settings.plugins
    assert "templates" in settings.plugins


def test_plugins_are_on_only_if_the_vault_says_so(tmp_path: Path) -> None:
    (tmp_path / ".obsidian/plugins/dataview").mkdir(parents=True)
    settings = settings_of(
        tmp_path, community_plugins=["obsidian-tasks-plugin", "templater-obsidian", "another", 5]
    )
    assert {"tasks", "templater"} <= settings.plugins
    assert "dataview" not in settings.plugins


def test_how_the_vault_writes_links_is_found(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, app={"newLinkFormat": "relative", "useMarkdownLinks": True})
    assert settings.links == LinkStyle("relative", True)


@pytest.mark.parametrize("found", ["longest", 5, None, ["relative"]])
def test_a_link_format_nobody_knows_is_said(tmp_path: Path, found: object) -> None:
    settings = settings_of(tmp_path, app={"newLinkFormat": found, "useMarkdownLinks": "yes"})
    assert settings.links == LinkStyle()
    assert len(settings.problems) == 1


def test_the_formats_of_the_templates_plugin_are_found(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path, templates={"folder": "Vorlagen/", "dateFormat": "DD.MM.YYYY", "timeFormat": "HH.mm"}
    )
    assert settings.templates == Templates("Vorlagen", "DD.MM.YYYY", "HH.mm")


def test_periodic_notes_older_settings_come_before_the_core_plugins(tmp_path: Path) -> None:
    write(tmp_path, "daily-notes.json", {"folder": "Core"})
    settings = with_periodic(
        tmp_path,
        {
            "daily": {"enabled": True, "format": "", "folder": "Periodic ", "template": "Templates/Day.md"},
            "weekly": {"enabled": True, "format": "YYYY-[W]WW", "folder": "Weeks"},
            "monthly": {"enabled": False},
        },
    )
    assert settings.daily == DailyNotes("Periodic", "YYYY-MM-DD", "Templates/Day.md")
    assert settings.periodic_weekly == DailyNotes("Weeks", "YYYY-[W]WW", "")


def test_periodic_notes_that_are_off_leave_the_core_plugin_in_place(tmp_path: Path) -> None:
    write(tmp_path, "daily-notes.json", {"folder": "Core"})
    settings = with_periodic(
        tmp_path, {"daily": {"enabled": False, "folder": "Off"}, "weekly": {"enabled": True}}
    )
    assert settings.daily == DailyNotes("Core")
    assert settings.periodic_weekly == DailyNotes("", "gggg-[W]ww", "")


def test_settings_of_a_plugin_that_is_not_on_do_not_count(tmp_path: Path) -> None:
    write(tmp_path, PERIODIC, {"daily": {"enabled": True, "folder": "Left from before"}})
    settings = settings_of(tmp_path, community_plugins=["dataview"])
    assert settings.periodic_daily is None


def test_of_the_newer_calendar_sets_the_active_one_counts(tmp_path: Path) -> None:
    settings = with_periodic(
        tmp_path,
        {
            "activeCalendarSet": "Home",
            "calendarSets": [
                {"id": "Work", "day": {"enabled": True, "folder": "Work"}},
                {
                    "id": "Home",
                    "day": {"enabled": True, "folder": "Home", "format": "Do", "templatePath": "T/Day.md"},
                    "week": {"enabled": False, "folder": "Weeks"},
                },
            ],
            "daily": {"enabled": True, "folder": "From before the move"},
        },
    )
    assert settings.daily == DailyNotes("Home", "Do", "T/Day.md")
    assert settings.periodic_weekly is None


def test_a_calendar_set_that_is_missing_is_said(tmp_path: Path) -> None:
    settings = with_periodic(tmp_path, {"activeCalendarSet": "Gone", "calendarSets": [{"id": "Work"}, 5]})
    assert settings.periodic_daily is None
    assert "activeCalendarSet" in settings.problems[0]


def test_a_template_is_found_with_and_without_its_ending(tmp_path: Path) -> None:
    (tmp_path / "Templates").mkdir()
    note = tmp_path / "Templates/Day.md"
    note.write_text("x")
    assert template_file(tmp_path, "Templates/Day") == note.resolve()
    assert template_file(tmp_path, "Templates/Day.md") == note.resolve()
    assert template_file(tmp_path, "Templates/Gone") is None
    assert template_file(tmp_path, "Templates") is None
    assert template_file(tmp_path, "") is None


def test_a_template_that_is_a_link_out_of_the_vault_is_not_read(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    (tmp_path / "secret.md").write_text("x")
    (root / "Day.md").symlink_to(tmp_path / "secret.md")
    assert template_file(root, "Day") is None
    assert template_file(root, "../secret") is None
    assert template_file(root, "a\x00b") is None
