"""A contribution that someone else changed: the owner's lines are back, the owner is told, and nobody else is."""

import datetime
from pathlib import Path

import pytest

from vaultkit.actions.share import Sharing, share
from vaultkit.actions.syncing import Synced, set_up, sync
from vaultkit.vault.config import Config, load_config

DAY = datetime.date(2026, 11, 24)
WISH = "---\ntype: request\ndate: 2026-11-20\nwould_like: {}\nstatus: offered\nshare: true\n---\n"
THANKS = """\
---
type: journal
date: 2026-11-24
share: true
tags: [vaultkit/journal]
---
## Thank you to Jonas
- you came to pick me up
"""
LINES = ("- you came to pick me up", "- I would like a walk.")
CONTRIBUTION = "Shared/Mara/2026-W48 Mara.md"


class Device:
    """One device with its own state, that syncs over a folder."""

    def __init__(self, place: Path, name: str, me: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.state, self.monkeypatch = place / f"state of {name}", monkeypatch
        self.root = place / name
        partner = "Jonas" if me == "Mara" else "Mara"
        self.put(".vaultkit/config.toml", f'id = "0123456789abcdef"\nme = "{me}"\npartner = "{partner}"\n')
        self.config: Config = load_config(self.root)
        self.stick = place / "stick"

    def put(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def read(self, name: str = CONTRIBUTION) -> str:
        return (self.root / name).read_text("utf-8")

    def here(self) -> None:
        self.monkeypatch.setenv("XDG_STATE_HOME", str(self.state))

    def begin(self, *, join: bool) -> None:
        self.here()
        self.stick.mkdir(exist_ok=True)
        set_up(self.config, str(self.stick), join=join)

    def sync(self) -> Synced:
        self.here()
        return sync(self.config, DAY)

    def share(self, *, agreed: tuple[str, ...] = (), refused: tuple[str, ...] = ()) -> Sharing:
        self.here()
        return share(self.config, DAY, agreed=agreed, refused=refused)

    def share_all(self) -> Sharing:
        return self.share(agreed=tuple(one.piece.id for one in self.share().ask))


@pytest.fixture
def mara(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Device:
    made = Device(tmp_path, "mara", "Mara", monkeypatch)
    made.put("Shared/Our workbook.md", "---\ntype: settings\nnames: [Jonas, Mara]\n---\n")
    made.put("Journal/2026-11-24.md", THANKS)
    made.put("Requests/a.md", WISH.format("a walk"))
    return made


@pytest.fixture
def jonas(mara: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Device:
    mara.share_all()
    mara.begin(join=False)
    mara.sync()
    made = Device(tmp_path, "jonas", "Jonas", monkeypatch)
    made.put("Shared/Goals/Ours.md", "---\ntype: goal\n---\n")
    made.begin(join=True)
    made.sync()
    assert all(line in made.read() for line in LINES)
    mara.sync()
    return made


def changed_by(jonas: Device, how: str) -> None:
    path = jonas.root / CONTRIBUTION
    text = jonas.read()
    match how:
        case "a line changed":
            path.write_text(text.replace("pick me up", "pick a quarrel"))
        case "the file gone":
            path.unlink()
        case "another author":
            path.write_text(text.replace("author: Mara", "author: Jonas"))
        case "another week":
            path.write_text(text.replace("week: 2026-W48", "week: 2020-W01"))
        case "unreadable properties":
            path.write_text(text.replace("---\n", "", 1).replace("author", "{{{"))
        case "hidden in a comment":
            path.write_text(text.replace("## Thank you", "%%\n## Thank you"))
        case "emptied":
            path.write_text("\n")


HOW = [
    "a line changed",
    "the file gone",
    "another author",
    "another week",
    "unreadable properties",
    "hidden in a comment",
    "emptied",
]


@pytest.mark.parametrize("how", HOW)
def test_what_someone_else_took_out_is_back_on_both_sides_and_its_owner_is_told(
    mara: Device, jonas: Device, how: str
):
    changed_by(jonas, how)
    jonas.sync()
    told = mara.sync().told
    assert any("changed by someone else" in line for line in told)
    assert all(line.isprintable() for line in told)
    jonas.sync()
    for device in (mara, jonas):
        device.here()
        standing = [line for line in device.read().splitlines() if line in LINES]
        assert sorted(standing) == sorted(LINES)
        assert "author: Mara" in device.read()
        assert "week: 2026-W48" in device.read()
    everything = "".join(path.read_text() for path in (jonas.root / "Shared").rglob("*.md"))
    assert "someone else" not in everything
    assert not any("someone else" in line for line in mara.sync().told)


def test_what_someone_else_put_in_is_shown_and_goes_when_its_owner_says_it_is_not_theirs(
    mara: Device, jonas: Device
):
    path = jonas.root / CONTRIBUTION
    path.write_text(jonas.read().replace(f"{LINES[0]}\n", f"{LINES[0]}\n- I owe you everything\n"))
    jonas.sync()
    told = mara.sync().told
    assert any("I owe you everything" in line and "not from this device" in line for line in told)
    (strange,) = mara.share().strange
    assert strange.words == "I owe you everything"
    assert "I owe you" in mara.read()
    assert mara.share(refused=(strange.id,)).strange == ()
    assert "I owe you" not in mara.read()
    mara.sync()
    jonas.sync()
    assert "I owe you" not in jonas.read()
    assert all(line in jonas.read() for line in LINES)


def test_a_second_device_of_ones_own_goes_on_working(
    mara: Device, jonas: Device, tmp_path: Path, monkeypatch
):
    second = Device(tmp_path, "mara's other", "Mara", monkeypatch)
    second.put("Requests/b.md", WISH.format("an evening with soup"))
    (second.root / "Shared").mkdir()
    second.begin(join=True)
    second.sync()
    second.share_all()
    second.sync()
    (strange,) = [line for line in mara.sync().told if "not from this device" in line]
    assert "soup" in strange
    (asked,) = mara.share().strange
    mara.share(agreed=(asked.id,))
    second.put("Requests/b.md", WISH.format("an evening with soup").replace("true", "false"))
    for device in (second, mara, jonas, second):
        device.sync()
    for device in (mara, jonas, second):
        text = device.read()
        assert "soup" not in text
        assert all(line in text for line in LINES)
    assert mara.share().strange == ()


def test_what_was_taken_back_stays_away_whatever_the_other_does(mara: Device, jonas: Device):
    mara.put("Requests/a.md", WISH.format("a walk").replace("true", "false"))
    mara.sync()
    (jonas.root / CONTRIBUTION).write_text(jonas.read().replace("a walk", "a walk!"))
    jonas.sync()
    for _ in range(2):
        mara.sync()
        jonas.sync()
    assert f"{LINES[1]}\n" not in mara.read()


def test_what_was_sent_and_taken_back_goes_from_the_other_side_though_nobody_synced_between(
    mara: Device, jonas: Device
):
    mara.put("Requests/c.md", WISH.format("CANARY"))
    mara.sync()
    mara.put("Requests/c.md", WISH.format("CANARY").replace("true", "false"))
    mara.sync()
    jonas.sync()
    mara.sync()
    assert "CANARY" not in jonas.read()
    assert "CANARY" not in mara.read()


def test_what_was_taken_back_goes_from_an_agenda_too_and_restoring_a_checkin_does_not_bring_it_back(
    mara: Device, jonas: Device
):
    from vaultkit.actions.checkin import prepare_checkin
    from vaultkit.actions.sync_history import restore

    note = "Shared/Check-ins/2026-W48.md"
    mara.here()
    prepare_checkin(mara.config, "2026-W48")
    mara.sync()
    assert "I would like a walk" in mara.read(note)
    mara.put("Requests/a.md", WISH.format("a walk").replace("true", "false"))
    mara.sync()
    assert "I would like a walk" not in mara.read(note)
    mara.here()
    restore(mara.config, "Check-ins/2026-W48.md", DAY)
    (mara.root / note).unlink()
    restore(mara.config, "Check-ins/2026-W48.md", DAY)
    assert "I would like a walk" not in mara.read(note)
    jonas.sync()
    assert "I would like a walk" not in jonas.read(note)
    jonas.here()
    restore(jonas.config, "Check-ins/2026-W48.md", DAY)
    assert "I would like a walk" not in jonas.read(note)


def test_a_line_that_its_owner_took_out_by_hand_is_not_put_back(mara: Device, jonas: Device):
    (mara.root / CONTRIBUTION).write_text(mara.read().replace(f"{LINES[0]}\n", ""))
    for _ in range(2):
        assert not any("someone else" in line for line in mara.sync().told)
        jonas.sync()
    assert LINES[0] not in mara.read()
    assert LINES[0] not in jonas.read()


def test_where_another_product_carries_the_folder_a_line_that_is_gone_waits_for_a_yes(mara: Device):
    mara.share_all()
    path = mara.root / CONTRIBUTION
    path.write_text(mara.read().replace(f"{LINES[0]}\n", "- not mine\n"))
    looked = mara.share()
    assert [one.piece.words for one in looked.ask] == ["you came to pick me up"]
    assert [one.words for one in looked.strange] == ["not mine"]
    mara.share(agreed=(looked.ask[0].piece.id,), refused=(looked.strange[0].id,))
    assert all(line in mara.read() for line in LINES)
    assert "not mine" not in mara.read()
    assert mara.share().ask == mara.share().strange == ()


def test_lines_that_one_wrote_by_hand_are_ones_own(mara: Device, jonas: Device):
    (mara.root / CONTRIBUTION).write_text(mara.read().replace(LINES[0], f"{LINES[0]}\n- by hand"))
    assert mara.sync().told == ()
    jonas.sync()
    assert mara.share().strange == ()
