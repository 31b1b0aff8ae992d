"""Sharing on real files: the contribution gets what was agreed to, byte for byte as previewed, and gives it back."""

import datetime
import json
import os
from pathlib import Path

import pytest

from vaultkit.actions.share import Sharing, share
from vaultkit.errors import UserError
from vaultkit.vault import state
from vaultkit.vault.config import Config, load_config

DAY = datetime.date(2026, 11, 24)
JOURNAL = """\
---
type: journal
date: 2026-11-24
distress: 9
feeling: CANARY-feeling
strength: I rang the dentist
share: {share}
tags: [vaultkit/journal]
---
# CANARY-title

## What happened
CANARY-happened

## Thank you to Jonas
%% CANARY-comment %%
- you came to [[CANARY-note|pick me up]] %%CANARY-inline%%

## For our check-in
- how we say good night
  - CANARY is no word of a nested bullet that is not meant
"""
WORKBOOK = "---\ntype: settings\nnames: [Jonas, Mara]\n---\n"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "ours"
    put(root, ".vaultkit/config.toml", 'id = "0123456789abcdef"\nme = "Mara"\npartner = "Jonas"\n')
    put(root, "Shared/Our workbook.md", WORKBOOK)
    return load_config(root)


def put(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def journal(config: Config, share: object = "true", text: str = JOURNAL) -> Path:
    text = text.replace("  - CANARY is no word of a nested bullet that is not meant\n", "")
    return put(config.root, "Journal/2026-11-24.md", text.format(share=share))


def say_yes_to_all(config: Config) -> Sharing:
    return share(config, DAY, agreed=[one.piece.id for one in share(config, DAY, dry_run=True).ask])


def contributions(config: Config) -> dict[str, str]:
    folder = config.root / "Shared/Mara"
    return (
        {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*"))} if folder.is_dir() else {}
    )


def test_nothing_is_shared_before_a_yes_and_what_leaves_is_what_the_preview_showed(
    config: Config, matches_file
):
    journal(config)
    assert [one.piece.kind for one in share(config, DAY).ask] == ["thanks", "topic", "win"]
    assert contributions(config) == {}
    agreed = [one.piece.id for one in share(config, DAY).ask]
    previewed = share(config, DAY, agreed=agreed, dry_run=True)
    assert contributions(config) == {}
    assert share(config, DAY, agreed=agreed).files == previewed.files
    ((name, text),) = contributions(config).items()
    assert (config.root / "Shared/Mara" / name, text) == previewed.files[0]
    matches_file("sharing/2026-W48 Mara.md", text)
    assert share(config, DAY).files == ()


@pytest.mark.parametrize("value", ["false", "", '"true"', "yes", "1"])
def test_only_share_true_is_a_yes(config: Config, value: str):
    journal(config, value)
    assert share(config, DAY) == Sharing("2026-W48", ((), (), ()), (), ())


def test_words_in_the_text_of_a_note_cannot_say_yes(config: Config):
    put(
        config.root,
        ".vaultkit/config.toml",
        'id = "0123456789abcdef"\nme = "Mara"\npartner = "Jonas"\n[reading]\ninline_fields = true\n',
    )
    journal(config, "false", JOURNAL + "\nshare:: true\n")
    assert share(load_config(config.root), DAY).ask == ()


def test_taking_share_back_takes_the_lines_back_and_leaves_those_that_were_written_by_hand(config: Config):
    journal(config)
    say_yes_to_all(config)
    path = config.root / "Shared/Mara/2026-W48 Mara.md"
    path.write_text(path.read_text("utf-8").replace("## A wish\n", "## A wish\n- by hand\n"), "utf-8")
    journal(config, "false")
    done = share(config, DAY)
    assert {line.kind for line in done.plan.withdraw} == {"thanks", "topic", "win"}
    (text,) = contributions(config).values()
    assert "pick me up" not in text
    assert "- by hand" in text
    assert share(config, DAY).plan.withdraw == ()


def test_a_line_that_was_changed_by_hand_in_the_contribution_stays(config: Config):
    journal(config)
    say_yes_to_all(config)
    path = config.root / "Shared/Mara/2026-W48 Mara.md"
    path.write_text(
        path.read_text("utf-8").replace("- how we say good night\n", "-  how we say good night\n"), "utf-8"
    )
    journal(config, "false")
    assert [line.words for line in share(config, DAY).left] == ["how we say good night"]
    assert "good night" in path.read_text("utf-8")


def test_what_was_shared_goes_to_the_next_checkin_that_was_not_held(config: Config):
    put(
        config.root,
        "Shared/Check-ins/2026-W48.md",
        "---\ntype: checkin\nweek: 2026-W48\ndate: 2026-11-24\nstatus: held\n---\n",
    )
    journal(config)
    assert say_yes_to_all(config).week == "2026-W49"
    assert list(contributions(config)) == ["2026-W49 Mara.md"]


def test_a_note_that_changed_is_asked_about_again_and_its_old_line_is_taken_back(config: Config):
    journal(config)
    say_yes_to_all(config)
    journal(config, text=JOURNAL.replace("good night", "good morning"))
    done = share(config, DAY)
    assert [one.piece.words for one in done.ask] == ["how we say good morning"]
    (text,) = contributions(config).values()
    assert "good night" not in text
    assert "good morning" not in text


def test_a_device_without_the_private_notes_takes_nothing_back(config: Config, monkeypatch, tmp_path: Path):
    journal(config)
    say_yes_to_all(config)
    before = contributions(config)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "other device"))
    (config.root / "Journal/2026-11-24.md").unlink()
    assert share(config, DAY).files == ()
    assert contributions(config) == before


