"""The check-in on both partners' machines: the same agenda, and nothing of theirs lost or let out."""

import contextlib
import datetime
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from vaultkit.actions.checkin import Prepared, hold_checkin, prepare_checkin, skip_checkin
from vaultkit.actions.rituals import keep_ritual
from vaultkit.errors import UserError
from vaultkit.notes import find_blocks
from vaultkit.vault.config import Config, load_config

CASES = Path(__file__).parent.parent / "cases" / "agenda"
WEEK = "2026-W48"
PRIVATE = "words that nobody else may see"


class Machine(NamedTuple):
    """How one partner has set up a vault."""

    me: str
    partner: str
    shared: str
    journal: str
    templates: str
    template: str


MARA = Machine("Mara", "Jonas", "Shared", "Journal", "Templates/vaultkit", "")
JONAS = Machine(
    "Jonas",
    "Mara",
    "Zu zweit/Unser Heft",
    "Tagebuch",
    "Vorlagen",
    "---\ntype: checkin\nweek: {{ week }}\ndate: {{ date }}\nstatus: planned\n---\n"
    "Unser Abend\n\n{{ agenda }}\n\n## Agreements\n",
)

Vaults = Callable[[Machine, dict[str, str]], Config]


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vaults:
    """Make a machine's vault, with private notes of its own and the given notes in its shared folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def make(machine: Machine, shared: dict[str, str]) -> Config:
        root = tmp_path / machine.me
        folders = (
            f'journal = "{machine.journal}"\nshared = "{machine.shared}"\ntemplates = "{machine.templates}"'
        )
        put(
            root / ".vaultkit/config.toml",
            f'id = "0123456789abcdef"\nme = "{machine.me}"\npartner = "{machine.partner}"\n[folders]\n{folders}\n',
        )
        put(root / machine.journal / "2026-11-24.md", note("journal", f"## For our check-in\n- {PRIVATE}"))
        put(root / "Elsewhere.md", note("contribution", f"## For our check-in\n- {PRIVATE}", tagged=True))
        put(root / "Goals/Mine.md", note("goal", tagged=True))
        if machine.template:
            put(root / machine.templates / "checkin.md", machine.template)
        for path, text in shared.items():
            put(root / machine.shared / path, text)
        return load_config(root)

    return make


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def note(kind: str, body: str = "", *, author: str = "Mara", week: str = WEEK, tagged: bool = False) -> str:
    tags = f"tags: [vaultkit/{kind}]\n" if tagged else ""
    return f"---\ntype: {kind}\ndate: 2026-11-24\nweek: {week}\nauthor: {author}\n{tags}---\n{body}\n"


def read_case(name: str) -> tuple[list[str], dict[str, str]]:
    """The weeks a case is about, and its shared notes by path."""
    head, *notes = (CASES / name / "shared.md").read_bytes().decode().split("=== ")
    weeks = next((line[7:].split() for line in head.splitlines() if line.startswith("Weeks: ")), [WEEK])
    return weeks, dict(one.split("\n", 1) for one in notes)  # type: ignore[misc]


def files(config: Config) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in config.root.rglob("*.md")}


def block(prepared: Prepared) -> str:
    (found,) = (one for one in find_blocks(prepared.path.read_text()) if one.name == "agenda")
    assert not found.touched
    return found.content + "\n"


def topic(prepared: Prepared, words: str) -> list:
    return [one for one in prepared.topics if one.words == words]


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_both_machines_build_the_agenda_of_the_case(
    case: str, vault: Vaults, matches_file: Callable[[str, str], None]
) -> None:
    weeks, shared = read_case(case)
    built = {}
    for machine in (MARA, JONAS):
        config = vault(machine, shared)
        before = files(config)
        # The last week first: a check-in that is only planned changes nothing for another.
        texts = {week: prepare_checkin(config, week, dry_run=True).text for week in reversed(weeks)}
        built[machine] = "".join(
            f"=== {week}\n{texts[week]}\n" if weeks[1:] else texts[week] for week in weeks
        )
        assert files(config) == before
        prepared = prepare_checkin(config, weeks[-1])
        if prepared.status == "planned":
            assert block(prepared) == texts[weeks[-1]]
        after = files(config)
        assert {path for path in after if after[path] != before.get(path)} <= {str(prepared.path)}
        again = prepare_checkin(config, weeks[-1])
        assert not again.changed
        assert files(config) == after
        assert PRIVATE not in prepared.path.read_text()
    assert built[MARA] == built[JONAS]
    matches_file(f"agenda/{case}/agenda.md", built[MARA])


@pytest.mark.parametrize("case", ["nothing-brought", "no-settings-page", "first-check-in"])
@pytest.mark.parametrize(
    "nothing",
    [
        None,
        "",
        note("contribution", author="NAME"),
        note("contribution", "## Thank you to Mara\n\n## For our check-in\n- \n\n## A wish\n", author="NAME"),
        note("contribution", "Just a line of prose.", author="NAME"),
    ],
    ids=["no file", "an empty file", "properties alone", "headings alone", "no bullets"],
)
@pytest.mark.parametrize("name", ["Jonas", "A friend"])
def test_sharing_nothing_and_having_nothing_to_say_look_the_same(
    case: str, nothing: str | None, name: str, vault: Vaults
) -> None:
    _, shared = read_case(case)
    expected = prepare_checkin(vault(MARA, shared), WEEK, dry_run=True).text
    if nothing is not None:
        shared.setdefault(f"{name}/{WEEK} {name}.md", nothing.replace("NAME", name))
    assert prepare_checkin(vault(MARA, shared), WEEK, dry_run=True).text == expected


def test_what_is_written_around_the_agenda_is_not_touched(vault: Vaults) -> None:
    _, shared = read_case("ordinary-week")
    config = vault(MARA, shared)
    path = prepare_checkin(config, WEEK).path
    written = (
        path.read_text().replace("- [ ] \n", "- [x] Buy candles (Mara) ✅ 2026-11-29\n") + "It snowed.\r\n"
    )
    written = written.replace("# Our check-in", "Above all.\n\n# Our check-in")
    path.write_bytes(written.encode())
    put(
        config.root / "Shared/Jonas/2026-W48 Jonas.md",
        note("contribution", "## A wish\n- more tea", author="Jonas"),
    )
    assert prepare_checkin(config, WEEK).changed
    now = path.read_bytes().decode()
    assert "more tea" in now
    start, end = now.index("%% vaultkit:begin"), now.index("%% vaultkit:end")
    old_start, old_end = written.index("%% vaultkit:begin"), written.index("%% vaultkit:end")
    assert (now[:start], now[end:]) == (written[:old_start], written[old_end:])


def test_words_typed_into_the_agenda_are_kept_below_it(vault: Vaults) -> None:
    _, shared = read_case("ordinary-week")
    config = vault(MARA, shared)
    path = prepare_checkin(config, WEEK).path
    path.write_text(path.read_text().replace("### 7. Close", "We laughed a lot here.\n\n### 7. Close"))
    put(
        config.root / "Shared/Jonas/2026-W48 Jonas.md",
        note("contribution", "## A wish\n- more tea", author="Jonas"),
    )
    prepare_checkin(config, WEEK)
    _, _, below = path.read_text().partition("%% vaultkit:end agenda %%")
    assert "> [!note] Kept from an earlier version\n" in below
    assert "> We laughed a lot here.\n" in below


def test_a_held_or_skipped_check_in_keeps_its_bytes(vault: Vaults) -> None:
    for number, close in enumerate((hold_checkin, skip_checkin)):
        config = vault(MARA, read_case("ordinary-week")[1])
        week = f"2026-W{48 + number}"
        path = close(config, week).path
        before = path.read_bytes()
        put(config.root / "Shared/Mara/late.md", note("contribution", "## A wish\n- a late one"))
        assert not prepare_checkin(config, week).changed
        assert path.read_bytes() == before


def test_holding_notes_down_what_had_its_turn_and_the_answers(vault: Vaults) -> None:
    config = vault(MARA, read_case("more-topics-than-time")[1])
    prepared = prepare_checkin(config, WEEK)
    talked = topic(prepared, "the parcel shelf")
    wish = [one for one in prepared.topics if one.is_wish]
    held = hold_checkin(config, WEEK, talked=talked, declined=wish)
    text = held.path.read_text()
    assert "status: held\n" in text
    assert "talked:\n" in text
    assert "Mara: the parcel shelf" in text
    assert "declined: Jonas: I feel rushed when we leave late. I would like ten minutes more." in text
    later = prepare_checkin(config, "2026-W49")
    words = [one.words for one in later.topics]
    assert words == [
        "who writes to my parents",
        "money for the mountain weekend",
        "a holiday in May",
        "the new lamp",
    ]


def test_a_skipped_check_in_lets_everything_wait(vault: Vaults) -> None:
    config = vault(MARA, read_case("more-topics-than-time")[1])
    waiting = {one.key for one in skip_checkin(config, WEEK).topics}
    assert waiting < {one.key for one in prepare_checkin(config, "2026-W49").topics}


def test_a_link_in_the_shared_folder_brings_no_private_note_in(vault: Vaults) -> None:
    config = vault(MARA, read_case("nothing-brought")[1])
    (config.root / "Shared/Jonas").mkdir()
    (config.root / "Shared/Jonas/2026-W48 Jonas.md").symlink_to(config.root / "Elsewhere.md")
    assert PRIVATE not in prepare_checkin(config, WEEK).path.read_text()


def test_a_journal_planted_in_the_shared_folder_never_reaches_progress(vault: Vaults) -> None:
    from datetime import date

    from vaultkit.actions.progress import summary
    from vaultkit.workbook.periods import recent

    config = vault(
        MARA, {"Jonas/2026-11-23.md": note("journal", tagged=True).replace("date:", "distress: 9\ndate:")}
    )
    today = date(2026, 11, 24)
    found = summary(config, recent(today), today).progress
    assert (found.days_with_note, found.distress) == (1, None)


def test_the_first_check_in_stays_as_long_as_it_was_made(vault: Vaults) -> None:
    config = vault(MARA, read_case("first-check-in")[1])
    first = prepare_checkin(config, WEEK)
    assert (first.agenda.minutes, prepare_checkin(config, WEEK).agenda.minutes) == (50, 50)


def test_a_flood_of_notes_and_bullets_still_gives_an_agenda(vault: Vaults) -> None:
    shared = read_case("nothing-brought")[1]
    shared["Jonas/2026-W48 Jonas.md"] = note(
        "contribution",
        "## For our check-in\n" + "".join(f"- topic {n}\n" for n in range(5000)),
        author="Jonas",
    )
    dates = ", ".join(["2026-11-26"] * 9_000)
    shared["Rituals/Walk.md"] = f"---\ntype: ritual\ncadence: weekly\nbalance: apart\ndone: [{dates}]\n---\n"
    for number in range(300):
        shared[f"Mara/{number}.md"] = note("contribution", f"## Thank you to Jonas\n- thank you {number}")
    prepared = prepare_checkin(vault(MARA, shared), WEEK)
    assert len(prepared.topics) == 5001
    assert len(prepared.text) < 20_000
    assert "and 4969 more" in prepared.text
    assert "1 apart" in prepared.text


def test_any_words_that_had_their_turn_are_recognised_again(vault: Vaults) -> None:
    odd = [
        "plain",
        "'quoted': \"so\" # not a comment",
        "- a dash",
        "![[Diary]] and `code`",
        "tab\tand  spaces",
        "emoji 👩‍🚀 and cafe\u0301",
        "[a, b] {c: d} & *e !f %g @h",
        "\u202eright to left\u202c",
        "\x1b[31mred\x07",
        "next line\x85and\u2028separators",
        "long " * 500,
        "1",
        "true",
        "~",
    ]
    lines = "".join(f"- {one}\n" for one in odd)
    text = note("contribution", f"## For our check-in\n{lines}\n## A wish\n{lines}", author="Jonas")
    config = vault(MARA, {"Jonas/2026-W48 Jonas.md": text})
    prepared = prepare_checkin(config, WEEK)
    assert len(prepared.topics) >= len(odd)
    hold_checkin(config, WEEK, talked=prepared.topics)
    assert prepare_checkin(config, "2026-W49").topics == ()


def test_a_template_of_ones_own_without_a_place_for_the_agenda_still_gets_it(vault: Vaults) -> None:
    bare = "---\ntype: checkin\nweek: {{ week }}\ndate: {{ date }}\nstatus: planned\n---\nOurs\n\n## Agreements\n"
    config = vault(MARA._replace(template=bare), {})
    text = prepare_checkin(config, WEEK).path.read_text("utf-8")
    assert [block.name for block in find_blocks(text)] == ["agenda"]
    assert text.index("vaultkit:end agenda") < text.index("## Agreements")


def test_a_check_in_with_agreements_that_nobody_closed_is_pointed_out_later(vault: Vaults) -> None:
    agreed = "## Agreements\n- [ ] Plan the visits (Mara)\n"
    earlier = note("checkin", agreed, week="2026-W47").replace("2026-11-24", "2026-11-22")
    assert prepare_checkin(vault(MARA, {"Check-ins/2026-W47.md": earlier}), WEEK).not_held == "2026-W47"


def test_words_in_brackets_are_an_owner_only_if_they_are_a_name(vault: Vaults) -> None:
    workbook = "---\ntype: settings\nnames: [Jonas, Mara]\n---\n"
    agreed = (
        "## Agreements\n- [ ] Call the dentist (again)\n- [ ] Plan the visits (mara)\n- [ ] Pack (both)\n"
    )
    earlier = note("checkin", agreed, week="2026-W47").replace("type: checkin", "type: checkin\nstatus: held")
    shared = {"Our workbook.md": workbook, "Check-ins/2026-W47.md": earlier}
    found = prepare_checkin(vault(MARA, shared), WEEK).agenda.open
    assert [(one.text, one.owner) for one in found] == [
        ("Call the dentist (again)", ""),
        ("Plan the visits", "mara"),
        ("Pack", "both"),
    ]


@pytest.mark.parametrize(
    "slip",
    [
        "note: [our evening",
        "status: Held",
        "status: heldd",
        "week: W48",
        "date: yesterday",
        "status: held\nstatus: planned",
    ],
)
def test_a_slip_in_a_check_in_never_makes_its_agenda_anew(vault: Vaults, slip: str) -> None:
    config = vault(MARA, {})
    path = hold_checkin(config, WEEK).path
    kept = "\n".join(
        line for line in path.read_text("utf-8").split("\n") if line.split(":")[0] != slip.split(":")[0]
    )
    path.write_text(kept.replace("type: checkin\n", f"type: checkin\n{slip}\n"), "utf-8")
    before = path.read_bytes()
    with contextlib.suppress(UserError):
        prepare_checkin(config, WEEK)
    assert path.read_bytes() == before


def test_a_link_that_a_partner_put_in_the_shared_folder_never_leads_a_writer_to_a_private_note(
    vault: Vaults,
) -> None:
    config = vault(MARA, {})
    private = config.root / "Journal/2026-11-24.md"
    before = private.read_bytes()
    link = config.root / "Shared/Check-ins/2026-W48.md"
    link.parent.mkdir(parents=True)
    link.symlink_to("../../Journal/2026-11-24.md")
    for act in (prepare_checkin, hold_checkin, skip_checkin):
        with pytest.raises(UserError, match="leads out of"):
            act(config, WEEK)
    assert private.read_bytes() == before


def test_a_folder_whose_name_differs_in_case_alone_is_not_the_shared_one(vault: Vaults) -> None:
    config = vault(MARA, {"Goals/Ours.md": note("goal")})
    put(config.root / "shared/Goals/Secret.md", note("goal", tagged=True))
    if (config.root / "shared").samefile(config.root / "Shared"):
        pytest.skip("on this disk it is the same folder")
    text = prepare_checkin(config, WEEK).text
    assert "Ours" in text
    assert "Secret" not in text


def test_a_shared_folder_that_is_a_link_is_said_and_not_passed_over_in_silence(
    vault: Vaults, tmp_path: Path
) -> None:
    config = vault(MARA, {})
    (tmp_path / "elsewhere").mkdir()
    (config.root / "Shared").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UserError, match="is a link"):
        prepare_checkin(config, WEEK)


def test_only_the_folder_of_a_person_speaks_for_that_person(vault: Vaults) -> None:
    words = "## For our check-in\n- words put into my mouth\n"
    forged = {
        "Jonas/2026-W48 Jonas.md": note("contribution", words, author="Mara"),
        "x.md": note("contribution", words),
    }
    assert prepare_checkin(vault(MARA, forged), WEEK).topics == ()


def test_a_check_in_planted_elsewhere_does_not_decide_the_week(vault: Vaults) -> None:
    planted = note("checkin").replace("type: checkin", "type: checkin\nstatus: held")
    prepared = prepare_checkin(
        vault(MARA, {"Jonas/Zzz.md": planted, "Check-ins/A.md": note("checkin")}), WEEK
    )
    assert prepared.status == "planned"
    assert prepared.path.name == "A.md"


def test_how_a_disk_stores_accents_does_not_change_the_agenda(vault: Vaults) -> None:
    def stored(form: str) -> dict[str, str]:
        workbook = "---\ntype: settings\nnames: [Émile, Frank]\n---\n"
        notes = {"Our workbook.md": workbook}
        for author in ("Émile", "Frank"):
            name = unicodedata.normalize(form, author)
            brought = f"## For our check-in\n- of {author}\n\n## Something that went well\n- {author}\n"
            notes[f"{name}/2026-W48 {name}.md"] = note("contribution", brought, author=author)
        return notes

    texts = {
        prepare_checkin(vault(MARA._replace(me=form), stored(form)), WEEK).text for form in ("NFC", "NFD")
    }
    assert len(texts) == 1


def test_a_ritual_stored_with_its_accents_apart_can_be_noted_as_kept(vault: Vaults) -> None:
    name = unicodedata.normalize("NFD", "Café")
    config = vault(MARA, {f"Rituals/{name}.md": "---\ntype: ritual\ncadence: weekly\n---\n"})
    path = keep_ritual(config, "Café", datetime.date(2026, 11, 24))
    assert "2026-11-24" in path.read_text("utf-8")


def test_a_note_that_is_no_check_in_is_never_taken_for_one_by_its_name(vault: Vaults) -> None:
    for name in ("2026-W48.md", "2026-w48.md"):
        config = vault(MARA, {f"Check-ins/{name}": "My own words.\n"})
        with pytest.raises(UserError, match=r"2026-[Ww]48\.md:1: "):
            prepare_checkin(config, WEEK)
        path = config.root / "Shared/Check-ins" / name
        assert path.read_text("utf-8") == "My own words.\n"
        path.unlink()
