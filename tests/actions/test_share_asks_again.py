"""Ways in which a line could leave without a yes, or stay out against a no: each was tried, and none works."""

import datetime
from pathlib import Path

import pytest

from vaultkit.actions.share import Sharing, share
from vaultkit.vault.config import Config, load_config
from vaultkit.workbook.sharing import plain_words

DAY = datetime.date(2026, 11, 24)
WISH = "---\ntype: request\ndate: 2026-11-20\nwould_like: {}\nstatus: offered\nshare: {}\n---\n"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "ours"
    put(root, ".vaultkit/config.toml", 'id = "0123456789abcdef"\nme = "Mara"\npartner = "Jonas"\n')
    put(root, "Shared/Our workbook.md", "---\ntype: settings\nnames: [Jonas, Mara]\n---\n")
    return load_config(root)


def put(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def wish(config: Config, words: str, *, shared: bool = True, name: str = "a") -> None:
    put(config.root, f"Requests/{name}.md", WISH.format(words, str(shared).lower()))


def say_yes_to_all(config: Config) -> Sharing:
    return share(config, DAY, agreed=[one.piece.id for one in share(config, DAY, dry_run=True).ask])


def shared_bytes(config: Config) -> str:
    return "".join(path.read_text("utf-8") for path in sorted((config.root / "Shared").rglob("*.md")))


def test_a_note_that_changed_after_it_was_shared_waits_for_a_yes_however_often_one_shares(config: Config):
    wish(config, "a walk")
    say_yes_to_all(config)
    wish(config, "CANARY")
    for _ in range(3):
        assert [one.piece.words for one in share(config, DAY).ask] == ["I would like CANARY."]
        assert "CANARY" not in shared_bytes(config)


def test_a_note_that_was_taken_back_and_offered_again_with_other_words_waits_for_a_yes(config: Config):
    wish(config, "a walk")
    say_yes_to_all(config)
    wish(config, "a walk", shared=False)
    share(config, DAY)
    wish(config, "CANARY")
    for _ in range(2):
        share(config, DAY)
    assert "CANARY" not in shared_bytes(config)


def test_a_note_that_was_renamed_and_then_changed_waits_for_a_yes(config: Config):
    wish(config, "a walk")
    say_yes_to_all(config)
    (config.root / "Requests/a.md").rename(config.root / "Requests/b.md")
    share(config, DAY)
    wish(config, "CANARY", name="b")
    for _ in range(2):
        share(config, DAY)
    assert "CANARY" not in shared_bytes(config)


def test_a_checkin_of_a_week_to_come_that_is_said_to_be_held_keeps_no_line_from_being_taken_back(
    config: Config,
):
    wish(config, "a walk")
    for week in ("2026-W48", "2026-W49"):
        put(
            config.root,
            f"Shared/Check-ins/{week}.md",
            f"---\ntype: checkin\nweek: {week}\ndate: 2026-11-24\nstatus: held\n---\n",
        )
    assert say_yes_to_all(config).week == "2026-W49"
    wish(config, "a walk", shared=False)
    assert [line.words for line in share(config, DAY).plan.withdraw] == ["I would like a walk."]
    assert "a walk" not in shared_bytes(config)


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        ("tea %%CANARY%% at four", "tea at four"),
        ("tea <!-- CANARY --> at four", "tea at four"),
        ("tea %% CANARY", "tea"),
        ('<a href="CANARY.md">tea</a>', "tea"),
        ('<img src="CANARY.png">tea', "tea"),
        ("[tea][CANARY] and[^CANARY]", "tea and"),
        ("[tea](CANARY (old) note.md)", "tea"),
        ("[tea](<CANARY note.md> 'a (b)')", "tea"),
        ("[tea [green] pot](CANARY.md)", "tea [green] pot"),
        ("[tea](obsidian://open?file=CANARY) obsidian://open?file=CANARY", "tea"),
        ("tea <file:///home/mara/CANARY.md>", "tea"),
        ("[[CANARY]|tea]]", "tea"),
        ("[![[CANARY]]](CANARY.md) tea", "tea"),
        (r"[[CANARY\|tea]]", "tea"),
        ("I <3 tea, 3 < 4 and 5 > 4", "I <3 tea, 3 < 4 and 5 > 4"),
        ("<https://example.org/tea>", "<https://example.org/tea>"),
    ],
)
def test_no_name_of_another_note_and_no_aside_travels_with_a_line(written: str, leaves: str):
    assert plain_words(written) == leaves


@pytest.mark.parametrize(
    "text", ["[" * 9999, "[a](" * 3000, "[\\" * 5000, "<a " * 4000, "[x](" + "()" * 4000]
)
def test_no_line_keeps_it_busy(text: str):
    assert len(plain_words(text)) <= 5000
