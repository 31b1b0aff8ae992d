import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from vaultkit.actions.bases import FOLDER, MADE, make_bases
from vaultkit.data import packaged
from vaultkit.errors import UserError
from vaultkit.notes.yaml_reader import read_yaml
from vaultkit.vault.config import Config, load_config
from vaultkit.workbook.kinds import KINDS

PACKAGED = sorted(packaged("templates").joinpath("bases").glob("*.base"))
NAMES = [path.name for path in PACKAGED]
PATHS = tuple(f"{FOLDER}/{name}" for name in NAMES)

# What Obsidian's help says about the file: "Bases syntax", "Views" and "Functions".
TOP = {"filters", "formulas", "properties", "summaries", "views"}
VIEW = {"type", "name", "limit", "filters", "groupBy", "order", "summaries"}
VIEW_TYPES = {"table", "cards", "list", "map"}
_OF_FILE = "backlinks basename ctime embeds ext file folder links mtime name path properties size tags"
FILE_PROPERTIES = set(_OF_FILE.split())
_GLOBAL = "escapeHTML date duration file html if image icon link list max min now number today random"
_OF_ANY_DATE_STRING_NUMBER = """
    isTruthy isType toString format time relative isEmpty contains containsAll containsAny endsWith lower replace
    repeat reverse slice split startsWith title trim abs ceil floor round toFixed
"""
_OF_LIST_LINK_FILE_OBJECT_REGEXP = """
    filter flat join map reduce sort unique asFile linksTo asLink hasLink hasProperty hasTag inFolder keys values matches
"""
FUNCTIONS = set(f"{_GLOBAL} {_OF_ANY_DATE_STRING_NUMBER} {_OF_LIST_LINK_FILE_OBJECT_REGEXP}".split())
TOKEN = re.compile(
    r'"[^"\\]*"|\'[^\'\\]*\'|\d+(?:\.\d+)?|[A-Za-z_]\w*|&&|\|\||[=!<>]=|[-+*/%()<>!.,\[\]]|\s+'
)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A vault that had no tables yet."""
    for name in (".vaultkit", ".obsidian"):
        (tmp_path / "vault" / name).mkdir(parents=True)
    (tmp_path / "vault/.vaultkit/config.toml").write_text(
        'id = "0123456789abcdef"\nme = "Mara"\npartner = "Jonas"\n', "utf-8"
    )
    return load_config(tmp_path / "vault")


def problems(base: Any) -> Iterator[str]:
    """Whatever in a base is not as Obsidian's help describes it."""
    if not isinstance(base, dict):
        yield "not a map"
        return
    yield from (f"unknown key {key}" for key in base.keys() - TOP)
    formulas = base.get("formulas", {})
    yield from filter_problems(base.get("filters", "true"), formulas)
    for name, formula in formulas.items():
        yield from statement_problems(formula, formulas.keys() - {name})
    for name, settings in base.get("properties", {}).items():
        yield from property_problems(name, formulas)
        if not (settings.keys() == {"displayName"} and isinstance(settings["displayName"], str)):
            yield f"{name} is set up as {settings}"
    views = base.get("views")
    if not isinstance(views, list) or not views:
        yield "no views"
        return
    if len({view["name"] for view in views}) < len(views):
        yield "two views of one name"
    for view in views:
        yield from view_problems(view, formulas)


def view_problems(view: dict[str, Any], formulas: dict[str, Any]) -> Iterator[str]:
    yield from (f"unknown key {key} in a view" for key in view.keys() - VIEW)
    if view.get("type") not in VIEW_TYPES or not isinstance(view.get("name"), str):
        yield f"a view is {view}"
    yield from filter_problems(view.get("filters", "true"), formulas)
    for name in view["order"]:
        yield from property_problems(name, formulas)
    if "limit" in view and type(view["limit"]) is not int:
        yield "a limit is no number"
    if group := view.get("groupBy"):
        if group.keys() != {"property", "direction"} or group["direction"] not in ("ASC", "DESC"):
            yield f"grouped by {group}"
        yield from property_problems(group["property"], formulas)


