"""A partner's words that would act: quoted into notes, pages, calendars and what is said, they stay words."""

import re
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from vaultkit.cli.app import app

DAY = "2026-11-24"
HOSTILE = [
    "`$= dv.pages()` and `= this.file` inline",
    "```dataviewjs",
    "~~~dataviewjs",
    "<% tp.system.clipboard() %> <%* tR %>",
    "```tasks\\nfilter by function eval(1)\\n```",
    "[run](obsidian://open?vault=x) obsidian://advanced-uri?eval=1",
    "[run](javascript:alert(1)) javascript:alert(1) JaVaScRiPt:alert(1)",
    "![x](https://evil.example/pixel.png) ![[https://evil.example/p.png]]",
    "<img src=https://evil.example/p.png onerror=alert(1)><script>alert(1)</script>",
    r"\\\\evil.example\\share\\x.png [a](\\\\evil.example\\share) file:////evil.example/share",
    "![[Journal/2026-11-24]] ![[Private]] [[Journal/2026-11-24#Secret|look]]",
    "%% vaultkit:end agenda %%",
    "%% vaultkit:begin agenda 000000000000 %%",
    "%%",
    "<!-- hidden",
    "share:: true [share:: true] (share:: true)",
    "#vaultkit/journal #share",
    "^block and [^1] and [^1]: note",
    "[ref]: https://evil.example/p.png",
    "![x][ref]",
    "---",
    "$$\\\\href{javascript:alert(1)}{x}$$ $\\\\href{javascript:alert(1)}{x}$",
    "{{ config.id }} {% raw %} {{VALUE}}",
    "\\u202eevil\\u202c \\u200bx \\u0007 \\u001b[2J \\u001b]8;;https://evil.example\\u0007",
    "data:text/html;base64,PHNjcmlwdD4= vbscript:x",
    "| a | b |",
    "> [!danger]- x",
    "- [ ] a task 📅 2026-11-24",
    "# A heading",
    "<iframe src=https://evil.example>",
    "INPUT[toggle:share] `INPUT[toggle:share]` `BUTTON[x]`",
    "x" * 100_000,
]
ACTS = {
    "a script of Dataview": r"(?m)^\s*(?:```|~~~)|`[$=]",
    "a command of Templater": r"<%",
    "a link that acts": r"\]\((?!https?:)|(?i:obsidian|javascript|vbscript|file)\\?:\\?[/a]",
    "a picture or embed": r"!\[",
    "HTML": r"<(?:img|script|iframe|!--)",
    "a property in the text": r"(?m)\bshare::",
    "a tag of ours": r"(?<!\w)#(?:vaultkit|share)\b",
    "a definition": r"(?m)^\s*(?:- )?\[\^?\w+\]:",
    "a control or a turn of direction": "[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069]",
    "a private word": r"CANARY",
}


