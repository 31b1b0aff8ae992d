import plistlib
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watched import Hand

from vaultkit.errors import UserError
from vaultkit.watch.service import install, service_for, standing, uninstall
from vaultkit.watch.service_files import launchd_plist, systemd_unit, task_xml

AWKWARD = [
    "/usr/bin/python3",
    "-m",
    "vaultkit",
    "--vault",
    '/home/m/Our "vault" 50% $HOME \\o/ über\'s',
    "watch",
]
words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_takes_the_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = ["/bin/sh", *AWKWARD[1:]]
    unit = tmp_path / "vaultkit-aa.service"
    unit.write_text(systemd_unit(command, {"XDG_STATE_HOME": "/a b/50% $x"}), encoding="utf-8")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    if "Failed to initialize manager" in done.stderr:
        pytest.skip("no manager here")
    assert (done.returncode, done.stderr) == (0, "")


def test_what_systemd_would_act_on_in_a_path_is_plain_text() -> None:
    line = next(line for line in systemd_unit(AWKWARD).splitlines() if line.startswith("ExecStart="))
    assert line.endswith('"/home/m/Our \\"vault\\" 50%% $$HOME \\\\o/ über\'s" "watch"')


def test_launchd_reads_the_agent() -> None:
    found = plistlib.loads(launchd_plist("vaultkit.aa", AWKWARD))
    assert found["ProgramArguments"] == AWKWARD
    assert found["Label"] == "vaultkit.aa"
    assert found["RunAtLoad"] is True


@given(st.lists(words, min_size=1, max_size=4))
def test_the_task_is_good_xml_and_windows_takes_its_arguments_apart_again(arguments: list[str]) -> None:
    text = task_xml([r"C:\Python\python.exe", *arguments, 'a "b\\" c\\'], r"HOME\Mara & Jonas")
    root = ElementTree.fromstring(text.encode("utf-16"))
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    assert root.tag == f"{space}Task"
    # The order that the schema asks for.
    assert [child.tag.removeprefix(space) for child in root] == [
        "RegistrationInfo",
        "Triggers",
        "Principals",
        "Settings",
        "Actions",
    ]
    line = root.findtext(f".//{space}Arguments")
    assert line is not None
    assert taken_apart(line) == [*arguments, 'a "b\\" c\\']


def taken_apart(line: str) -> list[str]:
    """As Microsoft's C runtime does it: https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments."""
    found: list[str] = []
    word, quoted, begun, at = "", False, False, 0
    while at < len(line):
        slashes = len(line[at:]) - len(line[at:].lstrip("\\"))
        at += slashes
        if at < len(line) and line[at] == '"':
            word += "\\" * (slashes // 2)
            begun = True
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
            at += 1
            continue
        word += "\\" * slashes
        begun = begun or slashes > 0
        if at == len(line):
            break
        if line[at] == " " and not quoted:
            found += [word] if begun else []
            word, begun = "", False
        else:
            word, begun = word + line[at], True
        at += 1
    return [*found, word] if begun else found


def test_a_line_end_in_a_path_is_refused() -> None:
    for write in (systemd_unit, lambda command: task_xml(command, "m")):
        with pytest.raises(ValueError, match="no service"):
            write(["/bin/sh", "a\nExecStartPre=rm"])


@pytest.mark.parametrize(
    ("platform", "ending"), [("linux", ".service"), ("darwin", ".plist"), ("win32", ".xml")]
)
def test_each_system_gets_its_own_file(hand: Hand, platform: str, ending: str) -> None:
    service = service_for(hand.config, platform)
    assert service.path.suffix == ending
    assert hand.config.id[:8] in service.name
    assert not service.path.is_relative_to(hand.root)


def test_installing_twice_is_installing_once_and_it_can_be_taken_away(
    hand: Hand, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # A stand-in for systemctl that notes down what it was asked.
    asked = tmp_path / "asked"
    for name in ("systemctl", "launchctl", "schtasks"):
        stand_in = tmp_path / "bin" / name
        stand_in.parent.mkdir(exist_ok=True)
        stand_in.write_text(f'#!/bin/sh\necho "$@" >> {asked}\n')
        stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    assert install(hand.config, dry_run=True).changed
    assert not standing(hand.config).installed
    assert install(hand.config)[1:] == (True, True, "")
    assert install(hand.config)[1:] == (False, True, "")
    assert standing(hand.config)[1:] == (True, True, False, 0)
    assert uninstall(hand.config).changed
    assert not standing(hand.config).installed
    assert not uninstall(hand.config).changed
    assert asked.read_text().count("\n") > 2


def test_a_vault_whose_path_no_service_can_hold_is_refused_in_words(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a\nb")
    with pytest.raises(UserError, match="rename"):
        service_for(hand.config, "linux")
    hand.watcher.close()
