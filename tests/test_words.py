"""Words that this workbook does without, in everything a person reads: they label, count or press.

The words, and the places where one of them is innocent, are in tests/cases/words/words.toml.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
LIST = tomllib.loads((ROOT / "tests/cases/words/words.toml").read_text("utf-8"))
ALLOWED: dict[str, list[str]] = LIST["allowed"]
AVOIDED = re.compile("|".join(rf"\b(?:{one})\b" for one in LIST["avoid"]), re.IGNORECASE)
PAGES = (
    "README.md",
    "CHANGELOG.md",
    "docs/*.md",
    "templates/**/*.*",
    "example-vault/Start here.md",
    "vaultkit/obsidian/*.md",
)
PARTS = ("cli", "actions", "render", "workbook", "vault", "sync", "notes", "watch")
BLOCK = re.compile(r"^%% vaultkit:begin .*?^%% vaultkit:end [^\n]*", re.MULTILINE | re.DOTALL)

TEXT_IN_SCRIPT = re.compile(r'"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`')
COMMENT_IN_SCRIPT = re.compile(r"^\s*//[^\n]*$|/\*.*?\*/", re.MULTILINE | re.DOTALL)


class Read(NamedTuple):
    """A line or a message that a person may read, and the file it comes from."""

    path: str
    line: int
    words: str


def pages() -> Iterator[Read]:
    """Every line of the pages and templates, and of what the program wrote in the example vault."""
    for pattern in PAGES:
        for path in sorted(ROOT.glob(pattern)):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                yield Read(path.relative_to(ROOT).as_posix(), number, line)
    for path in sorted((ROOT / "example-vault").rglob("*.md")):
        for block in BLOCK.findall(path.read_text("utf-8")):
            for line in block.splitlines():
                yield Read(path.relative_to(ROOT).as_posix(), 0, line)


def messages() -> Iterator[Read]:
    """Every text in the program that has words in it, and the help of its commands."""
    files = [ROOT / "vaultkit/api.py", ROOT / "vaultkit/errors.py"]
    for part in PARTS:
        files += sorted((ROOT / "vaultkit" / part).rglob("*.py"))
    for path in files:
        tree = ast.parse(path.read_text("utf-8"))
        silent = set(texts_for_readers_of_code(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent:
                yield Read(path.relative_to(ROOT).as_posix(), node.lineno, node.value)
    for path in (ROOT / "vaultkit/obsidian/main.js", ROOT / "vaultkit/obsidian/manifest.json"):
        text = path.read_text("utf-8")
        for found in TEXT_IN_SCRIPT.finditer(COMMENT_IN_SCRIPT.sub("", text)):
            yield Read(path.relative_to(ROOT).as_posix(), 0, found[0])
    rules = tomllib.loads((ROOT / "vaultkit/workbook/gentle_words.toml").read_text("utf-8"))
    for rule in rules.values():
        yield Read("vaultkit/workbook/gentle_words.toml", 0, str(rule.get("about", "")))


def texts_for_readers_of_code(tree: ast.AST) -> Iterator[ast.Constant]:
    """Docstrings, save those of commands, which are their help."""
    help_texts = {
        node.body[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(
            getattr(getattr(one, "func", None), "attr", "") in ("command", "callback")
            for one in node.decorator_list
        )
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and node not in help_texts:
            yield node.value


def is_innocent(read: Read, at: int) -> bool:
    """Whether a word is part of a phrase that the list allows in that file."""
    for phrase in ALLOWED.get(read.path, ()):
        first = read.words.find(phrase)
        while first != -1:
            if first <= at < first + len(phrase):
                return True
            first = read.words.find(phrase, first + 1)
    return False


def texts() -> list[Read]:
    return [read._replace(words=" ".join(read.words.split())) for read in (*pages(), *messages())]


def test_nothing_that_people_read_has_a_word_that_labels_counts_or_presses() -> None:
    found = [
        f"{read.path}:{read.line}: {match[0]}: …{read.words[max(0, match.start() - 40) : match.end() + 40]}…"
        for read in texts()
        for match in AVOIDED.finditer(read.words)
        if not is_innocent(read, match.start())
    ]
    assert not found, "Another word, or, where it is innocent, a line in words.toml:\n" + "\n".join(found)


def test_every_use_that_is_allowed_is_still_there_and_still_needed() -> None:
    known = texts()
    stale = [
        f"{path}: {phrase}"
        for path, phrases in ALLOWED.items()
        for phrase in phrases
        if not AVOIDED.search(phrase) or not any(one.path == path and phrase in one.words for one in known)
    ]
    assert not stale


@pytest.mark.parametrize(
    "line",
    [
        "You missed three days.",
        "Your streak is broken",
        "That is not NORMAL",
        "you should be calmer",
        "Only 2 of 7 days",
        "Finally!",
        "a bad day",
        "Your partner hasn’t written",
        "an insecure attachment",
    ],
)
def test_the_words_are_found_however_they_are_written(line: str) -> None:
    assert AVOIDED.search(line)


@pytest.mark.parametrize("line", ["a week off", "shoulders", "the commission", "onlyness", "a failsafe"])
def test_words_that_have_one_inside_are_left_alone(line: str) -> None:
    assert not AVOIDED.search(line)


def test_the_help_of_commands_and_their_messages_are_among_what_is_read() -> None:
    read = " ".join(one.words for one in texts())
    for words in (
        "Close the week's check-in as held",
        "Held. What had no turn waits",
        "One word each for how you arrive",
        "Hold the check-in on the sofa",
        "Brought up to date:",
    ):
        assert words in read
