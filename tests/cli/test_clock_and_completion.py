"""When a day begins, and what the shell completes."""

import datetime
import subprocess
import sys

import pytest


def zone_where_it_is(hour: int) -> str:
    """A time zone in which the clock shows this hour just now."""
    ahead = (hour - datetime.datetime.now(datetime.UTC).hour + 12) % 24 - 12
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/UTC"


@pytest.mark.parametrize(("hour", "days_back"), [(1, 1), (9, 0)])
def test_after_midnight_and_before_the_rollover_it_is_still_yesterday(hour, days_back, run, tmp_path):
    vault = tmp_path / "vault"
    run("init", vault, "--me", "Mara")
    settings = vault / ".vaultkit/config.toml"
    zone = zone_where_it_is(hour)
    settings.write_text(
        settings.read_text("utf-8").replace('# time_zone = "Europe/Berlin"', f'time_zone = "{zone}"'), "utf-8"
    )
    ahead = -int(zone.removeprefix("Etc/GMT")) if "GMT" in zone else 0
    there = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=ahead)
    assert there.hour in (hour, hour + 1)
    expected = there.date() - datetime.timedelta(days=days_back)
    first, again = run("--vault", vault, "journal"), run("--vault", vault, "journal")
    assert first.last == again.last == vault / f"Journal/{expected}.md"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("vaultkit jo", {"journal"}),
        ("vaultkit checkin ", {"hold", "skip"}),
        ("vaultkit ladder s", {"show"}),
        ("vaultkit journal --d", {"--dry-run"}),
    ],
)
def test_the_shell_completes_commands_and_options(words, expected, environment):
    asked = {
        "_VAULTKIT_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-c", "from vaultkit.__main__ import main; main()"],
        env={**environment, **asked},
        capture_output=True,
        text=True,
        check=False,
    )
    assert set(done.stdout.split()) == expected


def test_the_help_of_every_command_can_be_read(run):
    whole = run("--help")
    assert whole.code == 0
    for name in (
        "init",
        "journal",
        "new",
        "ladder",
        "checkin",
        "progress",
        "rituals",
        "check",
        "support",
        "demo",
    ):
        assert f"  {name} " in whole.out
        assert run(name, "--help").out.startswith(f"Usage: vaultkit {name}")
