from datetime import time
from pathlib import Path

import pytest

from vaultkit.errors import UserError
from vaultkit.vault.config import Config, load_config

ID = 'id = "0123456789abcdef"\n'


def settings(root: Path, text: str | bytes) -> Path:
    (root / ".vaultkit").mkdir()
    (root / ".vaultkit/config.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def problems(root: Path, text: str | bytes) -> tuple[str, ...]:
    with pytest.raises(UserError) as caught:
        load_config(settings(root, text))
    return caught.value.problems


def loaded(root: Path, text: str) -> Config:
    return load_config(settings(root, text))


def test_two_lines_are_enough_and_the_rest_has_defaults(tmp_path: Path) -> None:
    config = loaded(tmp_path, ID + 'me = "Mara"\n')
    assert (config.me, config.partner, config.rollover, config.time_zone) == ("Mara", "", time(4), "")
    assert config.folder("journal") == tmp_path / "Journal"
    assert config.folder("exposure") == tmp_path / "Ladders"
    assert config.folder("checkin") == tmp_path / "Shared/Check-ins"
    assert config.shared == "Shared"
    assert config.templates == "Templates/vaultkit"
    assert config.inline_fields is False


def test_everything_can_be_set(tmp_path: Path) -> None:
    text = """
    me = "Mara"
    partner = "Jonas"
    [day]
    rollover = "05:30"
    time_zone = "Europe/Berlin"
    [folders]
    journal = ""
    ladder = "Wir zwei/Schritte"
    shared = "Wir"
    templates = "Vorlagen/vaultkit"
    [support]
    people = ["A friend, 0155 000"]
    [measures]
    names = ["energy"]
    [reading]
    inline_fields = true
    """
    config = loaded(tmp_path, ID + text)
    assert config.partner == "Jonas"
    assert config.rollover == time(5, 30)
    assert config.time_zone == "Europe/Berlin"
    assert config.folder("journal") == tmp_path
    assert config.folders["exposure"] == "Wir zwei/Schritte"
    assert config.folders["ritual"] == "Wir/Rituals"
    assert config.folders["contribution"] == "Wir"
    assert config.templates == "Vorlagen/vaultkit"
    assert config.support == ("A friend, 0155 000",)
    assert config.measures == ("energy",)
    assert config.inline_fields is True


def test_all_problems_come_at_once_each_with_its_line(tmp_path: Path) -> None:
    text = """id = "xyz"
me = ""
[day]
rollover = "13:00"
time_zone = "Europe/Berlim"
[folders]
journal = "../elsewhere"
jornal = "Journal"
tool = "Shared/Tools"
[support]
people = "A friend"
[reading]
inline_fields = "yes"
"""
    found = problems(tmp_path, text)
    places = [problem.split(": ")[:2] for problem in found]
    assert places == [
        [f".vaultkit/config.toml:{line}", key]
        for line, key in (
            (1, "id"),
            (2, "me"),
            (4, "day.rollover"),
            (5, "day.time_zone"),
            (7, "folders.journal"),
            (8, "folders.jornal"),
            (9, "folders.tool"),
            (11, "support.people"),
            (13, "reading.inline_fields"),
        )
    ]
    assert any("did you mean journal under [folders]?" in problem for problem in found)
    assert any('found "13:00", expected a time from "00:00" to "11:59"' in problem for problem in found)


def test_a_setting_under_the_wrong_heading_is_explained(tmp_path: Path) -> None:
    found = problems(tmp_path, ID + 'me = "Mara"\n[day]\npartner = "Jonas"\n')
    assert found == (
        ".vaultkit/config.toml:4: day.partner: vaultkit has no such setting; did you mean partner?",
    )


def test_a_missing_name_and_id_are_reported_with_an_example(tmp_path: Path) -> None:
    found = problems(tmp_path, "")
    assert len(found) == 2
    assert 'me = "Mara"' in "".join(found)
    assert 'such as id = "' in "".join(found)


@pytest.mark.parametrize(
    "folder",
    ["/etc", "..", "a/../b", ".hidden", "a/.git", "C:/x", "a\\b", "CON", "a//b", "x ", "a/.", "\u202eb"],
)
def test_folders_stay_inside_the_vault_and_out_of_hidden_places(tmp_path: Path, folder: str) -> None:
    import json

    text = ID + f'me = "Mara"\n[folders]\njournal = {json.dumps(folder)}\nshared = {json.dumps(folder)}\n'
    assert [problem.split(": ")[1] for problem in problems(tmp_path, text)] == [
        "folders.journal",
        "folders.shared",
    ]


@pytest.mark.parametrize("folder", ["Shared", "shared", "Shared/Mara/Journal", "SHARED/x"])
def test_private_notes_cannot_be_put_in_the_shared_folder(tmp_path: Path, folder: str) -> None:
    found = problems(tmp_path, ID + f'me = "Mara"\n[folders]\njournal = "{folder}"\n')
    assert "a folder outside Shared, which your partner sees" in found[0]


@pytest.mark.parametrize(
    "name", ["check-ins", "Rituals", "GOALS", "Our workbook", "both", "a/b", "Ma(ra)", "nul"]
)
def test_a_name_that_stands_for_something_else_is_refused(tmp_path: Path, name: str) -> None:
    assert ":2: me: found" in problems(tmp_path, ID + f'me = "{name}"\n')[0]


def test_both_partners_cannot_have_one_name(tmp_path: Path) -> None:
    found = problems(tmp_path, ID + 'me = "Mara\u0308"\npartner = "mar\u00e4"\n')
    assert found == ('.vaultkit/config.toml:3: partner: found "marä", expected another name than your own',)


def test_names_are_read_in_composed_form_so_that_both_machines_agree(tmp_path: Path) -> None:
    assert loaded(tmp_path, ID + 'me = "Mara\u0308"\n').me == "Mar\u00e4"


def test_a_syntax_error_names_its_line(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, 'me = "Mara"\npartner = Jonas\n')
    assert problem.startswith(".vaultkit/config.toml:2: ")
    assert "TOMLDecodeError" not in problem


@pytest.mark.parametrize("text", ["me = ", 'me = "Mara', "[day", "me = '''x\n\n"])
def test_a_file_that_ends_too_early_names_a_line(tmp_path: Path, text: str) -> None:
    (problem,) = problems(tmp_path, text)
    assert problem.startswith(".vaultkit/config.toml:1: ")


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, ID.encode() + 'me = "Marä"\n'.encode("latin-1"))
    assert problem.startswith(".vaultkit/config.toml:2: not UTF-8")


