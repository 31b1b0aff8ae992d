from pathlib import Path

import pytest

from vaultkit.vault.config import Config, load_config
from vaultkit.vault.reading import fresh_index, private_records
from vaultkit.vault.untouched import has_words
from vaultkit.workbook.records import Journal, Moment

TEMPLATES = Path(__file__).parents[1] / "cases/templates"
PAGES = ("journal", "journal on a sunday, alone", "moment")


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "ours"
    for folder in (".vaultkit", "Journal", "Moments"):
        (root / folder).mkdir(parents=True)
    settings = 'id = "0123456789abcdef"\nme = "Mara"\n[measures]\nnames = ["energy"]\n'
    (root / ".vaultkit/config.toml").write_text(settings)
    return load_config(root)


def read(config: Config) -> list[Journal]:
    with fresh_index(config) as index:
        return private_records(config, index, Journal)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_as_it_was_made_has_no_words(name: str) -> None:
    text = (TEMPLATES / f"{name}.md").read_text("utf-8")
    assert not has_words(text)
    assert not has_words("\ufeff" + text.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    "words", ["Rain.", "*Rain all day.*", "- tea", "🙂", "> a line", "![[a picture.png]]", "`x`", "7"]
)
def test_whatever_someone_adds_to_a_page_is_words(words: str) -> None:
    for name in PAGES:
        assert has_words((TEMPLATES / f"{name}.md").read_text("utf-8") + f"\n{words}\n")


@pytest.mark.parametrize(
    "words", ["", "- ", "- [ ] ", "---", "%% a comment %%", "### A heading of one's own"]
)
def test_marks_without_words_are_none(words: str) -> None:
    assert not has_words(f"---\ntype: journal\n---\n# Tuesday\n\n{words}\n")


def test_a_page_counts_when_any_line_at_its_top_or_any_word_below_is_filled_in(config: Config) -> None:
    blank = (TEMPLATES / "journal.md").read_text("utf-8")
    pages = {
        "blank": blank,
        "rated": blank.replace("distress:", "distress: 0"),
        "slip": blank.replace("distress:", "distress: 14"),
        "slept": blank.replace("slept:", "slept: false"),
        "energy": blank.replace("share: false", "energy: 2.5\nshare: false"),
        "words": blank + "\nRain.\n",
        "private": blank.replace("share: false", "share: true"),
    }
    for name, text in pages.items():
        (config.root / f"Journal/{name}.md").write_text(text, "utf-8")
    (config.root / "Moments/blank.md").write_text((TEMPLATES / "moment.md").read_text("utf-8"), "utf-8")
    found = read(config)
    assert [one.path for one in found] == [
        f"Journal/{name}.md" for name in ("energy", "rated", "slept", "slip", "words")
    ]
    assert found[0].measures == (("energy", 2.5),)
    with fresh_index(config) as index:
        assert private_records(config, index, Moment) == []


@pytest.mark.parametrize("value", ["high", "true", ".nan", ".inf", "'4'", "[1]", "9" * 400])
def test_what_is_no_plain_number_is_left_out_of_ones_own_numbers(config: Config, value: str) -> None:
    text = f"---\ntype: journal\ndate: 2026-11-24\nenergy: {value}\n---\n"
    (config.root / "Journal/a.md").write_text(text)
    (found,) = read(config)
    assert found.measures == ()