def filter_problems(found: Any, formulas: dict[str, Any]) -> Iterator[str]:
    if isinstance(found, str):
        yield from statement_problems(found, formulas.keys())
    elif isinstance(found, dict) and len(found) == 1 and found.keys() <= {"and", "or", "not"}:
        (inner,) = found.values()
        if not isinstance(inner, list) or not inner:
            yield f"a filter holds {inner}"
            return
        for one in inner:
            yield from filter_problems(one, formulas)
    else:
        yield f"a filter is {found}"


def property_problems(name: str, formulas: Any) -> Iterator[str]:
    kind, _, rest = name.partition(".")
    known = {field.name for one in KINDS.values() for field in one.fields}
    if not {"file": rest in FILE_PROPERTIES, "formula": rest in formulas, "note": rest in known}.get(kind):
        yield f"no such property: {name}"


def statement_problems(statement: Any, formulas: Any) -> Iterator[str]:
    """Unknown signs, functions and properties, and brackets without a partner."""
    if not isinstance(statement, str):
        yield f"{statement} is not text"
        return
    tokens = TOKEN.findall(statement)
    if "".join(tokens) != statement:
        yield f"signs that no formula has: {statement}"
    words = [token for token in tokens if not token.isspace()] + [""]
    if words.count("(") != words.count(")") or words.count("[") != words.count("]"):
        yield f"a bracket is missing: {statement}"
    for at, word in enumerate(words):
        if not re.match(r"[A-Za-z_]", word):
            continue
        before = words[at - 1] if at else ""
        if words[at + 1] == "(":
            if word not in FUNCTIONS:
                yield f"no such function: {word}"
        elif before == "." and words[at - 2] in ("note", "file", "formula"):
            yield from property_problems(f"{words[at - 2]}.{word}", formulas)
        elif word not in ("note", "file", "formula", "value", "index", "acc", "true", "false", "null"):
            yield f"what is {word} in {statement}?"


@pytest.mark.parametrize("path", PACKAGED, ids=lambda path: path.stem)
def test_a_packaged_base_is_as_obsidians_help_describes_it(path: Path) -> None:
    base, _, found = read_yaml(path.read_text(encoding="utf-8"))
    assert found == ()
    assert list(problems(base)) == []


@pytest.mark.parametrize("path", PACKAGED, ids=lambda path: path.stem)
def test_a_packaged_base_shows_notes_of_ours_and_no_templates(path: Path) -> None:
    base: Any = read_yaml(path.read_text(encoding="utf-8")).properties
    tagged, without = base["filters"]["and"]
    kinds = re.findall(r'"vaultkit/(\w+)"', tagged)
    assert tagged.startswith("file.hasTag(")
    assert kinds
    assert set(kinds) <= KINDS.keys()
    assert without == {"not": ['file.inFolder("Templates")']}
    own = {field.name for kind in kinds for field in KINDS[kind].fields}
    used = set(re.findall(r"\bnote\.(\w+)", path.read_text(encoding="utf-8")))
    assert used <= own
    assert "need_support" not in used


@pytest.mark.parametrize("path", PACKAGED, ids=lambda path: path.stem)
def test_every_column_has_a_heading_in_plain_words(path: Path) -> None:
    base: Any = read_yaml(path.read_text(encoding="utf-8")).properties
    shown = {name for view in base["views"] for name in view["order"]}
    assert shown <= base["properties"].keys()
    for settings in base["properties"].values():
        assert "_" not in settings["displayName"]
        assert settings["displayName"][0].isupper()