def test_windows_line_ends_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    assert loaded(tmp_path, "\ufeff" + (ID + 'me = "Mara"\n').replace("\n", "\r\n")).me == "Mara"


@pytest.mark.parametrize(
    "line",
    [
        "me = 3",
        "partner = []",
        "day = 3",
        "day.rollover = 4",
        "support.people = [1]",
    ],
)
def test_a_value_of_the_wrong_form_is_a_problem_and_no_crash(tmp_path: Path, line: str) -> None:
    text = ID + ("" if line.startswith("me") else 'me = "Mara"\n') + line + "\n"
    key = line.partition(" ")[0]
    assert any(f": {key}: " in problem for problem in problems(tmp_path, text))


def test_lists_within_lists_without_end_are_reported(tmp_path: Path) -> None:
    assert problems(tmp_path, "me = " + "[" * 50_000)


def test_the_rollover_may_be_written_as_a_toml_time(tmp_path: Path) -> None:
    assert loaded(tmp_path, ID + 'me = "Mara"\nday.rollover = 03:00:00\n').rollover == time(3)


def test_a_folder_without_settings_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="a vaultkit vault"):
        load_config(tmp_path)


def test_reading_the_settings_loads_nothing_heavy(tmp_path: Path) -> None:
    import subprocess
    import sys

    settings(tmp_path, ID + 'me = "Marä"\npartner = "Jonas"\n')
    heavy = ("dataclasses", "difflib", "yaml", "zoneinfo", "platformdirs", "sqlite3", "json", "jinja2")
    code = f"""
import sys; from pathlib import Path; from vaultkit.vault.config import load_config
load_config(Path({str(tmp_path)!r})); print([name for name in {heavy} if name in sys.modules])"""
    run = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    assert (run.stdout, run.stderr) == ("[]\n", "")