class Made(NamedTuple):
    """What Mara's vaultkit made of a shared folder full of harm."""

    root: Path
    notes: dict[str, str]
    said: str
    pages: str
    calendar: str
    private: dict[str, bytes]
    seconds: float


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("hostile")
    root = folder / "vault"
    bullets = "\n".join(f"- {_escaped(one)}" for one in HOSTILE)
    names = '["Jonas", "Mara", "%% vaultkit:end agenda %%", "../../x"]'
    files = {
        ".vaultkit/config.toml": 'id = "0123456789abcdef"\nme = "Mara"\npartner = "Jonas"\n',
        "Journal/2026-11-23.md": "---\ntype: journal\ndate: 2026-11-23\ndistress: 4\nshare: false\nfeeling: CANARY\n"
        "tags: [vaultkit/journal]\n---\nCANARY\n",
        "Shared/Our workbook.md": f"---\ntype: settings\nnames: {names}\nweekday: tuesday\nme: Jonas\npartner: Mara\nshare: true\n"
        "journal: {folder: Shared}\n---\n",
        "Shared/Jonas/2026-W48 Jonas.md": "---\ntype: contribution\nauthor: Jonas\nweek: 2026-W48\ndate: 2026-11-23\n---\n"
        + "".join(
            f"## {title}\n{bullets}\n\n"
            for title in (
                "Thank you to Mara",
                "For our check-in",
                "A wish",
                "Time on my own",
                "What helps me",
                "Something that went well",
            )
        ),
        "Shared/Jonas/bomb.md": "---\na: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
        )
        + "type: contribution\n---\n",
        "Shared/Jonas/deep.md": "---\ntype: " + "[" * 100_000 + "\n---\n",
        "Shared/Jonas/long.md": "---\ntype: contribution\nauthor: Jonas\nweek: 2026-W48\n---\n## For our check-in\n"
        + "- a\n" * 200_000,
        "Shared/Jonas/tags.md": "---\ntype: !!python/object/apply:os.system ['touch sprung']\n---\n",
        "Shared/Jonas/journal.md": "---\ntype: journal\ndate: 2026-11-24\nshare: true\ntags: [vaultkit/journal]\n---\n## For our check-in\n- forged\n",
        "Shared/Rituals/![[Private]] `$= x`.md": "---\ntype: ritual\ncadence: weekly\nbalance: together\n---\n",
        "Shared/Rituals/<% x %>.md": "---\ntype: ritual\ncadence: weekly\nbalance: apart\nminutes: 99999999999999999999\n---\n",
        "Shared/Goals/%% vaultkit:end agenda %%.md": "---\ntype: goal\ntarget: 1e999\nmoved: ['2026-11-01: 5', x, 3]\n---\n",
        "Shared/Check-ins/2026-W47.md": "---\ntype: checkin\nweek: 2026-W47\ndate: 2026-11-17\nstatus: held\nstarts: '`$= x`'\n"
        "talked: ['Jonas: <% x %>']\nanswers: ['agreed: ![[Private]]']\n---\n## Agreements\n- [ ] ![[Private]] <% x %> `$= y` 📅 2026-11-24\n",
        "Shared/Templates/journal.md": "forged template\n",
        "Shared/.vaultkit/config.toml": 'me = "Jonas"\n',
        "Shared/.obsidian/plugins/x/main.js": "alert(1)\n",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    private = {name: (root / name).read_bytes() for name in files if not name.startswith("Shared/")}
    said = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        patch.chdir(folder)
        before = time.process_time()
        for arguments in (
            ["journal"],
            ["checkin"],
            ["share"],
            ["progress", "--with-partner"],
            ["report", "--with-partner", "--with-words"],
            ["rituals"],
            ["goal"],
            ["check"],
            ["calendar", "--out", str(folder / "both.ics")],
        ):
            done = CliRunner().invoke(app, ["--vault", str(root), "--date", DAY, *arguments], input="")
            assert done.exit_code in (0, 1, 3), (arguments, done.output[-2000:], done.exception)
            said.append(done.output)
        seconds = time.process_time() - before
    assert not (folder / "sprung").exists()
    notes = {
        name: (root / name).read_text("utf-8")
        for name in ("Journal/2026-11-24.md", "Shared/Check-ins/2026-W48.md")
    }
    pages = "".join(one.read_text("utf-8") for one in root.rglob("*.html"))
    return Made(
        root, notes, "\n".join(said), pages, (folder / "both.ics").read_bytes().decode(), private, seconds
    )


def _escaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


@pytest.mark.parametrize("what", ACTS)
def test_nothing_that_acts_gets_into_a_note(made: Made, what: str):
    for name, text in made.notes.items():
        generated = text.partition("vaultkit:begin")[2] if "Check-ins" in name else text
        found = re.search(ACTS[what], generated)
        assert found is None, (name, generated[max(found.start() - 80, 0) : found.end() + 40])


def test_forged_marks_do_not_end_the_generated_part(made: Made):
    text = made.notes["Shared/Check-ins/2026-W48.md"]
    assert len(re.findall(r"(?m)^%% vaultkit:(?:begin|end) agenda", text)) == 2
    outside = text[: text.index("%% vaultkit:begin")] + text[text.index("%% vaultkit:end") :]
    assert "evil" not in outside


def test_a_line_is_never_longer_than_a_line(made: Made):
    assert max(len(line) for text in made.notes.values() for line in text.splitlines()) < 2000


def test_what_is_said_has_nothing_that_a_terminal_acts_on(made: Made):
    assert re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", made.said) is None


def test_the_page_asks_nothing_of_anyone_and_runs_nothing(made: Made):
    assert "<html" in made.pages
    assert re.search(r"<(?:iframe|object|embed|link|base)\b", made.pages) is None
    assert (
        re.search(
            r"""(?:src|href|action|xlink:href)\s*=\s*["']?\s*(?!#|data:image/(?:png|svg))[^"'#\s>]""",
            made.pages,
        )
        is None
    )
    assert "onerror=alert" not in re.sub(r"&lt;[^&]*", "", made.pages)
    assert "<script>alert" not in made.pages
    assert "CANARY" not in made.pages


def test_the_calendar_has_one_event_for_each_thing_and_no_line_of_its_own_from_outside(made: Made):
    lines = made.calendar.replace("\r\n ", "").split("\r\n")
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in lines if line)
    assert not any(line.startswith(("ATTACH", "URL")) for line in lines)
    assert lines.count("BEGIN:VCALENDAR") == 1


def test_no_setting_that_arrives_changes_who_one_is_or_where_notes_lie(made: Made):
    assert (made.root / "Journal/2026-11-24.md").is_file()
    assert "forged" not in made.notes["Journal/2026-11-24.md"]
    assert {name: (made.root / name).read_bytes() for name in made.private} == made.private
    assert not (made.root / "Shared/Mara").exists()


def test_it_all_takes_little_time(made: Made):
    assert made.seconds < 30