def test_lines_of_an_interrupted_run_are_shared_once(config: Config, monkeypatch):
    journal(config)
    agreed = [one.piece.id for one in share(config, DAY).ask]
    with monkeypatch.context() as context:
        context.setattr(
            "vaultkit.actions.share.write_contribution",
            lambda *arguments: (_ for _ in ()).throw(OSError("killed")),
        )
        with pytest.raises(OSError, match="killed"):
            share(config, DAY, agreed=agreed)
    assert contributions(config) == {}
    share(config, DAY, agreed=agreed)
    (text,) = contributions(config).values()
    assert text.count("pick me up") == 1
    assert share(config, DAY).files == ()


def test_where_what_is_shared_cannot_be_noted_down_nothing_is_shared(config: Config, monkeypatch):
    journal(config)
    agreed = [one.piece.id for one in share(config, DAY).ask]
    monkeypatch.setattr(state, "write_json", lambda *arguments: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(UserError, match="nothing more is shared"):
        share(config, DAY, agreed=agreed)
    assert contributions(config) == {}


def test_a_contribution_carries_no_time_of_the_day(config: Config):
    journal(config)
    say_yes_to_all(config)
    path = config.root / "Shared/Mara/2026-W48 Mara.md"
    assert "date: 2026-11-23\n" in path.read_text("utf-8")
    assert datetime.datetime.fromtimestamp(path.stat().st_mtime).time() == datetime.time(4)


def test_a_wish_a_ladder_and_a_tool_give_one_line_each(config: Config):
    put(
        config.root,
        "Requests/2026-11-20 request.md",
        "---\ntype: request\ndate: 2026-11-20\nwould_like: a walk\nstatus: offered\nshare: true\n---\nCANARY\n",
    )
    put(
        config.root,
        "Requests/2026-11-21 request.md",
        "---\ntype: request\ndate: 2026-11-21\nwould_like: CANARY\nstatus: draft\nshare: true\n---\n",
    )
    put(
        config.root,
        "Ladders/On my own.md",
        '---\ntype: ladder\ngoal: CANARY\nsteps:\n  - "20 min: a walk"\n  - "CANARY"\nshare: true\n---\n',
    )
    put(config.root, "Toolkit/Tea.md", "---\ntype: tool\nwhen: CANARY\nshare: true\n---\nCANARY\n")
    say_yes_to_all(config)
    (text,) = contributions(config).values()
    assert "CANARY" not in text
    for line in ("- I would like a walk.", "- On my own, step 1: 20 min: a walk", "- Tea"):
        assert f"\n{line}\n" in text


def test_the_ledger_that_cannot_be_read_means_that_everything_is_asked_again(config: Config):
    journal(config)
    say_yes_to_all(config)
    folder = next(Path(os.environ["XDG_STATE_HOME"]).glob("vaultkit/*"))
    for broken in ("{", "[]", json.dumps({"kinds": 3, "lines": [[1]]})):
        (folder / "sharing.json").write_text(broken, "utf-8")
        assert share(config, DAY).files == ()
