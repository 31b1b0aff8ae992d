"""A wish that a check-in answered: one's own request says so too, and nothing else of it changes."""

import shutil
from pathlib import Path

import pytest

from vaultkit import Vault
from vaultkit.notes import parse_note
from vaultkit.workbook.topics import Topic

EXAMPLE = Path(__file__).parents[2] / "example-vault"
WEEK = "2026-W48"
REQUEST = "Requests/2026-11-21 request.md"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vault:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return Vault.open(shutil.copytree(EXAMPLE, tmp_path / "ours", copy_function=shutil.copyfile))


def wish(vault: Vault) -> Topic:
    return next(topic for topic in vault.checkin(WEEK).topics if topic.is_wish)


@pytest.mark.parametrize("answer", ["agreed", "declined", "dropped"])
def test_ones_own_request_gets_the_answer_and_keeps_every_other_byte(answer: str, vault: Vault) -> None:
    path = vault.config.root / REQUEST
    before = path.read_bytes()
    given = {answer: [wish(vault)]}
    held = vault.hold_checkin(WEEK, **given)
    assert held.own_wishes == (path,)
    assert path.read_bytes() == before.replace(b"status: offered", f"status: {answer}".encode())
    assert vault.hold_checkin(WEEK, **given).own_wishes == ()
    answers = parse_note(held.path.read_text("utf-8")).properties["answers"]
    assert answers == [f"{answer}: {wish_key(held.topics)}"]


def wish_key(topics: tuple[Topic, ...]) -> str:
    return next(topic for topic in topics if topic.is_wish).key


def test_a_wish_that_was_let_go_waits_no_longer(vault: Vault) -> None:
    vault.hold_checkin(WEEK, dropped=[wish(vault)])
    assert not any(topic.is_wish for topic in vault.checkin("2026-W49").topics)


def test_a_dry_run_says_which_request_it_would_be_and_changes_nothing(vault: Vault) -> None:
    given = wish(vault)
    before = {path: path.read_bytes() for path in vault.config.root.rglob("*.md")}
    held = vault.hold_checkin(WEEK, agreed=[given], dry_run=True)
    assert held.own_wishes == (vault.config.root / REQUEST,)
    assert vault.skip_checkin(WEEK, dry_run=True).status == "skipped"
    vault.keep_ritual("Sunday walk", dry_run=True)
    assert {path: path.read_bytes() for path in vault.config.root.rglob("*.md")} == before


@pytest.mark.parametrize("status", ["agreed", "declined", "dropped"])
def test_a_request_that_has_an_answer_keeps_it(status: str, vault: Vault) -> None:
    path = vault.config.root / REQUEST
    given = wish(vault)
    path.write_text(path.read_text("utf-8").replace("status: offered", f"status: {status}"), "utf-8")
    before = path.read_bytes()
    for answer in ("agreed", "declined", "dropped"):
        vault.hold_checkin(WEEK, **{answer: [given]})
    assert path.read_bytes() == before


def test_a_partners_wish_in_the_same_words_changes_no_note_of_ones_own(vault: Vault) -> None:
    before = (vault.config.root / REQUEST).read_bytes()
    vault.hold_checkin(WEEK, agreed=[wish(vault)._replace(author="Jonas")])
    assert (vault.config.root / REQUEST).read_bytes() == before