@pytest.mark.parametrize("path", PACKAGED, ids=lambda path: path.stem)
def test_the_words_of_a_base_are_kind_ones(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"\b(score|fail\w*|miss(ed|ing)|streaks?|overdue|late|only|should|bad|goal not)\b", text, re.I
    )
    assert "\u2014" not in text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("views: []", "no views"),
        ("source: x\nviews: [{type: table, name: a, order: []}]", "unknown key source"),
        ("filters: {and: [x], or: [y]}\nviews: [{type: table, name: a, order: []}]", "a filter is"),
        (
            "filters: 'file.tagged(\"x\")'\nviews: [{type: table, name: a, order: []}]",
            "no such function: tagged",
        ),
        ("views: [{type: board, name: a, order: []}]", "a view is"),
        ("views: [{type: table, name: a, order: [note.nothing]}]", "no such property"),
        ("views: [{type: table, name: a, order: [], groupBy: note.date}]", ""),
    ],
)
def test_the_check_of_these_tests_finds_what_is_wrong(text: str, problem: str) -> None:
    try:
        found = list(problems(read_yaml(text).properties))
    except AttributeError:
        found = [""]
    assert any(one.startswith(problem) for one in found)


def test_the_bases_are_made_once(config: Config) -> None:
    assert make_bases(config) == PATHS
    assert make_bases(config) == ()
    for path in PATHS:
        base, _, found = read_yaml((config.root / path).read_text(encoding="utf-8"))
        assert (list(problems(base)), found) == ([], ())


def test_the_vaults_own_template_folders_are_left_out(config: Config) -> None:
    (config.root / ".obsidian/templates.json").write_text('{"folder": "Meine Vorlagen"}')
    make_bases(config)
    base: Any = read_yaml((config.root / PATHS[0]).read_text(encoding="utf-8")).properties
    assert base["filters"]["and"][1] == {
        "not": ['file.inFolder("Templates/vaultkit")', 'file.inFolder("Meine Vorlagen")']
    }


def test_a_template_folder_that_holds_ours_is_named_alone(config: Config) -> None:
    (config.root / ".obsidian/templates.json").write_text('{"folder": "Templates"}')
    make_bases(config)
    base: Any = read_yaml((config.root / PATHS[0]).read_text(encoding="utf-8")).properties
    assert base["filters"]["and"][1] == {"not": ['file.inFolder("Templates")']}


def test_a_base_that_someone_edited_stays_as_it_is(config: Config) -> None:
    make_bases(config)
    mine = config.root / PATHS[0]
    mine.write_text("views: []\n")
    assert make_bases(config) == ()
    assert mine.read_text() == "views: []\n"


def test_a_base_that_someone_deleted_does_not_come_back(config: Config) -> None:
    make_bases(config)
    for path in PATHS:
        (config.root / path).unlink()
    (config.root / FOLDER).rmdir()
    assert make_bases(config) == ()
    assert not (config.root / FOLDER).exists()


def test_a_base_of_that_name_that_was_there_before_is_never_overwritten(config: Config) -> None:
    (config.root / FOLDER).mkdir()
    mine = config.root / FOLDER / "journal.base"
    mine.write_text("views: []\n")
    assert make_bases(config) == tuple(path for path in PATHS if path != f"{FOLDER}/Journal.base")
    assert mine.read_text() == "views: []\n"
    mine.unlink()
    assert make_bases(config) == ()


def test_a_base_that_is_new_in_a_later_version_is_made_alone(config: Config) -> None:
    (config.root / MADE).write_text("# mine\n" + "\n".join(NAMES[1:]))
    assert make_bases(config) == PATHS[:1]
    assert (config.root / MADE).read_text() == "# mine\n" + "\n".join([*NAMES[1:], NAMES[0]]) + "\n"


def test_a_dry_run_says_what_it_would_make_and_makes_nothing(config: Config) -> None:
    before = sorted(config.root.rglob("*"))
    assert make_bases(config, dry_run=True) == PATHS
    assert sorted(config.root.rglob("*")) == before


def test_nothing_is_made_where_it_cannot_be_known_what_was(config: Config) -> None:
    (config.root / MADE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match=r"bases\.txt"):
        make_bases(config)
    assert not (config.root / FOLDER).exists()


def test_the_bases_travel_in_the_wheel() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "templates/bases"],
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split()
    if listed:
        assert {Path(name).name for name in listed} == set(NAMES)
    assert NAMES == ["Goals.base", "Journal.base", "Ladders.base", "Moments.base", "Rituals.base"]
